"""Pictures as numbers."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtGui import QImage


@pytest.fixture
def pixels() -> Callable[[object], np.ndarray]:
    """The colours of an image or of an image file, (height, width, 3), 0 to 1."""

    def read(source: object) -> np.ndarray:
        image = source if isinstance(source, QImage) else QImage(str(source))
        assert not image.isNull()
        image = image.convertToFormat(QImage.Format.Format_RGB32)
        rows = np.frombuffer(bytes(image.constBits()), np.uint8).reshape(image.height(), -1, 4)
        return rows[:, : image.width(), 2::-1] / 255.0

    return read
