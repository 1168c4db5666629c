import sys

import pytest
from PySide6.QtGui import QPainterPath


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="from 3.12 on, None has no reference count to lose")
def test_calls_into_qt_keep_the_references_to_none():
    """PySide6 6.12.0 loses one a call, until the interpreter aborts."""
    path = QPainterPath()
    before = sys.getrefcount(None)
    for x in range(1000):
        path.lineTo(x, 0)
    assert sys.getrefcount(None) > before - 100
