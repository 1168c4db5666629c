"""A rule's own numbers: their names, defaults, and what values they may have."""

from __future__ import annotations

import math
from dataclasses import dataclass

from gdsim.engine.message import QT_TR_NOOP, Message


@dataclass(frozen=True)
class Setting:
    """One of a rule's own numbers: finite, from 0 on, and below ``high`` or up to it.

    Attributes:
        name: as in files and commands.
        label: what a person reads; translatable.
        symbol: LaTeX.
        default: its value where none is given.
        high: the upper end of what is allowed; infinite where there is none.
        high_allowed: whether ``high`` itself is allowed.
        allowed: the same in words that fit "must be …".
    """

    name: str
    label: str
    symbol: str
    default: float
    high: float
    high_allowed: bool
    allowed: Message

    def allows(self, value: float) -> bool:
        """Whether the number may have this value."""
        return 0.0 <= value < self.high or (self.high_allowed and value == self.high)


def _below_one(name: str, label: str, symbol: str, default: float) -> Setting:
    allowed = Message(QT_TR_NOOP("at least 0 and less than 1"))
    return Setting(name, label, symbol, default, 1.0, False, allowed)


def _up_to_one(name: str, label: str, symbol: str, default: float) -> Setting:
    return Setting(name, label, symbol, default, 1.0, True, Message(QT_TR_NOOP("from 0 to 1")))


def _not_negative(name: str, label: str, symbol: str, default: float) -> Setting:
    allowed = Message(QT_TR_NOOP("a finite number from 0 on"))
    return Setting(name, label, symbol, default, math.inf, False, allowed)


MOMENTUM = _below_one("momentum", QT_TR_NOOP("momentum factor"), r"\mu", 0.9)  # 动量系数
DECAY = _below_one("decay", QT_TR_NOOP("decay"), r"\alpha", 0.99)  # 衰减率
BETA1 = _below_one("beta1", QT_TR_NOOP("decay of the first moment"), r"\beta_1", 0.9)  # 一阶矩衰减率
BETA2 = _below_one("beta2", QT_TR_NOOP("decay of the second moment"), r"\beta_2", 0.999)
EPSILON = _not_negative("epsilon", QT_TR_NOOP("small number against division by 0"), r"\epsilon", 1e-8)
WEIGHT_DECAY = _not_negative("weight_decay", QT_TR_NOOP("weight decay"), r"\gamma", 0.01)  # 权重衰减
NU = _up_to_one("nu", QT_TR_NOOP("share of the average"), r"\nu", 0.7)
NU1 = _up_to_one("nu1", QT_TR_NOOP("share of the first moment"), r"\nu_1", 0.7)
NU2 = _up_to_one("nu2", QT_TR_NOOP("share of the second moment"), r"\nu_2", 1.0)
