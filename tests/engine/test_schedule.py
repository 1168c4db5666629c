"""Schedules against torch's, hand calculation, and their own code."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdsim.engine.message import GdsimError
from gdsim.engine.optimizer import Optimizer
from gdsim.engine.schedule import CONSTANT, SCHEDULES, Schedule

TORCH = json.loads((Path(__file__).parent / "fixtures" / "torch.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", TORCH["schedules"])
def test_rates_are_those_of_torch(name):
    expected = TORCH["schedules"][name]
    schedule = Schedule(SCHEDULES[name], **expected["fields"])
    optimizer = Optimizer(learning_rate=TORCH["base_rate"], schedule=schedule)
    rates = [optimizer.rate(k) for k in range(len(expected["rates"]))]
    # torch multiplies its way along, this is the closed form.
    np.testing.assert_allclose(rates, expected["rates"], rtol=1e-12, atol=1e-16)


def test_the_constant_schedule_leaves_the_rate_alone():
    assert [CONSTANT.fraction(k) for k in (0, 1, 10**9)] == [1.0, 1.0, 1.0]


def test_cosine_and_linear_stay_at_zero_after_their_end():
    for name in ("cosine", "linear"):
        schedule = Schedule(SCHEDULES[name], total=10)
        assert schedule.fraction(5) == pytest.approx(0.5)
        assert [schedule.fraction(k) for k in (10, 11, 500)] == [0.0, 0.0, 0.0]


def test_inverse_sqrt_is_the_published_one():
    # Vaswani et al. 2017: ∝ min(s^−½, s · warmup^−3/2) with s = 1 at the first step, here 1 at its top.
    warmup = 16
    schedule = Schedule(SCHEDULES["inverse_sqrt"], warmup=warmup)
    for k in range(200):
        s = k + 1
        published = min(s**-0.5, s * warmup**-1.5) * math.sqrt(warmup)
        assert schedule.fraction(k) == pytest.approx(published, rel=1e-14)
    assert Schedule(SCHEDULES["inverse_sqrt"]).fraction(8) == pytest.approx(1 / 3)


@pytest.mark.parametrize("name", SCHEDULES)
def test_the_warmup_climbs_in_equal_parts_to_the_full_rate(name):
    schedule = Schedule(SCHEDULES[name], warmup=4, total=12)
    assert [schedule.fraction(k) for k in range(4)] == [0.25, 0.5, 0.75, 1.0]
    assert schedule.fraction(4) == pytest.approx(1.0 if name != "inverse_sqrt" else math.sqrt(4 / 5))


def test_the_warmup_counts_into_the_total_and_not_into_the_cuts():
    assert Schedule(SCHEDULES["linear"], warmup=4, total=12).fraction(8) == 0.5
    cuts = Schedule(SCHEDULES["step"], warmup=3, every=2, factor=0.1)
    assert [cuts.fraction(k) for k in (3, 4, 5, 6)] == [1.0, 1.0, 0.1, 0.1]


@pytest.mark.parametrize("name", SCHEDULES)
@given(
    warmup=st.integers(0, 20),
    every=st.integers(1, 30),
    factor=st.floats(0.01, 2.0),
    length=st.integers(1, 300),
    step=st.integers(0, 400),
)
def test_the_code_gives_the_same_bits(name, warmup, every, factor, length, step):
    total = warmup + length
    schedule = Schedule(SCHEDULES[name], warmup, every, factor, total)
    k = max(step, warmup)
    names = {"np": np, "k": k, "warmup": warmup, "every": every, "factor": factor, "total": total}
    assert eval(schedule.shape.code, names) == schedule.fraction(k)
    assert schedule.fraction(step) >= 0.0


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"warmup": -1}, "“warmup” must be a whole number from 0 on"),
        ({"every": 0}, "“every” must be a whole number from 1 on"),
        ({"every": 2.5}, "“every”"),
        ({"total": 0}, "“total”"),
        ({"factor": 0.0}, "“factor” must be greater than 0"),
        ({"factor": math.nan}, "“factor”"),
        ({"factor": math.inf}, "“factor”"),
        ({"warmup": 50, "total": 50}, "“total”, 50, must be greater than its “warmup”, 50"),
    ],
)
def test_numbers_without_a_meaning_are_refused_by_name(fields, words):
    with pytest.raises(GdsimError, match=words):
        Schedule(SCHEDULES["cosine"], **fields)


def test_a_long_warmup_needs_no_total_where_nothing_ends():
    assert Schedule(SCHEDULES["constant"], warmup=5000).fraction(4999) == 1.0


def test_schedules_are_values():
    assert Schedule(SCHEDULES["step"], factor=1) == Schedule(SCHEDULES["step"], factor=1.0)
    assert len({CONSTANT, Schedule(SCHEDULES["constant"]), CONSTANT.with_shape(SCHEDULES["step"])}) == 2
