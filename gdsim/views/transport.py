"""The row of buttons that move the descent, and the pace at which it moves by itself."""

from __future__ import annotations

import math
from typing import Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QToolButton, QVBoxLayout, QWidget

from gdsim.engine.message import QT_TR_NOOP
from gdsim.scenario.number_text import exact_text, parse_number
from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.session.player import Player
from gdsim.views.shared.look import Look
from gdsim.views.shared.number_field import NumberField
from gdsim.views.shared.view import View

_SPACE = 6.0
_PACE_WIDTH = 88.0
# The slider's positions: even steps of the pace's logarithm, and one more for "as fast as it goes".
_FASTEST_ON_SLIDER = 100.0
_POSITIONS = 46
_FLAT_OUT = _POSITIONS + 4


class Actions(Protocol):
    """Where the window's actions are found by their object names."""

    def __getitem__(self, name: str) -> QAction: ...


class Transport(View):
    """Reset, Back, Step, Run or Pause, To the end; pace.

    Where it is narrow the buttons' words give way to their symbols, the least needed first.
    """

    object_name = "transport"

    def __init__(self, session: Session, look: Look, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self._reset = _Button(actions["action_reset"], "↺", QT_TR_NOOP("↺ Reset"), self)
        self._back = _Button(actions["action_step_back"], "‹", QT_TR_NOOP("‹ Back"), self)
        self._step = _Button(actions["action_step"], "›", QT_TR_NOOP("Step ›"), self)
        self._run = _Button(actions["action_run"], "▶", QT_TR_NOOP("▶ Run"), self)
        self._end = _Button(actions["action_run_to_end"], "⇥", QT_TR_NOOP("⇥ To the end"), self)
        self._step.setProperty("primary", True)
        self._buttons = (self._reset, self._back, self._step, self._run, self._end)
        # Which word goes first; the word on the primary button stays longest.
        self._shrinking = (self._end, self._reset, self._back, self._run, self._step)
        self.pace = Pace(session.player, look, self)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)  # the words give way, see _fit
        for widget in (*self._buttons, self.pace):
            row.addWidget(widget, 1 if widget is self.pace else 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        session.player.running_changed.connect(self._show_running)
        session.player.pace_changed.connect(self.pace.show_pace)
        self.restyle()
        self.retranslate()

    def title(self) -> str:
        """Name for screen readers."""
        return tr("Steps")

    def refresh(self) -> None:
        """What runs, and how fast."""
        self._show_running()
        self.pace.show_pace()

    def refresh_step(self) -> None:
        """A step changes nothing here: the actions say for themselves whether they can be used."""

    def refresh_selection(self) -> None:
        """Neither does pointing."""

    def restyle(self) -> None:
        """Sizes of the look."""
        for button in self._buttons:
            button.setFont(self.look.text_font(bold=button is self._step))
            button.measure()
        self._row.setSpacing(round(self.look.px(_SPACE)))
        self.pace.restyle()
        self._fit()
        self.updateGeometry()

    def retranslate(self) -> None:
        """Words of the language."""
        self.setAccessibleName(self.title())
        for button in self._buttons:
            button.measure()
        self.pace.retranslate()
        self._fit()
        self.updateGeometry()

    def _show_running(self) -> None:
        if self.session.player.running:
            self._run.set_words("⏸", QT_TR_NOOP("⏸ Pause"))
        else:
            self._run.set_words("▶", QT_TR_NOOP("▶ Run"))
        self._fit()

    def _fit(self) -> None:
        """Give every button its word as far as there is room."""
        small: set[_Button] = set()
        for button in self._shrinking:
            if self._width(small) <= self.width():
                break
            small.add(button)
        for button in self._buttons:
            button.show_word(button not in small)
        self._row.activate()  # at once: between now and later a word would lie over its neighbour

    def _width(self, small: set[_Button] | frozenset[_Button]) -> int:
        buttons = sum(b.small_width if b in small else b.full_width for b in self._buttons)
        return buttons + self.pace.minimumWidth() + len(self._buttons) * self._row.spacing()

    # Qt's own

    def sizeHint(self) -> QSize:
        """With all words."""
        return QSize(self._width(frozenset()), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """With symbols only, but for the primary button."""
        small = frozenset(self._buttons) - {self._step}
        return QSize(self._width(small), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer words."""
        super().resizeEvent(event)
        self._fit()


class _Button(QToolButton):
    """A button of the window's action, with a text of its own that can shrink to a symbol."""

    def __init__(self, action: QAction, symbol: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._action, self._symbol, self._words = action, symbol, words
        self.full_width = self.small_width = 0
        self._full = True
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setObjectName(action.objectName().replace("action_", "button_"))
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def set_words(self, symbol: str, words: str) -> None:
        """Another symbol and text."""
        if words != self._words:
            self._symbol, self._words = symbol, words
            self._show()

    def show_word(self, full: bool) -> None:
        """The text, or its symbol alone."""
        if full != self._full:
            self._full = full
            self._show()

    def measure(self) -> None:
        """Find both widths in the present font, language and style; the wider of Run and Pause for both."""
        self.ensurePolished()
        self.setMinimumWidth(0)
        texts = (tr("▶ Run"), tr("⏸ Pause")) if self._symbol in "▶⏸" else (tr(self._words),)
        self.full_width = max(self._needed(text) for text in texts)
        symbols = max(self._needed(symbol) for symbol in ("▶⏸" if len(texts) > 1 else self._symbol))
        # Qt's hint has a space on either side besides the padding: a symbol alone does without.
        air = 2 * self.fontMetrics().horizontalAdvance(" ")
        self.small_width = max(symbols - air, self.sizeHint().height())
        self._show()

    def _needed(self, text: str) -> int:
        self.setText(text)
        return self.sizeHint().width()

    def _show(self) -> None:
        self.setText(tr(self._words) if self._full else self._symbol)
        self.setMinimumWidth(self.full_width if self._full else self.small_width)

    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.setToolTip(self._action.toolTip())
        self.setAccessibleName(self._action.text().replace("&", ""))


class Pace(QWidget):
    """Steps a second: a logarithmic slider, and a field that says it in words and takes a number."""

    def __init__(self, player: Player, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player, self._look = player, look
        self.setObjectName("pace")
        self.field = NumberField(look, self, parse=parse_pace, text_of=pace_text)
        self.field.setObjectName("pace_field")
        self.field.setProperty("quiet", True)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setObjectName("pace_slider")
        self.slider.setRange(0, _FLAT_OUT)
        self.slider.setPageStep(5)
        self.field.entered.connect(self._on_entered)
        self.slider.valueChanged.connect(self._on_slid)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        column.addWidget(self.slider)
        self.show_pace()

    def show_pace(self) -> None:
        """Show the player's pace, and send nothing back."""
        pace = self._player.pace
        self.field.show_value(pace)
        blocked = self.slider.blockSignals(True)
        self.slider.setValue(_position(pace))
        self.slider.blockSignals(blocked)

    def restyle(self) -> None:
        """Sizes of the look."""
        self.field.setFont(self._look.text_font(11))
        self.setMinimumWidth(max(round(self._look.px(_PACE_WIDTH)), self._needed()))
        self._column.setSpacing(round(self._look.px(2)))

    def retranslate(self) -> None:
        """Words of the language."""
        self.field.setAccessibleName(tr("pace, steps a second"))
        self.slider.setAccessibleName(tr("pace"))
        tip = tr("How fast it runs: from one step in two seconds to as fast as it goes. Type steps a second.")
        self.field.setToolTip(tip)
        self.slider.setToolTip(tip)
        self.setMinimumWidth(max(round(self._look.px(_PACE_WIDTH)), self._needed()))
        self.show_pace()

    def _needed(self) -> int:
        words = self.field.fontMetrics().horizontalAdvance(pace_text(math.inf))
        return words + round(self._look.px(8))

    def _on_entered(self, pace: float) -> None:
        with self.field.refusals():
            self._player.pace = pace

    def _on_slid(self, position: int) -> None:
        self._player.pace = _pace_at(position)


def pace_text(pace: float) -> str:
    """A pace in words."""
    if math.isinf(pace):
        return tr("as fast as it goes")
    if pace < 1.0:
        return tr("1 step in {seconds} s").format(seconds=exact_text(round(1.0 / pace, 3)))
    return tr("{pace} steps/s").format(pace=exact_text(pace))


def parse_pace(text: str) -> float:
    """Steps a second that a person typed; what pace_text writes is read back.

    Raises:
        GdsimError: it is no number.
    """
    bare = text.strip().casefold()
    if bare in ("", "∞", "inf", "max", tr("as fast as it goes").casefold()):
        return math.inf
    unit = tr("{pace} steps/s").format(pace="").strip().casefold()
    return parse_number(bare.removesuffix(unit).removesuffix("/s").strip())


def _position(pace: float) -> int:
    if math.isinf(pace):
        return _FLAT_OUT
    whole = math.log(_FASTEST_ON_SLIDER / Player.SLOWEST)
    return min(_POSITIONS, round(_POSITIONS * math.log(pace / Player.SLOWEST) / whole))


def _pace_at(position: int) -> float:
    """Of about two significant digits, so that it reads well."""
    if position > _POSITIONS:
        return math.inf
    pace = Player.SLOWEST * (_FASTEST_ON_SLIDER / Player.SLOWEST) ** (position / _POSITIONS)
    return float(f"{pace:.2g}")
