"""What an experiment is: one immutable Scenario, its file format, presets, tables. No Qt."""

from gdsim.scenario.file import load, loads, save
from gdsim.scenario.scenario import Scenario

__all__ = ["Scenario", "load", "loads", "save"]
