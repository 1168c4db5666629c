"""What a table was understood to hold, before it becomes the data: which columns, in which part."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gdsim.engine.dataset import Dataset
from gdsim.engine.message import QT_TR_NOOP, Count, GdsimError
from gdsim.scenario.sheet import NO_TEXT, Reading, Sheet, read_sheet, sheet_of_text
from gdsim.scenario.watch import Watch
from gdsim.scenario.words import say, tr
from gdsim.session import Session
from gdsim.session.background import Cancelled, Result
from gdsim.views.shared.look import Look
from gdsim.window.column_roles import ColumnRoles
from gdsim.window.sheet_model import SheetModel

_KIND = "import"
_TICK = 100  # milliseconds between two looks at how far the reading has come

DELIMITERS = (
    (",", QT_TR_NOOP("Comma")),
    (";", QT_TR_NOOP("Semicolon")),
    ("\t", QT_TR_NOOP("Tab")),
    ("|", QT_TR_NOOP("Bar")),
    (" ", QT_TR_NOOP("Spaces")),
)
DECIMALS = ((".", QT_TR_NOOP("Point")), (",", QT_TR_NOOP("Comma")))
ENCODINGS = (
    ("utf-8", "UTF-8"),
    ("utf-16", "UTF-16"),
    ("cp1252", QT_TR_NOOP("Western (Windows-1252)")),
    ("gb18030", QT_TR_NOOP("Chinese (GB 18030)")),
)


@dataclass(frozen=True)
class Source:
    """Where a table comes from.

    Attributes:
        name: what a person calls it.
        is_text: delimiters and decimal marks are to be found out.
        is_file: bytes, whose encoding is to be found out where they are text.
        read: gives the table, read as a Reading says, and tells how far it has come; raises GdsimError.
    """

    name: str
    is_text: bool
    is_file: bool
    read: Callable[[Reading, Watch], Sheet]


def file_source(path: Path) -> Source:
    """A table in a file."""
    return Source(path.name, path.suffix.lower() not in NO_TEXT, True, partial(read_sheet, path))


def text_source(name: str, text: str) -> Source:
    """A table that was copied."""

    def read(reading: Reading, watch: Watch) -> Sheet:
        return sheet_of_text(text, reading, watch=watch)

    return Source(name, True, False, read)


class ImportDialog(QDialog):
    """Reads a table beside the GUI, shows what is in it, and asks what to take.

    Signals:
        chosen: the Dataset, when the person has said yes.
    """

    chosen = Signal(object)

    def __init__(self, session: Session, look: Look, source: Source, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Import data"))
        self._session, self._source = session, source
        self._like = session.scenario.dataset
        self._sheet: Sheet | None = None
        self._dataset: Dataset | None = None
        self._header_said: bool | None = None
        self._ticks = QTimer(self, interval=_TICK)
        self._ticks.timeout.connect(self._show_progress)
        self._gap, self._widest = round(look.px(16)), round(look.px(240))
        self._build()
        self.resize(round(look.px(760)), round(look.px(620)))
        session.background.result.connect(self._on_result)
        self._read()

    # Building

    def _build(self) -> None:
        self._found = self._label("import_found")
        self._delimiter = self._choice("import_delimiter", DELIMITERS)
        self._decimal = self._choice("import_decimal", DECIMALS)
        self._encoding = self._choice("import_encoding", ENCODINGS)
        self._page = self._choice("import_page", ())
        self._header = QCheckBox(tr("The first row &names the columns"), self)
        self._header.setObjectName("import_header")
        self._header.clicked.connect(self._on_header)
        self._roles = ColumnRoles(self)
        self._roles.changed.connect(self._check)
        self._preview = QTableView(self)
        self._preview.setObjectName("import_preview")
        self._preview.setTabKeyNavigation(False)
        self._preview.setAccessibleName(tr("The first records"))
        self._drop = QCheckBox(self)
        self._drop.setObjectName("import_drop_missing")
        self._drop.toggled.connect(self._check)
        self._verdict = self._label("import_verdict")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._ok = self._buttons.addButton(tr("&Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._ok.setObjectName("import_ok")
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._lay_out()

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        return label

    def _choice(self, name: str, entries: Sequence[tuple[str, str]]) -> QComboBox:
        """The first entry leaves it to the program."""
        box = QComboBox(self)
        box.setObjectName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.addItem(tr("as found"), None)
        for value, text in entries:
            box.addItem(tr(text), value)
        box.activated.connect(self._read)
        return box

    def _lay_out(self) -> None:
        source = self._source
        left, right = QFormLayout(), QFormLayout()
        for form, text, box, shown in (
            (left, tr("&Between the cells"), self._delimiter, source.is_text),
            (left, tr("&Decimal mark"), self._decimal, source.is_text),
            (right, tr("&Encoding"), self._encoding, source.is_text and source.is_file),
            (right, tr("&Page"), self._page, False),
        ):
            form.addRow(text, box)
            form.setRowVisible(box, shown)
            form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        right.addRow(self._header)
        self._page_form = right
        understood = QHBoxLayout()
        if source.is_text:
            understood.addLayout(left)
            understood.addSpacing(self._gap)
        understood.addLayout(right)
        understood.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(self._found)
        layout.addLayout(understood)
        layout.addWidget(self._roles, 1)
        layout.addWidget(self._preview, 1)
        layout.addWidget(self._drop)
        layout.addWidget(self._verdict)
        layout.addWidget(self._buttons)

    # Reading

    def _read(self) -> None:
        """Ask for the file to be read as it stands in the fields."""
        reading = Reading(
            self._delimiter.currentData(),
            self._decimal.currentData(),
            self._encoding.currentData(),
            self._header_said,
            self._page.currentData(),
        )
        self._sheet = None
        self._reader = _Reader(self._source, reading)
        self._show_progress()
        self._check()
        self._ticks.start()
        self._session.background.request(_KIND, self._reader.job)

    def _show_progress(self) -> None:
        percent = round(100 * self._reader.part)
        self._found.setText(
            tr("Reading {file} … {percent} %").format(file=self._source.name, percent=percent)
            if percent
            else tr("Reading {file} …").format(file=self._source.name)
        )

    def _on_header(self, checked: bool) -> None:
        self._header_said = checked
        self._read()

    def _on_result(self, result: Result) -> None:
        if result.kind != _KIND or result.finished:
            return
        self._ticks.stop()
        if isinstance(result.value, Sheet):
            self._show(result.value)
        else:
            self._found.setText(say(result.value))  # type: ignore[arg-type]

    def _show(self, sheet: Sheet) -> None:
        like = self._like
        if not sheet.reading.header and like is not None and len(like.column_names) == len(sheet.columns):
            sheet = sheet.renamed(like.column_names)
        self._sheet = sheet
        self._found.setText(
            tr("{file}: {records:record|records} in {columns:column|columns}.").format(
                file=self._source.name, records=Count(sheet.record_count), columns=Count(len(sheet.columns))
            )
        )
        self._show_reading(sheet)
        self._roles.show_sheet(sheet, like.target_name if like is not None else None)
        old = self._preview.model()
        self._preview.setModel(SheetModel(sheet, self._preview))
        self._fit_preview()
        if old is not None:
            old.deleteLater()
        self._check()

    def _show_reading(self, sheet: Sheet) -> None:
        found = sheet.reading
        for box, value in (
            (self._delimiter, found.delimiter),
            (self._decimal, found.decimal),
            (self._encoding, found.encoding),
            (self._page, found.page),
        ):
            known = box.findData(value) if value is not None else -1
            name = box.itemText(known) if known > 0 else value
            box.setItemText(0, tr("as found: {name}").format(name=name) if name else tr("as found"))
        if self._page.count() == 1:
            for page in sheet.pages:
                self._page.addItem(page, page)
        self._page_form.setRowVisible(self._page, len(sheet.pages) > 1)
        self._header.setVisible(self._source.is_text or bool(sheet.pages))
        self._header.setChecked(bool(found.header))

    def _fit_preview(self) -> None:
        """Columns as wide as what is in them, within bounds."""
        self._preview.resizeColumnsToContents()
        for column in range(self._preview.model().columnCount()):
            self._preview.setColumnWidth(column, min(self._preview.columnWidth(column), self._widest))

    # Choosing

    def _check(self) -> None:
        """Say what will be taken, or why nothing can be."""
        self._dataset = None
        sheet = self._sheet
        gaps = self._roles.missing() if sheet is not None else 0
        self._drop.setVisible(gaps > 0)
        self._drop.setText(tr("&Leave out records without a value: {count}").format(count=gaps))
        text = ""
        if sheet is not None:
            try:
                self._dataset = self._roles.dataset(self._drop.isChecked())
                text = tr(
                    "To be imported: {records:record|records}, target “{target}”, inputs: {inputs}."
                ).format(
                    records=Count(self._dataset.record_count),
                    target=self._dataset.target_name,
                    inputs=", ".join(self._dataset.input_names),
                )
            except GdsimError as error:
                text = say(error.message)
        self._verdict.setText(text)
        self._ok.setEnabled(self._dataset is not None)

    # Qt's own

    def done(self, result: int) -> None:
        """Tell what was chosen; nothing need be read any more."""
        self._session.background.cancel(_KIND)
        self._session.background.result.disconnect(self._on_result)
        super().done(result)
        if result == QDialog.DialogCode.Accepted and self._dataset is not None:
            self.chosen.emit(self._dataset)


class _Stopped(Exception):  # noqa: N818 - nothing went wrong: nobody waits any more
    """Ends the reading of a table."""


class _Reader:
    """Reads a table, in the background's thread; how far it has come may be looked at from another.

    Attributes:
        part: that is read, 0 to 1.
    """

    def __init__(self, source: Source, reading: Reading) -> None:
        self.part = 0.0
        self._source, self._reading = source, reading

    def job(self, cancelled: Cancelled) -> Iterator[object]:
        """Yields the Sheet, or the Message that says why there is none."""

        def watch(part: float) -> None:
            self.part = part
            if cancelled():
                raise _Stopped

        try:
            yield self._source.read(self._reading, watch)
        except GdsimError as error:
            yield error.message
        except _Stopped:
            return
