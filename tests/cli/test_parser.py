"""What the command line says of its arguments, in the language spoken."""

import argparse
import inspect

import pytest

from gdsim.cli import main
from gdsim.cli.commands import COMMANDS
from gdsim.cli.parser import _ARGPARSE_WORDS, command_parser, window_parser
from gdsim.scenario import words


@pytest.mark.parametrize(
    ("arguments", "english", "chinese"),
    [
        (["run"], "the following arguments are required: SCENARIO", "缺少参数：SCENARIO"),
        (["run", "saddle", "--bla"], "unrecognized arguments: --bla", "无法识别的参数：--bla"),
        (
            ["run", "saddle", "-o"],
            "argument -o/--output: expected one argument",
            "参数 -o/--output：后面要有一个值",
        ),
        (
            ["run", "saddle", "--steps", "1", "--to-end"],
            "argument --to-end: not allowed with argument --steps",
            "参数 --to-end：不能与 --steps 同时使用",
        ),
        (
            ["analyze", "saddle", "--format", "xml"],
            "argument --format: invalid choice: 'xml' (choose from 'text', 'json')",
            "参数 --format：没有 'xml' 这一项（可选：'text', 'json'）",
        ),
        (
            ["run", "saddle", "--steps", "-1"],
            "argument --steps: a whole number from 0 on is needed, not -1",
            "参数 --steps：需要不小于 0 的整数，不能是 -1",
        ),
    ],
)
def test_wrong_arguments_are_told_in_the_language_spoken(capsys, arguments, english, chinese):
    for code, said in (("en", english), ("zh_CN", chinese)):
        assert main([*arguments, "--lang", code]) == 2
        lines = capsys.readouterr().err.splitlines()
        assert lines[0] == f"gdsim: {said}"
        assert lines[1].startswith({"en": "usage: gdsim ", "zh_CN": "用法: gdsim "}[code])


def test_every_text_taken_over_from_argparse_is_one_of_its_own():
    source = inspect.getsource(argparse)
    assert [text for text in _ARGPARSE_WORDS if f"_('{text}')" not in source] == []


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_has_no_english_heading_in_chinese(name):
    words.set_language("zh_CN")
    parser = command_parser(COMMANDS[name]) if name else window_parser(COMMANDS.values())
    text = parser.format_help()
    assert text.startswith("用法: gdsim")
    assert [word for word in ("usage", "options", "arguments", "show this", "commands") if word in text] == []
    assert "\n参数:\n" in text or "\n选项:\n" in text
