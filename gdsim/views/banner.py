"""The line under the controls: which scenario this is, what to press first, and what has to be said."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from gdsim.scenario.words import localized, tr
from gdsim.session import Session
from gdsim.views.shared.look import Look
from gdsim.views.shared.view import View


class Banner(View):
    """Title and notes of the scenario; at the start one sentence that says what to press.

    What has to be said (a refusal, a fault) takes the line until it is closed or the next thing happens;
    nothing modal is ever in the way.

    Signals:
        closed: the user wants the room.
        answered: what was said is no longer to be seen.
    """

    object_name = "banner"
    closed = Signal()
    answered = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self._said = ""
        self._shown: tuple[str, ...] | None = None
        self._title = QLabel(self)
        self._title.setObjectName("banner_title")
        self._text = QLabel(self)
        self._text.setObjectName("banner_text")
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._close = QToolButton(self)
        self._close.setText("×")
        self._close.setProperty("quiet", True)
        self._close.clicked.connect(self._on_close)
        self._buttons: list[QToolButton] = []
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self._title, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addWidget(self._text, 1)
        self._layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.restyle()
        self.retranslate()

    def title(self) -> str:
        """Name for screen readers."""
        return tr("What this is")

    def tell(self, text: str, actions: Sequence[QAction] = ()) -> None:
        """Say this until it is closed or something happens, with a button for each thing to do about it."""
        self._said = text
        self._put_buttons(actions)
        self.refresh()

    def refresh(self) -> None:
        """Show what was said, else the scenario and what to press."""
        scenario = self.session.scenario
        shown = (
            self._said,
            localized(scenario.title),
            self._said or self._sentence(),
            localized(scenario.notes),
        )
        if shown == self._shown:  # as at nearly every step: else the window would be laid out anew
            return
        self._shown = shown
        _, title, text, notes = shown
        self.setProperty("said", bool(self._said))
        self.style().polish(self)
        self._title.setText("" if self._said else title)
        self._title.setVisible(bool(self._title.text()))
        self._text.setText(text)
        self._text.setToolTip(notes)
        self.setAccessibleName(text)
        self.updateGeometry()

    def refresh_step(self) -> None:
        """What was said is answered by going on."""
        self._take_back()

    def restyle(self) -> None:
        """Sizes of the look."""
        margin, thin, inset = (round(self.look.px(pixels)) for pixels in (12, 1, 4))
        self._layout.setContentsMargins(margin, thin, margin, thin)
        # Title and first line stand side by side, at the height of the button's sign.
        for label in (self._title, self._text):
            label.setContentsMargins(0, inset, 0, inset)
        self._layout.setSpacing(round(self.look.px(10)))
        self._title.setFont(self.look.text_font(bold=True))
        self._text.setFont(self.look.text_font())

    def retranslate(self) -> None:
        """The close button's tooltip."""
        self._close.setToolTip(tr("Close"))

    def _sentence(self) -> str:
        notes = localized(self.session.scenario.notes)
        if self.session.step_number > 0 and notes:
            return notes
        return tr("Press Step (S) to move the weight once, against the slope.")

    def _put_buttons(self, actions: Sequence[QAction]) -> None:
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for action in actions:
            button = QToolButton(self)
            button.setObjectName(f"banner_{action.objectName()}")
            button.setDefaultAction(action)
            self._layout.insertWidget(self._layout.count() - 1, button, 0, Qt.AlignmentFlag.AlignTop)
            self._buttons.append(button)

    def _on_close(self) -> None:
        if self._said:
            self._take_back()
        else:
            self.closed.emit()

    def _take_back(self) -> None:
        had_said = bool(self._said)
        self.tell("")
        if had_said:
            self.answered.emit()

    # Qt's own

    def sizeHint(self) -> QSize:
        """As high as the text needs at the present width."""
        return QSize(super().sizeHint().width(), self._layout.totalHeightForWidth(max(self.width(), 1)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width is another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
