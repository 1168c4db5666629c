"""The one place that holds and changes the state, and tells of it by signals. Qt, but no widgets."""

from gdsim.session.session import Session

__all__ = ["Session"]
