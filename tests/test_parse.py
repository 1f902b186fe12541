"""Bytes to trees: encodings, odd but valid source, and what is said about source that nobody can read."""

from __future__ import annotations

import contextlib
import gc
import sys

import pytest

from fitlint.reader.parse import Parsed, Unreadable, decode, parse


def refused(source: bytes | str) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        parse(decode(source) if isinstance(source, bytes) else source)
    return caught.value


def names(parsed: Parsed) -> list[str]:
    """The source of each statement of the module, as the tree has it."""
    return [parsed.module.code_for_node(statement).strip() for statement in parsed.module.body]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"x = 1\n", "x = 1\n"),
        ("é = '你'\n".encode(), "é = '你'\n"),
        (b"\xef\xbb\xbfx = '\xc3\xa9'\n", "x = 'é'\n"),
        (b"\xef\xbb\xbf# coding: utf-8\n", "# coding: utf-8\n"),
        (b"# coding: latin-1\nx = '\xe9'\n", "# coding: latin-1\nx = 'é'\n"),
        (b"#!/bin/env python\n# vim: set fileencoding=cp1252 :\n'\x93'\n", None),
        (b"# -*- coding: iso-latin-1-unix -*-\n'\xe9'\n", "# -*- coding: iso-latin-1-unix -*-\n'é'\n"),
        (b"# coding: UTF_8-dos\r\n", "# coding: UTF_8-dos\r\n"),
        (b"# coding: gbk\nx = '\xc4\xe3'\n", "# coding: gbk\nx = '你'\n"),
        (b"# coding: shift_jis\n'\x82\xa0'\n", "# coding: shift_jis\n'あ'\n"),
        (b"\r# coding: latin-1\r'\xe9'", "\r# coding: latin-1\r'é'"),
        (b"a\r\nb\rc\n", "a\r\nb\rc\n"),
        (b"", ""),
    ],
)
def test_decodes_as_python_does(data: bytes, text: str | None) -> None:
    assert decode(data) == (text if text is not None else data.decode("cp1252"))


@pytest.mark.parametrize(
    ("data", "reason", "place"),
    [
        (b"x = 1\ny = 'a\xe9'\n", "byte 0xe9 is not UTF-8; save the file as UTF-8 or name its encoding", (2, 7)),
        ("é = 1; x = '".encode() + b"\xff'\n", "byte 0xff is not UTF-8", (1, 13)),
        (b"x\r\ny\r\xe9", "byte 0xe9 is not UTF-8", (3, 1)),
        (b"\xed\xa0\x80", "byte 0xed is not UTF-8", (1, 1)),
        (b"# coding: ascii\nx = '\xe9'", "byte 0xe9 is not ascii; save the file as UTF-8", (2, 6)),
        (b"# coding: gbk\nx='\xc4", "byte 0xc4 is not gbk", (2, 4)),
        (b"x = 1\ny = 2\n# coding: latin-1\n'\xe9'", "byte 0xe9 is not UTF-8", (4, 2)),
        (b"import os\n# coding: latin-1\n'\xe9'", "byte 0xe9 is not UTF-8", (3, 2)),
        (b"\n# coding: nonsense\n", 'unknown encoding "nonsense"; save the file as UTF-8', (2, 1)),
        (b"\xef\xbb\xbf# coding: latin-1\n", "a UTF-8 byte order mark, but", (1, 1)),
        ("x = 1\n".encode("utf-16"), "encoded as UTF-16 or UTF-32", (1, 1)),
        ("x = 1\n".encode("utf-32"), "encoded as UTF-16 or UTF-32", (1, 1)),
    ],
)
def test_says_why_bytes_do_not_decode(data: bytes, reason: str, place: tuple[int, int]) -> None:
    error = refused(data)
    assert error.reason.startswith(reason)
    assert (error.row, error.column) == place


@pytest.mark.parametrize(
    "encoding",
    (
        "utf-7 unicode_escape raw-unicode-escape rot13 hex base64 zlib idna punycode hz iso2022_jp utf-16 utf_32_le "
        "cp037 undefined ../codecs os.path"
    ).split(),
)
def test_refuses_encodings_in_which_code_can_hide(encoding: str) -> None:
    error = refused(f"# coding: {encoding}\n+AHg-\n".encode())
    assert "encoding" in error.reason
    assert error.row == 1


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("", []),
        ("\n\n", []),
        ("# only a comment", []),
        ("   \n# comments\n\t# with odd indentation\n", []),
        ("x = 1", ["x = 1"]),
        ("x = 1\ry = 2\r", ["x = 1", "y = 2"]),
        ("x = 1\r\ny = 2\r\n", ["x = 1", "y = 2"]),
        ("x = 1\ry = 2\nz = 3\r\n", ["x = 1", "y = 2", "z = 3"]),
        ("\ufeffx = 1\n", ["x = 1"]),
        ("x = 1\n\x0c\ny = 2\n", ["x = 1", "y = 2"]),
        ("\x0cx = 1\n", ["x = 1"]),
        ("x = '\x1b[31m\u202e'\n", ["x = '\x1b[31m\u202e'"]),
        ("x = f'{d['a']}'\n", ["x = f'{d['a']}'"]),
        ("match x:\n    case 1: pass\n", ["match x:\n    case 1: pass"]),
        ("case = {1: [2]}\ncase.x(1)\nmatch = case\n", ["case = {1: [2]}", "case.x(1)", "match = case"]),
        ("print(x)\nprint >>f, 1\n", ["print(x)", "print >>f, 1"]),
        ("try:\n    a\nexcept* E:\n    b\n", ["try:\n    a\nexcept* E:\n    b"]),
    ],
)
def test_reads_what_python_reads(text: str, statements: list[str]) -> None:
    assert names(parse(text)) == statements


@pytest.mark.parametrize(
    "text",
    [
        "if a:\n\tif b:\n \t\tx = 1\n",
        "def f():\n\x0c    x = 1\n    y = 2\n",
        "class A:\n    def f(self):\n\x0c        return 1\n",
        "if a:\n    b = '''\n\tc'''\n\\\n    d = 1\n",
    ],
)
def test_follows_indentation_that_libcst_cannot(text: str) -> None:
    parsed = parse(text)
    assert parsed.text == text
    assert parsed.module.code.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("print 'a'\n", "print statement"),
        ("x = 1\nif x: print x\n", "print statement"),
        ("exec 'a'\n", "exec statement"),
        ("raise A, 'b'\n", "raise with a comma"),
        ("a <> b\n", "operator <>"),
        ("x = `a`\n", "backquotes"),
        ("x = ur'a'\n", "ur string"),
        ("x = 10L\n", "long number"),
        ("x = 0777\n", "octal number without 0o"),
        ("def f(a, (b, c)): pass\n", "tuple parameter"),
    ],
)
def test_recognizes_python_2(text: str, what: str) -> None:
    error = refused(text)
    assert error.reason == f"{what}: Python 2 syntax; port the file to Python 3 or exclude it"
    assert error.row == text.count("\n")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("x = 1\ny = = 2\n", (2, 5)),
        ("x = '`<> print 1' 2\n", (1, 19)),
        ("x = 'abc\n", (1, 5)),
        ("a\r\nb\r\nx = ?\r\n", (3, 5)),
        ("a\rb\rx = ?\r", (3, 5)),
        ("??\n", (1, 1)),
        ("x = \0\n", (1, 5)),
        ("y\nx = 'é\ud800'\n", (2, 7)),
        ("x = “a”\n", (1, 5)),
    ],
)
def test_says_where_source_is_wrong(text: str, place: tuple[int, int]) -> None:
    error = refused(text)
    assert (error.row, error.column) == place
    assert "Python 2" not in error.reason
    assert str(error) == f"{place[0]}:{place[1]}: {error.reason}"


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("if a:\n\tx\n        y\n", 3),  # tabs that Python 3 does not accept either
        ("if a:\nx\n", 2),
        ("x = 1\n  y = 2\n", 2),
        ("x = 1\\", 1),
        ("def f(:\n    pass\n", 1),
    ],
)
def test_names_the_row_of_broken_layout(text: str, row: int) -> None:
    assert refused(text).row == row


def test_blames_libcst_for_what_only_libcst_cannot_read(monkeypatch: pytest.MonkeyPatch) -> None:
    module = sys.modules["fitlint.reader.refused"]
    monkeypatch.setattr(module, "compile", lambda *_, **__: None, raising=False)
    error = refused("x = 1\ny = = 2\n")
    assert "LibCST" in error.reason
    assert error.row == 2


def test_survives_a_panic_of_the_native_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        """What a Rust panic becomes."""

    def panic(_: str) -> None:
        raise PanicException

    monkeypatch.setattr("libcst.parse_module", panic)
    assert refused("x = 1\n").reason == "LibCST fails with PanicException; simplify the file or exclude it"


@pytest.mark.parametrize("text", ["x = 1\n", "x = = 1\n"])
@pytest.mark.parametrize("collecting", [True, False])
def test_leaves_the_garbage_collector_as_it_was(text: str, collecting: bool) -> None:
    before = gc.isenabled()
    (gc.enable if collecting else gc.disable)()
    try:
        with contextlib.suppress(Unreadable):
            parse(text)
        assert gc.isenabled() is collecting
    finally:
        (gc.enable if before else gc.disable)()


def test_warnings_about_the_code_stay_out_of_the_way(recwarn: pytest.WarningsRecorder) -> None:
    refused("x = '\\d'\nx is 1\ny = = 2\n")
    assert not recwarn.list
