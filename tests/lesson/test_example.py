"""The lesson in the README is one: it loads, works, and what is wrong in it is told with file and line."""

import re
from pathlib import Path

import pytest

from gdsim.lesson import Context, load_lesson
from gdsim.lesson.derivation import derivation
from gdsim.lesson.formulas import formula_forms
from gdsim.lesson.reading import LessonError

README = Path(__file__).parents[2] / "README.md"


def example():
    """lesson.toml and en.md as the README has them."""
    section = README.read_text(encoding="utf-8").partition("### A lesson of your own")[2]
    return tuple(re.findall(r"```(?:toml|markdown)\n(.*?)```", section, re.DOTALL)[:2])


@pytest.fixture
def write(tmp_path):
    """Write the example to a folder, with something in it put otherwise."""

    def folder(old="", new=""):
        path = tmp_path / "mine"
        path.mkdir(exist_ok=True)
        for name, text in zip(("lesson.toml", "en.md"), example(), strict=True):
            (path / name).write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
        return path

    return folder


def test_it_loads_and_can_be_done(write, driver):
    lesson = load_lesson(write())
    assert (lesson.title, [station.name for station in lesson.stations]) == (
        "Across the valley",
        ["across", "in-parts"],
    )
    across, parts = lesson.stations
    assert across.scenario.optimizer.learning_rate == 0.1
    assert across.options == {"squares"}
    assert parts.sub_steps
    for station in lesson.stations:
        bench = driver(station.scenario)
        station.perform(bench)
    context = Context(across.scenario.descent())
    assert formula_forms("update1", context)
    assert derivation(Context(parts.scenario.descent()))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{{eta}}", "{{etta}}", r"en\.md, line 7: .*“eta”"),
        ("[[update1]]", "[[udpate1]]", r"en\.md, line 9: .*“update”"),
        ("### notice", "### note", r"en\.md, line 15: "),
        ("## in-parts:", "## in-part:", r"en\.md, line .*“in-parts?”"),
        ('"fit"]', '"fits"]', r"lesson\.toml, line 5: .*“fit”"),
        ("step = 2", "stepp = 2", r"lesson\.toml, line 8: .*“step”"),
        ("learning_rate = 0.1", "learning_rat = 0.1", r"lesson\.toml, line 4: .*“learning_rate”"),
        ('kind = "update_sign"', 'kind = "update_sing"', r"lesson\.toml, line 7: .*“update_sign”"),
        ('scenario = "one_record"', 'scenario = "one_recrod"', r"lesson\.toml, line 12: .*one_record"),
        ("sub_steps = true", "sub_steps = ", r"lesson\.toml, line 14: this is not TOML"),
    ],
)
def test_a_mistake_in_it_is_told_with_file_and_line(write, old, new, told):
    with pytest.raises(LessonError, match=told):
        load_lesson(write(old, new))
