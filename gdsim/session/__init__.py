"""The one place that holds and changes the state, and tells of it by signals. Qt, but no widgets."""

from gdsim.session import whole_errors  # noqa: F401 - for its effect
from gdsim.session.session import Session

__all__ = ["Session"]
