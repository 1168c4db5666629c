"""A worked step as text: plain, or Markdown with LaTeX formulas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from gdsim.scenario.number_text import MINUS
from gdsim.views.shared.worked_parts import Block, FormulaLine, Heading, NumberLine, Sentence, WeightHeading

_SUPERSCRIPTS = str.maketrans("−0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_NBSP = "\u00a0"


def as_text(content: Sequence[Block], markdown: bool = False) -> str:
    """All of it as plain text, or as Markdown with LaTeX formulas."""
    lines: list[str] = []
    for block in content:
        match block:
            case Heading(text) | WeightHeading(_, text):
                lines += ["", f"### {text}" if markdown else text.upper()]
            case FormulaLine(latex):
                lines.append(f"$${bare_latex(latex)}$$" if markdown else plain_formula(latex))
            case NumberLine(groups):
                text = " ".join("".join(piece.text for piece in group) for group in groups)
                lines.append(text.replace(_NBSP, " "))
            case Sentence(text):
                lines.append(text)
        if markdown:
            lines.append("")
    return "\n".join(lines).strip() + "\n"


def bare_latex(latex: str) -> str:
    """Without colours, signs without braces."""
    return re.sub(r"\{\\color\{\w+\} ([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}", r"\1", latex.replace("{-}", "-"))


_PLAIN = {
    r"\leftarrow": "←", r"\partial": "∂", r"\Delta": "Δ", r"\eta": "η", r"\mu": "μ", r"\sum": "Σ",
    r"\hat{y}": "ŷ", r"\cdot": "·", r"\times": "×", r"\delta": "δ", r"\lambda": "λ", r"\beta": "β", r"\nu": "ν",
    r"\alpha": "α", r"\epsilon": "ε", r"\gamma": "γ", r"\rho": "ρ", r"\leq": "≤", r"\geq": "≥", r"\ln": "ln",
    r"\lfloor": "⌊", r"\rfloor": "⌋", r"\pi": "π", r"\sigma": "σ", r"\varepsilon": "ε",
    r"\approx": "≈", r"\,": " ", r"\;": " ",
}  # fmt: skip


@lru_cache(maxsize=1000)  # the same few at every step
def plain_formula(latex: str) -> str:
    """A formula in plain characters, as well as they can say it."""
    text = re.sub(r"\\mathrm\{(\w+)\}", r"\1", bare_latex(latex))
    for sign in sorted(_PLAIN, key=len, reverse=True):
        text = text.replace(sign, _PLAIN[sign])
    text = re.sub(r"\\hat\{(\w)\}", "\\1\u0302", text)
    text = re.sub(r"\\begin\{pmatrix\} (.*?) \\end\{pmatrix\}", _plain_matrix, text)
    before = ""
    while text != before:  # fractions within fractions, from the innermost outwards
        before = text
        text = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", _plain_fraction, text)
        text = re.sub(r"\\sqrt\{([^{}]*)\}", r"√(\1)", text)
        text = re.sub(r"\^\{([^{}]* [^{}]*)\}", r"^(\1)", text)
        text = re.sub(r"([_^])\{([^{}]*)\}", r"\1\2", text)
    text = text.replace("_μ", "").replace("-", MINUS).replace("{", "").replace("}", "")
    text = re.sub(r"\^(−?\d+)(?![\w.])", lambda m: m[1].translate(_SUPERSCRIPTS), text)
    text = re.sub(" × 10(?=[⁻⁰¹²³⁴⁵⁶⁷⁸⁹])", "×10", text)
    text = re.sub(r"_(\d+)", lambda m: m[1].translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")), text)
    return re.sub(r" +", " ", text.replace("\\", "").replace("Δ ", "Δ")).strip()


def _plain_matrix(match: re.Match[str]) -> str:
    """Rows apart by semicolons."""
    text = match[1].replace(r" \\ ", "; ").replace(" & ", ", ")
    return "(" + text.replace(r"\cdots", "…").replace(r"\vdots", "…").replace(r"\ddots", "…") + ")"


def _plain_fraction(match: re.Match[str]) -> str:
    above, below = (
        f"({part})" if re.search(r"[+\- ·/]", part.strip()) else part.strip() for part in match.groups()
    )
    if match[1].startswith("∂"):
        above, below = match[1], match[2]
    return f"{above}/{below}".replace("∂ ", "∂")
