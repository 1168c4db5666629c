"""Qt's own widgets in the program's look: one style sheet and one palette, made from theme and zoom.

Quiet flat shapes on Qt's Fusion style. What a view adds is said by properties and object names:

- a QToolButton or QPushButton with the property ``primary`` is the one that is meant to be pressed;
  with ``quiet`` it has no border until it is pointed at;
- a QLabel with the property ``role`` is a ``caption`` (small and soft) or ``soft``;
- ``invalid`` on a line edit marks what was refused.
"""

from __future__ import annotations

import re
from functools import cache
from string import Template

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from gdsim.scenario.resource import resource_path
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import Quantity, Theme

# Lengths are written @8: pixels of the 1280×800 drawing. Lines of 1px stay fine at every size.
_SHEET = Template("""
QMainWindow, QMainWindow > QWidget#central { background: $backdrop; }
QMainWindow::separator { background: $backdrop; width: @8; height: @8; }
QMainWindow::separator:hover { background: $pressed; }
QDialog, QMessageBox { background: $ground; }

QMenuBar { background: $ground; color: $ink; border: none; border-bottom: 1px solid $line; padding: @1 @4; }
QMenuBar::item { background: transparent; padding: @4 @8; border-radius: @4; }
QMenuBar::item:selected { background: $hover; }
QMenuBar::item:pressed { background: $pressed; }
QMenu { background: $ground; color: $ink; border: 1px solid $line; padding: @4; }
QMenu::item { padding: @5 @24 @5 @26; border-radius: @4; }
QMenu::item:selected { background: $hover; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: @4 @8; }
QMenu::indicator { width: @12; height: @12; left: @8; }
QMenu::indicator:checked { image: url("$icons/check_grey.svg"); }
QMenu::right-arrow { image: url("$icons/arrow_right.svg"); width: @10; height: @10; right: @8; }

QToolBar { background: $ground; border: none; border-bottom: 1px solid $line; padding: @2 @4; spacing: @8; }
QToolBar:bottom { border-bottom: none; border-top: 1px solid $line; }
QToolBar::separator { background: $line; width: 1px; margin: @8 @4; }
QToolBarExtension, QToolButton#qt_toolbar_ext_button {
    qproperty-icon: url("$icons/arrow_right.svg"); border: none; padding: @2;
}
QStatusBar { background: $ground; border-top: 1px solid $line; }
QStatusBar::item { border: none; }

QDockWidget { color: $ink; titlebar-close-icon: none; titlebar-normal-icon: none; }
QDockWidget::title { background: $ground; border: 1px solid $line; border-bottom: none; padding: @6 @11; }
QWidget#panel_head {
    background: $ground; border: 1px solid $line; border-bottom: none;
    border-top-left-radius: @7; border-top-right-radius: @7;
}
QFrame#sheet {
    background: $ground; border: 1px solid $line; border-top: none;
    border-bottom-left-radius: @7; border-bottom-right-radius: @7;
}
QLabel { background: transparent; }
QLabel#panel_hint, QWidget#panel_hint QLabel, QLabel[role="soft"], QLabel[role="caption"] { color: $soft; }

QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton, QToolButton {
    background: $ground; color: $ink; border: 1px solid $line; border-radius: @6; padding: @6 @11;
}
QToolButton { padding: @6 @8; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed, QPushButton:checked, QToolButton:checked { background: $pressed; }
QPushButton:focus { border: 2px solid $focus; padding: $p6 $p11; }
QToolButton:focus { border: 2px solid $focus; padding: $p6 $p8; }
QPushButton:disabled, QToolButton:disabled { color: $faint; }
QToolButton::menu-indicator, QPushButton::menu-indicator {
    image: url("$icons/arrow_down.svg"); width: @10; height: @10; subcontrol-position: right center; right: @5;
}
QToolButton[primary="true"], QPushButton[primary="true"], QPushButton:default {
    background: $focus; color: $on_primary; border: 1px solid $focus; font-weight: 600;
}
QToolButton[primary="true"]:hover, QPushButton[primary="true"]:hover, QPushButton:default:hover {
    background: $primary_hover; border-color: $primary_hover;
}
QToolButton[primary="true"]:pressed, QPushButton[primary="true"]:pressed, QPushButton:default:pressed {
    background: $primary_pressed; border-color: $primary_pressed;
}
QToolButton[primary="true"]:focus, QPushButton[primary="true"]:focus, QPushButton:default:focus {
    border: 2px solid $ink;
}
QToolButton[primary="true"]:disabled, QPushButton[primary="true"]:disabled, QPushButton:default:disabled {
    background: $pressed; border-color: $pressed; color: $faint;
}
QToolButton[quiet="true"], QToolButton#choice { border: 1px solid transparent; padding: @2 @5; border-radius: @4; }
QToolButton[quiet="true"]:focus, QToolButton#choice:focus { border: 2px solid $focus; padding: $p2 $p5; }
QToolButton[quiet="true"][popupMode="2"] { padding-right: @18; }
QToolButton#choice { color: $soft; }
QToolButton#choice:checked { color: $ink; background: transparent; border-bottom: 2px solid $focus; border-radius: 0; }

QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit, QTextEdit {
    background: $ground; color: $ink; border: 1px solid $field_line; border-radius: @5;
    selection-background-color: $selection; selection-color: $ink;
}
QLineEdit, QAbstractSpinBox { padding: @4 @8; }
QComboBox { padding: @4 @20 @4 @8; combobox-popup: 0; }
QLineEdit:hover, QAbstractSpinBox:hover, QComboBox:hover { border-color: $soft; }
QLineEdit:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus {
    border: 2px solid $focus; padding: $p4 $p8;
}
QComboBox:focus, QComboBox:on { border: 2px solid $focus; padding: $p4 $p20 $p4 $p8; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled { color: $faint; background: $field; }
QLineEdit:read-only { background: $field; }
QLineEdit[invalid="true"], QLineEdit[invalid="true"]:focus { border: 2px solid $gradient; padding: $p4 $p8; }
QLineEdit[quiet="true"] {
    background: transparent; border: 1px solid transparent; border-bottom: 1px dotted $field_line; border-radius: 0;
    padding: 0 @3;
}
QLineEdit[quiet="true"]:hover { border: 1px solid $field_line; border-radius: @4; }
QLineEdit[quiet="true"]:focus {
    border: 2px solid $focus; border-radius: @4; padding: 0 $p3; background: $ground;
}
QLineEdit[quiet="true"][invalid="true"] { border: 2px solid $gradient; padding: 0 $p3; }
QTextBrowser, QTextEdit[readOnly="true"] { border: none; padding: 0; }
QTextBrowser:focus { border: none; padding: 0; }
QAbstractItemView QLineEdit {
    border-radius: 0; padding: 0 @2; border: 2px solid $focus; background: $ground;
}
QComboBox::drop-down { border: none; width: @18; }
QComboBox::down-arrow { image: url("$icons/arrow_down.svg"); width: @10; height: @10; }
QComboBox QAbstractItemView {
    background: $ground; border: 1px solid $line; outline: none; padding: @4;
    selection-background-color: $hover; selection-color: $ink;
}
QComboBox QAbstractItemView::item { min-height: @24; padding: 0 @8; border-radius: @4; }
QComboBox QAbstractItemView::item:selected { background: $selection; color: $ink; }
QComboBox[quiet="true"] {
    background: transparent; border: 1px solid transparent; border-radius: @4; padding: @1 @16 @1 @3;
}
QComboBox[quiet="true"]:hover { background: $hover; }
QComboBox[quiet="true"]:focus, QComboBox[quiet="true"]:on {
    border: 2px solid $focus; padding: $p1 $p16 $p1 $p3;
}
QComboBox[quiet="true"]:disabled { color: $faint; background: transparent; }
QComboBox[quiet="true"]::drop-down { width: @14; }
QSpinBox::up-button, QDoubleSpinBox::up-button { border: none; width: @16; subcontrol-position: top right; }
QSpinBox::down-button, QDoubleSpinBox::down-button {
    border: none; width: @16; subcontrol-position: bottom right;
}
QAbstractSpinBox::up-arrow { image: url("$icons/arrow_up.svg"); width: @8; height: @8; }
QAbstractSpinBox::down-arrow { image: url("$icons/arrow_down.svg"); width: @8; height: @8; }

QCheckBox, QRadioButton {
    background: transparent; color: $ink; spacing: @6; padding: 1px; border: 2px solid transparent; border-radius: @3;
}
QCheckBox[bare="true"] { spacing: 0; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {
    width: @13; height: @13; border: 1px solid $soft; background: $ground;
}
QCheckBox::indicator, QAbstractItemView::indicator { border-radius: @3; }
QRadioButton::indicator { border-radius: $radio; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { background: $hover; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
    background: $focus; border-color: $focus; image: url("$icons/$check");
}
QRadioButton::indicator:checked {
    width: $dot; height: $dot; border: $dot_rim solid $focus; border-radius: $radio; background: $ground;
}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }

QSlider { background: transparent; border: 2px solid transparent; border-radius: @4; }
QSlider:focus { border-color: $focus; }
QSlider::groove:horizontal { background: $line; height: $groove; border-radius: $half_groove; }
QSlider::handle:horizontal { background: $soft; width: $knob; margin: -$rim 0; border-radius: $half_knob; }
QSlider::handle:horizontal:hover { background: $ink; }
QSlider::groove:vertical { background: $line; width: $groove; border-radius: $half_groove; }
QSlider::handle:vertical { background: $soft; height: $knob; margin: 0 -$rim; border-radius: $half_knob; }

QScrollArea, QAbstractScrollArea { background: $ground; border: none; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: ${bars}px; }
QScrollBar:horizontal { height: ${bars}px; }
QScrollBar::handle { background: $line; border-radius: $half_groove; margin: @2; }
QScrollBar::handle:vertical { min-height: @24; }
QScrollBar::handle:horizontal { min-width: @24; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $soft; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }

QAbstractItemView {
    background: $ground; alternate-background-color: $field; color: $ink; gridline-color: $grid;
    selection-background-color: $selection; selection-color: $ink; outline: none;
}
QListWidget::item { padding: @4 @8; }
QListView:focus, QTreeView:focus { border: 2px solid $focus; }
QHeaderView { background: $ground; border: none; }
QHeaderView::section {
    background: $ground; color: $soft; border: none; border-bottom: 1px solid $line; padding: @3 @8;
}
QTableView#compare_table QHeaderView::section { padding: @3 @6; }
QHeaderView::section:checked { font-weight: normal; }
QTableCornerButton::section { background: $ground; border: none; border-bottom: 1px solid $line; }

QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { background: $ground; color: $soft; border: none; padding: @5 @11; }
QTabBar::tab:selected { color: $ink; border-bottom: 2px solid $focus; }
QTabBar::tab:hover { color: $ink; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QProgressBar {
    background: $field; border: none; border-radius: @3; height: @6; text-align: center; color: $ink;
}
QProgressBar::chunk { background: $focus; border-radius: @3; }
QGroupBox { border: none; margin-top: @20; }
QGroupBox::title { subcontrol-origin: margin; color: $soft; }
QSplitter::handle { background: $backdrop; }
QToolTip { background: $ground; color: $ink; border: 1px solid $line; padding: @4; }
QFrame#sheet[frame="none"] { border: none; border-radius: 0; }
QFrame#sheet[frame="tab"] { border-top: 1px solid $line; border-top-right-radius: @7; }
QFrame#optimizer_settings { background: $ground; border: 1px solid $line; }
QFrame#keys_sheet { background: $ground; border: 1px solid $line; border-radius: @8; }
QWidget#banner[said="true"] { background: $edge; }
""")


def apply(look: Look) -> None:
    """Give the running application this look, now and whenever it changes.

    To be called before there are views: a new sheet takes every widget back to the font that it had under
    the old one, so it must be in force before the views set their fonts.
    """
    if look.findChild(_Follower) is None:
        look.changed.connect(_Follower(look).follow)
    _apply(look)


def repolish(widget: QWidget) -> None:
    """Draw the widget by the rules for a property that has changed.

    Qt alone would take it back to the font that it had when it was first drawn, whatever the zoom.
    """
    font = widget.font()
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.setFont(font)


class _Follower(QObject):
    """Belongs to a look and keeps the application in it."""

    def follow(self) -> None:
        """The look has changed."""
        look = self.parent()
        assert isinstance(look, Look)
        _apply(look)


def _apply(look: Look) -> None:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    if not app.styleSheet():
        app.setStyle("Fusion")
    app.setPalette(palette(look.theme))
    app.setFont(look.text_font())
    sheet = style_sheet(look)
    if sheet != app.styleSheet():
        app.setStyleSheet(sheet)


def style_sheet(look: Look) -> str:
    """Everything that Qt's widgets need to look like the program."""
    theme = look.theme
    colors = {
        name: getattr(theme, name)
        for name in (
            *("ground", "backdrop", "ink", "line", "field_line", "grid", "field", "edge", "selection"),
            *("hover", "pressed", "on_primary", "primary_hover", "primary_pressed"),
        )
    }
    # A wider ring takes its pixel from the padding, so that nothing moves when the focus comes.
    inner = {f"p{length}": f"{_pixels(look, length) - 1}px" for length in (1, 2, 3, 4, 5, 6, 8, 11, 16, 20)}
    sheet = _SHEET.substitute(
        colors,
        **inner,
        soft=theme.soft_ink,
        faint=faint(theme),
        focus=theme.color(Quantity.WEIGHT),
        gradient=theme.color(Quantity.GRADIENT),
        icons=_icons(),
        bars=0 if look.for_hall else _pixels(look, 10),  # nobody in a hall scrolls
        check="check_black.svg" if theme.is_dark else "check_white.svg",
        **_radio(look),
        **_slider(look),
    )
    return re.sub(r"@(\d+)", lambda match: f"{_pixels(look, int(match[1]))}px", sheet)


def palette(theme: Theme) -> QPalette:
    """The same for what is painted from a palette: dialogs, item views, links."""
    result = QPalette()
    roles = QPalette.ColorRole
    for role, color in (
        (roles.Window, theme.ground),
        (roles.WindowText, theme.ink),
        (roles.Base, theme.ground),
        (roles.AlternateBase, theme.field),
        (roles.Text, theme.ink),
        (roles.PlaceholderText, theme.soft_ink),
        (roles.Button, theme.ground),
        (roles.ButtonText, theme.ink),
        (roles.BrightText, theme.on_primary),
        (roles.Highlight, theme.selection),
        (roles.HighlightedText, theme.ink),
        (roles.Link, theme.color(Quantity.WEIGHT)),
        (roles.LinkVisited, theme.color(Quantity.UPDATE)),
        (roles.ToolTipBase, theme.ground),
        (roles.ToolTipText, theme.ink),
        (roles.Light, theme.ground),
        (roles.Midlight, theme.grid),
        (roles.Mid, theme.line),
        (roles.Dark, theme.soft_ink),
        (roles.Shadow, theme.ink),
        (roles.Accent, theme.color(Quantity.WEIGHT)),
    ):
        result.setColor(role, QColor(color))
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.HighlightedText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(faint(theme)))
    return result


def faint(theme: Theme) -> str:
    """The colour of what cannot be used now: between soft ink and ground."""
    soft, ground = QColor(theme.soft_ink), QColor(theme.ground)
    pairs = ((soft.red(), ground.red()), (soft.green(), ground.green()), (soft.blue(), ground.blue()))
    return QColor(*(round(0.6 * a + 0.4 * b) for a, b in pairs)).name()


def _radio(look: Look) -> dict[str, str]:
    """As wide with the thick rim of a chosen one as without; a radius of more than half of that is square."""
    whole, rim = _pixels(look, 13) + 2, _pixels(look, 3) + 1
    return {"dot": f"{whole - 2 * rim}px", "dot_rim": f"{rim}px", "radio": f"{whole // 2}px"}


def _slider(look: Look) -> dict[str, str]:
    """Lengths of which some are halves of others: Qt leaves a corner square that is rounder than a half."""
    half_groove, half_knob = _pixels(look, 2), _pixels(look, 7)
    return {
        "groove": f"{2 * half_groove}px",
        "half_groove": f"{half_groove}px",
        "knob": f"{2 * half_knob}px",
        "half_knob": f"{half_knob}px",
        "rim": f"{half_knob - half_groove}px",
    }


def _pixels(look: Look, length: int) -> int:
    return max(1, round(look.px(length)))


@cache
def _icons() -> str:
    return str(resource_path("icons").as_posix())
