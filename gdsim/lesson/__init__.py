"""The lesson's content: stations, their texts and numbers, questions. No Qt."""

from gdsim.lesson.context import Context
from gdsim.lesson.lesson import Lesson, load_lesson
from gdsim.lesson.shipped import claims_table, lesson_by_name, shipped_lessons
from gdsim.lesson.station import Station

__all__ = ["Context", "Lesson", "Station", "claims_table", "lesson_by_name", "load_lesson", "shipped_lessons"]
