"""Session: holds the Scenario and the Descent, changes them, and says so."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from gdsim.engine.activation import Activation
from gdsim.engine.array import Array
from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent, Outcome
from gdsim.engine.error import ErrorMeasure
from gdsim.engine.optimizer import Optimizer
from gdsim.scenario.scenario import RandomStart, Scenario
from gdsim.scenario.words import tr
from gdsim.session.change import Change, State


class Session(QObject):
    """The state of the program: a Scenario and a position in a Descent.

    Views read it and redraw when a signal comes; they ask it for changes and never change each other.
    Every method that edits raises GdsimError, and changes nothing, where the edit cannot be.

    Signals:
        scenario_changed: an edit: data, model, rule, start. Read everything anew.
        stepped: the position moved along the descent; the scenario is the same.
        selection_changed: the chosen record, weight or highlighted quantity is another.
    """

    scenario_changed = Signal()
    stepped = Signal()
    selection_changed = Signal()

    def __init__(self, scenario: Scenario, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self._scenario = scenario
        self._descent = scenario.descent()
        self._selected_record: int | None = 0 if scenario.dataset is not None else None
        self._selected_weight = 0
        self._highlight: str | None = None

    # What there is to read

    @property
    def scenario(self) -> Scenario:
        """The experiment as it stands now."""
        return self._scenario

    @property
    def descent(self) -> Descent:
        """The run: history, objective, next update. To be read only; move it through the session."""
        return self._descent

    @property
    def step_number(self) -> int:
        """k."""
        return self._descent.step_number

    @property
    def weights(self) -> Array:
        """(d,), read-only."""
        return self._descent.weights

    @property
    def error(self) -> float:
        """E of all the data at the weights."""
        return self._descent.error

    @property
    def gradient(self) -> Array:
        """∇E of all the data at the weights, (d,)."""
        return self._descent.gradient

    @property
    def outcome(self) -> Outcome | None:
        """Why the descent stopped here, or None."""
        return self._descent.outcome

    # Moving along the descent

    def step(self) -> None:
        """One update."""
        self._descent.step()
        self.stepped.emit()

    def step_back(self) -> None:
        """Return to the row before."""
        if self._descent.step_back():
            self.stepped.emit()

    def reset(self) -> None:
        """Return to the start."""
        self._descent.reset()
        self.stepped.emit()

    def advance(self, steps: int) -> bool:
        """Take up to this many steps towards the end, told in one signal; True when a stop rule applies."""
        done = self._descent.advance(steps)
        self.stepped.emit()
        return done

    # Editing: each is one undo entry; with the same ``merge`` key, one entry for all of a drag

    def edit_data(self, dataset: Dataset, text: str | None = None, merge: Hashable = None) -> None:
        """Other records. Where the number of inputs differs, the number of weights follows."""
        scenario = self._scenario.with_neuron(dataset=dataset)
        self._edit(self._with_kept_weights(scenario), text or tr("Edit data"), merge)

    def set_activation(self, activation: Activation) -> None:
        """Another f."""
        self._edit(self._scenario.with_neuron(activation=activation), tr("Choose activation"))

    def set_error_measure(self, measure: ErrorMeasure) -> None:
        """Another E."""
        self._edit(self._scenario.with_neuron(error_measure=measure), tr("Choose error measure"))

    def set_bias(self, bias: bool) -> None:
        """With or without b."""
        scenario = self._scenario.with_neuron(bias=bool(bias))
        self._edit(self._with_kept_weights(scenario), tr("Add bias") if bias else tr("Remove bias"))

    def set_optimizer(self, optimizer: Optimizer, text: str | None = None, merge: Hashable = None) -> None:
        """Another rule, or other numbers for it."""
        self._edit(replace(self._scenario, optimizer=optimizer), text or tr("Change optimizer"), merge)

    def set_learning_rate(self, rate: float, merge: Hashable = None) -> None:
        """Another η."""
        optimizer = replace(self._scenario.optimizer, learning_rate=float(rate))
        self.set_optimizer(optimizer, tr("Change learning rate"), merge)

    def set_weights(self, weights: Array, merge: Hashable = None) -> None:
        """Begin a new descent at these weights, and make them the scenario's start."""
        self._restart(self._scenario.with_start(np.asarray(weights)), tr("Set weights"), merge)

    def random_start(self, seed: int, low: float = -1.0, high: float = 1.0) -> None:
        """Begin a new descent at weights drawn with this seed."""
        start = RandomStart(seed, low, high)
        self._restart(replace(self._scenario, start=start), tr("Random start, seed {seed}").format(seed=seed))

    def load(self, scenario: Scenario) -> None:
        """Another experiment; what was undoable no longer is."""
        descent = scenario.descent()
        self.undo_stack.clear()
        self._show(State(scenario, descent))

    # What is pointed at

    @property
    def selected_record(self) -> int | None:
        """0-based number of the chosen record, or None where there is none."""
        dataset = self._scenario.dataset
        if dataset is None or dataset.record_count == 0 or self._selected_record is None:
            return None
        return min(self._selected_record, dataset.record_count - 1)

    def select_record(self, record: int) -> None:
        """Choose a record: table, fit and neuron show it."""
        if record != self._selected_record:
            self._selected_record = record
            self.selection_changed.emit()

    @property
    def selected_weight(self) -> int:
        """0-based number of the weight whose curve is shown."""
        return min(self._selected_weight, self._scenario.weight_count - 1)

    def select_weight(self, weight: int) -> None:
        """Choose the weight whose curve is shown."""
        if weight != self._selected_weight:
            self._selected_weight = weight
            self.selection_changed.emit()

    @property
    def highlight(self) -> str | None:
        """Name of the quantity pointed at (see theme.Quantity), or None."""
        return self._highlight

    def set_highlight(self, quantity: str | None) -> None:
        """Light up all places of a quantity."""
        if quantity != self._highlight:
            self._highlight = quantity
            self.selection_changed.emit()

    # Inside

    def _with_kept_weights(self, scenario: Scenario) -> Scenario:
        """The start moved to the present weights where their number changes: kept by name, new ones 0."""
        names = scenario.objective.weight_names
        if names == self._scenario.objective.weight_names:
            return scenario
        kept = dict(zip(self._scenario.objective.weight_names, self.weights, strict=True))
        return scenario.with_start(np.array([kept.get(name, 0.0) for name in names]))

    def _edit(self, scenario: Scenario, text: str, merge: Hashable = None) -> None:
        if scenario.weight_count != self._scenario.weight_count:
            self._restart(scenario, text, merge)
        elif scenario != self._scenario:
            self._push(State(scenario, self._descent), text, merge)

    def _restart(self, scenario: Scenario, text: str, merge: Hashable = None) -> None:
        self._push(State(scenario, scenario.descent()), text, merge)

    def _push(self, new: State, text: str, merge: Hashable) -> None:
        self.undo_stack.push(Change(self._show, State(self._scenario, self._descent), new, text, merge))

    def _show(self, state: State) -> None:
        self._scenario, self._descent = state
        self._descent.change(
            self._scenario.objective, self._scenario.optimizer, self._scenario.stop_rules
        )
        self.scenario_changed.emit()
