"""The text of a table's file, whatever program wrote it."""

from __future__ import annotations

import codecs
import re

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message

# Byte-order marks; UTF-32's before UTF-16's, with which it begins.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# How files begin that are no text, and what they are called.
_NO_TEXTS = (
    (b"PK\x03\x04", "ZIP (.xlsx, .ods)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
    (b"PAR1\x15", "Parquet"),
    (b"\x1f\x8b", "gzip"),
    (b"%PDF-", "PDF"),
    (b"SQLite format 3\0", "SQLite"),
)

WESTERN = "cp1252"
CHINESE = "gb18030"

_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
# Signs besides letters that Western tables have in their heads.
_WESTERN_SIGNS = frozenset("°µ²³·×½¼¾±€£§–—’‘“”«»¡¿ºª")
# The common characters of GB 2312, and its punctuation.
_COMMON_CHINESE = re.compile(rb"(?:[\xb0-\xd7][\xa1-\xfe]|[\xa1\xa3][\xa1-\xfe])+")


def decode(content: bytes) -> tuple[str, str]:
    """The text, and the name of the encoding it was in.

    A byte-order mark decides; else UTF-8, then UTF-16 where every other byte is 0, then Windows' Western or
    Chinese encoding where only one of them makes sense.

    Raises:
        GdsimError: none of them makes sense, or both do, and the line is told; or the file is of a kind that
            is no text.
    """
    for beginning, kind in _NO_TEXTS:
        if content.startswith(beginning):
            raise GdsimError(
                Message(
                    QT_TR_NOOP(
                        "This is no text, but a file of the kind {kind}, whatever it is called; save the table as "
                        "CSV, or as .xlsx or .parquet and under that name."
                    ),
                    kind=kind,
                )
            )
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content[len(mark) :], encoding), encoding
    wide = _utf16_without_mark(content)
    if wide is not None:
        return _decoded(content, wide), wide
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        encoding = _one_byte_or_two(content)
        return content.decode(encoding), encoding


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise GdsimError(
            Message(
                QT_TR_NOOP("Line {line}: this is not {encoding} text, as the file's first bytes claim."),
                line=content[: error.start].decode(encoding, "replace").count("\n") + 1,
                encoding=encoding.upper(),
            )
        ) from error


def _utf16_without_mark(content: bytes) -> str | None:
    """Digits and separators in UTF-16 are a byte and a 0."""
    if len(content) % 2 or b"\0" not in content:
        return None
    even, odd = content[0::2].count(0), content[1::2].count(0)
    if not even and 2 * odd > len(content) // 4:
        return "utf-16-le"
    if not odd and 2 * even > len(content) // 4:
        return "utf-16-be"
    return None


def _one_byte_or_two(content: bytes) -> str:
    runs = _HIGH_RUN.findall(content)
    western, chinese = all(map(_is_western, runs)), all(map(_is_chinese, runs))
    if western != chinese:
        return WESTERN if western else CHINESE
    first = content.index(runs[0])
    line = content.count(b"\n", 0, first) + 1
    if not western:
        raise GdsimError(
            Message(
                QT_TR_NOOP("Line {line}: the encoding of this text is not known; save the file as UTF-8."),
                line=line,
            )
        )
    raise GdsimError(
        Message(
            QT_TR_NOOP(
                "Line {line}: this may be “{western}” or “{chinese}”, depending on the encoding; "
                "save the file as UTF-8."
            ),
            line=line,
            western=runs[0].decode(WESTERN),
            chinese=runs[0].decode(CHINESE),
        )
    )


def _is_western(run: bytes) -> bool:
    try:
        text = run.decode(WESTERN)
    except UnicodeDecodeError:
        return False
    return all(char.isalpha() or char in _WESTERN_SIGNS for char in text if not char.isascii())


def _is_chinese(run: bytes) -> bool:
    return _COMMON_CHINESE.fullmatch(run) is not None
