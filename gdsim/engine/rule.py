r"""Update rules as pure (init, update) pairs.

Conventions:
    d weights, g = ∂E/∂w the gradient (d,), η the learning rate, t the number of the update. A
    rule's state is an array (s, d), one row for each name in ``state_names``, all zero at first; t
    counts updates since then, 1 at the first. ``update`` returns the change of the weights Δw (d,)
    and the next state; it changes nothing it is given.

Formulas, defaults and the order of operations are those of torch.optim where it has the rule, and
of Ma and Yarats, "Quasi-hyperbolic momentum and Adam for deep learning" (2019), for ``qhm`` and
``qhadam``. A new rule is one entry in RULES; menus, files and commands take it from there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from gdsim.engine.array import Array
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.registry import by_name
from gdsim.engine.setting import (
    BETA1,
    BETA2,
    DECAY,
    EPSILON,
    MOMENTUM,
    NU,
    NU1,
    NU2,
    WEIGHT_DECAY,
    Setting,
)


class Situation(NamedTuple):
    """What a rule may read when it makes one update.

    Attributes:
        weights: (d,) before the update.
        gradient: (d,) of the batch at the weights.
        learning_rate: η of this update, the schedule applied.
        step: 1 for the first update since the state was empty.
        settings: the rule's own numbers by name.
        hessian: called only by rules that need it: (d, d) of the batch at the weights.
    """

    weights: Array
    gradient: Array
    learning_rate: float
    step: int
    settings: Mapping[str, float]
    hessian: Callable[[], Array]


Update = Callable[[Situation, Array], tuple[Array, Array]]


@dataclass(frozen=True, eq=False, repr=False)
class Rule:
    """One update rule. Compared by identity: there is one of each.

    Attributes:
        name: as in files and commands.
        label: what a person reads; translatable.
        formula: Δw_i as LaTeX.
        where: how the symbols in it come about, one LaTeX formula each, in the order of the work.
        update: the pure function, see the module's conventions.
        settings: the rule's own numbers by name, with defaults and what is allowed.
        state_names: one name for each row of the state.
        state_symbols: LaTeX symbols of the state's rows.
        stability: for rules with a stability limit on a quadratic, a function of the settings that
            gives c in η < c / λmax; None where the rule scales itself and has none.
        note: one sentence on what it does; translatable.
        code: numpy lines that make ``update`` and the new state from g, eta, w, t, the settings and the
            state by name, and H where ``uses_hessian``; bit for bit what the function gives.
        uses_hessian: it needs ∂²E/∂w_i∂w_j, and refuses the step where that will not do.
    """

    name: str
    label: str
    formula: str
    update: Update
    settings: Mapping[str, Setting] = field(default_factory=dict)
    state_names: tuple[str, ...] = ()
    state_symbols: tuple[str, ...] = ()
    stability: Callable[[Mapping[str, float]], float] | None = None
    note: str = ""
    code: str = ""
    where: tuple[str, ...] = ()
    uses_hessian: bool = False

    def __repr__(self) -> str:
        return f"RULES[{self.name!r}]"

    def init(self, weight_count: int) -> Array:
        """The empty state (s, d)."""
        return np.zeros((len(self.state_names), weight_count))


# The functions


def _gradient_descent(now: Situation, state: Array) -> tuple[Array, Array]:
    return -now.learning_rate * now.gradient, state


def _momentum(now: Situation, state: Array) -> tuple[Array, Array]:
    velocity = now.settings["momentum"] * state + now.gradient
    return -now.learning_rate * velocity[0], velocity


def _nesterov(now: Situation, state: Array) -> tuple[Array, Array]:
    momentum = now.settings["momentum"]
    velocity = momentum * state + now.gradient
    return -now.learning_rate * (now.gradient + momentum * velocity[0]), velocity


def _ratio(numerator: Array, root: Array) -> Array:
    """The quotient, refused where it is 0/0: only with ε = 0, at a weight whose slope was always 0."""
    if not root.all():
        raise GdsimError(
            Message(
                QT_TR_NOOP(
                    "The step cannot be taken: the rule divides by the size of the slopes of a weight, and they "
                    "are 0. A setting “epsilon” greater than 0 avoids this."
                )
            )
        )
    return numerator / root


def _adagrad(now: Situation, state: Array) -> tuple[Array, Array]:
    squares = state + now.gradient * now.gradient
    root = np.sqrt(squares[0]) + now.settings["epsilon"]
    return _ratio(-now.learning_rate * now.gradient, root), squares


def _rmsprop(now: Situation, state: Array) -> tuple[Array, Array]:
    decay = now.settings["decay"]
    squares = decay * state + (1.0 - decay) * now.gradient * now.gradient
    root = np.sqrt(squares[0]) + now.settings["epsilon"]
    return _ratio(-now.learning_rate * now.gradient, root), squares


def _moments(now: Situation, state: Array) -> Array:
    """Both of Adam's moments after this gradient, (2, d)."""
    g = now.gradient
    beta1, beta2 = now.settings["beta1"], now.settings["beta2"]
    first, second = state
    return np.array((first + (1.0 - beta1) * (g - first), beta2 * second + (1.0 - beta2) * g * g))


def _adam(now: Situation, state: Array) -> tuple[Array, Array]:
    moments = _moments(now, state)
    beta1, beta2 = now.settings["beta1"], now.settings["beta2"]
    rate = now.learning_rate / (1.0 - beta1**now.step)
    root = np.sqrt(moments[1]) / math.sqrt(1.0 - beta2**now.step) + now.settings["epsilon"]
    return _ratio(-rate * moments[0], root), moments


def _adamw(now: Situation, state: Array) -> tuple[Array, Array]:
    update, moments = _adam(now, state)
    return update - now.learning_rate * now.settings["weight_decay"] * now.weights, moments


def _qhm(now: Situation, state: Array) -> tuple[Array, Array]:
    momentum, nu = now.settings["momentum"], now.settings["nu"]
    average = momentum * state + (1.0 - momentum) * now.gradient
    return -now.learning_rate * ((1.0 - nu) * now.gradient + nu * average[0]), average


def _qhadam(now: Situation, state: Array) -> tuple[Array, Array]:
    g, settings = now.gradient, now.settings
    moments = _moments(now, state)
    first = moments[0] / (1.0 - settings["beta1"] ** now.step)
    second = moments[1] / (1.0 - settings["beta2"] ** now.step)
    nu1, nu2 = settings["nu1"], settings["nu2"]
    root = np.sqrt((1.0 - nu2) * g * g + nu2 * second) + settings["epsilon"]
    return _ratio(-now.learning_rate * ((1.0 - nu1) * g + nu1 * first), root), moments


def _newton(now: Situation, state: Array) -> tuple[Array, Array]:
    hessian = now.hessian()
    _check_positive(hessian)
    jump = np.linalg.solve(hessian, now.gradient).astype(np.float64, copy=False)
    return -now.learning_rate * jump, state


def _check_positive(hessian: Array) -> None:
    """Refuse a Hessian that is not positive definite, or is singular as far as float64 can tell."""
    if not np.isfinite(hessian).all():
        raise GdsimError(
            Message(QT_TR_NOOP("Newton's step cannot be taken: the Hessian is not finite here."))
        )
    curvatures = np.linalg.eigvalsh(hessian)
    least, rounding = float(curvatures[0]), len(hessian) * np.finfo(float).eps * float(abs(curvatures[-1]))
    if least < -rounding:
        raise GdsimError(
            Message(
                QT_TR_NOOP(
                    "Newton's step cannot be taken: the error curves downwards here (smallest curvature "
                    "{least}), so the step would lead uphill or to a saddle."
                ),
                least=least,
            )
        )
    if least <= rounding:
        raise GdsimError(
            Message(
                QT_TR_NOOP(
                    "Newton's step cannot be taken: the error is flat in some direction here (smallest "
                    "curvature {least}), so the Hessian is singular and has no inverse."
                ),
                least=least,
            )
        )


# Where a rule turns unstable on E = ½ λ w²: c in η < c / λ


def _plain_limit(settings: Mapping[str, float]) -> float:
    return 2.0


def _momentum_limit(settings: Mapping[str, float]) -> float:
    return 2.0 * (1.0 + settings["momentum"])


def _nesterov_limit(settings: Mapping[str, float]) -> float:
    return 2.0 * (1.0 + settings["momentum"]) / (1.0 + 2.0 * settings["momentum"])


def _qhm_limit(settings: Mapping[str, float]) -> float:
    """With a = ηλ, (w, average) is multiplied by a matrix of trace 1 + β − a (1 − νβ) and determinant
    β − a β (1 − ν). Its eigenvalues stay inside the unit circle while 1 + trace + determinant > 0
    (the other conditions of Jury's test are weaker).
    """
    beta, nu = settings["momentum"], settings["nu"]
    return 2.0 * (1.0 + beta) / (1.0 + beta - 2.0 * nu * beta)


# The registry

_G = r"\frac{\partial E}{\partial w_i}"
_G2 = rf"({_G})^2"
_VELOCITY = (rf"v_i \leftarrow \mu v_i + {_G}",)
_MOMENTS = (
    rf"m_i \leftarrow \beta_1 m_i + (1-\beta_1) {_G}",
    rf"v_i \leftarrow \beta_2 v_i + (1-\beta_2) {_G2}",
    r"\hat{m}_i = \frac{m_i}{1-\beta_1^t}",
    r"\hat{v}_i = \frac{v_i}{1-\beta_2^t}",
)
_MOMENTS_CODE = (
    "first_moment = first_moment + (1.0 - beta1) * (g - first_moment)\n"
    "second_moment = beta2 * second_moment + (1.0 - beta2) * g * g\n"
)
_ADAM_CODE = (
    "root = np.sqrt(second_moment) / np.sqrt(1.0 - beta2**t) + epsilon\n"
    "update = -(eta / (1.0 - beta1**t)) * first_moment / root"
)
_MOMENT_NAMES = ("first_moment", "second_moment")
_MOMENT_SYMBOLS = ("m", "v")

RULES = by_name(
    [
        Rule(
            "gradient_descent",
            QT_TR_NOOP("gradient descent"),
            rf"-\eta {_G}",
            _gradient_descent,
            stability=_plain_limit,
            note=QT_TR_NOOP("Each weight moves against its slope, η times as far."),
            code="update = -eta * g",
        ),
        Rule(
            "momentum",
            QT_TR_NOOP("momentum"),
            r"-\eta v_i",
            _momentum,
            by_name([MOMENTUM]),
            ("velocity",),
            ("v",),
            _momentum_limit,
            QT_TR_NOOP("Past slopes add up to a velocity, as for a heavy ball that rolls with friction."),
            "velocity = momentum * velocity + g\nupdate = -eta * velocity",
            where=_VELOCITY,
        ),
        Rule(
            "nesterov",
            QT_TR_NOOP("Nesterov momentum"),
            rf"-\eta ({_G} + \mu v_i)",
            _nesterov,
            by_name([MOMENTUM]),
            ("velocity",),
            ("v",),
            _nesterov_limit,
            QT_TR_NOOP("Momentum that looks ahead: the velocity counts as if it had moved on once more."),
            "velocity = momentum * velocity + g\nupdate = -eta * (g + momentum * velocity)",
            where=_VELOCITY,
        ),
        Rule(
            "adagrad",
            "AdaGrad",
            rf"-\frac{{\eta}}{{\sqrt{{s_i}}+\epsilon}} {_G}",
            _adagrad,
            by_name([replace(EPSILON, default=1e-10)]),
            ("square_sum",),
            ("s",),
            note=QT_TR_NOOP("Each weight has a rate of its own, that falls as its squared slopes add up."),
            code="square_sum = square_sum + g * g\nupdate = -eta * g / (np.sqrt(square_sum) + epsilon)",
            where=(rf"s_i \leftarrow s_i + {_G2}",),
        ),
        Rule(
            "rmsprop",
            "RMSprop",
            rf"-\frac{{\eta}}{{\sqrt{{s_i}}+\epsilon}} {_G}",
            _rmsprop,
            by_name([DECAY, EPSILON]),
            ("square_average",),
            ("s",),
            note=QT_TR_NOOP("Each slope is divided by the size it had of late, so all weights move alike."),
            code="square_average = decay * square_average + (1.0 - decay) * g * g\n"
            "update = -eta * g / (np.sqrt(square_average) + epsilon)",
            where=(rf"s_i \leftarrow \alpha s_i + (1-\alpha) {_G2}",),
        ),
        Rule(
            "adam",
            "Adam",
            r"-\eta \frac{\hat{m}_i}{\sqrt{\hat{v}_i}+\epsilon}",
            _adam,
            by_name([BETA1, BETA2, EPSILON]),
            _MOMENT_NAMES,
            _MOMENT_SYMBOLS,
            note=QT_TR_NOOP("An average of past slopes, divided by the size they had: steps of about η."),
            code=_MOMENTS_CODE + _ADAM_CODE,
            where=_MOMENTS,
        ),
        Rule(
            "adamw",
            "AdamW",
            r"-\eta (\frac{\hat{m}_i}{\sqrt{\hat{v}_i}+\epsilon} + \gamma w_i)",
            _adamw,
            by_name([BETA1, BETA2, EPSILON, WEIGHT_DECAY]),
            _MOMENT_NAMES,
            _MOMENT_SYMBOLS,
            note=QT_TR_NOOP("Adam that also shrinks each weight a little at every step, towards 0."),
            code=_MOMENTS_CODE + _ADAM_CODE + " - eta * weight_decay * w",
            where=_MOMENTS,
        ),
        Rule(
            "qhm",
            QT_TR_NOOP("quasi-hyperbolic momentum"),  # 拟双曲动量
            rf"-\eta ((1-\nu) {_G} + \nu v_i)",
            _qhm,
            by_name([MOMENTUM, NU]),
            ("average",),
            ("v",),
            _qhm_limit,
            QT_TR_NOOP("A mixture of the slope and of the average of past slopes, ν parts of the average."),
            "average = momentum * average + (1.0 - momentum) * g\n"
            "update = -eta * ((1.0 - nu) * g + nu * average)",
            where=(rf"v_i \leftarrow \mu v_i + (1-\mu) {_G}",),
        ),
        Rule(
            "qhadam",
            "QHAdam",
            rf"-\eta \frac{{(1-\nu_1) {_G} + \nu_1 \hat{{m}}_i}}"
            rf"{{\sqrt{{(1-\nu_2) {_G2} + \nu_2 \hat{{v}}_i}}+\epsilon}}",
            _qhadam,
            by_name([BETA1, BETA2, EPSILON, NU1, NU2]),
            _MOMENT_NAMES,
            _MOMENT_SYMBOLS,
            note=QT_TR_NOOP("Adam with the slope itself mixed into both of its averages."),
            code=_MOMENTS_CODE + "mixed = (1.0 - nu1) * g + nu1 * (first_moment / (1.0 - beta1**t))\n"
            "root = np.sqrt((1.0 - nu2) * g * g + nu2 * (second_moment / (1.0 - beta2**t))) + epsilon\n"
            "update = -eta * mixed / root",
            where=_MOMENTS,
        ),
        Rule(
            "newton",
            QT_TR_NOOP("Newton's method"),  # 牛顿法
            r"-\eta \sum_j (H^{-1})_{ij} \frac{\partial E}{\partial w_j}",
            _newton,
            note=QT_TR_NOOP(
                "Jumps to the bottom of the bowl that slope and curvature predict (with η = 1; η times as "
                "far otherwise); refuses where there is no such bowl."
            ),
            code="update = -eta * np.linalg.solve(H, g)",
            uses_hessian=True,
            where=(r"H_{ij} = \frac{\partial^2 E}{\partial w_i \partial w_j}",),
        ),
    ]
)
