"""The JSON schema of a scenario file, made from the engine's registries.

A ``description`` says what is allowed, in words that fit "… is allowed": it is what a person reads when
something else was found. Numbers in ``rows`` are not checked here: there may be millions.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.message import QT_TR_NOOP
from gdsim.engine.mistake import MISTAKES
from gdsim.engine.optimizer import RULES, Optimizer, Rule, Setting
from gdsim.engine.schedule import SCHEDULES
from gdsim.engine.surface import SURFACES
from gdsim.scenario.scenario import LARGEST_VALUE

FORMAT = "gdsim-scenario"
VERSION = 1

Schema = dict[str, Any]

POSITIVE = {
    "type": "number",
    "exclusiveMinimum": 0,
    "description": QT_TR_NOOP("a number greater than 0"),
}
NOT_NEGATIVE = {"type": "number", "minimum": 0, "description": QT_TR_NOOP("a number from 0 on")}
VALUE = {
    "type": "number",
    "minimum": -LARGEST_VALUE,
    "maximum": LARGEST_VALUE,
    "description": QT_TR_NOOP("a number from −1e150 to 1e150"),
}
COUNT = {"type": "integer", "minimum": 0, "description": QT_TR_NOOP("a whole number from 0 on")}
COUNT_FROM_ONE = {"type": "integer", "minimum": 1, "description": QT_TR_NOOP("a whole number from 1 on")}
NAME = {"type": "string", "pattern": r"\S", "description": QT_TR_NOOP("a name")}
YES_NO = {"type": "boolean", "description": QT_TR_NOOP("true or false")}
BATCH = {
    "anyOf": [{"const": "full"}, {"type": "integer", "minimum": 1}],
    "description": QT_TR_NOOP("“full” or a whole number from 1 on"),
}
TEXT = {
    "type": ["string", "object"],
    "patternProperties": {
        "^[a-z]{2,3}(_[A-Za-z0-9]{2,8})*$": {"type": "string", "description": QT_TR_NOOP("a text")}
    },
    "additionalProperties": False,
    "description": QT_TR_NOOP("a text, or texts by language (“en”, “zh_CN”)"),
}


@cache
def schema() -> Schema:
    """The schema (JSON Schema 2020-12). Not to be changed."""
    return _object(
        {
            "format": {"const": FORMAT, "description": QT_TR_NOOP("“gdsim-scenario”")},
            "version": {"const": VERSION, "description": QT_TR_NOOP("1")},
            "title": TEXT,
            "notes": TEXT,
            "data": _data(),
            "surface": _surface(),
            "model": _object({"activation": _one_of(ACTIVATIONS), "bias": YES_NO}),
            "error": _object({"name": _one_of(ERROR_MEASURES)}),
            "optimizer": _optimizer(),
            "compare": _list_of(_optimizer(), QT_TR_NOOP("a list of optimizers")),
            "start": _start(),
            "stop": _object(
                {
                    "max_steps": COUNT_FROM_ONE,
                    "gradient_tolerance": NOT_NEGATIVE,
                    "error_tolerance": NOT_NEGATIVE,
                }
            ),
            "view": {"type": "object", "description": QT_TR_NOOP("an object in braces")},
        },
        required=["format", "version"],
    )


def rules_with(setting: str) -> list[str]:
    """Names of the rules that have this setting."""
    return [rule.name for rule in RULES.values() if setting in rule.settings]


def _object(properties: Schema, required: Iterable[str] = ()) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "required": list(required),
        "description": QT_TR_NOOP("an object in braces"),
    }


def _one_of(registry: Mapping[str, Any]) -> Schema:
    return {"enum": list(registry)}


def _list_of(item: Schema, description: str) -> Schema:
    return {"type": "array", "items": item, "description": description}


def _data() -> Schema:
    inputs = _list_of(NAME, QT_TR_NOOP("a list of names"))
    rows = {"type": "array", "description": QT_TR_NOOP("a list of rows of numbers")}
    inline = _object(
        {"inputs": {**inputs, "minItems": 1}, "target": NAME, "rows": rows}, required=["inputs", "rows"]
    )
    table = _object({"csv": NAME, "target": NAME}, required=["csv"])
    return {
        "type": "object",
        "description": QT_TR_NOOP("an object in braces"),
        "if": {"required": ["csv"]},
        "then": table,
        "else": inline,
    }


def _surface() -> Schema:
    formula = {"type": "string", "description": QT_TR_NOOP("a formula such as “w1^2 + w2^2”")}
    fields = _object({"name": _one_of(SURFACES), "formula": formula})
    return {**fields, "minProperties": 1, "maxProperties": 1}


def _optimizer() -> Schema:
    """Each rule has fields of its own; a file that names none has plain descent's."""
    default = Optimizer().rule.name
    cases = []
    for rule in RULES.values():
        named: Schema = {"properties": {"name": {"const": rule.name}}}
        if rule.name != default:
            named["required"] = ["name"]
        cases.append({"if": named, "then": _object(_rule_fields(rule))})
    return {
        "type": "object",
        "description": QT_TR_NOOP("an object in braces"),
        "properties": {"name": _one_of(RULES)},
        "allOf": cases,
    }


def _rule_fields(rule: Rule) -> Schema:
    common = {
        "learning_rate": POSITIVE,
        "batch": BATCH,
        "seed": COUNT,
        "schedule": _schedule(),
        "mistake": _one_of(MISTAKES),
    }
    return {"name": {}, **common, **{name: _setting(setting) for name, setting in rule.settings.items()}}


def _setting(setting: Setting) -> Schema:
    number: Schema = {"type": "number", "minimum": 0, "description": setting.allowed.template}
    if math.isfinite(setting.high):
        number["maximum" if setting.high_allowed else "exclusiveMaximum"] = setting.high
    return number


def _schedule() -> Schema:
    return _object(
        {
            "name": _one_of(SCHEDULES),
            "warmup": COUNT,
            "every": COUNT_FROM_ONE,
            "factor": POSITIVE,
            "total": COUNT_FROM_ONE,
        }
    )


def _start() -> Schema:
    weights = _list_of(VALUE, QT_TR_NOOP("a list of numbers"))
    random = _object({"seed": COUNT, "low": VALUE, "high": VALUE}, required=["seed"])
    return {**_object({"weights": weights, "random": random}), "maxProperties": 1}
