"""What of a worked step a hall is shown: what belongs to the sub-step, of one weight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gdsim.scenario.words import tr
from gdsim.session import Session
from gdsim.session.sub_step import Stage
from gdsim.views.shared.worked_parts import Block, FormulaLine, Heading, Sentence, WeightHeading

# Without a sub-step: how the weight moves.
_AT_REST = ("scale", "move")
# Sub-steps whose numbers stand in the table and the neuron, which are not on the page: the formula of a record.
_RECORD_FORMULAS = {"predict": "prediction", "residuals": "residual"}


def for_hall(content: Sequence[Block], stage: str) -> Iterator[Block]:
    """What stands before all parts, and of the parts those of this sub-step; all of it of the first weight only."""
    wanted = (stage,) if stage else _AT_REST
    is_wanted, is_before, weights = True, True, 0
    pending: WeightHeading | None = None
    for block in content:
        if isinstance(block, WeightHeading):
            pending, is_wanted, weights = block, False, weights + 1
            if weights > 1:
                return
        elif isinstance(block, Heading) and block.stage:
            is_wanted, is_before = block.stage in wanted, False
        if is_wanted and _belongs(block, wanted, is_before or bool(stage)):
            if pending is not None:
                yield pending
                pending = None
            yield block


def _belongs(block: Block, wanted: Sequence[str], with_words: bool) -> bool:
    """Words of another sub-step do not, nor, where the whole step is shown, those that sum it up."""
    if not isinstance(block, Sentence):
        return True
    return with_words and (not block.stage or block.stage in wanted)


def of_record(session: Session, stage: Stage) -> list[Block]:
    """The chosen record's numbers in the formula of this sub-step, where the step itself has none."""
    from gdsim import lesson  # only before a hall
    from gdsim.lesson.formula import with_colors
    from gdsim.lesson.formulas import formula_forms

    name, record = _RECORD_FORMULAS.get(stage.name), session.selected_record
    if name is None or record is None:
        return []
    forms = formula_forms(name, lesson.Context(session.descent, record), session.withheld)
    if forms is None:
        return []
    head = tr("{part}, record {record}").format(part=tr(stage.label), record=record + 1)
    lines = [with_colors(form, lambda quantity: quantity or "ink") for form in dict.fromkeys(forms)]
    left = lines[0].partition(" = ")[0] + " = "
    lines[1:] = [line.replace(left, "= ", 1) if line.startswith(left) else line for line in lines[1:]]
    return [Heading(head, stage.name), *map(FormulaLine, lines)]
