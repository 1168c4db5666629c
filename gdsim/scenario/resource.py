"""The one door to the files that come with the program."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def resource_path(*parts: str) -> Path:
    """Path of a shipped file or folder, e.g. ``resource_path("scenarios", "bowl.gdsim.json")``."""
    return Path(str(files("gdsim.resources"))).joinpath(*parts)
