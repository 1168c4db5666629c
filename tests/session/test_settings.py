"""Settings: remembered from one start to the next, and never broken by what stands in the file."""

import math
from pathlib import Path

import pytest

from gdsim.engine.message import GdsimError
from gdsim.scenario.words import SOURCE_LANGUAGE
from gdsim.session.settings import RECENT_FILES, Settings

DEFAULTS = {
    "language": "",
    "theme": "",
    "digits": 3,
    "zoom": 1.0,
    "pace": 2.0,
    "lecture_mode": False,
    "recent_files": (),
    "last_folder": "",
    "geometry": b"",
    "panel_states": {},
    "lesson_progress": {},
}
VALUES = {
    "language": SOURCE_LANGUAGE,
    "theme": "dark",
    "digits": 5,
    "zoom": 1.1,
    "pace": math.inf,
    "lecture_mode": True,
    "recent_files": ("/a, b/数据.gdsim.json", "@ByteArray(x)"),
    "last_folder": "/tmp/Ü",
    "geometry": bytes(range(256)),
    "panel_states": {"low": b"\x00\xff"},
    "lesson_progress": {"the argument": {"station": "bowl"}},
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "gdsim.ini"


def values(settings: Settings) -> dict[str, object]:
    return {name: getattr(settings, name) for name in DEFAULTS}


def test_everything_has_a_default(path: Path) -> None:
    assert values(Settings(path)) == DEFAULTS


def test_everything_is_remembered_through_the_file(path: Path) -> None:
    settings = Settings(path)
    for name, value in VALUES.items():
        setattr(settings, name, value)
    settings.save()
    assert values(Settings(path)) == VALUES


def test_the_user_s_own_settings_lie_where_qt_puts_them(settings_folder: Path) -> None:
    settings = Settings()
    settings.digits = 7
    settings.save()
    assert Path(settings.store.fileName()).is_relative_to(settings_folder)
    assert Settings().digits == 7


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("language", "tlh"),
        ("digits", "many"),
        ("digits", "99"),
        ("digits", "2, 3"),
        ("zoom", "nan"),
        ("zoom", "100"),
        ("pace", "0"),
        ("lecture_mode", "maybe"),
        ("recent_files", "[1, 2]"),
        ("panel_states", "[]"),
        ("panel_states", '{"low": 1}'),
        ("recent_files", "{"),
        ("lesson_progress", '"{\\"a\\": \\"b\\"}"'),
        ("geometry", "@Variant(\\0\\0\\0\\x8)"),
    ],
)
def test_a_broken_value_reads_as_the_default(path: Path, name: str, text: str) -> None:
    path.write_text(f"[General]\n{name}={text}\n")
    assert values(Settings(path)) == DEFAULTS


def test_a_file_of_rubbish_reads_as_defaults(path: Path) -> None:
    path.write_bytes(bytes(range(1, 256)) * 20)
    assert values(Settings(path)) == DEFAULTS


def test_recent_files_are_the_latest_first_each_once(path: Path, tmp_path: Path) -> None:
    settings = Settings(path)
    for number in [*range(RECENT_FILES + 2), 5]:
        settings.add_recent_file(tmp_path / f"{number}.gdsim.json")
    names = [Path(name).name.split(".")[0] for name in settings.recent_files]
    assert names == ["5", "11", "10", "9", "8", "7", "6", "4", "3", "2"]


def test_settings_that_cannot_be_written_say_where(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("not a folder")
    settings = Settings(blocked / "gdsim.ini")
    settings.digits = 4
    with pytest.raises(GdsimError, match=r"gdsim\.ini"):
        settings.save()
