"""What is written on the fit: the line's formula, and where it may stand."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF

from gdsim.engine.array import Array
from gdsim.engine.neuron import Neuron
from gdsim.scenario.number_text import number_text
from gdsim.views.shared.fit_axes import FitAxes
from gdsim.views.shared.labels import Label, Side, around, points_along
from gdsim.views.shared.look import Look
from gdsim.views.shared.plot import Plot
from gdsim.views.shared.symbols import math_html, name_html, plain_name, value_html
from gdsim.views.shared.theme import Quantity

# Along the visible part of the line, where its formula may stand; the most wished first.
_LABEL_PARTS = (1.0, 0.8, 0.6, 0.4, 0.2)


def names_of(
    neuron: Neuron, weights: Array, axes: FitAxes, plot: Plot, line: tuple[Array, Array], look: Look
) -> tuple[list[Label], Array]:
    """The axes' names in their corners and the line's formula along it; and the line's points (n, 2) in pixels."""
    area = plot.area
    hat = math_html("ŷ", look, Quantity.PREDICTION)
    names = neuron.dataset.input_names
    x_name = hat if axes.moves_with_prediction else name_html(names[axes.column], look)
    y_name = f"{name_html(neuron.dataset.target_name, look)}, {hat}"
    labels = [
        Label("y", y_name, around(area.topLeft(), Side.BELOW_RIGHT)),
        Label("x", x_name, around(area.bottomRight(), Side.ABOVE_LEFT)),
    ]
    formula = line_formula(neuron, weights, axes, look)
    if not formula:
        return labels, np.empty((0, 2))
    points = points_along(plot.pixels(np.column_stack(line)), area)
    return [*labels, Label("line", formula, places_along(points), gap=8.0)], points


def line_formula(neuron: Neuron, weights: Array, axes: FitAxes, look: Look) -> str:
    """ŷ = 0.583 x₁ + 0.2, where the prediction is a line."""
    if axes.moves_with_prediction or not axes.has_line or neuron.activation.name != "identity":
        return ""
    name = neuron.dataset.input_names[0]
    times = " " if plain_name(name) != name else " · "
    text = (
        math_html("ŷ", look, Quantity.PREDICTION)
        + value_html(f" = {number_text(float(weights[0]))}{times}", look, Quantity.PREDICTION, bold=False)
        + name_html(name, look, Quantity.PREDICTION)
    )
    if neuron.bias:
        sign = "−" if weights[1] < 0 else "+"
        text += value_html(
            f" {sign} {number_text(abs(float(weights[1])))}", look, Quantity.PREDICTION, bold=False
        )
    return text


def places_along(line: Array) -> tuple[tuple[QPointF, Side], ...]:
    """Where a line's label may stand: under or over its right end, else further back along it."""
    if len(line) == 0:
        return around(QPointF(), Side.ON)
    end, *others = (QPointF(*line[int(part * (len(line) - 1))].tolist()) for part in _LABEL_PARTS)
    sides = (Side.BELOW_RIGHT, Side.ABOVE_LEFT, Side.BELOW_LEFT, Side.ABOVE_RIGHT)
    places = around(end, Side.BELOW_LEFT, Side.ABOVE_LEFT)
    return places + tuple(place for other in others for place in around(other, *sides))
