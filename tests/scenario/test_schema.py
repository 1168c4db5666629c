"""The schema knows what the engine knows, and nothing by heart."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gdsim.engine.activation import ACTIVATIONS
from gdsim.engine.error import ERROR_MEASURES
from gdsim.engine.optimizer import RULES
from gdsim.engine.schedule import SCHEDULES
from gdsim.engine.surface import SURFACES
from gdsim.scenario import schema as module
from gdsim.scenario.schema import schema


def fields(*path: str) -> dict[str, Any]:
    found = schema()
    for name in path:
        found = found["properties"][name]
    return found


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize(
    ("path", "registry"),
    [
        (("model", "activation"), ACTIVATIONS),
        (("error", "name"), ERROR_MEASURES),
        (("optimizer", "name"), RULES),
        (("surface", "name"), SURFACES),
    ],
)
def test_names_are_those_of_the_registries(path: tuple[str, ...], registry: dict[str, Any]) -> None:
    assert fields(*path)["enum"] == list(registry)


def test_every_rule_has_its_own_settings_and_every_schedule_its_name() -> None:
    cases = {
        case["if"]["properties"]["name"]["const"]: case["then"]["properties"]
        for case in fields("optimizer")["allOf"]
    }
    assert list(cases) == list(RULES)
    for name, known in cases.items():
        assert set(known) == {
            *("name", "learning_rate", "batch", "seed", "schedule", "mistake"),
            *RULES[name].settings,
        }
        assert known["schedule"]["properties"]["name"]["enum"] == list(SCHEDULES)


def test_a_new_entry_needs_no_edit_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ACTIVATIONS", {**ACTIVATIONS, "new": object()})
    fresh = schema.__wrapped__()
    assert "new" in fresh["properties"]["model"]["properties"]["activation"]["enum"]


def test_whatever_may_be_refused_says_what_is_allowed() -> None:
    def walk(part: Any) -> None:
        if isinstance(part, dict):
            if "type" in part and isinstance(part["type"], (str, list)):
                assert part.get("description"), part
            for inner in part.values():
                walk(inner)
        elif isinstance(part, list):
            for inner in part:
                walk(inner)

    walk(
        {
            name: inner
            for name, inner in schema()["properties"].items()
            if name not in ("optimizer", "compare")
        }
    )
