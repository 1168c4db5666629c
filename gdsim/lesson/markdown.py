"""A lesson's text in one language: a small, strict part of Markdown.

# Title of the lesson
A paragraph about it.
## station-id: Title of the station
Words, *emphasis*, **strong**, $LaTeX$ and {{live_number}}.

$$
a formula: one line, or three for symbols, numbers plugged in, result
$$

[[name]]            a formula that the engine writes, or [[derivation]]
### do              one thing to do
### notice          one thing to notice
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.lesson.blocks import Block, Derivation, Display, Live, Named, Paragraph, Run, Symbol, Text, Words
from gdsim.lesson.formula import Formula
from gdsim.lesson.formulas import named_formula
from gdsim.lesson.live_numbers import reference
from gdsim.lesson.reading import LessonError, read_text

DO, NOTICE = "do", "notice"
_DERIVATION = "derivation"
_FORMS = 3

_RUN = re.compile(
    r"\$(?P<symbol>[^$]+)\$|\{\{(?P<live>[^{}]*)\}\}|\*\*(?P<strong>[^*]+)\*\*|\*(?P<em>[^*]+)\*|(?P<stray>[$*]|\{\{|\}\})"
)
_LIVE = re.compile(r"\{\{([^{}]*)\}\}")
_NAMED = re.compile(r"\[\[\s*(.*?)\s*\]\]")
_STATION = re.compile(r"##\s+([\w-]+)\s*[:：]\s*(.+)")
# Between these Chinese signs a line's end is no space.
_WIDE = re.compile(
    r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])\n(?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])"
)


@dataclass(frozen=True)
class Writing:
    """A whole file.

    Attributes:
        title: of the lesson.
        about: its first paragraphs.
        stations: by station id, in the order of the file.
    """

    title: str
    about: tuple[Paragraph, ...]
    stations: dict[str, Text]


@dataclass
class _Part:
    """What is being read: the head of the file, or a station."""

    title: str
    line: int
    blocks: list[Block] = field(default_factory=list)
    sections: dict[str, list[Paragraph]] = field(default_factory=dict)


def read_writing(path: Path) -> Writing:
    """The text of a file.

    Raises:
        LessonError: something in it has no meaning; file and line are told.
    """
    return _Reader(path, read_text(path).splitlines()).read()


class _Reader:
    def __init__(self, path: Path, lines: list[str]) -> None:
        self._path = path
        self._lines = lines

    def read(self) -> Writing:
        head = _Part("", 1)
        parts: dict[str, _Part] = {}
        part, section = head, ""
        for line, chunk in self._chunks():
            if chunk.startswith("### "):
                section = self._section(line, chunk, part, part is head)
            elif chunk.startswith("## "):
                part, section = self._station(line, chunk, parts), ""
            elif chunk.startswith("# "):
                head.title = chunk[2:].strip()
            else:
                self._add(line, chunk, part, section)
        if not head.title:
            raise self._fault(1, Message(QT_TR_NOOP("the lesson's title is missing: a line “# Title”.")))
        about = tuple(block for block in head.blocks if isinstance(block, Paragraph))
        return Writing(head.title, about, {name: _text(part) for name, part in parts.items()})

    def _chunks(self) -> Iterator[tuple[int, str]]:
        """Headings, formulas and paragraphs, each with its first line's number."""
        chunk: list[str] = []
        first, in_formula = 1, False
        for number, line in enumerate([*self._lines, ""], 1):
            text = line.strip()
            if in_formula:
                chunk.append(text)
                if text.endswith("$$"):
                    yield first, "\n".join(chunk)
                    chunk, in_formula = [], False
                continue
            starts = text.startswith(("#", "$$", "[["))
            if chunk and (not text or starts):
                yield first, "\n".join(chunk)
                chunk = []
            if not text:
                continue
            if not chunk:
                first = number
            if text.startswith("$$") and not (len(text) > 3 and text.endswith("$$")):
                chunk, in_formula = [text], True
            elif starts:
                yield number, text
            else:
                chunk.append(text)
        if in_formula:
            raise self._fault(first, Message(QT_TR_NOOP("this formula has no end: “$$” is missing.")))

    def _station(self, line: int, chunk: str, parts: dict[str, _Part]) -> _Part:
        match = _STATION.fullmatch(chunk)
        if match is None:
            raise self._fault(line, Message(QT_TR_NOOP("a station's heading is “## id: Title”.")))
        if match[1] in parts:
            raise self._fault(line, Message(QT_TR_NOOP("the station “{name}” is here twice."), name=match[1]))
        parts[match[1]] = _Part(match[2].strip(), line)
        return parts[match[1]]

    def _section(self, line: int, chunk: str, part: _Part, outside: bool) -> str:
        name = chunk[4:].strip().lower()
        if outside or name not in (DO, NOTICE):
            raise self._fault(
                line, Message(QT_TR_NOOP("within a station only “### do” and “### notice” are headings."))
            )
        part.sections[name] = []
        return name

    def _add(self, line: int, chunk: str, part: _Part, section: str) -> None:
        block = self._block(line, chunk)
        if not section:
            part.blocks.append(block)
        elif isinstance(block, Paragraph):
            part.sections[section].append(block)
        else:
            raise self._fault(
                line, Message(QT_TR_NOOP("formulas on a line of their own stand above “### do”."))
            )

    def _block(self, line: int, chunk: str) -> Block:
        if chunk.startswith("$$"):
            return self._display(line, chunk)
        if chunk.startswith("[["):
            return self._named(line, chunk)
        return Paragraph(tuple(self._runs(line, chunk)))

    def _display(self, line: int, chunk: str) -> Display:
        inner = chunk.removeprefix("$$").removesuffix("$$")
        before = len(inner) - len(inner.lstrip("\n"))
        forms = [form.strip() for form in inner.strip().split("\n")]
        if not 1 <= len([form for form in forms if form]) <= _FORMS:
            raise self._fault(
                line, Message(QT_TR_NOOP("a formula has one to three lines: symbols, numbers, result."))
            )
        return Display(tuple(self._formula(line + before + i, form) for i, form in enumerate(forms) if form))

    def _named(self, line: int, chunk: str) -> Block:
        match = _NAMED.fullmatch(chunk)
        name = match[1] if match else chunk
        if re.fullmatch(_DERIVATION + r"\d*", name):
            return Derivation(int(name.removeprefix(_DERIVATION) or 1) - 1)
        self._call(line, named_formula, name)
        return Named(name)

    def _runs(self, line: int, chunk: str, emphasis: str = "") -> Iterator[Run]:
        end = 0
        for match in _RUN.finditer(chunk):
            here = line + chunk.count("\n", 0, match.start())
            if match.start() > end:
                yield Words(_one_line(chunk[end : match.start()]), emphasis)
            end = match.end()
            if match["stray"]:
                raise self._fault(here, Message(QT_TR_NOOP("“{sign}” has no partner."), sign=match["stray"]))
            yield from self._run(here, match)
        if end < len(chunk):
            yield Words(_one_line(chunk[end:]), emphasis)

    def _run(self, line: int, match: re.Match[str]) -> Iterator[Run]:
        if match["symbol"]:
            yield Symbol(self._formula(line, match["symbol"]))
        elif match["live"] is not None:
            yield Live(self._call(line, reference, match["live"]))
        else:  # words, with numbers and symbols among them
            emphasis = "strong" if match["strong"] else "em"
            yield from self._runs(line, match[emphasis], emphasis)

    def _formula(self, line: int, latex: str) -> Formula:
        pieces = []
        for index, piece in enumerate(_LIVE.split(latex)):
            pieces.append(self._call(line, reference, piece) if index % 2 else piece)
        return Formula(tuple(piece for piece in pieces if piece != ""))

    def _call(self, line: int, read, text: str):
        try:
            return read(text)
        except GdsimError as problem:
            raise self._fault(line, problem.message) from None

    def _fault(self, line: int, problem: Message) -> LessonError:
        return LessonError(self._path, line, problem)


def _text(part: _Part) -> Text:
    do, notice = (tuple(part.sections.get(name, ())) for name in (DO, NOTICE))
    return Text(part.title, tuple(part.blocks), do, notice, part.line)


def _one_line(text: str) -> str:
    return _WIDE.sub("", text).replace("\n", " ")
