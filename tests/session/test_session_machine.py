"""A session under any sequence of edits, moves, undo and redo."""

from dataclasses import replace

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from pytestqt.qtbot import QtBot

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.dataset import Dataset
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.message import GdsimError
from gdsim.engine.neuron import Neuron
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.scenario.scenario import Scenario
from gdsim.session import Session
from tests.session.conftest import Ear

numbers = st.floats(-3, 3, width=32)
picks = st.integers(0, 5)


class SessionMachine(RuleBasedStateMachine):
    """Keeps beside the session what its undo stack should hold."""

    @initialize(rows=st.lists(st.tuples(numbers, numbers), min_size=1, max_size=4))
    def begin(self, rows: list[tuple[float, float]]) -> None:
        table = np.array(rows)
        neuron = Neuron(Dataset(table[:, :1], table[:, 1]))
        self.session = Session(Scenario(neuron, Optimizer(learning_rate=0.05)))
        self.ear = Ear(self.session)
        self.scenarios = [self.session.scenario]
        self.index = 0

    # Edits

    @rule(record=picks, column=picks, value=numbers)
    def type_into_a_cell(self, record: int, column: int, value: float) -> None:
        data = self.data
        if data.record_count:
            cell = record % data.record_count, column % (data.input_count + 1)
            self.edit(lambda: self.session.edit_data(data.with_value(*cell, value)))

    @rule(value=numbers)
    def add_a_record(self, value: float) -> None:
        row = np.full((1, self.data.input_count + 1), value)
        self.edit(lambda: self.session.edit_data(self.data.with_records(row)))

    @rule(record=picks)
    def delete_a_record(self, record: int) -> None:
        if self.data.record_count:
            number = record % self.data.record_count
            self.edit(lambda: self.session.edit_data(self.data.without_records([number])))

    @rule(at=picks, value=numbers)
    def add_a_column(self, at: int, value: float) -> None:
        data = self.data
        name = next(f"c{i}" for i in range(99) if f"c{i}" not in data.column_names)
        column = np.full(data.record_count, value)
        self.edit(lambda: self.session.edit_data(data.with_input(name, column, at % (data.input_count + 1))))

    @rule(column=picks)
    def remove_a_column(self, column: int) -> None:
        number = column % self.data.input_count
        self.edit(lambda: self.session.edit_data(self.data.without_input(number)))

    @rule(name=st.sampled_from(sorted(ACTIVATIONS)))
    def choose_an_activation(self, name: str) -> None:
        self.edit(lambda: self.session.set_activation(ACTIVATIONS[name]))

    @rule(name=st.sampled_from(sorted(ERROR_MEASURES)))
    def choose_an_error_measure(self, name: str) -> None:
        self.edit(lambda: self.session.set_error_measure(ERROR_MEASURES[name]))

    @rule(bias=st.booleans())
    def choose_the_bias(self, bias: bool) -> None:
        self.edit(lambda: self.session.set_bias(bias))

    @rule(name=st.sampled_from(sorted(RULES)), batch=st.sampled_from([None, 1, 2]))
    def choose_an_optimizer(self, name: str, batch: int | None) -> None:
        self.edit(lambda: self.session.set_optimizer(Optimizer(RULES[name], learning_rate=0.05, batch=batch)))

    @rule(rate=st.sampled_from([-1.0, 0.01, 0.1, 1.0, 1e6]))
    def set_the_learning_rate(self, rate: float) -> None:
        self.edit(lambda: self.session.set_learning_rate(rate))

    @rule(value=numbers, count=picks)
    def set_the_weights(self, value: float, count: int) -> None:
        count = self.session.scenario.weight_count if count else 7
        self.edit(lambda: self.session.set_weights(np.full(count, value)))

    @rule(seed=st.integers(-1, 3))
    def start_at_random(self, seed: int) -> None:
        self.edit(lambda: self.session.random_start(seed))

    @rule(rates=st.lists(st.sampled_from([0.01, 0.02, 0.04]), min_size=2, max_size=3))
    def drag_the_learning_rate(self, rates: list[float]) -> None:
        key = object()
        before, index = self.session.scenario, self.index
        for rate in rates:
            self.session.set_learning_rate(rate, merge=key)
        if self.session.scenario != before:
            self.remember(self.session.scenario)
        elif self.session.undo_stack.count() != len(self.scenarios) - 1:
            # Dragged away and back: what could have been redone is gone, and nothing has come.
            del self.scenarios[index + 1 :]
        self.ear.take()

    @rule()
    def undo(self) -> None:
        can = self.index > 0
        self.session.undo_stack.undo()
        self.index -= can
        assert self.heard() == ({"scenario_changed": 1} if can else {})

    @rule()
    def redo(self) -> None:
        can = self.index < len(self.scenarios) - 1
        self.session.undo_stack.redo()
        self.index += can
        assert self.heard() == ({"scenario_changed": 1} if can else {})

    # Moves

    @rule()
    def step(self) -> None:
        before = self.session.weights.tolist()
        try:
            self.session.step()
        except GdsimError:
            assert self.session.weights.tolist() == before
            assert self.heard() == {}
        else:
            assert self.heard() == {"stepped": 1}

    @rule()
    def step_and_back(self) -> None:
        before = self.session.weights.tolist(), self.session.error, self.session.gradient.tolist()
        number = self.session.step_number
        self.step()
        if self.session.step_number > number:
            self.session.step_back()
        assert before == (self.session.weights.tolist(), self.session.error, self.session.gradient.tolist())
        self.ear.take()

    @rule()
    def step_back(self) -> None:
        number = self.session.step_number
        self.session.step_back()
        assert self.session.step_number == max(0, number - 1)
        assert self.heard() == ({"stepped": 1} if number else {})

    @rule()
    def reset(self) -> None:
        self.session.reset()
        assert self.session.step_number == 0
        assert self.heard() == {"stepped": 1}

    @rule()
    def walk_a_stage_on(self) -> None:
        number = self.session.step_number
        try:
            self.session.next_stage()
        except GdsimError:
            assert self.session.step_number == number
        self.ear.take()

    # What always holds

    @invariant()
    def the_scenario_is_what_the_undo_index_says(self) -> None:
        assert self.session.scenario == self.scenarios[self.index]
        assert self.session.undo_stack.index() == self.index
        assert self.session.undo_stack.count() == len(self.scenarios) - 1

    @invariant()
    def the_descent_follows_the_scenario(self) -> None:
        session, scenario = self.session, self.session.scenario
        assert session.descent.objective == scenario.objective
        assert session.descent.optimizer == scenario.optimizer
        assert session.descent.start.tolist() == scenario.start_weights().tolist()

    @invariant()
    def the_present_row_is_measured_on_the_scenario(self) -> None:
        session, objective = self.session, self.session.scenario.objective
        history = session.descent.history
        assert not history.stale[-1]
        assert session.error == history.errors[-1] == objective.error(session.weights)
        assert session.gradient.tolist() == objective.gradient(session.weights).tolist()
        assert session.derived.terms is not None
        assert session.derived.terms.loss.tolist() == objective.terms(session.weights).loss.tolist()

    def teardown(self) -> None:
        if hasattr(self, "session"):
            while self.session.undo_stack.canUndo():
                self.session.undo_stack.undo()
            assert self.session.scenario == self.scenarios[0]

    # Help

    @property
    def data(self) -> Dataset:
        dataset = self.session.scenario.dataset
        assert dataset is not None
        return dataset

    def edit(self, change: object) -> None:
        """Make an edit, or have it refused; either way it must be told right."""
        session = self.session
        before = replace(session.scenario), session.descent, session.step_number
        try:
            change()
        except GdsimError:
            assert (session.scenario, session.descent, session.step_number) == before
            assert self.heard() == {}
            return
        if session.scenario != before[0] or session.descent is not before[1]:
            self.remember(session.scenario)
            assert self.heard() == {"scenario_changed": 1}
        else:
            assert self.heard() == {}

    def remember(self, scenario: Scenario) -> None:
        del self.scenarios[self.index + 1 :]
        self.scenarios.append(scenario)
        self.index += 1

    def heard(self) -> dict[str, int]:
        heard = self.ear.take()
        heard.pop("stage_changed", None)
        return heard


def test_a_session_under_any_sequence_of_edits_and_moves(qtbot: QtBot) -> None:
    run_state_machine_as_test(SessionMachine, settings=settings(max_examples=40, stateful_step_count=30))
