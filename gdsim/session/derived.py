"""What follows from the present position, computed once for all views that ask."""

from __future__ import annotations

from functools import cached_property

from gdsim.engine.analysis import Analysis, Curvature, Minimum, analyze, curvature, exact_minimum
from gdsim.engine.descent import Descent
from gdsim.engine.message import GdsimError, Message
from gdsim.engine.neuron import Neuron, RecordTerms
from gdsim.engine.regime import Regime, regime
from gdsim.engine.worked_step import WorkedStep, worked_step


class Derived:
    """Each value is computed when it is first asked for. Of all the data, unless said otherwise.

    The session makes a new one for each position and edit: read ``session.derived`` anew in every refresh,
    and keep none, since the descent moves on under an old one.
    """

    def __init__(self, descent: Descent) -> None:
        self._descent = descent

    @cached_property
    def terms(self) -> RecordTerms | None:
        """Every record's numbers at the weights; None for a surface."""
        objective = self._descent.objective
        return objective.terms(self._descent.weights) if isinstance(objective, Neuron) else None

    @cached_property
    def minimum(self) -> Minimum | None:
        """The lowest point, where it is known exactly."""
        return exact_minimum(self._descent.objective)

    @cached_property
    def curvature(self) -> Curvature | None:
        """Eigenvalues and directions of the Hessian at the weights, None where it is not finite."""
        return curvature(self._descent.objective, self._descent.weights)

    @cached_property
    def analysis(self) -> Analysis:
        """Everything known of E here, and of the rule's learning rate."""
        return analyze(self._descent.objective, self._descent.weights, self._descent.optimizer)

    @cached_property
    def regime(self) -> Regime:
        """What kind of behaviour this is, in words."""
        return regime(self._descent)

    @property
    def worked_step(self) -> WorkedStep | None:
        """The next update in numbers (of its batch); None where the rule refuses it."""
        return self._next if isinstance(self._next, WorkedStep) else None

    @property
    def refusal(self) -> Message | None:
        """Why the rule refuses the next update; None where it does not."""
        return self._next if isinstance(self._next, Message) else None

    @cached_property
    def _next(self) -> WorkedStep | Message:
        try:
            return worked_step(self._descent)
        except GdsimError as error:
            return error.message
