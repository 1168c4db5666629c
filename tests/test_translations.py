"""Every text of the program is translated, with its placeholders, and compiled from what stands."""

import ast
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

from gdsim.scenario import words
from gdsim.scenario.resource import resource_path

ROOT = Path(__file__).parent.parent
FILES = sorted(resource_path("translations").glob("gdsim_*.ts"))
FIELD = re.compile(r"\{(\w*)[^{}]*\}")  # the name: how its number is counted is the language's own
PERCENT_FIELD = re.compile(r"%(?:\(\w+\))?[a-z]")  # argparse's


def messages(path):
    """(source, translation, state) of each message."""
    for message in ElementTree.parse(path).getroot().iter("message"):
        translation = message.find("translation")
        yield message.findtext("source"), translation.text or "", translation.get("type", "")


def marked_texts(path):
    """(line, text) of each literal within tr(…) or QT_TR_NOOP(…)."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("tr", "QT_TR_NOOP"):
            for argument in node.args:
                if isinstance(argument, ast.Constant):
                    yield node.lineno, argument.value


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def ts_file(request):
    return request.param


def test_there_is_simplified_chinese():
    assert "zh_CN" in words.LANGUAGES


def test_nothing_is_untranslated(ts_file):
    assert [source for source, text, state in messages(ts_file) if state or not text.strip()] == []


def test_no_placeholder_is_lost_or_invented(ts_file):
    wrong = [
        source
        for source, text, _ in messages(ts_file)
        if sorted(FIELD.findall(source)) != sorted(FIELD.findall(text))
        or not set(PERCENT_FIELD.findall(text)) <= set(PERCENT_FIELD.findall(source))
    ]
    assert wrong == []


def test_no_text_of_the_program_is_missing_and_none_is_left_over(ts_file, tmp_path):
    fresh = tmp_path / ts_file.name
    shutil.copy(ts_file, fresh)
    sources = sorted(str(path) for path in (ROOT / "gdsim").rglob("*.py"))
    lupdate = Path(sys.executable).with_name("pyside6-lupdate")
    subprocess.run(
        [lupdate, *sources, "-no-obsolete", "-locations", "none", "-ts", str(fresh)],
        check=True,
        capture_output=True,
        cwd=ROOT,
    )
    assert {source for source, *_ in messages(fresh)} == {source for source, *_ in messages(ts_file)}


def test_lupdate_sees_every_text_that_is_translated():
    """It reads no f-string, so a text inside one would stay English."""
    seen = {source for source, *_ in messages(FILES[0])}
    unseen = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in (ROOT / "gdsim").rglob("*.py")
        for line, text in marked_texts(path)
        if text not in seen
    ]
    assert unseen == []


def test_the_compiled_file_is_made_of_this_one(ts_file):
    translator = QTranslator()
    assert translator.load(str(ts_file.with_suffix(".qm")))
    differing = [s for s, text, _ in messages(ts_file) if translator.translate("", s) != text]
    assert differing == []


def test_mnemonics_and_ellipses_are_kept(ts_file):
    """A menu entry keeps its key, and the dots that promise a dialog."""
    wrong = [
        source
        for source, text, _ in messages(ts_file)
        if (re.search(r"&\w", source) and not re.search(r"&\w", text))
        or (source.endswith("…") and not text.endswith("…"))
    ]
    assert wrong == []
