"""Errors in what Qt calls back, in a form that PySide survives; imported for this effect, before any such class.

Until Python 3.12 an error of the interpreter itself, such as that of ``iter(5)``, is a class and a text until it is
caught somewhere. Where it leaves a method that Qt has called for a caller in Python, as ``resizeEvent`` within
``resize``, PySide (6.11) takes the text for an exception and reads memory that is not there. So these methods
catch their errors and raise them again: a fault is told, and the program goes on.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QGraphicsItem

# Besides all that end in "event".
_CALLED_BACK = frozenset(("eventfilter", "paint", "boundingrect", "shape"))


def _whole(method: Callable[..., object]) -> Callable[..., object]:
    @wraps(method)
    def call(*arguments: object, **named: object) -> object:
        try:
            return method(*arguments, **named)
        except BaseException:  # from here on it is one object
            raise

    return call


def _watch(base: Any) -> None:
    """Have these methods of the classes that are derived from here on raise whole errors."""

    def begin_class(cls: Any, /, **options: object) -> None:
        super(base, cls).__init_subclass__(**options)
        for name, method in list(vars(cls).items()):
            called_back = name.lower().endswith("event") or name.lower() in _CALLED_BACK
            if called_back and isinstance(method, FunctionType) and not hasattr(method, "__wrapped__"):
                setattr(cls, name, _whole(method))

    base.__init_subclass__ = classmethod(begin_class)


if sys.version_info < (3, 12):
    _watch(QObject)
    _watch(QGraphicsItem)
