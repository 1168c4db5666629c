"""What is wrong in a scenario file is said with its place."""

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdsim.engine.message import GdsimError
from gdsim.scenario import loads
from gdsim.scenario.file import to_json
from gdsim.scenario.json_text import encode
from gdsim.scenario.schema import schema
from tests.scenario.documents import MINIMAL, document

# Every field that a file may have, so that what is tried comes near to what is meant.
FIELDS = st.sampled_from(
    [
        *schema()["properties"],
        *(
            "inputs",
            "target",
            "rows",
            "csv",
            "formula",
            "activation",
            "bias",
            "weights",
            "random",
            "low",
            "high",
        ),
        *(
            "name",
            "learning_rate",
            "batch",
            "seed",
            "schedule",
            "warmup",
            "every",
            "factor",
            "total",
            "momentum",
        ),
        *("max_steps", "gradient_tolerance", "error_tolerance", "en", "zh_CN"),
    ]
)


BAD: list[tuple[dict[str, Any], str]] = [
    (
        {"optimizer": {"learning_rate": "fast"}},
        'optimizer.learning_rate: found "fast", a number greater than 0 is',
    ),
    ({"optimizer": {"learning_rate": 0}}, "optimizer.learning_rate: found 0, a number greater than 0"),
    ({"optimizer": {"learning_rate": True}}, "optimizer.learning_rate: found true"),
    ({"optimizer": {"name": "adma"}}, 'optimizer.name: found "adma"; did you mean “adam”?'),
    ({"optimizer": {"name": ["adam"]}}, "optimizer.name: found [“adam”]".replace("“", '"').replace("”", '"')),
    ({"optimizer": {"momentum": 0.9}}, "optimizer.momentum: this field belongs to momentum, nesterov, qhm"),
    (
        {"optimizer": {"name": "momentum", "momentum": 1}},
        "optimizer.momentum: found 1, at least 0 and less than 1",
    ),
    (
        {"optimizer": {"lerning_rate": 1}},
        "optimizer.lerning_rate: this field is not known; did you mean “learning_rate”",
    ),
    (
        {"optimizer": {"mistake": "wrong_sing"}},
        'optimizer.mistake: found "wrong_sing"; did you mean “wrong_sign”?',
    ),
    ({"compare": [{}, {"name": "adma"}]}, 'compare[1].name: found "adma"; did you mean “adam”?'),
    (
        {"compare": [{"schedule": {"name": "linear", "total": 5, "warmup": 5}}]},
        "compare[0].schedule: The schedule's “total”, 5, must be greater than its “warmup”, 5.",
    ),
    ({"compare": {}}, "compare: found {}, a list of optimizers is allowed."),
    ({"optimizer": {"batch": 0}}, "optimizer.batch: found 0, “full” or a whole number from 1 on"),
    ({"optimizer": {"batch": "all"}}, "optimizer.batch: found"),
    (
        {"optimizer": {"schedule": {"name": "cosin"}}},
        'optimizer.schedule.name: found "cosin"; did you mean “cosine”',
    ),
    ({"optimizer": {"schedule": {"name": "linear", "total": 5, "warmup": 5}}}, "optimizer.schedule: "),
    ({"optimiser": {}}, "optimiser: this field is not known; did you mean “optimizer”"),
    ({"version": 2}, "version: this file is of version 2"),
    ({"version": 0}, "version: found 0, 1 is allowed"),
    ({"version": "1"}, 'version: found "1"'),
    ({"version": True}, "version: found true"),
    ({"version": None}, "version: this field is missing"),
    ({"format": "svg"}, "not a gdsim scenario"),
    ({"data": None}, "“data” or “surface” is needed"),
    ({"data": 3}, "data: found 3"),
    ({"data": {"inputs": ["x"]}}, "data.rows: this field is missing"),
    ({"data": {"inputs": [], "rows": []}}, "data.inputs: this list is empty"),
    ({"data": {"inputs": [""], "rows": []}}, "data.inputs[0]: found"),
    ({"data": {"inputs": ["x", "x"], "rows": []}}, "data: Two columns are named “x”"),
    ({"data": {"inputs": ["y"], "rows": []}}, "data: Two columns are named “y”"),
    (
        {"data": {"inputs": ["x"], "rows": [[1, 2], [1]]}},
        "data.rows: row 2: numbers found: 1; needed: 2 (x, y)",
    ),
    ({"data": {"inputs": ["x"], "rows": [[1, 2], 3]}}, "data.rows: row 2 is not a list"),
    ({"data": {"inputs": ["x"], "rows": [[1, 2], [1, None]]}}, "data.rows: row 2, column “y”: found null"),
    ({"data": {"inputs": ["x"], "rows": [[True, 2]]}}, "data.rows: row 1, column “x”: found true"),
    ({"data": {"inputs": ["x"], "rows": [[1, "2"]]}}, 'data.rows: row 1, column “y”: found "2"'),
    ({"data": {"inputs": ["x"], "rows": [[1, 1e308]]}}, "data.rows: row 1, column “y”: 1e+308 is too large"),
    ({"start": {"weights": [1, 2]}}, "start.weights: numbers found: 2; needed: 1 (w1)"),
    ({"start": {"weights": [1e308]}}, "start.weights[0]: found 1e+308"),
    ({"start": {"weights": [1], "random": {"seed": 1}}}, "start: only one of weights, random"),
    ({"start": {"random": {"seed": -1}}}, "start.random.seed: found -1"),
    ({"start": {"random": {"seed": 1, "low": 2, "high": 1}}}, "start.random: “low”"),
    ({"start": {"random": {}}}, "start.random.seed: this field is missing"),
    ({"stop": {"max_steps": 1.5}}, "stop.max_steps: found 1.5, a whole number from 1 on"),
    ({"title": {"english": "x"}}, "title.english: this field is not known"),
    ({"title": 3}, "title: found 3"),
    ({"title": {"en": 3}}, "title.en: found 3, a text is allowed"),
    ({"view": []}, "view: found []"),
    ({"model": {"bias": 1}}, "model.bias: found 1, true or false"),
    ({"error": {"name": "ssee"}}, 'error.name: found "ssee"; did you mean “sse”'),
    (
        {"error": {"name": "log_loss"}},
        "error.name: The error measure “log_loss” needs the activation sigmoid",
    ),
    (
        {"data": None, "surface": {"name": "rosenbrok"}},
        'surface.name: found "rosenbrok"; did you mean “rosenbrock”',
    ),
    ({"data": None, "surface": {}}, "surface: one of name, formula is needed"),
    ({"data": None, "surface": {"formula": "w1^^2"}}, "surface.formula: Formula, character 4"),
    ({"data": None, "surface": {"name": "saddle"}, "model": {}}, "model: this does not go with “surface”"),
    ({"surface": {"name": "saddle"}}, "data: this does not go with “surface”"),
]


@pytest.mark.parametrize(("fields", "said"), BAD, ids=[said[:40] for _, said in BAD])
def test_what_is_wrong_is_said_with_its_place(fields: dict[str, Any], said: str) -> None:
    with pytest.raises(GdsimError) as refused:
        loads(json.dumps(document(**fields)))
    assert said in str(refused.value)


@pytest.mark.parametrize("text", ["[]", "3", "null", '"text"'])
def test_json_that_is_no_object_is_no_scenario(text: str) -> None:
    with pytest.raises(GdsimError, match="not a gdsim scenario"):
        loads(text)


def test_an_infinite_learning_rate_is_refused_with_its_place() -> None:
    with pytest.raises(GdsimError, match=r"optimizer\.learning_rate: “1e400” is too large"):
        loads(
            encode(document(optimizer={"learning_rate": 1})).replace(
                '"learning_rate": 1', '"learning_rate": 1e400'
            )
        )


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.sampled_from(["adam", "full", "sse", "tanh", "cosine", "w1^2", "t.csv"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELDS, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(FIELDS, JSON, max_size=5))
def test_any_document_is_a_scenario_or_refused_in_words(fields: dict[str, Any]) -> None:
    with contextlib.suppress(GdsimError):
        scenario = loads(json.dumps({**MINIMAL, **fields}))
        assert loads(encode(to_json(scenario))) == scenario
