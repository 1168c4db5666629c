"""The columns of the data table and what they show, against hand calculations."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.error import ERROR_MEASURES
from gdsim.scenario.number_text import number_text
from tests.views.data_table.conftest import EDIT, SPOKEN, column_of, make_session, shown, total


def test_the_columns_are_inputs_target_then_computed(view):
    keys = [column.key for column in view.model.columns]
    computed = ["prediction", "residual", "loss", "error_term", "share", "contribution:0"]
    assert keys == ["input:0", "target", *computed]
    assert view.findChild(QTableView, "data_table") is view.table


def test_after_one_step_every_number_is_the_hand_calculation(view, session):
    session.step()  # from −0.35 by −0.03 · (−31.099) to 0.58297
    assert shown(view, "prediction") == ["0.291", "0.583", "0.874", "1.283", "1.749"]
    assert shown(view, "residual") == ["0.609", "0.817", "1.726", "1.617", "2.551"]
    assert shown(view, "loss") == ["0.370", "0.668", "2.978", "2.616", "6.508"]
    assert shown(view, "contribution:0") == ["−0.304", "−0.817", "−2.588", "−3.558", "−7.653"]
    assert total(view, "residual") == "7.320"
    assert total(view, "loss") == "13.140"
    assert total(view, "share") == "½Σ = E = 6.570"
    assert total(view, "contribution:0") == "−14.921"


def test_f_adds_its_columns_and_going_back_removes_them(view, session):
    session.set_activation(ACTIVATIONS["tanh"])
    assert shown(view, "weighted_sum")[0] == "−0.175"
    # tanh′(−0.175) = 1 − tanh²(0.175) = 1 − 0.17324² = 0.96999
    assert shown(view, "activation_slope")[0] == "0.970"
    session.set_activation(ACTIVATIONS["identity"])
    assert "weighted_sum" not in [column.key for column in view.model.columns]


@pytest.mark.parametrize("name", ERROR_MEASURES)
def test_the_footer_shows_e_as_the_sum_of_a_column_times_its_factor(open_table, name):
    measure = ERROR_MEASURES[name]
    activation = ACTIVATIONS["sigmoid" if measure.activations else "identity"]
    session = make_session(
        targets=[0, 1, 0, 1, 1], start=(0.4,), activation=activation, error_measure=measure
    )
    view = open_table(session, (900, 250))
    keys = [column.key for column in view.model.columns]
    summed = "loss" if "loss" in keys else "residual"
    column = view.model.values(column_of(view, summed))
    assert session.scenario.neuron.factor * float(column.sum()) == session.error
    front = {"1": "Σ", "½": "½Σ", "1/N": "1/N Σ", "1/2N": "1/2N Σ"}[measure.factor_name]
    assert total(view, "share") == f"{front} = E = {number_text(session.error)}"


def test_residuals_that_cancel_are_shown_with_bars_of_both_signs(open_table):
    view = open_table(make_session(start=(1.5,), error_measure=ERROR_MEASURES["residuals"]))
    share = column_of(view, "share")
    assert view.model.columns[share].signed
    values = view.model.values(share)
    assert values.min() < 0 < values.max()
    assert abs(values).sum() == pytest.approx(1)


def test_bias_has_a_contribution_of_its_own(open_table):
    view = open_table(make_session(bias=True), (900, 250))
    # δ = y − ŷ with ŷ = −0.35 · 0.5 − 0.35 = −0.525: −δ = −(0.9 + 0.525)
    assert shown(view, "contribution:1")[0] == "−1.425"


def test_a_cell_says_itself_to_a_screen_reader(view, session):
    session.step()
    index = view.model.index(2, column_of(view, "residual"))
    assert index.data(SPOKEN) == "record 3, residual, 1.726"
    assert "1.7255" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_what_the_model_gives_is_native_python(view):
    for column in range(view.model.columnCount()):
        index = view.model.index(0, column)
        assert type(index.data()) is str
        assert type(index.data(EDIT)) is float
