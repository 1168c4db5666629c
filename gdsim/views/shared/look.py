"""How everything looks now: theme and size. Views read it when they draw and redraw when it changes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QPen

from gdsim.views.shared import fonts
from gdsim.views.shared.theme import LIGHT, Quantity, Theme

SMALLEST_ZOOM, LARGEST_ZOOM = 0.7, 3.0


class Look(QObject):
    """Theme and zoom of the whole program.

    Signals:
        changed: another theme or size; restyle and redraw.
    """

    changed = Signal()

    def __init__(
        self,
        theme: Theme = LIGHT,
        zoom: float = 1.0,
        parent: QObject | None = None,
        system_scale: float = 1.0,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._zoom = zoom
        self._system_scale = system_scale
        self._for_hall = False
        self._device_ratio = 1.0

    @property
    def theme(self) -> Theme:
        """The colours in force."""
        return self._theme

    @property
    def zoom(self) -> float:
        """The size the user chose, 1 at first."""
        return self._zoom

    @property
    def system_scale(self) -> float:
        """How much larger than usual the desktop's fonts are; everything is."""
        return self._system_scale

    @property
    def for_hall(self) -> bool:
        """A page is shown to a hall: what is there only to be clicked is left out."""
        return self._for_hall

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        if theme is not self._theme:
            self._theme = theme
            self.changed.emit()

    def set_zoom(self, zoom: float) -> None:
        """Another size, kept within what can be used."""
        zoom = min(max(round(zoom, 2), SMALLEST_ZOOM), LARGEST_ZOOM)
        if zoom != self._zoom:
            self._zoom = zoom
            self.changed.emit()

    def set_all(self, theme: Theme, zoom: float, for_hall: bool) -> None:
        """All of it at once; the size is the program's own choice, and so not limited."""
        if (theme, zoom, for_hall) != (self._theme, self._zoom, self._for_hall):
            self._theme, self._zoom, self._for_hall = theme, zoom, for_hall
            self.changed.emit()

    def px(self, pixels: float) -> float:
        """A length of the 1280×800 drawing in pixels of this look."""
        return pixels * self._zoom * self._system_scale * self._theme.zoom

    def color(self, quantity: Quantity | None = None, alpha: float = 1.0) -> QColor:
        """The quantity's colour, ink for none."""
        color = QColor(self._theme.color(quantity))
        color.setAlphaF(alpha)
        return color

    def soft(self) -> QColor:
        """The colour of names, hints and axes."""
        return QColor(self._theme.soft_ink)

    def line_color(self) -> QColor:
        """The colour of borders and grid."""
        return QColor(self._theme.line)

    def set_device_ratio(self, ratio: float) -> None:
        """The screen has so many pixels to one of the program's: Qt counts a cosmetic pen's width in those."""
        if ratio != self._device_ratio:
            self._device_ratio = ratio
            self.changed.emit()

    def line_width(self, width: float = 1.0) -> float:
        """Pixels of a line; width counts in the theme's line width."""
        return self._theme.line_width * width * self._zoom * self._system_scale

    def pen(self, quantity: Quantity | None = None, width: float = 1.0) -> QPen:
        """A cosmetic pen; width counts in the theme's line width."""
        pen = QPen(self.color(quantity))
        pen.setCosmetic(True)
        pen.setWidthF(self.line_width(width) * self._device_ratio)
        return pen

    def text_font(self, pixels: float = fonts.BASE_PIXELS, bold: bool = False) -> QFont:
        """Words and numbers at a size of the drawing."""
        return fonts.text_font(self.px(pixels), bold)

    def math_font(self, pixels: float = fonts.BASE_PIXELS) -> QFont:
        """Symbols at a size of the drawing."""
        return fonts.math_font(self.px(pixels))
