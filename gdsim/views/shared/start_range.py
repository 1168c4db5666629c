"""The part of a landscape that is worth showing before any step, changed seldom."""

from __future__ import annotations

from gdsim.engine.landscape import base_range
from gdsim.session import Session
from gdsim.views.shared.sight import Range, may_stay


class StartRange:
    """Follows the start of a session along one weight or two.

    Attributes:
        ranges: of each of the weights, in their order.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._names: tuple[str, ...] = ()
        self._varied: tuple[int, ...] = ()
        self.ranges: tuple[Range, ...] = ()

    def follow(self, varied: tuple[int, ...]) -> bool:
        """Look at the session along these weights; True where it is another landscape altogether."""
        session, names = self._session, self._session.scenario.objective.weight_names
        is_new = varied != self._varied or names != self._names
        shown: tuple[Range | None, ...] = (None,) * len(varied) if is_new or not self.ranges else self.ranges
        self._names, self._varied = names, varied
        objective, start = session.scenario.objective, session.descent.start
        ranges = []
        for index, old in zip(varied, shown, strict=True):
            wanted = base_range(objective, start, index, session.derived.minimum)
            stays = old is not None and may_stay(old, wanted, [float(start[index])])
            ranges.append(old if stays and old is not None else wanted)
        self.ranges = tuple(ranges)
        return is_new

    def forget(self) -> None:
        """Take the next landscape for another one."""
        self._names = ()
