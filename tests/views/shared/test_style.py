"""The style sheet suits Qt in every theme and size, and the application takes it."""

import re

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gdsim.views.shared import style
from gdsim.views.shared.look import LARGEST_ZOOM, SMALLEST_ZOOM, Look
from gdsim.views.shared.theme import THEMES, Quantity


@pytest.fixture
def plain_application(qapp):
    """The application as it was, afterwards."""
    font, palette = qapp.font(), qapp.palette()
    yield qapp
    qapp.setStyleSheet("")
    qapp.setFont(font)
    qapp.setPalette(palette)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("zoom", [SMALLEST_ZOOM, 1.0, LARGEST_ZOOM])
def test_nothing_is_left_to_fill_in(theme, zoom):
    sheet = style.style_sheet(Look(theme, zoom))
    assert "$" not in sheet
    assert "@" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_icons_exist():
    sheet = "".join(style.style_sheet(Look(theme)) for theme in THEMES.values())
    paths = set(re.findall(r'url\("([^"]+)"\)', sheet))
    assert len(paths) >= 5
    for path in paths:
        with open(path, encoding="utf-8") as file:
            assert "<svg" in file.read()


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_the_application_takes_ground_ink_and_the_primary_button(qtbot, plain_application, theme):
    look = Look(theme)
    style.apply(look)
    window = QWidget()
    qtbot.addWidget(window)
    button = QToolButton(window)
    button.setProperty("primary", True)
    button.setText("Step")
    column = QVBoxLayout(window)
    column.addWidget(button)
    column.addWidget(QPushButton("Cancel", window))
    window.resize(300, 200)
    window.show()
    picture = window.grab().toImage()
    assert picture.pixelColor(3, 3).name().upper() == theme.ground
    inside = button.geometry()
    found = picture.pixelColor(inside.left() + 4, inside.center().y()).name().upper()
    assert found == theme.color(Quantity.WEIGHT)


def test_a_widget_with_the_focus_has_a_ring_and_does_not_move(qtbot, plain_application):
    look = Look()
    style.apply(look)
    window = QWidget()
    qtbot.addWidget(window)
    fields = [QLineEdit("1", window), QLineEdit("2", window)]
    column = QVBoxLayout(window)
    for field in fields:
        column.addWidget(field)
    window.show()
    window.activateWindow()
    fields[0].setFocus()
    qtbot.waitUntil(fields[0].hasFocus)
    sizes = [field.sizeHint() for field in fields]
    assert sizes[0] == sizes[1]
    picture = fields[0].grab().toImage()
    ring = picture.pixelColor(1, picture.height() // 2).name().upper()
    assert ring == look.theme.color(Quantity.WEIGHT)
    other = fields[1].grab().toImage()
    assert other.pixelColor(0, other.height() // 2).name().upper() == look.theme.field_line


def test_a_list_of_choices_opens_below_and_shows_the_chosen_entry(qtbot, plain_application):
    look = Look()
    style.apply(look)
    choice = QComboBox()
    qtbot.addWidget(choice)
    choice.addItems([f"entry {i}" for i in range(8)])
    choice.setCurrentIndex(6)
    choice.show()
    choice.showPopup()
    view = choice.view()
    below = choice.mapToGlobal(choice.rect().bottomLeft()).y()
    assert view.mapToGlobal(QPoint()).y() >= below
    chosen = view.visualRect(view.currentIndex())
    found = view.viewport().grab().toImage().pixelColor(chosen.right() - 8, chosen.center().y())
    assert found.name().upper() == look.theme.selection
    choice.hidePopup()


class Growing(QWidget):
    """Sets its fonts as views do."""

    def __init__(self, look):
        super().__init__()
        self.look = look
        self.parts = [QLineEdit(self), QToolButton(self), QPushButton(self)]
        look.changed.connect(self.restyle)
        self.restyle()

    def restyle(self):
        for part in self.parts:
            part.setFont(self.look.text_font(12, bold=True))


def test_widgets_keep_the_fonts_of_their_view_at_another_zoom_and_when_drawn_anew(qtbot, plain_application):
    look = Look()
    style.apply(look)
    window = Growing(look)
    qtbot.addWidget(window)
    window.show()
    for zoom in (1.5, 2.0, 1.0):
        look.set_zoom(zoom)
        for part in window.parts:
            style.repolish(part)
            assert part.font().pixelSize() == round(12 * zoom)
            assert part.font().weight() == QFont.Weight.DemiBold


def test_applying_the_same_look_again_changes_nothing(plain_application):
    style.apply(Look())
    sheet = QApplication.instance().styleSheet()
    style.apply(Look())
    assert QApplication.instance().styleSheet() == sheet


def test_a_checkbox_keeps_its_size_when_the_focus_comes(qtbot, plain_application):
    style.apply(Look())
    window = QWidget()
    qtbot.addWidget(window)
    box, other = QCheckBox(window), QLineEdit(window)
    column = QVBoxLayout(window)
    column.addWidget(other)
    column.addWidget(box)
    box.setProperty("bare", True)
    with qtbot.waitExposed(window):
        window.show()
    other.setFocus()
    before = box.sizeHint()
    box.setFocus()
    assert box.sizeHint() == before
    assert before.width() == before.height()


@pytest.mark.parametrize("zoom", [SMALLEST_ZOOM, 1.0, 1.7, 2.5, LARGEST_ZOOM])
def test_a_radio_button_is_round_in_every_size(zoom):
    """Qt leaves a corner square whose radius is more than half of what it rounds."""
    sheet = style.style_sheet(Look(THEMES["light"], zoom))
    radius = int(re.search(r"QRadioButton::indicator \{ border-radius: (\d+)px", sheet)[1])
    inside = int(re.search(r"QAbstractItemView::indicator \{\s*width: (\d+)px", sheet)[1])
    dot, rim = map(
        int, re.search(r"checked \{\s*width: (\d+)px; height: \d+px; border: (\d+)px", sheet).groups()
    )
    for outside in (inside + 2, dot + 2 * rim):
        assert outside // 2 == radius
