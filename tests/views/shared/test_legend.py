"""The legend: nothing is cut, whatever the width."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from gdsim.views.shared.legend import Entry, Legend
from gdsim.views.shared.look import Look

ENTRIES = [
    Entry((QColor("white"), QColor("blue")), "12", "300 steps"),
    Entry((QColor("red"),), "diverges"),
    Entry((), "… 4 more"),
]


@pytest.fixture
def parent(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    return parent


@pytest.fixture
def legend(parent):
    legend = Legend(Look(), parent)
    legend.show_entries(ENTRIES)
    return legend


@pytest.mark.parametrize(("width", "lines"), [(600, 1), (220, 2), (140, 3)])
def test_it_takes_as_many_lines_as_it_needs(legend, width, lines):
    legend.resize(width, 20)
    places = [corner.y() for _, corner in legend._places()]
    assert len(set(places)) == lines
    assert legend.height() >= max(places) + 18


def test_it_is_read_in_words(legend):
    assert legend.accessibleName() == "12 – 300 steps, diverges, … 4 more"


def test_without_entries_it_takes_no_room(legend):
    legend.show_entries([])
    assert legend.height() == 0
