"""A scenario as one line of text, to be sent to a class, and back."""

from __future__ import annotations

import base64
import binascii
import re
import zlib

from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.scenario.file import loads, to_json
from gdsim.scenario.json_text import encode
from gdsim.scenario.scenario import Scenario

# What a line begins with: its kind and version.
MARK = "gdsim1:"

# Bytes a line may unpack to: a line of a few kilobytes must not fill the memory.
_MOST_BYTES = 50_000_000

# Mail and chat programs break lines and quote them.
_BETWEEN = re.compile(r"[\s>\u200b\u00ad]+")


def to_line(scenario: Scenario) -> str:
    """All of the scenario, its data too: letters, digits, - and _ only, after the mark.

    Raises:
        GdsimError: it is of a kind that files cannot hold.
    """
    packed = zlib.compress(encode(to_json(scenario)).encode("utf-8"), level=9)
    return MARK + base64.urlsafe_b64encode(packed).decode("ascii").rstrip("=")


def from_line(text: str) -> Scenario:
    """The scenario of a line, whatever white space has got into it on its way.

    Raises:
        GdsimError: it is no such line, a part of it is missing or changed, or what it holds is no scenario.
    """
    text = _BETWEEN.sub("", text)
    if not text.startswith(MARK):
        raise GdsimError(
            Message(
                QT_TR_NOOP("This is no scenario as a line of text: it does not begin with {mark}"), mark=MARK
            )
        )
    return loads(_unpacked(text.removeprefix(MARK)).decode("utf-8"))


def _unpacked(text: str) -> bytes:
    reader = zlib.decompressobj()
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        content = reader.decompress(packed, _MOST_BYTES)
    except (binascii.Error, ValueError, zlib.error):
        content = b""
    if reader.unconsumed_tail:
        raise GdsimError(Message(QT_TR_NOOP("This line of text holds more than can be meant.")))
    if not reader.eof:  # only at its end is the checksum compared
        raise GdsimError(Message(QT_TR_NOOP("A part of this line of text is missing or was changed.")))
    return content
