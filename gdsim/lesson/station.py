"""A station: one thing of the argument, to be seen and done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gdsim.engine.registry import by_name
from gdsim.lesson.action import Action, Bench
from gdsim.lesson.blocks import Derivation, Display, Named, Paragraph, Text
from gdsim.scenario.scenario import Scenario
from gdsim.scenario.words import localized

# Names of the views that a station may show.
PANELS = (
    "error_curve",
    "error_map",
    "error_surface",
    "error_slices",
    "error_history",
    "fit",
    "neuron",
    "data_table",
    "history_table",
    "worked_step",
)


@dataclass(frozen=True)
class Asked:
    """A question that a station asks.

    Attributes:
        kind: its name in QUESTIONS.
        options: what it needs besides the present state.
        after: it is asked once the station's action has been done, else before.
    """

    kind: str
    options: Mapping[str, Any] = field(default_factory=dict)
    after: bool = False


@dataclass(frozen=True)
class Station:
    """One station of a lesson.

    Attributes:
        name: its id, the same in every language.
        claims: numbers of the argument's statements that it shows.
        scenario: where it begins.
        panels: names from PANELS, in the order of importance; no others are shown.
        actions: what there is to do.
        texts: by language code.
        question: to be answered before it is shown, or None.
        sub_steps: updates are walked through in parts here.
        by_record: … and a record at a time.
        options: what panels show besides: names from OPTIONS.
        challenge: name of a challenge, or "".
    """

    name: str
    scenario: Scenario
    texts: Mapping[str, Text]
    claims: tuple[int, ...] = ()
    panels: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    question: Asked | None = None
    sub_steps: bool = False
    by_record: bool = False
    options: frozenset[str] = frozenset()
    challenge: str = ""

    @property
    def text(self) -> Text:
        """In the language spoken, else English, else any."""
        code = localized({code: code for code in self.texts})
        return self.texts[code]

    @property
    def title(self) -> str:
        """In the language spoken."""
        return self.text.title

    @property
    def has_derivation(self) -> bool:
        """There are stages to be opened one by one."""
        return any(isinstance(block, Derivation) for block in self.text.blocks)

    @property
    def has_formulas(self) -> bool:
        """There are formulas on lines of their own."""
        return any(not isinstance(block, Paragraph) for block in self.text.blocks)

    @property
    def has_forms(self) -> bool:
        """There are formulas that can be turned."""
        return any(
            isinstance(b, Named | Derivation) or (isinstance(b, Display) and len(b.forms) > 1)
            for b in self.text.blocks
        )

    def perform(self, bench: Bench) -> None:
        """Do all there is to do, on a bench that holds the station's scenario."""
        for action in self.actions:
            action.perform(bench)


@dataclass(frozen=True)
class Option:
    """Something that panels show besides, where a station wants it."""

    name: str
    about: str


OPTIONS = by_name(
    [
        Option("squares", "the residuals' squares on the fit, to scale"),
        Option("best_fit", "the exact best fit beside one's own"),
        Option("equal_scales", "maps of two weights with equal scales, so that right angles are right"),
    ]
)
