"""The status line: where the descent is, in numbers, and what it is doing, in words."""

from __future__ import annotations

import math
from html import escape

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gdsim.engine.outcome import outcome_message
from gdsim.engine.regime import regime
from gdsim.lesson.secret import Secret
from gdsim.scenario.number_text import exact_text, number_text
from gdsim.scenario.words import in_a_row, say, tr
from gdsim.session import Session
from gdsim.views.shared.look import Look
from gdsim.views.shared.symbols import lit_html, math_html, name_html, plain_name, value_html
from gdsim.views.shared.theme import Quantity
from gdsim.views.shared.view import View

# More weights than these are told in the tooltip.
_MOST_WEIGHTS = 3
# While it runs the sentence changes no oftener than it can be read.
_SENTENCE_MS = 250
# The sentence names the kind of behaviour, its factor, and the limits of η.
_TOLD_BY_WORDS = frozenset({Secret.REGIME, Secret.RATES, Secret.MINIMUM, Secret.GRADIENT, Secret.UPDATE})
_GAP = "&nbsp;" * 4 + " "


class Status(View):
    """Step, E, |∇E|, weights, η; then the kind of behaviour in a sentence. All of it can be copied.

    A sentence that needs a second line gets one. While the descent runs the line does not shrink, so that the
    panels above stand still.
    """

    object_name = "status"
    lag = 100

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self._label = QLabel(self)
        self._label.setObjectName("status_text")
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._sentence = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._say_again)
        session.player.running_changed.connect(self._on_changed)
        session.withheld_changed.connect(self._on_changed)
        self.restyle()

    def title(self) -> str:
        """Name for screen readers."""
        return tr("Status")

    def refresh(self) -> None:
        """Numbers and sentence."""
        self._sentence = self._words()
        self._show()

    def refresh_step(self) -> None:
        """Numbers at every step; the sentence when it can be read."""
        if not self.session.player.running:
            self.refresh()
            return
        if not self._pause.isActive():
            self._sentence = self._words()
            self._pause.start(_SENTENCE_MS)
        self._show()

    def refresh_selection(self) -> None:
        """Light up what is pointed at; the sentence is the same."""
        self._show()

    def restyle(self) -> None:
        """Sizes of the look."""
        self._label.setFont(self.look.text_font(12.5))

    def describe(self) -> str:
        """All of it as plain text."""
        return self.plain_text()

    def plain_text(self) -> str:
        """What a copy of the whole line gives."""
        session = self.session
        names = session.scenario.objective.weight_names
        parts = [tr("step {k}").format(k=session.step_number)]
        if Secret.ERROR not in session.withheld:
            parts.append(f"E = {number_text(session.error)}")
        if Secret.GRADIENT not in session.withheld:
            parts.append(f"|∇E| = {number_text(self._slope())}")
        for name, value in zip(names, session.weights.tolist(), strict=True):
            parts.append(f"{plain_name(name)} = {number_text(value)}")
        numbers = ", ".join([*parts, f"η = {self._rate()}"])
        return f"{numbers}: {told}" if (told := self._told()) else numbers

    def _slope(self) -> float:
        return math.hypot(*self.session.gradient.tolist())

    def _rate(self) -> str:
        """η as it was given; where a schedule changes it, that of the next step."""
        optimizer = self.session.scenario.optimizer
        rate = optimizer.rate(self.session.step_number)
        return exact_text(rate) if rate == optimizer.learning_rate else number_text(rate)

    def _words(self) -> str:
        if self.look.for_hall or self.session.withheld & _TOLD_BY_WORDS:
            return ""
        descent = self.session.descent
        found = regime(descent)
        words = [say(found.message)]
        end = outcome_message(descent)
        if end is not None and end != found.message and not self.session.player.running:
            words.append(say(end))
        return in_a_row(*words)

    def _say_again(self) -> None:
        self._update(self.refresh)

    def _show(self) -> None:
        self._label.setText(_GAP.join([*self._numbers(), self._told_html()]))
        self._fit()

    def _told(self) -> str:
        """The sentence; where nothing is to be said, still that a mistake is made on purpose."""
        mistake = self.session.scenario.optimizer.mistake
        if self._sentence or mistake is None:
            return self._sentence
        return tr("mistake on purpose: {mistake}").format(mistake=tr(mistake.label))

    def _told_html(self) -> str:
        """Marked while a mistake is made on purpose."""
        text = escape(self._told(), quote=False)
        if self.session.scenario.optimizer.mistake is None:
            return text
        return f'<span style="background-color:{self.look.theme.unstable}">&nbsp;{text}&nbsp;</span>'

    def _numbers(self) -> list[str]:
        session, look = self.session, self.look
        names, values = session.scenario.objective.weight_names, session.weights
        shown = range(len(names)) if len(names) <= _MOST_WEIGHTS else range(_MOST_WEIGHTS - 1)
        parts = [f"{tr('step')}&nbsp;{value_html(str(session.step_number), look)}"]
        if Secret.ERROR not in session.withheld:
            name = math_html("E", look, Quantity.ERROR)
            parts.append(self._number(name, number_text(session.error), Quantity.ERROR))
        if Secret.GRADIENT not in session.withheld:
            name = math_html("|∇E|", look, Quantity.GRADIENT)
            parts.append(self._number(name, number_text(self._slope()), Quantity.GRADIENT))
        for index in shown:
            name = name_html(names[index], look, Quantity.WEIGHT)
            parts.append(self._number(name, number_text(float(values[index])), Quantity.WEIGHT))
        if len(shown) < len(names):
            parts.append(tr("… {count} more").format(count=len(names) - len(shown)).replace(" ", "&nbsp;"))
        parts.append(self._number(math_html("η", look, Quantity.RATE), self._rate(), Quantity.RATE))
        self._label.setToolTip(self._all_weights() if len(shown) < len(names) else "")
        return parts

    def _number(self, symbol: str, text: str, quantity: Quantity) -> str:
        html = f"{symbol}&nbsp;=&nbsp;{value_html(text, self.look, quantity)}"
        if self.session.highlight == quantity:
            return lit_html(html, self.look, quantity)
        return html

    def _all_weights(self) -> str:
        names = self.session.scenario.objective.weight_names
        return "\n".join(
            f"{plain_name(name)} = {number_text(float(value))}"
            for name, value in zip(names, self.session.weights, strict=True)
        )

    def _fit(self) -> None:
        """The height that the text needs at this width.

        The label is in no layout: each of its texts would have the layouts of the whole window made anew.
        """
        beside, above = round(self.look.px(8)), round(self.look.px(3))
        width = max(1, self.width() - 2 * beside)
        height = self._label.heightForWidth(width)
        needed = height + 2 * above
        if self.session.player.running:
            needed = max(needed, self.minimumHeight())
        if needed != self.minimumHeight() or needed != self.maximumHeight():
            self.setFixedHeight(needed)
        self._label.setGeometry(beside, (needed - height) // 2, width, height)

    # Qt's own

    def minimumSizeHint(self) -> QSize:
        """Any width: it takes more lines."""
        return QSize(0, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other lines."""
        super().resizeEvent(event)
        self._fit()
