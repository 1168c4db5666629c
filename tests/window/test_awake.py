"""A lecture keeps the screen on: what each desktop is asked, and that it is taken back."""

import ctypes
import os
import shutil
import subprocess
import sys
import types

import pytest

from gdsim.window.awake import Awake

# Two processes write to one pipe: a line goes there in one piece.
SAY = """
import os

def say(line):
    os.write(1, f"{line}\\n".encode())
"""
# A desktop on a bus of its own. It tells what it is asked, and when who asked has gone.
DESKTOP = """
import sys
from PySide6.QtCore import SLOT, ClassInfo, QCoreApplication, QObject, QProcess, Slot
from PySide6.QtDBus import QDBusConnection

app = QCoreApplication([])
bus = QDBusConnection.sessionBus()

@ClassInfo(**{"D-Bus Interface": "org.freedesktop.ScreenSaver"})
class ScreenSaver(QObject):
    @Slot(str, str, result="uint")
    def Inhibit(self, who, why):
        say(f"screen {who} {why}")
        return 7

@ClassInfo(**{"D-Bus Interface": "org.freedesktop.Notifications"})
class Notifications(QObject):
    @Slot(str, str, "QVariantMap", result="uint")
    def Inhibit(self, who, why, hints):
        say(f"notifications {who} {why}")
        return 8

class Watch(QObject):
    @Slot(str, str, str)
    def changed(self, name, old, new):
        if name.startswith(":") and not new:
            say("gone")
            lecture.write(b"gone\\n")

services = (ScreenSaver(), Notifications())
for service in services:
    name = type(service).__name__
    bus.registerObject(f"/org/freedesktop/{name}", service, QDBusConnection.RegisterOption.ExportAllSlots)
    bus.registerService(f"org.freedesktop.{name}")
watch = Watch()
bus.connect("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameOwnerChanged",
            watch, SLOT("changed(QString,QString,QString)"))
lecture = QProcess()
lecture.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedChannels)
lecture.finished.connect(app.quit)
lecture.start(sys.executable, ["-c", sys.argv[1]])
app.exec()
"""
LECTURE = """
from PySide6.QtCore import QCoreApplication
app = QCoreApplication([])
from gdsim.window.awake import Awake
awake = Awake()
awake.hold()
say(f"held {awake.is_held}")
awake.release()
say(f"held {awake.is_held}")
input()  # until the desktop has seen the connection end, while this program lives on
say("end")
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="D-Bus")
def test_a_desktop_of_linux_is_asked_and_let_go(tmp_path):
    if shutil.which("dbus-run-session") is None:
        if os.environ.get("CI"):
            pytest.fail("dbus-run-session is needed in CI")
        pytest.skip("dbus-run-session is not installed")
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", SAY + DESKTOP, SAY + LECTURE],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    said = done.stdout.split("\n")
    assert "screen gdsim lecture" in said, done.stderr
    assert "notifications gdsim lecture" in said
    assert [line for line in said if line.startswith("held")] == ["held True", "held False"]
    # The desktop lets the screen sleep again when the connection that asked has ended.
    assert said.index("gone") < said.index("end")


def test_without_a_desktop_nothing_happens(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    awake = Awake()
    awake.hold()
    assert not awake.is_held
    awake.release()


def test_windows_is_told_to_keep_the_display_on_and_then_no_longer(monkeypatch):
    told = []
    kernel = types.SimpleNamespace(SetThreadExecutionState=lambda state: told.append(state) or 1)
    monkeypatch.setattr(ctypes, "windll", types.SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    awake = Awake()
    awake.hold()
    assert awake.is_held
    awake.release()
    assert not awake.is_held
    # winbase.h: ES_CONTINUOUS | ES_SYSTEM_REQUIRED | ES_DISPLAY_REQUIRED, then ES_CONTINUOUS alone.
    assert told == [0x80000003, 0x80000000]


def test_on_macos_caffeinate_runs_as_long_as_the_lecture(monkeypatch, tmp_path):
    mark = tmp_path / "caffeinate"
    mark.write_text("#!/bin/sh\nexec sleep 60\n")
    mark.chmod(0o755)
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr("gdsim.window.awake._CAFFEINATE", (str(mark), "-d"))
    awake = Awake()
    awake.hold()
    helper = awake._helper
    assert helper.poll() is None
    awake.release()
    assert helper.poll() is not None
    assert not awake.is_held
    monkeypatch.setattr("gdsim.window.awake._CAFFEINATE", (str(tmp_path / "missing"),))
    awake.hold()
    assert not awake.is_held
    awake.release()
