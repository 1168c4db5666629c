"""A write leaves the old file or the new one, whatever happens."""

import errno
import os
import stat
from pathlib import Path

import pytest

from gdsim.engine.message import GdsimError
from gdsim.scenario.whole_file import read_bytes, write_atomically


def test_a_new_file_gets_the_usual_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a"
    usual = tmp_path / "usual"
    usual.write_bytes(b"")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode == usual.stat().st_mode
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a", "usual"]


def test_permission_bits_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomically(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are POSIX")
def test_a_pipe_is_written_into_and_stays_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_atomically(path, b"new")
        assert os.read(reader, 10) == b"new"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(path.stat().st_mode)
    assert [entry.name for entry in tmp_path.iterdir()] == ["pipe"]


@pytest.mark.parametrize("call", ["write", "fsync", "replace", "chmod"])
@pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_at_any_point_leaves_the_old_file_and_no_debris(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, fault: BaseException
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def fail(*args: object, **kwargs: object) -> None:
        raise fault

    if call == "write":
        monkeypatch.setattr(os, "fdopen", _failing_file(fault))
    else:
        monkeypatch.setattr(os, call, fail)
    with pytest.raises(GdsimError if isinstance(fault, OSError) else KeyboardInterrupt):
        write_atomically(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a"]


def _failing_file(fault: BaseException):
    """An os.fdopen whose file takes half of what it is given, and then fails."""
    real = os.fdopen

    def open_it(handle: int, mode: str):
        file = real(handle, mode, buffering=0)

        class Full:
            def __enter__(self):
                return self

            def __exit__(self, *_: object) -> None:
                file.close()

            def write(self, content: bytes) -> None:
                file.write(content[: len(content) // 2])
                raise fault

        return Full()

    return open_it


def test_the_content_is_on_the_disk_before_it_takes_the_old_one_s_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    for name in ("fsync", "replace"):
        real = getattr(os, name)
        monkeypatch.setattr(
            os, name, lambda *args, name=name, real=real: (calls.append(name), real(*args))[1]
        )
    write_atomically(tmp_path / "a", b"new")
    assert calls == ["fsync", "replace", "fsync"]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(GdsimError, match=r"no/a cannot be written: No such file"):
        write_atomically(tmp_path / "no" / "a", b"")
    with pytest.raises(GdsimError, match="cannot be read"):
        read_bytes(tmp_path)


def test_what_a_killed_writer_left_goes_with_the_next_writing(tmp_path: Path) -> None:
    old, fresh, others = (
        tmp_path / f".{name}.tmp" for name in ("a.txt.0badcafe", "a.txt.12345678", "b.12345678")
    )
    for path in (old, fresh, others):
        path.write_text("half of i")
    for path in (old, others):
        os.utime(path, (0, 0))
    write_atomically(tmp_path / "a.txt", b"whole")
    assert {path.name for path in tmp_path.iterdir()} == {
        "a.txt",
        fresh.name,
        others.name,
    }  # may be in the making
