"""What an open question keeps out of sight, so that it cannot be answered by looking."""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Mapping

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message

# Stands for a number that an open question keeps secret.
HIDDEN = "?"


class Secret(enum.StrEnum):
    """A kind of number or mark that would give an answer away."""

    RESIDUAL = "residual"  # y − ŷ and its square as numbers, and squares drawn
    ERROR = "error"  # E and each record's part in it
    CURVE = "curve"  # the landscape itself
    MINIMUM = "minimum"  # where the lowest point is, and how far away
    GRADIENT = "gradient"  # ∂E/∂w, its parts, tangent and arrow
    UPDATE = "update"  # Δw, its arrow and the next weights
    RATES = "rates"  # the limits and zones of η
    REGIME = "regime"  # the words on what the descent does


_LANDSCAPES = frozenset(
    {"error_curve", "error_map", "error_surface", "error_slices", "compare", "starts_map"}
)
# Views that draw arrows all over and have no way to leave them out.
_WITH_ARROWS = frozenset({"error_map", "error_surface", "error_slices"})
# Panels that show the secret all over; elsewhere it is a mark, a column or a line that can be left out.
_PANELS: Mapping[Secret, frozenset[str]] = {
    Secret.RESIDUAL: frozenset({"worked_step"}),
    Secret.ERROR: frozenset(
        {
            *("worked_step", "error_history", "history_table", "error_curve", "error_slices"),
            *("error_map", "error_surface", "compare", "rate_study", "starts_map"),
        }
    ),
    Secret.CURVE: _LANDSCAPES,
    Secret.MINIMUM: _LANDSCAPES | {"rate_study"},
    Secret.GRADIENT: _WITH_ARROWS | {"worked_step", "history_table", "mistakes"},
    Secret.UPDATE: _WITH_ARROWS | {"worked_step", "compare"},
    Secret.RATES: frozenset({"rate_study"}),
    Secret.REGIME: frozenset({"compare"}),
}


def panels_to_cover(secrets: Iterable[Secret]) -> frozenset[str]:
    """Names of the panels that are covered whole while these are secret."""
    return frozenset().union(*(_PANELS[secret] for secret in secrets))


# What the numbers of a column in the table of the records would tell.
_COLUMNS: Mapping[str, frozenset[Secret]] = {
    "residual": frozenset({Secret.RESIDUAL}),
    "squared": frozenset({Secret.RESIDUAL, Secret.ERROR}),
    "loss": frozenset({Secret.RESIDUAL, Secret.ERROR}),
    "share": frozenset({Secret.RESIDUAL, Secret.ERROR}),
    "error_term": frozenset({Secret.RESIDUAL, Secret.GRADIENT}),
    "contribution": frozenset({Secret.RESIDUAL, Secret.GRADIENT}),
}


def is_hidden_column(key: str, secrets: Collection[Secret]) -> bool:
    """Whether a column of the records' table, by its key, is question marks while these are secret."""
    return not _COLUMNS.get(key, frozenset()).isdisjoint(secrets)


def hidden_column(key: str, count: int, secrets: Collection[Secret]) -> list[str] | None:
    """The question marks in place of a column's numbers; None where they may be seen."""
    return [HIDDEN] * count if is_hidden_column(key, secrets) else None


def check_may_tell(panel: str, secrets: Collection[Secret]) -> None:
    """What is taken out while these are secret tells no more than the screen does.

    Args:
        panel: the one that shows the same; "" where it goes on from there, as a film and a script do.
        secrets: of the open question.

    Raises:
        GdsimError: it would give the answer away.
    """
    if secrets and (not panel or panel in panels_to_cover(secrets)):
        raise GdsimError(
            Message(QT_TR_NOOP("This would give away what is asked now. Take it out after the answer."))
        )
