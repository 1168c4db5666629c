"""Progress through a lesson: plain data there and back, whatever the data say."""

import json

import pytest

from gdsim.lesson import lesson_by_name
from gdsim.lesson.progress import Progress, progress_from_data


def test_progress_survives_being_kept_as_json():
    progress = (
        Progress().at("predict").at("residual").with_answer("residual", False).with_answer("residual", True)
    )
    kept = progress_from_data(json.loads(json.dumps(progress.to_data())))
    assert kept == progress
    assert (kept.station, kept.visited, kept.answered) == (
        "residual",
        {"predict", "residual"},
        {"residual": True},
    )


def test_progress_counts_the_lesson_s_own_stations():
    lesson = lesson_by_name("gradient_descent")
    progress = Progress().at("predict").at("gone")
    assert progress.share(lesson) == pytest.approx(1 / len(lesson.stations))
    assert progress.index(lesson) == 0
    assert Progress().at("residual").index(lesson) == 2


@pytest.mark.parametrize(
    "data", [None, 3, [], {"station": 1, "visited": "x", "answered": [1]}, {"visited": [1]}]
)
def test_what_cannot_be_read_is_as_if_nothing_had_been_done(data):
    assert progress_from_data(data) == Progress()
