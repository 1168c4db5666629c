"""Reading lesson texts: what is wrong is told with file and line."""

from __future__ import annotations

from pathlib import Path

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.scenario.file import read_text

__all__ = ["LessonError", "read_text"]


class LessonError(GdsimError):
    """A fault in a lesson's files.

    Attributes:
        file: which.
        line: from 1.
        problem: what is wrong there.
    """

    def __init__(self, file: Path, line: int, problem: Message) -> None:
        super().__init__(
            Message(
                QT_TR_NOOP("{file}, line {line}: {problem}"),
                file="/".join(file.parts[-2:]),
                line=line,
                problem=problem,
            )
        )
        self.file = file
        self.line = line
        self.problem = problem
