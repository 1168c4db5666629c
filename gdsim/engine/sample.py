"""Big data thinned out, for judgements that need no last digit."""

from __future__ import annotations

import numpy as np

from gdsim.engine.neuron import Neuron
from gdsim.engine.objective import Objective

# Records that show where the interesting part lies, and how E bends, to some percent.
_ENOUGH = 5000


def thinned(objective: Objective) -> tuple[Objective, float]:
    """The objective on records spread over the data, and the factor that makes its E that of all of them.

    On few records, the objective itself and 1.
    """
    count = objective.batch_size_limit()
    if count <= _ENOUGH:
        return objective, 1.0
    few = objective.batch(np.linspace(0, count - 1, _ENOUGH).astype(np.intp))
    if not (isinstance(objective, Neuron) and isinstance(few, Neuron)):
        return few, 1.0
    return few, objective.factor * count / (few.factor * _ENOUGH)
