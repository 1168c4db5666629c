"""Session: holds the Scenario and the Descent, changes them, and says so."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import replace
from time import perf_counter

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
from gdsim.session.player import Player


class Session(QObject):
    """The state of the program: a Scenario and a position in a Descent.

    Views read it and redraw when a signal comes; they ask it for changes and never change each other.
    Every method that edits raises GdsimError, and changes nothing, where the edit cannot be.

    Signals:
        scenario_changed: an edit: data, model, rule, start. Read everything anew.
        stepped: the position moved along the descent; the scenario is the same.
        selection_changed: the chosen record, weight or highlighted quantity is another.
        problem: something that runs by itself could not go on; a Message that says why.

    Attributes:
        undo_stack: the edits; its clean state is "as in the file".
        player: takes steps by itself.
    """

    scenario_changed = Signal()
    stepped = Signal()
    selection_changed = Signal()
    problem = Signal(object)

    def __init__(self, scenario: Scenario, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self._scenario = scenario
        self._descent = scenario.descent()
        self.player = Player(self)
        self._selected_record = 0
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

    @property
    def can_step_back(self) -> bool:
        """There is a row before this one."""
        return self._descent.step_number > 0

    @property
    def is_dirty(self) -> bool:
        """The scenario is not as it was loaded or last marked as saved."""
        return not self.undo_stack.isClean()

    # Moving along the descent. By hand: the player pauses, since the person takes over

    def step(self) -> None:
        """One update. After divergence nothing moves, and this is told all the same.

        Raises:
            GdsimError: the rule refuses the step; nothing has changed.
        """
        self.player.pause()
        self._descent.step()
        self.stepped.emit()

    def step_back(self) -> None:
        """Return to the row before."""
        self.player.pause()
        if self._descent.step_back():
            self.stepped.emit()

    def reset(self) -> None:
        """Return to the start."""
        self.player.pause()
        self._descent.reset()
        self._descent.change(stop_rules=self._scenario.stop_rules)
        self.stepped.emit()

    def advance(self, steps: int | None, seconds: float = math.inf) -> bool:
        """Go on towards the end, told in one signal; True when a stop rule applies (see ``outcome``).

        Args:
            steps: how many at most; None for as many as the seconds allow.
            seconds: begin no further step after this time; at least one is taken.

        Raises:
            GdsimError: the rule refuses a step; those before it have been taken, and told.
        """
        end = perf_counter() + seconds
        left = math.inf if steps is None else steps
        try:
            while not (done := self._descent.advance(1)):
                left -= 1
                if left <= 0 or perf_counter() >= end:
                    break
        finally:
            self.stepped.emit()
        return done

    def extend_limit(self) -> None:
        """Where the step limit has been reached, allow as many steps again."""
        rules = self._scenario.stop_rules
        if self.step_number >= self._descent.stop_rules.max_steps:
            rules = replace(rules, max_steps=self.step_number + rules.max_steps)
            self._descent.change(stop_rules=rules)

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
        if dataset is None or dataset.record_count == 0:
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
        if state.descent is not self._descent:
            self.player.pause()
        self._scenario, self._descent = state
        self._descent.change(self._scenario.objective, self._scenario.optimizer, self._scenario.stop_rules)
        if self.player.running:
            self.extend_limit()
        self.scenario_changed.emit()
