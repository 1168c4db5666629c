"""``kill -9`` at random moments: the saved file is always whole, and the autosave has the last seconds' work."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

# For a longer trial: GDSIM_KILLS=100 pytest tests/session/test_killed.py
COUNT = int(os.environ.get("GDSIM_KILLS", "20"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the trial forks")
@pytest.mark.parametrize("what", ["save", "autosave"])
def test_a_kill_at_any_moment_leaves_whole_files(what: str, tmp_path: Path) -> None:
    script = Path(__file__).with_name("killed.py")
    done = subprocess.run(
        [sys.executable, script, what, str(COUNT), tmp_path], capture_output=True, text=True, timeout=300
    )
    assert (done.returncode, done.stderr) == (0, "")
