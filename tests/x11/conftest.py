"""A display without a screen, and a gdsim on it that is worked with real keys and a real mouse."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest

TOOLS = ["Xvfb", "openbox", "xdotool", "xwd"]
SCREEN = "1280x800x24"
SECONDS_TO_WAIT = 30.0
SECONDS_BETWEEN_LOOKS = 0.05
SECONDS_TO_REST = 0.3
# A window smaller than this is a helper of the toolkit's.
SMALLEST_WINDOW = 200

Seen = TypeVar("Seen")


def wait_for(what: str, look: Callable[[], Seen]) -> Seen:
    """Look until there is something to see, and return it."""
    end = time.monotonic() + SECONDS_TO_WAIT
    while not (seen := look()):
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(SECONDS_BETWEEN_LOOKS)
    return seen


def read_xwd(dump: bytes) -> np.ndarray:
    """Decode a picture in X's own format into (height, width, 3) of red, green, blue."""
    header = np.frombuffer(dump, ">u4", 25)
    header_size, width, height = (int(header[i]) for i in (0, 4, 5))
    bits, line, colours = (int(header[i]) for i in (11, 12, 19))
    assert bits == 32, "a screen of 24 bits has pixels of 32"
    start = header_size + 12 * colours
    rows = np.frombuffer(dump, np.uint8, height * line, start).reshape(height, line)
    pixels = rows[:, : 4 * width].reshape(height, width, 4)
    little_endian = header[7] == 0
    return pixels[:, :, 2::-1] if little_endian else pixels[:, :, 1:]


class Program:
    """A gdsim in a process of its own, with its main window.

    Attributes:
        process: The process.
        window: The number X gave the main window.
    """

    def __init__(
        self,
        environment: dict[str, str],
        log: Path,
        *arguments: str,
        command: Sequence[str] = (sys.executable, "-m", "gdsim"),
        own: dict[str, str] | None = None,
    ) -> None:
        """`environment` is that of the tools, and the program's where it has none of its own."""
        self._environment = environment
        self._log = log
        with log.open("wb") as messages:
            self.process = subprocess.Popen(
                [*command, *arguments], env=own or environment, stdout=messages, stderr=messages
            )
        try:
            self.window = wait_for("the main window", self._find_window)
            self._xdotool("windowactivate", "--sync", self.window)
        except BaseException:
            self.end()
            raise

    def key(self, *keys: str) -> None:
        """Press keys one after the other; each by its name in X, such as `Right` or `ctrl+z`."""
        self._xdotool("key", "--delay", "50", *keys)

    def write(self, text: str) -> None:
        """Type a text into whatever has the focus."""
        self._xdotool("type", "--delay", "30", text)

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Click at a place in the window."""
        self._xdotool("mousemove", "--window", self.window, "--sync", str(x), str(y), "click", str(button))

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Drag with the left button from one place in the window to another."""
        self._xdotool("mousemove", "--window", self.window, "--sync", *map(str, start), "mousedown", "1")
        for i in range(1, 11):
            x, y = (round(a + (b - a) * i / 10) for a, b in zip(start, end, strict=True))
            self._xdotool("mousemove", "--window", self.window, str(x), str(y), "sleep", "0.02")
        self._xdotool("mouseup", "1")

    def title(self) -> str:
        """Read the window's title."""
        return self._xdotool("getwindowname", self.window)

    def screenshot(self) -> np.ndarray:
        """Take a picture of the window, (height, width, 3) of red, green, blue."""
        command = ["xwd", "-silent", "-id", self.window]
        return read_xwd(
            subprocess.run(command, env=self._environment, capture_output=True, check=True).stdout
        )

    def wait_until(self, what: str, holds: Callable[[np.ndarray], bool]) -> np.ndarray:
        """Take pictures until something holds of one, and return that one."""

        def look() -> list[np.ndarray]:
            picture = self.screenshot()
            return [picture] if holds(picture) else []

        return wait_for(what, look)[0]

    def settled(self) -> np.ndarray:
        """Take a picture once the window does not change any more."""
        pictures = [self.screenshot()]

        def at_rest(picture: np.ndarray) -> bool:
            time.sleep(SECONDS_TO_REST)
            pictures.append(picture)
            return np.array_equal(*pictures[-2:])

        return self.wait_until("a window at rest", at_rest)

    def close(self) -> int:
        """Close the window as its frame's button does, and return the program's exit status."""
        self.key("alt+F4")
        return self.process.wait(SECONDS_TO_WAIT)

    def end(self) -> None:
        """End the process, where it has not ended by itself."""
        self.process.kill()
        self.process.wait(SECONDS_TO_WAIT)

    def messages(self) -> str:
        """Read what the program wrote to the terminal."""
        return self._log.read_text("utf-8")

    def _find_window(self) -> str | None:
        assert self.process.poll() is None, f"gdsim ended before its window came:\n{self.messages()}"
        command = ["search", "--onlyvisible", "--pid", str(self.process.pid), "--name", "."]
        for window in self._xdotool(*command, check=False).split():
            shape = self._xdotool("getwindowgeometry", "--shell", window, check=False)
            sizes = dict(line.split("=") for line in shape.splitlines())
            if min(int(sizes.get("WIDTH", 0)), int(sizes.get("HEIGHT", 0))) >= SMALLEST_WINDOW:
                return window
        return None

    def _xdotool(self, *arguments: str, check: bool = True) -> str:
        command = ["xdotool", *arguments]
        outcome = subprocess.run(
            command,
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS_TO_WAIT,
        )
        assert not check or outcome.returncode == 0, f"{command}: {outcome.stderr}\n{self.messages()}"
        return outcome.stdout.strip()


@pytest.fixture(scope="session")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Name of an X display of our own, with a window manager."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing and not os.environ.get("CI"):
        pytest.skip(f"not installed: {', '.join(missing)}")
    assert not missing, f"not installed: {', '.join(missing)}"
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"]
    log = tmp_path_factory.mktemp("x11") / "log"
    with (
        log.open("wb") as messages,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=messages) as server,
    ):
        assert server.stdout is not None
        name = f":{server.stdout.readline().decode().strip()}"
        assert name != ":", log.read_text("utf-8")
        environment = {**os.environ, "DISPLAY": name}
        manager = subprocess.Popen(["openbox"], env=environment, stdout=messages, stderr=messages)
        # Only a window manager knows of desktops; without one, no window can be activated.
        ready = ["xdotool", "get_desktop"]
        wait_for(
            "the window manager",
            lambda: subprocess.run(ready, env=environment, capture_output=True, check=False).returncode == 0,
        )
        yield name
        for process in (manager, server):
            process.terminate()
            process.wait(SECONDS_TO_WAIT)


@pytest.fixture
def start(display: str, tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """A function that starts gdsim with arguments; whatever it started is ended after the test."""
    started: list[Program] = []
    # Made here, after settings_folder set the environment: the settings are the test's own.
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    environment.pop("WAYLAND_DISPLAY", None)

    def start_program(*arguments: str) -> Program:
        program = Program(environment, tmp_path / f"log-{len(started)}", *arguments)
        started.append(program)
        return program

    yield start_program
    for program in started:
        program.end()


@pytest.fixture
def program(start: Callable[..., Program]) -> Program:
    """A gdsim as it opens when nothing is asked of it."""
    return start()
