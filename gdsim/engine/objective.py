"""What is descended: a function E of the weights, with its derivatives."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from gdsim.engine.array import Array, Records


@runtime_checkable
class Objective(Protocol):
    """A differentiable function E(w). Immutable, compared by value; no method ever warns.

    A descent asks ``error_and_gradient`` at every step, so whatever the two share is worked out once.

    Attributes:
        weight_names: one name a weight, as on screen and in files (w1 … wd, then b).
    """

    @property
    def weight_names(self) -> tuple[str, ...]:
        """One name a weight, d of them."""
        ...

    def error(self, weights: Array) -> float:
        """E at weights (d,). May be inf or NaN where E overflows or is not defined."""
        ...

    def gradient(self, weights: Array) -> Array:
        """∂E/∂w_i at weights (d,): (d,)."""
        ...

    def error_and_gradient(self, weights: Array) -> tuple[float, Array]:
        """Both at weights (d,): the same bits as error() and gradient() alone."""
        ...

    def errors(self, weights: Array) -> Array:
        """E at each of K points, weights (K, d): (K,).

        Below 10,000 records equal to error() to the last bit.
        """
        ...

    def hessian(self, weights: Array) -> Array:
        """∂²E/∂w_i∂w_j at weights (d,): (d, d)."""
        ...

    def batch_size_limit(self) -> int:
        """Number of records a mini-batch can be drawn from; 0 where there are none."""
        ...

    def batch(self, records: Records) -> Objective:
        """The objective on these records alone, measured as such (1/N is 1/batch)."""
        ...
