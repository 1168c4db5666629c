"""Lessons from folders: a small one is read; what is wrong in one is told with file and line."""

import pytest

from gdsim.engine.message import GdsimError
from gdsim.lesson import lesson_by_name, load_lesson
from gdsim.lesson.reading import LessonError
from gdsim.scenario.words import set_language

TOML = """\
[[station]]
id = "one"
claims = [3]
scenario = "first_steps"
set = { learning_rate = 0.05, start = 1 }
panels = ["fit"]
do = [{ step = 2 }]

[[station]]
id = "two"
scenario = "own.gdsim.json"
panels = ["error_map"]
question = { kind = "update_sign", weight = 2 }
"""
TEXT = """\
# My lesson

About it.

## one: First

The weight is {{w1}}, *not* **more**, and $\\eta$ = {{eta}}.

$$
\\Delta w = -\\eta g
\\Delta w = -{{eta}} \\cdot {{gradient1}}
\\Delta w = {{update1}}
$$

[[error]]

### do

Step.

### notice

See.

## two: Second

Words.
"""
OWN = """{"format": "gdsim-scenario", "version": 1, "surface": {"formula": "w1^2 + w2^2"},
"start": {"weights": [1, 2]}}"""


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "mine"
    path.mkdir()
    (path / "lesson.toml").write_text(TOML, encoding="utf-8")
    (path / "en.md").write_text(TEXT, encoding="utf-8")
    (path / "own.gdsim.json").write_text(OWN, encoding="utf-8")
    return path


def test_numbers_and_symbols_among_emphasised_words_are_numbers_and_symbols(folder):
    path = folder / "en.md"
    path.write_text(TEXT.replace("*not* **more**", "**now {{w1}}, not $w$** *{{eta}}*"), encoding="utf-8")
    runs = load_lesson(folder).station("one").text.blocks[0].runs
    kinds = [(type(run).__name__, getattr(run, "emphasis", "")) for run in runs[3:9]]
    assert kinds == [
        *(("Words", "strong"), ("Live", ""), ("Words", "strong")),
        *(("Symbol", ""), ("Words", ""), ("Live", "")),
    ]


def test_a_lesson_is_read_from_a_folder(folder):
    lesson = load_lesson(folder)
    assert (lesson.name, lesson.title, lesson.languages) == ("mine", "My lesson", ("en",))
    one, two = lesson.stations
    assert (one.title, one.claims, one.panels) == ("First", (3,), ("fit",))
    assert one.scenario.optimizer.learning_rate == 0.05
    assert one.scenario.start == (1.0,)
    assert two.scenario.weight_count == 2
    assert two.question.options == {"weight": 2}
    assert lesson.station("two") is two
    assert lesson.index("2") == 1
    assert [type(block).__name__ for block in one.text.blocks] == ["Paragraph", "Display", "Named"]


def test_a_folder_is_found_by_its_path_too(folder):
    assert lesson_by_name(str(folder)).title == "My lesson"
    with pytest.raises(GdsimError, match="gradient_descent"):
        lesson_by_name("gradient_decent")


def test_the_text_is_in_the_language_spoken_else_in_english(folder):
    chinese = TEXT.replace("My lesson", "我的课").replace("First", "第一")
    (folder / "zh_CN.md").write_text(chinese, encoding="utf-8")
    lesson = load_lesson(folder)
    set_language("zh_CN")
    try:
        assert (lesson.title, lesson.stations[0].title) == ("我的课", "第一")
    finally:
        set_language("en")
    assert lesson.title == "My lesson"


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('panels = ["fit"]', 'panels = ["fitt"]', 6, "fit"),
        ('scenario = "first_steps"', 'scenario = "first_stepps"', 4, "first_steps"),
        ('scenario = "first_steps"\n', "", 2, "scenario"),
        ("claims = [3]", "claims = [22]", 3, "21"),
        ("step = 2", "stepp = 2", 7, "step"),
        ("step = 2", 'step = "two"', 7, "whole number"),
        ("learning_rate = 0.05", "learning_rate = -1", 5, "learning rate"),
        ("learning_rate = 0.05", "learningrate = 1", 5, "learning_rate"),
        ('id = "two"', 'id = "one"', 10, "twice"),
        ('id = "two"', 'id = "too"', 1, "too"),
        ('kind = "update_sign"', 'kind = "update_sing"', 13, "update_sign"),
        ("weight = 2", "wait = 2", 13, "weight"),
        ('panels = ["fit"]', 'panel = ["fit"]', 6, "panels"),
        ('panels = ["fit"]', 'panels = ["fit"', 7, "TOML"),
        ('panels = ["fit"]', 'panels = ["fit"]\nchallenge = "fewest"', 7, "fewest_steps"),
    ],
)
def test_a_fault_in_the_settings_is_told_with_its_line(folder, old, new, line, said):
    (folder / "lesson.toml").write_text(TOML.replace(old, new), encoding="utf-8")
    with pytest.raises(LessonError) as error:
        load_lesson(folder)
    assert said in str(error.value)
    assert error.value.line == line
    assert "mine/" in str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("{{w1}}", "{{w}}", 7, "w1"),
        ("{{eta}}.", "{{etta}}.", 7, "eta"),
        ("{{eta}} \\cdot", "{{etta}} \\cdot", 11, "eta"),
        ("[[error]]", "[[eror]]", 15, "error"),
        ("*not*", "*not", 7, "partner"),
        ("# My lesson\n", "\n", 1, "title"),
        ("## two: Second", "## two Second", 25, "id: Title"),
        ("## two: Second", "## one: Second", 25, "twice"),
        ("### notice", "### look", 21, "notice"),
        ("\\Delta w = {{update1}}\n$$", "\\Delta w = {{update1}}", 9, "$$"),
        ("Step.", "$$\nx\n$$", 19, "above"),
        ("{{w1}}", "{{residual(0)}}", 7, "count from 1"),
        ("{{w1}}", "{{eta(1)}}", 7, "record"),
        ("## two: Second\n\nWords.\n", "", 1, "two"),
    ],
)
def test_a_fault_in_a_text_is_told_with_its_line(folder, old, new, line, said):
    assert old in TEXT
    (folder / "en.md").write_text(TEXT.replace(old, new), encoding="utf-8")
    with pytest.raises(LessonError) as error:
        load_lesson(folder)
    assert said in str(error.value)
    assert error.value.line == line
    assert "mine/en.md" in str(error.value)


def test_a_station_without_text_in_one_language_is_told_with_that_file(folder):
    (folder / "zh_CN.md").write_text(TEXT.partition("## two")[0], encoding="utf-8")
    with pytest.raises(LessonError, match=r"zh_CN\.md.*two"):
        load_lesson(folder)


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(GdsimError):
        load_lesson(tmp_path / "nothing")
