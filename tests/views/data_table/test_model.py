"""The data table's model: sound, and what the undo stack says, whatever is done in whatever order."""

import hypothesis.strategies as st
import numpy as np
from hypothesis import settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtTest import QAbstractItemModelTester

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.error import ERROR_MEASURES
from gdsim.scenario.number_text import exact_text
from gdsim.views.shared.table_data_model import DataModel
from tests.views.data_table.conftest import EDIT, make_session


def test_the_model_is_sound_while_its_shape_changes(qapp):
    session = make_session(batch=2)
    view_model = DataModel(session)
    session.scenario_changed.connect(view_model.update)
    tester = QAbstractItemModelTester(view_model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    data = session.scenario.dataset
    session.edit_data(data.with_records([[1, 2], [3, 4]], at=2))
    session.set_activation(ACTIVATIONS["tanh"])
    session.set_bias(True)
    session.edit_data(session.scenario.dataset.with_input("x2"))
    session.set_error_measure(ERROR_MEASURES["residuals"])
    session.edit_data(session.scenario.dataset.without_records(range(7)))
    while session.undo_stack.canUndo():
        session.undo_stack.undo()
    assert view_model.rowCount() == 5
    assert tester.model() is view_model


NUMBERS = st.floats(-100, 100).map(lambda value: round(value, 3) + 0.0)


class TableMachine(RuleBasedStateMachine):
    """Edits, undo and redo in any order: the table equals what the undo index says, and tells it once."""

    def __init__(self):
        super().__init__()
        self.session = make_session()
        self.model = DataModel(self.session)
        self.session.scenario_changed.connect(self.model.update)
        self.session.stepped.connect(self.model.update)
        self.told = 0
        self.model.dataChanged.connect(self.count)
        self.states = [self.session.scenario.dataset]

    def count(self, *_):
        self.told += 1

    def expect(self, before):
        """Note the state after an edit, which must have been told once if it was one at all."""
        changed = self.session.scenario.dataset != before
        assert self.told == (1 if changed and self.model.rowCount() else 0)
        self.told = 0
        if changed:
            self.states = [*self.states[: self.session.undo_stack.index()], self.session.scenario.dataset]

    @property
    def dataset(self):
        return self.session.scenario.dataset

    @precondition(lambda self: self.dataset.record_count > 0)
    @rule(data=st.data(), value=NUMBERS)
    def type_number(self, data, value):
        before = self.dataset
        row = data.draw(st.integers(0, before.record_count - 1))
        column = data.draw(st.integers(0, before.input_count))
        assert self.model.setData(self.model.index(row, column), exact_text(value))
        self.expect(before)
        assert self.dataset.value(row, column) == value

    @precondition(lambda self: self.dataset.record_count > 0)
    @rule(data=st.data())
    def type_the_same(self, data):
        before = self.dataset
        row = data.draw(st.integers(0, before.record_count - 1))
        index = self.model.index(row, 0)
        assert self.model.setData(index, exact_text(index.data(EDIT)))
        assert self.dataset is before
        assert self.told == 0

    @precondition(lambda self: self.dataset.record_count > 0)
    @rule(text=st.sampled_from(["", "x", "nan", "1e400", "1,000"]))
    def type_nonsense(self, text):
        before = self.dataset
        assert not self.model.setData(self.model.index(0, 0), text)
        assert self.dataset is before
        assert self.told == 0

    @rule(data=st.data(), value=NUMBERS)
    def add_record(self, data, value):
        before = self.dataset
        at = data.draw(st.integers(0, before.record_count))
        self.session.edit_data(before.with_records([[value] * (before.input_count + 1)], at))
        self.expect(before)

    @precondition(lambda self: self.dataset.record_count > 0)
    @rule(data=st.data())
    def delete_record(self, data):
        before = self.dataset
        self.session.edit_data(before.without_records([data.draw(st.integers(0, before.record_count - 1))]))
        self.expect(before)

    @rule()
    def undo(self):
        before = self.dataset
        self.session.undo_stack.undo()
        assert self.told == (1 if self.dataset != before and self.model.rowCount() else 0)
        self.told = 0

    @rule()
    def redo(self):
        before = self.dataset
        self.session.undo_stack.redo()
        assert self.told == (1 if self.dataset != before and self.model.rowCount() else 0)
        self.told = 0

    @rule()
    def step(self):
        before = self.session.weights
        self.session.step()
        moved = not np.array_equal(before, self.session.weights)
        assert self.told == (1 if moved and self.model.rowCount() else 0)
        self.told = 0

    @invariant()
    def table_is_what_the_undo_index_says(self):
        expected = self.states[self.session.undo_stack.index()]
        assert self.dataset == expected
        shape = (self.model.rowCount(), self.model.given_count)
        assert shape == (expected.record_count, expected.input_count + 1)
        shown = [[self.model.index(r, c).data(EDIT) for c in range(shape[1])] for r in range(shape[0])]
        assert np.array_equal(np.reshape(shown, shape), expected.table())


def test_any_order_of_edits_undo_and_redo(qapp):
    run_state_machine_as_test(
        TableMachine, settings=settings(max_examples=25, stateful_step_count=20, deadline=None)
    )
