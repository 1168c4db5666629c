"""What measures time runs only when asked for: ``pytest -m benchmark``."""

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip the benchmarks unless the marker is named."""
    if "benchmark" in config.option.markexpr:
        return
    for item in items:
        if "benchmark" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="runs with -m benchmark"))
