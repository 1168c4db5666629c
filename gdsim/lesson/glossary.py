"""The terms of the field, each in a sentence or two, in the order of the argument."""

from __future__ import annotations

from dataclasses import dataclass

from gdsim.engine.message import QT_TR_NOOP
from gdsim.lesson.quantity import ERROR, GRADIENT, PREDICTION, RATE, UPDATE, WEIGHT


@dataclass(frozen=True)
class Term:
    """One entry.

    Attributes:
        name: translatable.
        text: what it is; translatable. Symbols in it are plain characters.
        symbol: as rich text, or nothing.
        quantity: the one of QUANTITIES that it is, with its colour; empty for ink.
    """

    name: str
    text: str
    symbol: str = ""
    quantity: str = ""


TERMS = (
    Term(
        QT_TR_NOOP("record"),
        QT_TR_NOOP("One row of the data: its inputs and the target that belongs to them."),
        "μ",
    ),
    Term(
        QT_TR_NOOP("input"),
        QT_TR_NOOP("What is known of a record and goes into the neuron."),
        "x<sub>i</sub>",
    ),
    Term(QT_TR_NOOP("target"), QT_TR_NOOP("What the prediction for a record should be."), "y"),
    Term(
        QT_TR_NOOP("weight"),
        QT_TR_NOOP("A number by which an input is multiplied. The weights are what is learned."),
        "w<sub>i</sub>",
        WEIGHT,
    ),
    Term(
        QT_TR_NOOP("bias"),
        QT_TR_NOOP("A weight whose input is always 1: it shifts the weighted sum."),
        "b",
        WEIGHT,
    ),
    Term(
        QT_TR_NOOP("weighted sum"),
        QT_TR_NOOP("The inputs times their weights, added up, and the bias where there is one."),
        "h = Σ w<sub>i</sub> x<sub>i</sub>",
    ),
    Term(
        QT_TR_NOOP("activation"), QT_TR_NOOP("The function that makes a prediction of the weighted sum."), "f"
    ),
    Term(
        QT_TR_NOOP("prediction"),
        QT_TR_NOOP("What the neuron says for a record."),
        "ŷ = f(h)",
        PREDICTION,
    ),
    Term(
        QT_TR_NOOP("residual"),
        QT_TR_NOOP("Target minus prediction: negative where the prediction is too high."),
        "y − ŷ",
        ERROR,
    ),
    Term(
        QT_TR_NOOP("error measure"),
        QT_TR_NOOP(
            "The rule that makes one number of all residuals; at first half the sum of their squares."
        ),
        "E = ½ Σ (y − ŷ)<sup>2</sup>",
        ERROR,
    ),
    Term(
        QT_TR_NOOP("error landscape"),
        QT_TR_NOOP("E over all values of the weights: a curve for one weight, a surface for two."),
        "E(w)",
        ERROR,
    ),
    Term(
        QT_TR_NOOP("minimum"),
        QT_TR_NOOP("Where E is lowest: everywhere (global), or among what is near (local)."),
    ),
    Term(
        QT_TR_NOOP("slope of the activation"),
        QT_TR_NOOP("How much the prediction changes with the weighted sum, at this record."),
        "f′(h)",
    ),
    Term(
        QT_TR_NOOP("error term"),
        QT_TR_NOOP("How much E falls when a record's weighted sum grows; for squares (y − ŷ) f′(h)."),
        "δ",
    ),
    Term(
        QT_TR_NOOP("gradient"),
        QT_TR_NOOP("How much E changes with each weight. As an arrow it points steepest uphill."),
        "∂E/∂w<sub>i</sub>",
        GRADIENT,
    ),
    Term(
        QT_TR_NOOP("numerical gradient"),
        QT_TR_NOOP("The slope from two errors close by: a check that needs no derivative."),
        "(E(w + ε) − E(w − ε)) / 2ε",
        GRADIENT,
    ),
    Term(
        QT_TR_NOOP("learning rate"),
        QT_TR_NOOP("The factor that makes a step of the gradient. Chosen, not learned."),
        "η",
        RATE,
    ),
    Term(
        QT_TR_NOOP("update"),
        QT_TR_NOOP("What is added to a weight in one step: against the gradient, so downhill."),
        "Δw<sub>i</sub> = −η ∂E/∂w<sub>i</sub>",
        UPDATE,
    ),
    Term(QT_TR_NOOP("step"), QT_TR_NOOP("One update of all weights. Step 0 is the start."), "k"),
    Term(
        QT_TR_NOOP("batch"),
        QT_TR_NOOP("The records that one update looks at: all of them, some, or a single one."),
    ),
    Term(
        QT_TR_NOOP("epoch"), QT_TR_NOOP("As many steps as it takes until every record has been in a batch.")
    ),
    Term(
        QT_TR_NOOP("optimizer"),
        QT_TR_NOOP("The rule that makes an update of the gradient and of what it remembers."),
    ),
    Term(
        QT_TR_NOOP("momentum"),
        QT_TR_NOOP("A part of the steps before that is kept, so that the ball rolls on."),
        "v",
        UPDATE,
    ),
    Term(
        QT_TR_NOOP("schedule"),
        QT_TR_NOOP("A learning rate that changes with the step, by a plan."),
        "η<sub>k</sub>",
        RATE,
    ),
    Term(
        QT_TR_NOOP("curvature"),
        QT_TR_NOOP("How fast the slope itself changes along a direction: large in a narrow valley."),
        "λ",
    ),
    Term(
        QT_TR_NOOP("largest stable learning rate"),
        QT_TR_NOOP("Above it plain descent on a bowl jumps higher with each step."),
        "2/λ<sub>max</sub>",
        RATE,
    ),
    Term(
        QT_TR_NOOP("condition number"),
        QT_TR_NOOP(
            "The largest curvature divided by the smallest: how narrow the valley is, and how slow descent."
        ),
        "κ = λ<sub>max</sub>/λ<sub>min</sub>",
    ),
    Term(
        QT_TR_NOOP("creeping"),
        QT_TR_NOOP("The steps go the right way and are far too short."),
    ),
    Term(
        QT_TR_NOOP("oscillating"),
        QT_TR_NOOP("Each step jumps across the valley, and lands lower all the same."),
    ),
    Term(
        QT_TR_NOOP("diverging"),
        QT_TR_NOOP("Each step lands higher than the one before: the learning rate is too large."),
    ),
    Term(QT_TR_NOOP("converged"), QT_TR_NOOP("The gradient is so small that a step moves nothing any more.")),
    Term(QT_TR_NOOP("plateau"), QT_TR_NOOP("Level ground high above the minimum: the gradient is nearly 0.")),
    Term(
        QT_TR_NOOP("saddle"), QT_TR_NOOP("Level in the middle, up along one direction, down along another.")
    ),
    Term(
        QT_TR_NOOP("flat valley"),
        QT_TR_NOOP("Many minima side by side: the data do not say which of them."),
    ),
)
