"""gdsim: a gradient-descent laboratory on the desktop."""

__version__ = "0.1.0"
