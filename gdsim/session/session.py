"""Session: holds the Scenario and the Descent, changes them, and says so."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from gdsim.engine.activation import Activation
from gdsim.engine.array import Array
from gdsim.engine.comparison import Comparison
from gdsim.engine.dataset import Dataset
from gdsim.engine.descent import Descent, Outcome, StopRules
from gdsim.engine.error import ErrorMeasure
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.optimizer import Optimizer
from gdsim.scenario.scenario import RandomStart, Scenario
from gdsim.scenario.words import tr
from gdsim.session.background import Background
from gdsim.session.change import Change, State, forget
from gdsim.session.check import check_finite, check_settings
from gdsim.session.comparison import Comparing
from gdsim.session.derived import Derived
from gdsim.session.kept_weights import kept_weights
from gdsim.session.player import Player
from gdsim.session.sub_step import NOWHERE, Place
from gdsim.session.walking import Walking

# Steps that are so short that a thousand fit into this many seconds are taken several at a time.
_SHORT = 0.001
_MOST_AT_A_TIME = 64


class Session(Walking):
    """The state of the program: a Scenario and a position in a Descent.

    Views read it and redraw when a signal comes; they ask it for changes and never change each other.
    Every method that edits raises GdsimError, and changes nothing, where the edit cannot be.

    An edit is one entry of the undo stack and one ``scenario_changed``; an edit that changes nothing is
    neither. Edits with one ``merge`` key become one entry: a view takes a fresh key, for instance an
    ``object()``, for each drag. An edit that keeps the start keeps the position too, and so does its undo;
    one that begins a new descent (another start, another number of weights) is undone to the old descent
    with its history and position.

    Signals:
        scenario_changed: an edit: data, model, rule, start. Read everything anew.
        stepped: the position moved along the descent; the scenario is the same.
        selection_changed: see Pointing.
        stage_changed: see Walking.
        problem: something that runs by itself could not go on; a Message that says why.

    Attributes:
        undo_stack: the edits; its clean state is "as in the file".
        player: takes steps by itself.
        background: does what takes long, for all views.
        comparison: descents by other rules that move with this one.
    """

    scenario_changed = Signal()
    stepped = Signal()
    problem = Signal(object)

    def __init__(self, scenario: Scenario, parent: QObject | None = None) -> None:
        super().__init__(scenario, parent)
        self.undo_stack = QUndoStack(self)
        self.undo_stack.indexChanged.connect(self._tell_edit)
        self.destroyed.connect(partial(forget, self.undo_stack))
        self.player = Player(self)
        self.background = Background(self)
        self.background.problem.connect(self.problem)
        self._descent = scenario.descent()
        self._experiment = 0
        self.comparison = Comparing(self)
        self._derived = Derived(self._descent)

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
    def experiment(self) -> int:
        """Which one this is since the beginning: each that is loaded is another, whose picture begins anew."""
        return self._experiment

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
    def derived(self) -> Derived:
        """What follows from the present position, computed once for all views."""
        return self._derived

    @property
    def can_step_back(self) -> bool:
        """There is a row before this one."""
        return self._moved.step_number > 0

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
        self._moved.step()
        self._tell_move()

    def step_back(self) -> None:
        """Return to the row before."""
        self.player.pause()
        if self._moved.step_back():
            self._tell_move()

    def reset(self) -> None:
        """Return to the start."""
        self.player.pause()
        self._moved.reset()
        self._moved.change(stop_rules=self._scenario.stop_rules)
        self._tell_move()

    def advance(self, steps: int | None, seconds: float = math.inf) -> bool:
        """Go on towards the end, told in one signal; True when a stop rule applies (see ``outcome``).

        Args:
            steps: how many at most; None for as many as the seconds allow.
            seconds: begin no further step after about this time; at least one is taken.

        Raises:
            GdsimError: the rule refuses a step; those before it have been taken, and told.
        """
        left = math.inf if steps is None else steps
        begin = perf_counter()
        spent, count = 0.0, 1
        try:
            while not (done := self._moved.advance(count)):
                left -= count
                spent, before = perf_counter() - begin, spent
                if left <= 0 or spent >= seconds:
                    break
                count = min(2 * count, _MOST_AT_A_TIME) if spent - before < _SHORT else 1
                count = int(min(count, left))
        finally:
            self._tell_move()
        return done

    def extend_limit(self) -> None:
        """Where the step limit has been reached, allow as many steps again."""
        rules, step = self._scenario.stop_rules, self._moved.step_number
        if step >= self._descent.stop_rules.max_steps:
            self._moved.change(stop_rules=replace(rules, max_steps=step + rules.max_steps))

    # Editing: each is one undo entry; with the same ``merge`` key, one entry for all of a drag

    def edit(self, scenario: Scenario, text: str, merge: Hashable = None) -> None:
        """Any other scenario, as one undoable edit called ``text``."""
        scenario = self._with_fitting_start(scenario)
        if scenario.start != self._scenario.start:
            self._restart(scenario, text, merge)
        elif scenario != self._scenario:
            check_settings(scenario)
            if scenario.objective != self._scenario.objective:
                check_finite(scenario.objective, self.weights)
            self._push(State(scenario, self._descent), text, merge)

    def edit_data(self, dataset: Dataset, text: str | None = None, merge: Hashable = None) -> None:
        """Other records. Where the number of inputs differs, the number of weights follows.

        Where there were none but a surface, a neuron takes its place.
        """
        self.edit(self._scenario.with_data(dataset), text or tr("Edit data"), merge)

    def set_activation(self, activation: Activation) -> None:
        """Another f."""
        self._edit_neuron(tr("Choose activation"), activation=activation)

    def set_error_measure(self, measure: ErrorMeasure) -> None:
        """Another E."""
        self._edit_neuron(tr("Choose error measure"), error_measure=measure)

    def set_bias(self, bias: bool) -> None:
        """With or without b."""
        self._edit_neuron(tr("Add bias") if bias else tr("Remove bias"), bias=bool(bias))

    def set_optimizer(self, optimizer: Optimizer, text: str | None = None, merge: Hashable = None) -> None:
        """Another rule, or other numbers for it."""
        self.edit(replace(self._scenario, optimizer=optimizer), text or tr("Change optimizer"), merge)

    def set_learning_rate(self, rate: float, merge: Hashable = None) -> None:
        """Another η."""
        optimizer = replace(self._scenario.optimizer, learning_rate=float(rate))
        self.set_optimizer(optimizer, tr("Change learning rate"), merge)

    def set_stop_rules(self, rules: StopRules) -> None:
        """When a run stops by itself."""
        self.edit(replace(self._scenario, stop_rules=rules), tr("Change stop rules"))

    def set_weights(self, weights: Array, merge: Hashable = None) -> None:
        """Begin a new descent at these weights, and make them the scenario's start.

        At the present weights already, nothing changes.
        """
        weights = np.asarray(weights, dtype=np.float64)
        if not np.array_equal(weights, self.weights):
            self._restart(self._scenario.with_start(weights), tr("Set weights"), merge)

    def random_start(self, seed: int, low: float = -1.0, high: float = 1.0) -> None:
        """Begin a new descent at weights drawn with this seed."""
        start = RandomStart(seed, low, high)
        self._restart(replace(self._scenario, start=start), tr("Random start, seed {seed}").format(seed=seed))

    def load(self, scenario: Scenario, saved: bool = True, descent: Descent | None = None) -> None:
        """Another experiment; what was undoable no longer is.

        Args:
            scenario: begins at its start.
            saved: False where it is recovered work that no file holds.
            descent: of the scenario, where it begins further on.
        """
        state = State(scenario, descent or scenario.descent())
        self.undo_stack.indexChanged.disconnect(self._tell_edit)
        self.undo_stack.clear()
        if saved:
            self.undo_stack.setClean()  # an empty stack stays as it was when it is cleared
        else:
            self.undo_stack.resetClean()
        self.undo_stack.indexChanged.connect(self._tell_edit)
        self._selected_record = self._selected_weight = 0
        self._selected_pair = None
        self._experiment += 1
        self._show(state)
        self._tell_edit()

    # Inside

    @property
    def _moved(self) -> Descent | Comparison:
        """What a step moves."""
        return self.comparison.together or self._descent

    def _tell_move(self, place: Place = NOWHERE) -> None:
        self._place = place
        self._derived = Derived(self._descent)
        self.stepped.emit()
        self._tell_place()

    def _tell_edit(self) -> None:
        """Once the undo stack has moved: in the middle of its move it does not know yet what is clean."""
        self.scenario_changed.emit()
        self._tell_place()

    def _edit_neuron(self, text: str, **changes: Any) -> None:
        if self._scenario.neuron is None:
            raise GdsimError(
                Message(QT_TR_NOOP("A surface has no neuron: there is nothing of this to choose."))
            )
        self.edit(self._scenario.with_neuron(**changes), text)

    def _with_fitting_start(self, scenario: Scenario) -> Scenario:
        """Where the number of weights changes, starting at the present ones as far as they are kept."""
        if scenario.weight_count == self._scenario.weight_count or scenario.start != self._scenario.start:
            return scenario
        return scenario.with_start(kept_weights(self._scenario.objective, self.weights, scenario.objective))

    def _restart(self, scenario: Scenario, text: str, merge: Hashable = None) -> None:
        if scenario == self._scenario and self.step_number == 0:
            return
        check_settings(scenario)
        descent = scenario.descent()
        check_finite(scenario.objective, descent.weights)
        self._push(State(scenario, descent), text, merge)

    def _push(self, new: State, text: str, merge: Hashable) -> None:
        self.undo_stack.push(Change(self._show, State(self._scenario, self._descent), new, text, merge))

    def _show(self, state: State) -> None:
        """Make this the state. Cannot fail: a change on the undo stack has been checked."""
        restarted = state.descent is not self._descent
        self._scenario, self._descent = state
        self._descent.change(self._scenario.objective, self._scenario.optimizer, self._scenario.stop_rules)
        self.comparison.follow()
        if restarted:
            self.player.pause()
        elif self.player.running:
            self.extend_limit()
        self._derived = Derived(self._descent)
        self._place = self._place_after_edit(restarted)
