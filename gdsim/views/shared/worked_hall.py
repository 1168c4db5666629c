"""What of a worked step a hall is shown: as much as fits a page without scrolling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gdsim.views.shared.worked_parts import Block, Heading, WeightHeading

# Without a sub-step: how the weight moves.
_AT_REST = ("scale", "move")


def for_hall(content: Sequence[Block], stage: str) -> Iterator[Block]:
    """What stands before all parts; of the parts those of this sub-step, without one of the first weight's move."""
    wanted = (stage,) if stage else _AT_REST
    is_wanted, weights = True, 0
    pending: WeightHeading | None = None
    for block in content:
        if isinstance(block, WeightHeading):
            pending, is_wanted, weights = block, False, weights + 1
            if weights > 1 and not stage:
                return
        elif isinstance(block, Heading) and block.stage:
            is_wanted = block.stage in wanted
        if is_wanted:
            if pending is not None:
                yield pending
                pending = None
            yield block
