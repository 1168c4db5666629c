"""What is known of an action before there is a window."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ActionSpec:
    """One thing a person can do.

    Attributes:
        name: object name, ``action_…``; its handler in the main window has the same name without it.
        text: in menus.
        note: one sentence for the tooltip and the sheet of keys; empty where the text says it all.
        keys: as Qt reads them; the first is the one shown.
        checkable: on or off.
        menu: the menu it stands in, a key of MENUS; a new group starts where ``group`` differs.
        lecture_keys: the keys in lecture mode, where a clicker and a standing person press them; None for the same.
    """

    name: str
    text: str
    menu: str
    group: int = 0
    note: str = ""
    keys: tuple[str, ...] = ()
    checkable: bool = False
    lecture_keys: tuple[str, ...] | None = None
