"""Draws a station's text: words with live numbers, formulas in one of their forms, what to do and to notice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from gdsim.lesson.blocks import Block, Derivation, Display, Live, Named, Paragraph, Run, Symbol, Text, Words
from gdsim.lesson.challenge import Challenge, Score
from gdsim.lesson.derivation import Shown, agreement, derivation, numeric_check
from gdsim.lesson.formula import Formula, with_colors
from gdsim.lesson.formulas import formula_forms
from gdsim.lesson.question import Answer, Feedback
from gdsim.scenario.number_text import exact_text, number_text
from gdsim.scenario.words import say, tr
from gdsim.session.sub_step import MOVE
from gdsim.views.shared import fonts
from gdsim.views.shared.formula import symbol_parts
from gdsim.views.shared.lesson_content import FORMS, LessonContent
from gdsim.views.shared.look import Look
from gdsim.views.shared.symbols import NBSP, lit_style, unbroken
from gdsim.views.shared.theme import Quantity
from gdsim.views.shared.worked_page import _Writer
from gdsim.views.shared.worked_text import plain_formula

_LINE_PIXELS = 19.5
_EN_SPACE = "\u2002"
# The formula that a part of an update makes; of one record where it is walked by records.
_STAGE_FORMULAS = {
    "predict": "prediction",
    "residuals": "residual",
    "square_and_sum": "error",
    "gradient": "gradient",
    "scale": "update",
}
_LETTER = re.compile(r"([A-Za-zŷμηδλΔ∂]\u0302?)")
_TITLE_PIXELS, _STAGE_PIXELS = 17.0, 12.0
# Name of the place on the page.
FEEDBACK = "feedback"
# Of the derivation, for a hall.
_HALL_LINES = 2


class LessonWriter(_Writer):
    """Makes HTML of a station's text."""

    def __init__(self, look: Look, highlight: str | None, room: float, column: str | None = None) -> None:
        super().__init__(look, highlight, "", room)
        self._column = column
        self.columns: list[str] = []

    @property
    def pictures(self) -> list:
        """The formulas, numbered as in the page."""
        return self._pictures

    def station(self, content: LessonContent) -> str:
        """All of the page."""
        text = Text("") if content.station is None else content.station.text
        html = [] if content.formulas_only or not text.title else [self._title(text.title)]
        for block in text.blocks:
            if not content.formulas_only or not isinstance(block, Paragraph):
                html.append(self._lesson_block(block, content))
        html.append(self._stage_part(content))
        if content.challenge is not None:
            html.append(self._challenge(content.challenge, content.score, content))
        if not content.formulas_only:
            html += self._part(tr("Do"), text.do, content)
        if content.feedback is not None:
            html.append(self._feedback(content.feedback, content.given))
        if not content.formulas_only and not content.to_answer:
            html += self._part(tr("Notice"), text.notice, content)
        return "".join(html)

    # Blocks

    def _lesson_block(self, block: Block, content: LessonContent) -> str:
        match block:
            case Paragraph(runs):
                return self._words(runs, content)
            case Display():
                forms = [self._latex(block.form(form), content) for form in range(FORMS)]
                return self._formula_forms(forms, content)
            case Named(name):
                named = formula_forms(name, content.context, content.secrets)
                return "" if named is None else self._formula_forms([*map(self._painted, named)], content)
            case Derivation():
                return self._derivation(block, content)

    def _formula_forms(self, forms: Sequence[str], content: LessonContent) -> str:
        """The form wanted; for a hall, where nobody turns them at will, those before it too, at first all."""
        if not content.formulas_only:
            return self._formula(forms[content.form])
        first, *others = dict.fromkeys(forms[: content.form or FORMS])
        left = first.partition(" = ")[0] + " = "
        lines = [first, *(form.replace(left, "= ", 1) if form.startswith(left) else form for form in others)]
        return "".join(self._formula(line, above=8 if i else 14) for i, line in enumerate(lines))

    def _derivation(self, block: Derivation, content: LessonContent) -> str:
        stages = derivation(content.context, block.weight, content.secrets)
        shown, is_whole = stages[: content.opened], content.opened >= len(stages)
        check = numeric_check(content.context, block.weight, content.secrets)
        if (
            content.formulas_only
        ):  # as much as needs no scrolling; the check where there is something to check
            shown, check = (shown[-1:], check) if is_whole else (shown[-_HALL_LINES:], None)
        html = "".join(self._line(stage, content) for stage in shown)
        if check is None:
            return html
        found = "" if content.secrets else say(agreement(content.context, block.weight))
        return html + self._line(check, content, found)

    def _line(self, shown: Shown, content: LessonContent, found: str = "") -> str:
        """A line of the derivation, as a field that lights up with the column to which it is tied."""
        label = self._sized(tr(shown.stage.label), _STAGE_PIXELS, bold=True)
        note = (
            label
            if content.formulas_only
            else f"{label}{_EN_SPACE}<span>{escape(unbroken(tr(shown.stage.note)))}</span>"
        )
        room, self._room = self._room, self._room - self._pixels(4 * 5 + 2)  # the cells' padding, and the bar
        html = self._lines(note, above=0) + self._formula(self._painted(shown.forms[content.form]))
        self._room = room
        html += self._lines(escape(unbroken(found))) if found else ""
        self.columns.append(shown.column)
        is_lit = bool(shown.column) and shown.column == self._column
        # A bar beside it: a ground would take from the contrast of what stands on it.
        bar = self._look.theme.color(Quantity.WEIGHT) if is_lit else self._look.theme.ground
        return (
            f'<table width="100%" cellspacing="0" cellpadding="{self._pixels(5)}"><tr>'
            f'<td width="{self._pixels(2)}" bgcolor="{bar}"></td><td>{html}</td></tr></table>'
        )

    def _stage_part(self, content: LessonContent) -> str:
        """The part of an update that is walked through, with its numbers, where no other panel shows it."""
        stage, station = content.stage, content.station
        if stage is None or station is None or "worked_step" in station.panels:
            return ""
        head = tr(stage.label)
        if content.stage_record is not None:
            head = tr("{part}, record {record}").format(part=head, record=content.stage_record + 1)
        html = self._part_head("▶ " + head)
        if not content.formulas_only:
            html += self._lines(escape(unbroken(tr(stage.note))))
        if stage is MOVE:  # the numbers are those of the next step by now
            return html
        name = _STAGE_FORMULAS[stage.name]
        if name == "error" and content.stage_record is not None:
            name = "record_error"
        if name in ("gradient", "update"):
            name += str(content.weight + 1)
        forms = formula_forms(name, content.context, content.secrets)
        if forms is None:
            return html
        return html + "".join(self._formula(self._painted(form)) for form in dict.fromkeys(forms[1:]))

    def _part(self, name: str, paragraphs: Iterable[Paragraph], content: LessonContent) -> list[str]:
        texts = [self._words(paragraph.runs, content, above=4) for paragraph in paragraphs]
        return [self._part_head(name), *texts] if texts else []

    def _part_head(self, name: str, anchor: str = "") -> str:
        color = self._look.theme.color(Quantity.WEIGHT)
        html = self._sized(name, _STAGE_PIXELS, bold=True, color=color)
        return self._paragraph(f'<a name="{anchor}">{html}</a>' if anchor else html, above=14)

    def _challenge(self, challenge: Challenge, score: Score | None, content: LessonContent) -> str:
        html = self._part_head(tr(challenge.label))
        if not content.formulas_only:
            html += self._lines(escape(unbroken(tr(challenge.goal))))
        if score is not None:
            words = unbroken(say(score.message))
            html += self._lines(
                f'<span style="font-weight:{fonts.bold_weight(words)}">{escape(words)}</span>'
            )
        html += "".join(self._lines(self._place(*place)) for place in content.places)
        return html

    def _place(self, weight: float, slope: float) -> str:
        """A place looked at, and the slope found there."""
        return (
            f"{self._symbols('w', Quantity.WEIGHT)} = {self._span(exact_text(weight), Quantity.WEIGHT, bold=True)}, "
            + self._symbols(r"\frac{\partial E}{\partial w}", Quantity.GRADIENT)
            + f" = {self._span(number_text(slope), Quantity.GRADIENT, bold=True)}"
        )

    def _feedback(self, feedback: Feedback, given: Answer | None) -> str:
        head = tr("The answer")
        if given is not None:
            head = "✓ " + tr("Right.") if feedback.correct else "✗ " + tr("Not quite.")
        if isinstance(given, float):
            head += " " + tr("Your answer: {answer}").format(answer=exact_text(given))
        lines = [*([] if feedback.slip is None else [feedback.slip.message]), *feedback.explanation]
        return self._part_head(head, FEEDBACK) + "".join(
            self._lines(escape(unbroken(say(line)))) for line in lines
        )

    # Words and numbers

    def _title(self, text: str) -> str:
        return self._paragraph(self._sized(text, _TITLE_PIXELS, bold=True), above=0)

    def _words(self, runs: Sequence[Run], content: LessonContent, above: float = 9) -> str:
        return self._lines("".join(self._run(run, content) for run in runs), above)

    def _lines(self, html: str, above: float = 4) -> str:
        """Words, a little apart to be read easily."""
        style = (
            f"margin-top:{self._pixels(above)}px; margin-bottom:0px; line-height:{self._pixels(_LINE_PIXELS)}px; "
            "-qt-line-height-type:fixed"
        )
        return f'<p style="{style}">{html}</p>'

    def _run(self, run: Run, content: LessonContent) -> str:
        match run:
            case Words(text, emphasis):
                bold = f"font-weight:{fonts.bold_weight(text)}"
                style = {"strong": bold, "em": "font-style:italic"}.get(emphasis, "")
                text = unbroken(text)
                return f'<span style="{style}">{escape(text)}</span>' if style else escape(text)
            case Live(reference):
                number = reference.shown(content.context, content.secrets)
                quantity = Quantity(reference.quantity) if reference.quantity else None
                return self._span(number, quantity, bold=True)
            case Symbol(formula):
                return self._inline(formula, content)

    def _inline(self, formula: Formula, content: LessonContent) -> str:
        """Mathematics within a line, as coloured characters in the mathematical italic."""
        html = []
        for piece in formula.pieces:
            if isinstance(piece, str):
                html += [self._symbols(latex, quantity) for quantity, latex in symbol_parts(piece)]
            else:
                html.append(self._run(Live(piece), content))
        return "".join(html)

    def _symbols(self, latex: str, quantity: Quantity | None) -> str:
        text = plain_formula(latex).replace(" ", NBSP).replace("'", "′")
        space = NBSP if latex.startswith(" ") else ""
        after = NBSP if latex.endswith(" ") and latex.strip() else ""
        pieces = _LETTER.split(text)  # letters at the odd places
        text = "".join(f"<i>{piece}</i>" if i % 2 else escape(piece) for i, piece in enumerate(pieces))
        style = f"font-family:'{fonts.math_family()}'; font-size:{self._pixels(14)}px"
        inner = f'{space}<span style="{style}">{text}</span>{after}'
        if quantity is None:
            return inner
        is_lit = quantity == self._highlight
        style = lit_style(self._look, quantity) if is_lit else f"color:{self._look.theme.color(quantity)}"
        return f'<a href="q:{quantity}" style="{style}; text-decoration:none">{inner}</a>'

    def _latex(self, formula: Formula, content: LessonContent) -> str:
        return self._painted(formula.latex(content.context, content.secrets))

    def _painted(self, latex: str) -> str:
        return with_colors(latex, lambda quantity: quantity or "ink")

    def _sized(self, text: str, pixels: float, bold: bool = False, color: str = "") -> str:
        weight = fonts.bold_weight(text) if bold else 400
        color = color or self._look.theme.ink
        return (
            f'<span style="font-size:{self._pixels(pixels)}px; font-weight:{weight}; color:{color}">'
            f"{escape(text)}</span>"
        )
