"""The slips that a wrong answer can be recognised by. A new one is one entry in SLIPS."""

from __future__ import annotations

from dataclasses import dataclass

from gdsim.engine.message import QT_TR_NOOP, Message
from gdsim.engine.registry import by_name


@dataclass(frozen=True)
class Slip:
    """A likely reason for a wrong answer.

    Attributes:
        name: in code.
        sentence: what probably happened; translatable.
    """

    name: str
    sentence: str

    @property
    def message(self) -> Message:
        """The sentence, to be said."""
        return Message(self.sentence)


SLIPS = by_name(
    [
        Slip("sign", QT_TR_NOOP("The sign: the update goes against the gradient, Δw = −η ∂E/∂w.")),
        Slip(
            "swapped",
            QT_TR_NOOP("The residual is y − ŷ, the target minus the prediction; this looks like ŷ − y."),
        ),
        Slip("slope", QT_TR_NOOP("The factor f′(h) is missing: h reaches E only through the activation.")),
        Slip("one_record", QT_TR_NOOP("This is one record only: the gradient is the sum over all of them.")),
        Slip(
            "half", QT_TR_NOOP("A factor ½ too many: the ½ in E has already cancelled the 2 of the square.")
        ),
        Slip("double", QT_TR_NOOP("A factor 2 too many: the ½ in E cancels the 2 of the square.")),
        Slip("rate", QT_TR_NOOP("The learning rate η is missing: it scales the step.")),
        Slip("input", QT_TR_NOOP("The input x is missing: a weight acts on E through its own input.")),
        Slip("only_update", QT_TR_NOOP("This is the update Δw itself; the next weight is w + Δw.")),
        Slip(
            "rate_is_not_step",
            QT_TR_NOOP("η stays the same, but the step is η times the slope, and the slope changes."),
        ),
        Slip(
            "larger_is_faster",
            QT_TR_NOOP(
                "A larger η is faster only up to a point: beyond it each step jumps past the minimum."
            ),
        ),
        Slip(
            "overshoot_is_divergence",
            QT_TR_NOOP(
                "Jumping across the minimum is not yet divergence: what counts is whether the jumps shrink."
            ),
        ),
        Slip(
            "not_yet_divergence",
            QT_TR_NOOP(
                "Each jump lands farther from the minimum than the one before, so it does not come back."
            ),
        ),
        Slip(
            "residual_alone",
            QT_TR_NOOP("The largest residual is not all: what counts is δ times the input."),
        ),
    ]
)
