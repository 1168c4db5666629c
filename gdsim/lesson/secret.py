"""What an open question keeps out of sight, so that it cannot be answered by looking."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping

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
    Secret.GRADIENT: frozenset({"worked_step", "history_table", "mistakes"}),
    Secret.UPDATE: frozenset({"worked_step", "compare"}),
    Secret.RATES: frozenset({"rate_study"}),
    Secret.REGIME: frozenset({"compare"}),
}


def panels_to_cover(secrets: Iterable[Secret]) -> frozenset[str]:
    """Names of the panels that are covered whole while these are secret."""
    return frozenset().union(*(_PANELS[secret] for secret in secrets))
