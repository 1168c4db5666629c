"""Puts views together: the main window, its actions, menus and docks, and the start of the program."""

from gdsim.window.main_window import MainWindow

__all__ = ["MainWindow"]
