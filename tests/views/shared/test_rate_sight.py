"""Which learning rates are studied and shown."""

import numpy as np
import pytest

from gdsim.engine.optimizer import Optimizer
from gdsim.engine.rate_study import rate_study
from gdsim.engine.surface import SURFACES, Surface
from gdsim.views.shared.rate_sight import RateSight

ROSENBROCK = Surface(SURFACES["rosenbrock"])


def studied(sight):
    rates = np.geomspace(*sight.rates, 65)
    *_, study = rate_study(ROSENBROCK, Optimizer(), [-1.2, 1.0], rates, 20)
    return study


def test_the_ends_stand_still_while_what_is_wanted_changes_a_little():
    sight = RateSight()
    assert sight.follow((0.011, 0.9), holding=False)
    assert sight.rates == pytest.approx((0.01, 1.0))
    assert not sight.follow((0.012, 0.8), holding=False)
    assert sight.follow((0.012, 1.2), holding=False)


def test_while_a_rate_is_held_the_range_only_grows():
    sight = RateSight()
    sight.follow((0.01, 1.0), holding=False)
    sight.follow((0.1, 5.0), holding=True)
    assert sight.rates[0] == pytest.approx(0.01)
    assert sight.rates[1] > 5.0


def test_a_best_rate_at_the_end_widens_the_range_until_the_best_lies_within():
    sight = RateSight()
    sight.follow((1e-5, 1e-3), holding=False)
    widened = 0
    while sight.widen(studied(sight)):
        widened += 1
        sight.follow((1e-5, 1e-3), holding=False)
    assert widened == 1
    assert sight.rates[0] < studied(sight).best < sight.rates[1] / 2


def test_shown_is_what_does_not_only_rise_and_the_rate_in_force():
    sight = RateSight()
    sight.follow((1e-5, 1.0), holding=False)
    study = studied(sight)
    low, high = sight.shown(study, 1e-3)
    assert low == study.rates[0]
    assert study.best < high < 0.1
    assert sight.shown(study, 0.5)[1] >= 0.5
