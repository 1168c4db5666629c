"""Why a run stops, and the rules for it."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Outcome(enum.StrEnum):
    """Why a run stopped; the words of the run command's output."""

    STEPS = "steps"
    GRADIENT = "gradient"
    ERROR = "error"
    DIVERGED = "diverged"
    LIMIT = "limit"


@dataclass(frozen=True)
class StopRules:
    """When a run to the end stops.

    Attributes:
        max_steps: step number at which it stops at the latest.
        gradient_tolerance: it stops where the Euclidean norm of ∇E is not larger.
        error_tolerance: it stops where a step changed E by no more; 0 switches this off.
    """

    max_steps: int = 10_000
    gradient_tolerance: float = 1e-9
    error_tolerance: float = 0.0


STOP_RULES = StopRules()
