"""``kill -9`` at random moments: the saved file is always whole, and the autosave has the last seconds' work."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

# For a longer trial: GDSIM_KILLS=100 pytest tests/session/test_killed.py
COUNT = os.environ.get("GDSIM_KILLS")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the trial forks")
@pytest.mark.parametrize(("what", "few"), [("save", "10"), ("autosave", "10"), ("export", "1")])
def test_a_kill_at_any_moment_leaves_whole_files(what: str, few: str, tmp_path: Path) -> None:
    script = Path(__file__).with_name("killed.py")
    done = subprocess.run(
        [sys.executable, script, what, COUNT or few, tmp_path], capture_output=True, text=True, timeout=600
    )
    assert (done.returncode, done.stderr) == (0, "")
