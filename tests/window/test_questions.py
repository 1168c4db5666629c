"""Every kind of question in the whole window: its answer is nowhere to be seen, heard or copied before it is given."""

from itertools import pairwise

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGraphicsTextItem, QGraphicsView, QLineEdit, QPushButton, QTableView, QTextEdit

from gdsim.lesson.context import Context
from gdsim.lesson.exercise import QUESTIONS
from gdsim.lesson.slip import SLIPS
from gdsim.scenario.number_text import number_text
from gdsim.scenario.words import say
from gdsim.views.shared.table_clipboard import cells_text

ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def on_screen(window):
    """All that visible widgets show, and tell by tooltip, name, description, cell and mark."""
    found = []
    for widget in [w for w in window.findChildren(object) if getattr(w, "isVisible", bool)()]:
        for tell in ("text", "toolTip", "accessibleName", "accessibleDescription", "toPlainText", "describe"):
            if isinstance(widget, QTextEdit) and tell == "toolTip":
                continue
            said = getattr(widget, tell, None)
            value = said() if callable(said) else ""
            found.append(value if isinstance(value, str) else "")
        if isinstance(widget, QTableView):
            found += cells(widget)
        if isinstance(widget, QGraphicsView) and widget.scene() is not None:
            marks = [item for item in widget.scene().items() if isinstance(item, QGraphicsTextItem)]
            found += [item.toPlainText() + item.toolTip() for item in marks if item.isVisible()]
    return "\n".join(filter(None, found))


def cells(table):
    model = table.model()
    indexes = [model.index(r, c) for r in range(model.rowCount()) for c in range(model.columnCount())]
    told = [str(index.data(role)) for index in indexes for role in ROLES]
    return [*told, cells_text(model, indexes)]


def numbers_of(context):
    """What each kind asks for, and what leads there at once."""
    terms, residual = context.terms, context.terms.residual
    update, slope = float(context.update[0]), float(context.gradient[0])
    inputs = context.neuron.dataset.columns[0]
    # Where x is 1, a record's part is its residual, which may be seen.
    parts = [float(part) for part, x in zip(terms.contribution[0], inputs, strict=True) if x != 1.0]
    return {
        "residual": [float(residual[context.record])],
        "gradient": [slope, *parts],
        "update_sign": [slope, update],
        "next_weight": [float(context.next_weights[0]), update],
        "next_length": [abs(update), abs(slope)],
        "largest_share": [*map(float, residual), *map(float, terms.loss), context.descent.error],
        "largest_pull": parts,
        "converges": [2.0 / context.curvature.largest, update],
        "order_rates": [2.0 / context.curvature.largest, update],
    }


def told(text, number):
    """Whether a text has this number, not as a part of a longer one."""
    wanted = number_text(abs(number))
    pieces = text.split(wanted)
    return any(
        not (before[-1:].isdigit() or before[-1:] == ".") and not after[:1].isdigit()
        for before, after in pairwise(pieces)
    )


def test_the_answer_is_nowhere_before_it_is_committed_and_there_after_it(share_window, qtbot):
    window = share_window()
    session, quiz = window.session, window.lesson_menu.guide.quiz
    session.set_weights(np.array([0.123]))
    session.step()
    session.select_record(2)
    numbers_by_kind = numbers_of(Context(session.descent, 2))
    assert set(numbers_by_kind) == set(QUESTIONS)
    window.panels.lesson.show()
    qtbot.waitUntil(window.panels.lesson.isVisible)
    before = on_screen(window)
    for kind, numbers in numbers_by_kind.items():
        assert any(told(before, number) for number in numbers), f"{kind} is looked for in the wrong place"
        quiz.ask(kind)
        assert window.lesson_view.question.isVisible()
        text = on_screen(window)
        assert [number for number in numbers if told(text, number)] == [], kind
        quiz.reveal()
        assert any(told(on_screen(window), number) for number in numbers), kind


def test_the_table_shows_what_a_question_leaves_to_be_worked_out(share_window):
    """∂E/∂w is asked for: y − ŷ and x are there, δ and the records' parts are question marks, sums too."""
    window = share_window()
    model = window.data_table.model
    keys = [column.key for column in model.columns]
    quiz = window.lesson_menu.guide.quiz
    quiz.ask("gradient")
    row = dict(zip(keys, (model.index(0, i).data() for i in range(len(keys))), strict=True))
    assert row["residual"] == number_text(float(window.session.derived.terms.residual[0]))
    assert row["error_term"] == row["contribution:0"] == "?"
    assert model.total(keys.index("contribution:0")) == "?"
    assert not window.panels.data.is_covered
    quiz.ask("largest_share")
    assert [model.index(0, keys.index(key)).data() for key in ("residual", "loss", "share")] == ["?"] * 3
    assert "E is ?" in window.data_table.describe()
    quiz.drop()
    assert "?" not in [model.index(0, i).data() for i in range(len(keys))]


SLIPS_BY_HAND = [
    ("update_sign", "sign"),
    ("residual", "swapped"),
    ("gradient", "half"),
    ("gradient", "double"),
    ("gradient", "one_record"),
    ("next_weight", "sign"),
    ("next_weight", "rate"),
    ("next_weight", "only_update"),
    ("next_weight", "input"),
    ("next_length", "rate_is_not_step"),
    ("order_rates", "larger_is_faster"),
]


def test_a_slip_made_by_hand_is_named_beside_the_worked_step(share_window, qtbot):
    window = share_window()
    window.session.step()
    quiz, view = window.lesson_menu.guide.quiz, window.lesson_view
    window.panels.lesson.show()
    for kind, slip in SLIPS_BY_HAND:
        quiz.ask(kind)
        qtbot.waitUntil(view.question.isVisible)
        question = quiz.question
        wrong = next(answer for name, answer in question.slips if name == slip)
        if question.is_numeric:
            field = view.findChild(QLineEdit, "question_answer")
            qtbot.keyClicks(field, f"{wrong:.6f}")
            qtbot.keyClick(field, Qt.Key.Key_Return)
        else:
            qtbot.mouseClick(view.findChild(QPushButton, f"answer_{wrong}"), Qt.MouseButton.LeftButton)
        page = view.page.toPlainText()
        assert "Not quite." in page, kind
        for line in (SLIPS[slip].sentence, *map(say, question.explanation)):
            assert line in page, kind
        assert not view.question.isVisible()
