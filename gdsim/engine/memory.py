"""What a descent has been through: to be kept, and gone on from."""

from __future__ import annotations

from typing import NamedTuple

from gdsim.engine.history import History
from gdsim.engine.objective import Objective
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.state_log import PastStates
from gdsim.engine.stop import Outcome


class Memory(NamedTuple):
    """A descent told in full.

    Attributes:
        history: its rows; the versions count the settings, the last row's are those in force.
        settings: each objective and optimizer that was in force.
        states: of the rules, in the order in which they were in force.
        outcome: why the last step or run ended there, or None.
    """

    history: History
    settings: tuple[tuple[Objective, Optimizer], ...]
    states: tuple[PastStates, ...]
    outcome: Outcome | None
