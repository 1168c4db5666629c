"""Cells to and from other programs: tab-separated text, every number with all its digits."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QModelIndex, Qt

from gdsim.engine.dataset import Dataset
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.scenario.number_text import parse_number
from gdsim.scenario.table import Table, parse_table
from gdsim.views.shared.table_model import TableModel


def cells_text(model: TableModel, indexes: list[QModelIndex], heads: bool = False) -> str:
    """The cells as lines of tab-separated numbers that read back to the same floats.

    Cells of the rectangle around them that are not among them stay empty.
    """
    if not indexes:
        return ""
    rows = sorted({index.row() for index in indexes})
    columns = sorted({index.column() for index in indexes})
    wanted = {(index.row(), index.column()) for index in indexes}
    lines = [[_number(model, row, column, wanted) for column in columns] for row in rows]
    if heads:
        lines.insert(0, [model.column_name(column) for column in columns])
    return "\n".join("\t".join(line) for line in lines)


def _number(model: TableModel, row: int, column: int, wanted: set[tuple[int, int]]) -> str:
    if (row, column) not in wanted:
        return ""
    value = model.data(model.index(row, column), Qt.ItemDataRole.EditRole)
    return value if isinstance(value, str) else repr(value).removesuffix(".0")


def read_block(text: str, width: int) -> Table:
    """The table in a text from the clipboard, for a place that is ``width`` columns wide.

    Raises:
        GdsimError: it holds no numbers, or can be meant in several ways.
    """
    if len(text.split()) == 1:
        parse_number(text)  # says it for a single cell more plainly than a table's reader can
    try:
        table = parse_table(text)
    except GdsimError as problem:
        try:
            table = parse_table(text, width)
        except GdsimError:
            raise problem from None
    if not len(table.rows):
        raise GdsimError(Message(QT_TR_NOOP("There are no numbers in what was copied.")))
    return table


def with_block(dataset: Dataset, block: Table, record: int, column: int) -> Dataset:
    """The records with a block written over them from a cell on; more records are added as needed.

    In records that are added, what the block does not cover is 0. A block with a head that covers all
    columns from the first record on brings its names along.

    Raises:
        GdsimError: the block is wider than what can be edited from there.
    """
    height, width = block.rows.shape
    room = dataset.input_count + 1 - column
    if width > room:
        raise GdsimError(
            Message(
                QT_TR_NOOP(
                    "The block has {width} columns; from this cell on there is room for {room}. "
                    "Add input columns first, or begin further to the left."
                ),
                width=width,
                room=max(room, 0),
            )
        )
    old = dataset.table()
    table = np.zeros((max(len(old), record + height), old.shape[1]))
    table[: len(old)] = old
    table[record : record + height, column : column + width] = block.rows
    names = dataset.column_names
    if block.had_header and record == 0 and width == len(names):
        names = block.names
    return Dataset(table[:, :-1], table[:, -1], names[:-1], names[-1])
