"""Pictures of a view: sizes, texts, and the same picture in every form, as other programs see it."""

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from gdsim.engine.message import GdsimError
from gdsim.export.picture import Canvas, scaled
from gdsim.scenario import load, words
from gdsim.session import Session
from gdsim.views.error_curve import ErrorCurve
from gdsim.views.error_history import ErrorHistory
from gdsim.views.error_map import ErrorMap
from gdsim.views.fit import Fit
from gdsim.views.shared.look import Look
from gdsim.views.shared.theme import DARK, LIGHT

SIZE = QSize(400, 300)


@pytest.fixture
def canvas_of(qtbot):
    """A canvas of a view after two steps."""

    def make(view_class=ErrorCurve, scenario="first_steps", size=SIZE, theme=LIGHT, zoom=1.0, detail=1.0):
        look = Look(theme, zoom)
        session = Session(load(scenario))
        view = view_class(session, look)
        qtbot.addWidget(view)
        view.setWindowTitle("A curve")
        session.step()
        session.step()
        return Canvas(view, look, session.background, size, detail)

    return make


def test_a_png_has_the_size_asked_for(canvas_of, tmp_path):
    canvas_of(size=QSize(417, 253)).save(tmp_path / "a.png")
    image = QImage(str(tmp_path / "a.png"))
    assert (image.width(), image.height()) == (417, 253)


def test_the_weight_is_where_the_scenario_says(canvas_of, pixels):
    canvas = canvas_of()
    blue = np.array([0x5B, 0x65, 0xF3]) / 255
    ball = np.argwhere(np.abs(pixels(canvas.image()) - blue).sum(axis=2) < 0.05)
    x, y = canvas.widget.plot.pixel(canvas.widget.session.weights[0], canvas.widget.session.error).toTuple()
    corner = canvas.widget.plot.plot_item.getViewBox().mapToScene(0, 0)
    middle = ball[np.hypot(ball[:, 1] - x - corner.x(), ball[:, 0] - y - corner.y()) < 12].mean(axis=0)
    assert middle == pytest.approx([y + corner.y(), x + corner.x()], abs=2.0)


def test_svg_and_pdf_show_what_the_png_shows(canvas_of, tool, pixels, tmp_path):
    canvas = canvas_of(size=QSize(400, 300))
    for suffix in (".png", ".svg", ".pdf"):
        canvas.save(tmp_path / f"a{suffix}")
    tool("rsvg-convert", tmp_path / "a.svg", "-o", tmp_path / "svg.png")
    tool("pdftoppm", "-r", 96, "-png", "-singlefile", tmp_path / "a.pdf", tmp_path / "pdf")
    wanted = pixels(tmp_path / "a.png")
    for other in ("svg.png", "pdf.png"):
        found = pixels(tmp_path / other)
        assert found.shape == wanted.shape
        # The same ink, but for the smoothing of edges.
        assert np.abs(found - wanted).mean() < 0.012
        assert (1 - found).sum() == pytest.approx((1 - wanted).sum(), rel=0.15)


def test_a_page_of_finer_pixels_is_as_large(canvas_of, tool, tmp_path):
    size = QSize(400, 300)
    canvas = canvas_of(size=scaled(size, 2.0), zoom=2.0, detail=2.0)
    canvas.save(tmp_path / "a.pdf")
    canvas.save(tmp_path / "a.svg")
    assert "300 x 225 pts" in tool("pdfinfo", tmp_path / "a.pdf")  # 400 and 300 pixels at 96 an inch
    tool("rsvg-convert", tmp_path / "a.svg", "-o", tmp_path / "a.png")
    assert QImage(str(tmp_path / "a.png")).size() == size


def test_a_pdf_has_its_fonts_and_its_texts(canvas_of, tool, tmp_path):
    canvas_of().save(tmp_path / "a.pdf")
    fonts = tool("pdffonts", tmp_path / "a.pdf").splitlines()[2:]
    assert fonts
    assert all(line.split()[-5] == "yes" for line in fonts)  # embedded
    assert "sum of squared errors" in tool("pdftotext", tmp_path / "a.pdf", "-")


@pytest.mark.parametrize("view_class", [ErrorHistory, Fit])
def test_a_pdf_has_no_outline_of_nothing(canvas_of, tool, tmp_path, view_class):
    """Renderers complain of it: nothing was edited yet, and a record that is met has no square."""
    canvas = canvas_of(view_class, "one_record")
    session = canvas.widget.session
    session.set_weights(session.scenario.dataset.targets / session.scenario.dataset.inputs[:, 0] + 1e-12)
    canvas.save(tmp_path / "a.pdf")
    tool("pdftoppm", "-r", 20, tmp_path / "a.pdf", tmp_path / "a")
    assert tool("sh", "-c", 'pdftoppm -r 20 "$0" "$0" 2>&1', tmp_path / "a.pdf") == ""


def test_numbers_can_be_copied_from_a_pdf(canvas_of, tool, tmp_path):
    """They are painted with figures all as wide as each other, which a reader must take for figures."""
    canvas_of(size=QSize(800, 600)).save(tmp_path / "a.pdf")
    text = tool("pdftotext", tmp_path / "a.pdf", "-")
    for number in ("−7.159", "1.443", "+0.215", "3.0"):
        assert number in text


def test_chinese_is_written_in_pdf_and_drawn_in_svg(canvas_of, tool, pixels, tmp_path):
    words.set_language("zh_CN")
    try:
        canvas = canvas_of()
        canvas.save(tmp_path / "a.pdf")
        canvas.save(tmp_path / "a.svg")
    finally:
        words.set_language("en")
    assert "误差平方和" in tool("pdftotext", tmp_path / "a.pdf", "-")
    tool("rsvg-convert", tmp_path / "a.svg", "-o", tmp_path / "a.png")
    assert np.abs(pixels(tmp_path / "a.png") - pixels(canvas.image())).mean() < 0.012


def test_the_theme_is_the_pictures_own(canvas_of):
    assert canvas_of(theme=DARK).image().pixelColor(1, 1).name().upper() == DARK.ground
    assert canvas_of(theme=LIGHT).image().pixelColor(1, 1).name().upper() == LIGHT.ground


def test_a_landscape_that_takes_long_is_waited_for(canvas_of, pixels):
    canvas = canvas_of(ErrorMap, "sigmoid_neuron")
    colors = np.unique(
        (pixels(canvas.image())[60:240, 80:340] * 255).round().astype(int).reshape(-1, 3), axis=0
    )
    assert len(colors) > 200  # the map's colours are there, not only the marks on it


@pytest.mark.parametrize(("name", "said"), [("a.bmp", ".bmp"), ("a", "“”")])
def test_an_unknown_ending_is_refused_by_name(canvas_of, tmp_path, name, said):
    with pytest.raises(GdsimError, match=said):
        canvas_of().save(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_size_that_no_picture_has_is_refused(canvas_of):
    with pytest.raises(GdsimError, match="0×300"):
        canvas_of(size=QSize(0, 300))
    with pytest.raises(GdsimError, match="20000"):
        canvas_of(size=QSize(300, 20000))


def test_a_file_that_cannot_be_written_is_named(canvas_of, tmp_path):
    with pytest.raises(GdsimError, match="missing"):
        canvas_of().save(tmp_path / "missing" / "a.png")
