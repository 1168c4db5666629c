"""Weights moved by hand in one view: a drag, or a run of key presses, is one undo entry."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from PySide6.QtWidgets import QWidget

from gdsim.engine.message import GdsimError
from gdsim.scenario.words import say
from gdsim.session import Session
from gdsim.views.shared.turns import Turns

_KEY_PART = 0.01  # of the visible range, a press of an arrow key

Range = tuple[float, float]


class Mover:
    """Asks a session for other weights.

    Attributes:
        is_holding: in the middle of a drag.
        refusal: why the last move could not be, in words; empty where it could.
    """

    def __init__(self, session: Session, view: QWidget) -> None:
        """The hand's moves are seen at once in this view."""
        self._session, self._view = session, view
        self._merge: object = None
        self.is_holding = False
        self.refusal = ""

    def grab(self) -> None:
        """A drag begins."""
        self._merge = object()
        self.is_holding = True
        Turns.of(self._session).take_hold(self._view)

    def release(self) -> None:
        """A drag, or a run of keys, is over."""
        self._merge = None
        if self.is_holding:
            self.is_holding = False
            Turns.of(self._session).let_go(self._view)

    def move(self, values: Mapping[int, float], grains: Mapping[int, float]) -> None:
        """Begin at these values of some weights, rounded to the grains: what is set by hand is to be read."""
        weights = np.array(self._session.weights)
        for index, value in values.items():
            weights[index] = round(value, max(0, -math.floor(math.log10(grains[index]))))
        self.refusal = ""
        try:
            self._session.set_weights(weights, merge=self._merge)
        except GdsimError as error:
            self.refusal = say(error.message)

    def turn(self, index: int, presses: int, shown: Range) -> None:
        """So many presses of an arrow key: each to the next round value of a weight, its axis being shown so."""
        part = (shown[1] - shown[0]) * _KEY_PART
        step = 10.0 ** math.floor(math.log10(part))
        step *= 2.0 if part >= 2.0 * step else 1.0
        place = float(self._session.weights[index]) / step
        turned = presses + (math.floor(place + 1e-6) if presses > 0 else math.ceil(place - 1e-6))
        if self._merge is None:
            self._merge = object()
        self.move({index: turned * step}, {index: step})
