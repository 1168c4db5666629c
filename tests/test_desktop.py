"""The files by which a Linux desktop knows the program and its files."""

import configparser
import fnmatch
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree

import pytest

from gdsim.scenario.presets import SUFFIX
from gdsim.scenario.resource import resource_path

DESKTOP = resource_path("desktop", "gdsim.desktop")
MIME = resource_path("desktop", "gdsim.xml")
SPACE = "{http://www.freedesktop.org/standards/shared-mime-info}"


def entry():
    reader = configparser.ConfigParser(interpolation=None)
    reader.optionxform = str
    reader.read(DESKTOP, encoding="utf-8")
    return reader["Desktop Entry"]


def test_the_desktop_opens_a_file_by_the_command_of_the_package():
    assert entry()["Type"] == "Application"
    assert entry()["Exec"] == "gdsim %f"


def test_its_icon_is_shipped():
    assert resource_path("icons", f"{entry()['Icon']}.svg").is_file()


def test_its_type_of_file_is_the_one_of_scenarios():
    (kind,) = ElementTree.parse(MIME).getroot().iter(f"{SPACE}mime-type")
    assert entry()["MimeType"] == kind.get("type") + ";"
    pattern = kind.find(f"{SPACE}glob").get("pattern")
    assert fnmatch.fnmatch(f"mine{SUFFIX}", pattern)
    assert not fnmatch.fnmatch("mine.gdsim-history.json", pattern)


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="the validator is not installed")
def test_the_validator_has_nothing_to_complain_about():
    done = subprocess.run(["desktop-file-validate", DESKTOP], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
