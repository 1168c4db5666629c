"""What is pointed at: the chosen record, the chosen weight, the quantity and the column lit up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gdsim.scenario.scenario import Scenario

if TYPE_CHECKING:
    from gdsim.lesson.secret import Secret


class Pointing(QObject):
    """The part of a session that changes no number: what all views mark together.

    Signals:
        selection_changed: the chosen record, weight, highlighted quantity or column is another.
        withheld_changed: other things must not be shown.
    """

    selection_changed = Signal()
    withheld_changed = Signal()

    def __init__(self, scenario: Scenario, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scenario = scenario
        self._selected_record = 0
        self._selected_weight = 0
        self._selected_pair: tuple[int, int] | None = None
        self._highlight: str | None = None
        self._column: str | None = None
        self._withheld: frozenset[Secret] = frozenset()

    @property
    def withheld(self) -> frozenset[Secret]:
        """What views leave out now, since an open question asks for it."""
        return self._withheld

    def withhold(self, secrets: frozenset[Secret]) -> None:
        """Leave these out from now on, and nothing else."""
        if secrets != self._withheld:
            self._withheld = secrets
            self.withheld_changed.emit()

    @property
    def selected_record(self) -> int | None:
        """0-based number of the chosen record, or None where there is none."""
        dataset = self._scenario.dataset
        if dataset is None or dataset.record_count == 0:
            return None
        return min(self._selected_record, dataset.record_count - 1)

    def select_record(self, record: int) -> None:
        """Choose a record: table, fit and neuron show it."""
        if record != self.selected_record:
            self._selected_record = record
            self.selection_changed.emit()

    @property
    def selected_weight(self) -> int:
        """0-based number of the weight whose curve is shown."""
        return min(self._selected_weight, self._scenario.weight_count - 1)

    def select_weight(self, weight: int) -> None:
        """Choose the weight whose curve is shown."""
        if weight != self.selected_weight:
            self._selected_weight = weight
            self.selection_changed.emit()

    @property
    def selected_pair(self) -> tuple[int, int] | None:
        """0-based numbers of the two weights that a map shows to the right and upwards; None of one weight.

        Unless two were chosen, the selected weight and the next one.
        """
        count = self._scenario.weight_count
        if count < 2:
            return None
        if self._selected_pair is not None and max(self._selected_pair) < count:
            return self._selected_pair
        first = min(self.selected_weight, count - 2)
        return first, first + 1

    def select_pair(self, right: int, up: int) -> None:
        """Choose the two weights that a map shows: two different ones."""
        assert right != up
        if (right, up) != self.selected_pair:
            self._selected_pair = (right, up)
            self.selection_changed.emit()

    @property
    def highlight(self) -> str | None:
        """Name of the quantity pointed at (see theme.Quantity), or None."""
        return self._highlight

    @property
    def column(self) -> str | None:
        """Key of the data table's column pointed at, in the table or in a formula that makes it, or None."""
        return self._column

    def set_highlight(self, quantity: str | None) -> None:
        """Light up all places of a quantity, and no column."""
        self.point_at(quantity, None)

    def point_at(self, quantity: str | None, column: str | None) -> None:
        """Light up all places of a quantity, and a column of the data table with what is tied to it."""
        if (quantity, column) != (self._highlight, self._column):
            self._highlight, self._column = quantity, column
            self.selection_changed.emit()
