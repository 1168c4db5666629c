"""Takes texts out by the clipboard."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from gdsim.export.explanation import explanation, record_table
from gdsim.session import Session


def copy_worked_step(session: Session, form: str) -> bool:
    """Copy the next step, taken apart, in one of FORMATS; False where the rule refuses it."""
    step = session.derived.worked_step
    if step is None:
        return False
    QGuiApplication.clipboard().setText(explanation(step, session.scenario.optimizer, form))
    return True


def copy_record_table(session: Session, form: str) -> bool:
    """Copy the table of the records and their numbers, in one of FORMATS; False where there is none."""
    step = session.derived.worked_step
    if step is None or step.neuron is None:
        return False
    QGuiApplication.clipboard().setText(record_table(step, form) + "\n")
    return True
