"""Commands leave the language as it was, and refuse in words."""

from collections.abc import Callable, Iterator, Sequence

import pytest

from gdsim.cli import main
from gdsim.scenario import words


@pytest.fixture(autouse=True)
def language_before() -> Iterator[None]:
    before = words.language()
    yield
    words.set_language(before)


@pytest.fixture
def check_refused(capsys) -> Callable[[Sequence[str], str], None]:
    """Call a command that is refused with these words among others; it prints nothing and ends with 2."""

    def check(arguments: Sequence[str], said: str) -> None:
        assert main(arguments) == 2
        captured = capsys.readouterr()
        assert captured.out == ""
        assert said in captured.err.replace("−", "-")
        assert "Traceback" not in captured.err

    return check
