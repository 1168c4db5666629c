"""Other programs that open what was exported."""

import os
import shutil
import subprocess
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtGui import QImage


@pytest.fixture
def tool() -> Callable[..., str]:
    """Run another program and return what it prints; skip where it is missing, but not in CI."""

    def run(name: str, *arguments: object) -> str:
        if shutil.which(name) is None:
            if os.environ.get("CI"):
                pytest.fail(f"{name} is needed in CI")
            pytest.skip(f"{name} is not installed")
        done = subprocess.run(
            [name, *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


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
