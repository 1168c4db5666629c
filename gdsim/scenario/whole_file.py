"""Reading a file whole, and writing one so that a crash or a full disk leaves the old one or the new one."""

from __future__ import annotations

import contextlib
import glob
import os
import secrets
import stat
import time
from pathlib import Path

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message

_UNDER_WAY = ".tmp"
_LONG_AGO = 60.0  # seconds; nothing is being written that long
_NEW_FILE_MODE = 0o666  # less the user's umask


def read_bytes(path: Path) -> bytes:
    """What the file holds.

    Raises:
        GdsimError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise GdsimError(
            Message(
                QT_TR_NOOP("{path} cannot be read: {reason}."),
                path=str(path),
                reason=error.strerror or str(error),
            )
        ) from error


def write_atomically(path: Path, content: bytes) -> None:
    """Put the content at ``path``, whole or not at all. Permission bits of an old file are kept.

    The content goes to a file beside it, is forced to the disk, and takes the old one's name. A symbolic
    link stays one: what it points at is replaced. A pipe or a device is written into. What a program that
    was killed has left beside it goes.

    Raises:
        GdsimError: it cannot be written; the old file is untouched and nothing is left behind.
    """
    try:
        whole = Path(os.path.realpath(path))
        if is_special(whole):
            whole.write_bytes(content)
        else:
            _replace(whole, content)
    except OSError as error:
        raise GdsimError(
            Message(
                QT_TR_NOOP("{path} cannot be written: {reason}. What was there before is untouched."),
                path=str(path),
                reason=error.strerror or str(error),
            )
        ) from error


def is_special(path: Path) -> bool:
    """A pipe or a device: there is nothing to keep, and its name must not become a file's."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _replace(path: Path, content: bytes) -> None:
    name = path.parent / f".{path.name[:40]}.{secrets.token_hex(4)}{_UNDER_WAY}"
    _remove_remains(path)
    handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _NEW_FILE_MODE)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileNotFoundError):
            os.chmod(name, stat.S_IMODE(os.stat(path).st_mode))
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    _sync_folder(path.parent)


def _remove_remains(path: Path) -> None:
    """Files that were to become this one, of writers that were killed."""
    with contextlib.suppress(OSError):
        for left in path.parent.glob(f".{glob.escape(path.name[:40])}.????????{_UNDER_WAY}"):
            if time.time() - left.stat().st_mtime > _LONG_AGO:
                left.unlink()


def _sync_folder(folder: Path) -> None:
    """Force the new name to the disk too, where the system lets a folder be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
