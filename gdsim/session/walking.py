"""One update walked through in the session: where in it one is, and what is still to come."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from gdsim.engine.comparison import Comparison
from gdsim.engine.descent import Descent
from gdsim.lesson.secret import Secret
from gdsim.scenario.scenario import Scenario
from gdsim.session.player import Player
from gdsim.session.pointing import Pointing
from gdsim.session.sub_step import (
    MOVE,
    NOWHERE,
    Place,
    Stage,
    after,
    before,
    marks_to_come,
    records_to_come,
    stages,
)

# What a secret is on a plot.
_SECRET_MARKS = (
    (Secret.RESIDUAL, "residual"),
    (Secret.RESIDUAL, "square"),
    (Secret.GRADIENT, "gradient"),
    (Secret.UPDATE, "update"),
    (Secret.MINIMUM, "minimum"),
)


class Walking(Pointing):
    """The part of a session that walks through one update.

    Signals:
        stage_changed: another part of the update is walked through.
    """

    stage_changed = Signal()

    player: Player

    def __init__(self, scenario: Scenario, parent: QObject | None = None) -> None:
        super().__init__(scenario, parent)
        self._place = self._told_place = NOWHERE
        self._stage_by_record = False

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The parts of an update here, in order."""
        return stages(self.descent)

    @property
    def stage(self) -> Stage | None:
        """The part of the update that is walked through, or None. At MOVE the step has just been taken."""
        return self._place.stage

    @property
    def stage_record(self) -> int | None:
        """0-based number of the last record gone through in this stage, or None for all at once."""
        return self._place.record

    @property
    def stage_by_record(self) -> bool:
        """Stages that are made record by record are walked so."""
        return self._stage_by_record

    @property
    def left_out(self) -> frozenset[str]:
        """Marks that plots leave out now: "residual", "square", "gradient", "update", "minimum".

        Those of later parts of the update that is walked through, and those that would answer an open question.
        """
        secret = {mark for secrets, mark in _SECRET_MARKS if secrets in self.withheld}
        return marks_to_come(self._place) | secret

    def records_left_out(self, mark: str) -> NDArray[np.intp]:
        """0-based numbers of the records that the walk has not come to with this mark, in its stage."""
        return records_to_come(self._place, mark, self.descent)

    def set_stage_by_record(self, by_record: bool) -> None:
        """Walk record by record from the next stage on, or finish the present one at once."""
        if by_record != self._stage_by_record:
            self._stage_by_record = bool(by_record)
            self._go_to(self._place if by_record else Place(self._place.stage))

    def next_stage(self) -> None:
        """Go on to the next part of the update; the last part takes the step.

        Raises:
            GdsimError: the rule refuses the step; nothing has changed.
        """
        self.player.pause()
        place = after(self._place, self.descent, self._stage_by_record)
        if place.stage is not MOVE:
            self._go_to(place)
        else:
            moved = self._moved.step()
            self._tell_move(place if moved else NOWHERE)

    def previous_stage(self) -> None:
        """Go back to the part before, out of the update before the first; from the move, step back."""
        self.player.pause()
        if self._place.stage is not MOVE:
            self._go_to(before(self._place, self.descent, self._stage_by_record))
        else:
            self._moved.step_back()
            self._tell_move(before(self._place, self.descent, self._stage_by_record))

    def leave_stages(self) -> None:
        """Walk no longer; the position stays."""
        self._go_to(NOWHERE)

    def _go_to(self, place: Place) -> None:
        self._place = place
        self._tell_place()

    def _tell_place(self) -> None:
        if self._place != self._told_place:
            self._told_place = self._place
            if self._place.record is not None:
                self.select_record(self._place.record)
            self.stage_changed.emit()

    def _place_after_edit(self, restarted: bool) -> Place:
        """The numbers of a stage follow the edit; the move has been made with other ones, and is left."""
        if restarted or self._place.stage is MOVE or self._place.stage not in self.stages:
            return NOWHERE
        count = self.descent.objective.batch_size_limit()
        if self._place.record is not None and self._place.record >= count:
            return Place(self._place.stage)
        return self._place

    # Of the whole session: what is walked through, and what moves at the end of it

    @property
    def descent(self) -> Descent:
        """The run."""
        raise NotImplementedError

    @property
    def _moved(self) -> Descent | Comparison:
        raise NotImplementedError

    def _tell_move(self, place: Place = NOWHERE) -> None:
        raise NotImplementedError
