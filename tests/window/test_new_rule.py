"""A rule that is one new entry is in the menu, the command line, the schema and compare, and works there."""

import json
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLineEdit

from gdsim.cli.main import main
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.rule import Rule
from gdsim.engine.setting import MOMENTUM
from gdsim.scenario import load, save, validate
from gdsim.views.compare import Compare
from gdsim.views.shared.compare_model import RULE


def signs(now, state):
    """A step of η μ against each slope, however steep; counts its steps."""
    return -now.learning_rate * now.settings["momentum"] * np.sign(now.gradient), state + 1.0


TOY = Rule(
    "toy_signs",
    "signs of the slopes",
    r"-\eta \mu n_i",
    signs,
    {"momentum": replace(MOMENTUM, default=0.5)},
    ("steps",),
    ("n",),
    note="Only the direction of the slope counts.",
    code="steps = steps + 1.0\nupdate = -eta * momentum * np.sign(g)",
    where=(r"n_i \leftarrow n_i + 1",),
)


@pytest.fixture(autouse=True)
def one_entry(monkeypatch):
    """The entry, for one test."""
    monkeypatch.setattr(RULES, "_entries", dict(RULES))
    RULES.add(TOY)
    validate.refresh()
    yield
    monkeypatch.undo()
    validate.refresh()


def test_in_the_window_it_is_chosen_by_key_and_taken_apart_and_its_setting_is_a_field(open_window, qtbot):
    window = open_window()
    menu = window.findChild(QComboBox, "optimizer")
    assert menu.findText(TOY.label) == len(RULES) - 1
    menu.setFocus()
    qtbot.keyClick(menu, Qt.Key.Key_End)
    assert window.session.scenario.optimizer.rule is TOY
    window.session.step()
    # η μ = 0.03 · 0.5 to the right, where E falls.
    assert window.session.weights[0] == pytest.approx(-0.35 + 0.015)
    assert "n₁ ← n₁ + 1\n= 1.000 + 1\n= 2.000" in window.worked_step.plain_text()
    window.model_controls.settings_button.click()
    field = window.findChild(QLineEdit, "momentum")
    field.setText("0.25")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.session.scenario.optimizer.settings["momentum"] == 0.25
    window.session.step_back()
    assert window.session.weights[0] == -0.35


def test_compare_offers_it_and_descends_by_it(open_window, qtbot):
    window = open_window("momentum")
    window.findChild(QAction, "action_compare").trigger()
    view = window.findChild(Compare)
    qtbot.waitUntil(view.isVisible)
    view.findChild(QAction, "action_compare_add").trigger()
    row = view.model.rowCount() - 1
    view.table.setCurrentIndex(view.model.index(row, RULE))
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    rules = view.table.findChild(QComboBox, "compare_rule")
    qtbot.keyClick(rules, Qt.Key.Key_End)
    qtbot.keyClick(rules, Qt.Key.Key_Return)
    assert window.session.scenario.rivals[-1].rule is TOY
    window.session.step()
    assert window.session.comparison.descents[-1].state.tolist() == [[1.0, 1.0]]


def test_the_command_line_lists_runs_compares_and_writes_it_and_knows_it_by_nearly_its_name(capsys):
    def said(*arguments):
        code = main([*arguments])
        out = capsys.readouterr()
        return code, out.out, out.err

    assert "toy_signs" in said("list", "optimizers")[1]
    code, out, _ = said("run", "first_steps", "--optimizer", "toy_signs", "--steps", "2", "--format", "json")
    assert (code, json.loads(out)["weights"]) == (0, [pytest.approx(-0.32)])
    assert "signs of the slopes" in said("compare", "first_steps", "--with", "toy_signs")[1]
    script = said("code", "first_steps", "--optimizer", "toy_signs")[1]
    assert "update = -eta * momentum * np.sign(g)" in script
    code, _, err = said("run", "first_steps", "--optimizer", "toy_sign")
    assert code == 2
    assert "did you mean “toy_signs”?" in err


def test_files_may_name_it_with_its_setting(tmp_path, capsys):
    file = tmp_path / "toy.gdsim.json"
    scenario = load("first_steps")
    save(replace(scenario, optimizer=Optimizer(TOY, 0.2, {"momentum": 0.75})), file)
    assert load(str(file)).optimizer == Optimizer(TOY, 0.2, {"momentum": 0.75})
    stated = json.loads(file.read_text())
    stated["optimizer"]["beta1"] = 0.9
    file.write_text(json.dumps(stated))
    assert main(["check", str(file)]) == 1
    assert "beta1" in capsys.readouterr().out
