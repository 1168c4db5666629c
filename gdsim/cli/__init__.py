"""The command line. Only opening a window and drawing pictures import Qt."""

from gdsim.cli.main import main

__all__ = ["main"]
