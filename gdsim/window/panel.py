"""A dock: a white sheet with a quiet head, holding one view or a choice of several."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QDockWidget,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gdsim.scenario.words import tr
from gdsim.views.shared.look import Look
from gdsim.views.shared.view import View
from gdsim.window.pair_stack import PairStack


class Panel(QDockWidget):
    """One or more views in one place; where there are several, the head offers the choice.

    Signals:
        view_changed: another view is in front.

    Attributes:
        views: in the order of the choice.
    """

    view_changed = Signal()

    def __init__(self, name: str, views: Sequence[View], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"dock_{name}")
        self.views = tuple(views)
        self._look = look
        self._offered = self.views
        self._head = _Head(self)
        self.setTitleBarWidget(self._head)
        self._no_head = QWidget(self)
        self._no_head.setFixedHeight(0)
        self._no_head.hide()
        self._sheet = sheet = QFrame(self)
        sheet.setObjectName("sheet")
        self._pair = PairStack(sheet)
        self._stack = self._pair.stack
        for view in self.views:
            self._stack.addWidget(view)
            view.hint_changed.connect(self._on_hint_changed)
        self._current = self.views[0]
        self._is_bare = self._is_named_by_tab = False
        self._covered: set[View] = set()
        self._cover = QLabel(sheet)
        self._cover.setObjectName("panel_cover")
        self._cover.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._cover.setWordWrap(True)
        self._stack.addWidget(self._cover)
        self.setWidget(sheet)
        look.changed.connect(self._restyle)
        self._restyle()
        self.retranslate()

    @property
    def current(self) -> View:
        """The view in front."""
        return self._current

    def view(self, name: str) -> View | None:
        """The view of this object name, or that holds a widget of this name; None where the panel has none."""
        return next((view for view in self.views if _is_named(view, name)), None)

    def cover(self, names: frozenset[str]) -> None:
        """Cover the views of these names: they would give an answer away."""
        self._covered = {view for view in map(self.view, names) if view is not None}
        if self.beside in self._covered:
            self._pair.show_beside(None)
        self._show_current()

    @property
    def is_covered(self) -> bool:
        """What is in front is covered."""
        return self._current in self._covered

    @property
    def beside(self) -> View | None:
        """The view that is seen beside the one in front."""
        view = self._pair.beside
        return view if isinstance(view, View) else None

    def show_beside(self, view: View | None) -> None:
        """Show two of the views at once, this one at the right; or one alone again."""
        if view is not None and (view not in self._offered or view in self._covered):
            return
        if view is self._current:
            others = [other for other in self._offered if other is not view]
            if not others:
                return
            self._current = others[0]
        self._pair.show_beside(view)
        self._show_current()
        self._show_title()

    def set_bare(self, bare: bool) -> None:
        """Without head and border, as on a page."""
        if bare:
            self.show_beside(None)
        self._is_bare = bare
        self._show_frame()

    def set_named_by_tab(self, named: bool) -> None:
        """Without a head that would say again what the tab above says."""
        self._is_named_by_tab = named and len(self.views) == 1
        self._show_frame()

    def _show_frame(self) -> None:
        frame = "none" if self._is_bare else "tab" if self._is_named_by_tab else "head"
        if frame != self._sheet.property("frame"):
            self.setTitleBarWidget(self._head if frame == "head" else self._no_head)
            self._head.setVisible(frame == "head")
            self._sheet.setProperty("frame", frame)
            self._sheet.style().unpolish(self._sheet)
            self._sheet.style().polish(self._sheet)

    def _show_current(self) -> None:
        self._stack.setCurrentWidget(self._cover if self.is_covered else self._current)
        self.view_changed.emit()

    def _on_hint_changed(self) -> None:
        self._head.show_hint()

    def offer(self, views: Sequence[View]) -> None:
        """Offer only these of the views; the one in front stays if it is among them."""
        self._offered = tuple(views)
        if self.beside not in self._offered:
            self._pair.show_beside(None)
        if self.current not in self._offered:
            self.show_view(self._offered[0])
        self._head.show_choice()
        self._head.activate()  # else it is first shown as wide as a choice of all views asks for
        if (layout := self.layout()) is not None:
            layout.activate()

    def show_view(self, view: View) -> None:
        """Bring this view to the front, where it stood beside alone."""
        if view is self.beside:
            self._pair.show_beside(None)
        self._current = view
        self._show_current()
        self._show_title()

    @property
    def offered(self) -> tuple[View, ...]:
        """The views among which the head lets choose."""
        return self._offered

    def take_focus(self, reason: Qt.FocusReason = Qt.FocusReason.TabFocusReason) -> None:
        """The keyboard works here, in front of those that share the place."""
        self.raise_()
        view = self.current
        inside = [view, *view.findChildren(QWidget)]
        target = view.focusProxy() or next((w for w in inside if _takes_focus(w, view)), view)
        target.setFocus(reason)

    def retranslate(self) -> None:
        """Take the names over from the views."""
        self._cover.setText(tr("Hidden for now: it would tell the answer"))
        self._show_title()

    def _show_title(self) -> None:
        self.setWindowTitle(self.current.title())
        self._head.show_choice()

    def _restyle(self) -> None:
        self._head.restyle(self._look)
        self._cover.setFont(self._look.text_font())

    # Qt's own

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _takes_focus(widget: QWidget, view: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isVisibleTo(view) and widget.isEnabled()


def _is_named(view: View, name: str) -> bool:
    return view.object_name == name or view.findChild(QWidget, name) is not None


class _Head(QWidget):
    """Title or choice at the left, a hint at the right."""

    def __init__(self, panel: Panel) -> None:
        super().__init__(panel)
        self.setObjectName("panel_head")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._panel = panel
        self._title = QLabel(self)
        self._title.setObjectName("panel_title")
        self._hint = _ElidedLabel(self)
        self._hint.setObjectName("panel_hint")
        self._group = QButtonGroup(self)
        self._buttons = [self._button(index) for index in range(len(panel.views))]
        self._group.idClicked.connect(self._choose)
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self._title)
        if len(panel.views) > 1:
            for button in self._buttons:
                self._layout.addWidget(button)
        self._layout.addWidget(self._hint, 1)

    def _button(self, index: int) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("choice")
        button.setCheckable(True)
        button.setVisible(False)
        button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        button.customContextMenuRequested.connect(self._show_menu)
        self._group.addButton(button, index)
        return button

    def _choose(self, index: int) -> None:
        view = self._panel.views[index]
        if QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
            self._toggle_beside(view)
        else:
            self._panel.show_view(view)

    def _toggle_beside(self, view: View) -> None:
        self._panel.show_beside(None if view is self._panel.beside else view)
        self.show_choice()

    def _show_menu(self, place: QPoint) -> None:
        button = self.sender()
        assert isinstance(button, QToolButton)
        view = self._panel.views[self._group.id(button)]
        menu = QMenu(self)
        is_beside = view is self._panel.beside
        text = tr("Only one view again") if is_beside else tr("Show beside the other view")
        menu.addAction(text)
        if menu.exec(button.mapToGlobal(place)) is not None:
            self._toggle_beside(view)
        menu.deleteLater()

    def activate(self) -> None:
        """Ask for no more room than what is shown now needs."""
        self._layout.activate()

    def show_hint(self) -> None:
        """Say what can be done in the view in front."""
        self._hint.set_text(self._panel.current.hint())

    def show_choice(self) -> None:
        """Show what is offered and which is in front."""
        panel = self._panel
        several = len(panel.offered) > 1
        self._title.setVisible(not several)
        self._title.setText(panel.current.title())
        self.show_hint()
        for button, view in zip(self._buttons, panel.views, strict=True):
            button.setText(f"+ {view.title()}" if view is panel.beside else view.title())
            button.setAccessibleDescription(tr("Shows this in the panel"))
            button.setToolTip(tr("Ctrl and a click, or the right button: beside the other view."))
            is_current = view is panel.current
            button.setChecked(is_current)
            # One stop for Tab; the arrow keys go from one to the next.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if is_current else Qt.FocusPolicy.NoFocus)
            button.setVisible(several and view in panel.offered)

    def restyle(self, look: Look) -> None:
        """Sizes of the look."""
        self._title.setFont(look.text_font(bold=True))
        self._hint.setFont(look.text_font(11))
        for button in self._buttons:
            button.setFont(look.text_font(12))
        margin = round(look.px(11))
        self._layout.setContentsMargins(margin, round(look.px(6)), margin, round(look.px(4)))
        self._layout.setSpacing(round(look.px(4)))


class _ElidedLabel(QWidget):
    """A right-aligned line that gives way: it shortens instead of widening the panel."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = QLabel(self)
        self._label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._label)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_text(self, text: str) -> None:
        """Show this, as much of it as fits."""
        self._text = text
        self._elide()

    def _elide(self) -> None:
        fits = self._label.fontMetrics().horizontalAdvance(self._text) <= self.width()
        self._label.setText(self._text if fits else "")  # half a hint is worth less than none
        self.setToolTip("" if fits else self._text)

    # Qt's own

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._elide()
