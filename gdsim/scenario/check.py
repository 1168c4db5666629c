"""What is wrong with a file, all of it: what ``gdsim check`` says."""

from __future__ import annotations

from pathlib import Path

from gdsim.engine.message import GdsimError, Message
from gdsim.scenario.file import from_json, read_text
from gdsim.scenario.json_text import decode
from gdsim.scenario.table import dataset_from_table, read_table
from gdsim.scenario.validate import problems


def check_file(path: str | Path) -> list[Message]:
    """Everything that is wrong with a scenario (``*.json``) or a table (any other file); empty: nothing.

    A scenario's fields are all looked at; of its rows, and of a table's, the first fault is told.
    """
    path = Path(path)
    try:
        if path.suffix.lower() == ".json":
            return _check_scenario(path)
        dataset_from_table(read_table(path))
    except GdsimError as error:
        return [error.message]
    return []


def _check_scenario(path: Path) -> list[Message]:
    document = decode(read_text(path))
    found = problems(document)
    if not found:
        # What the schema cannot say: lengths, tables, formulas, whether the start can be measured.
        from_json(document, path.parent).descent()
    return found
