"""The glossary has the design's terms, with their symbols, in the colours of their quantities."""

import pytest

from gdsim.lesson.glossary import TERMS
from gdsim.lesson.quantity import QUANTITIES

# Section by section of the argument: what a reader meets on the screen.
SYMBOLS = {
    "record": "μ",
    "target": "y",
    "prediction": "ŷ = f(h)",
    "residual": "y − ŷ",
    "error term": "δ",
    "gradient": "∂E/∂w<sub>i</sub>",
    "learning rate": "η",
    "update": "Δw<sub>i</sub> = −η ∂E/∂w<sub>i</sub>",
    "step": "k",
}


def test_no_term_stands_twice():
    names = [term.name for term in TERMS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(("name", "symbol"), SYMBOLS.items())
def test_symbols_are_those_of_the_screen(name, symbol):
    assert [term.symbol for term in TERMS if term.name == name] == [symbol]


def test_every_quantity_with_a_colour_is_explained_and_no_other_is_named():
    assert {term.quantity for term in TERMS} == {*QUANTITIES, ""}


def test_every_term_is_explained_in_whole_sentences():
    assert all(term.text.endswith(".") for term in TERMS)
