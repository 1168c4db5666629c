"""Who waits for something long is told how far it has come."""

from collections.abc import Callable

# Is called with the part that is done, 0 to 1, several times a second; what it raises ends the work.
Watch = Callable[[float], None]


def unwatched(part: float) -> None:
    """Nobody waits."""
