"""Scenario files to begin with, as documents."""

from typing import Any

MINIMAL: dict[str, Any] = {
    "format": "gdsim-scenario",
    "version": 1,
    "data": {"inputs": ["x"], "target": "y", "rows": [[1, 2]]},
}


def document(**fields: Any) -> dict[str, Any]:
    """The smallest document with these fields; None takes one away."""
    return {name: value for name, value in {**MINIMAL, **fields}.items() if value is not None}
