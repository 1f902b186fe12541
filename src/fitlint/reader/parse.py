"""From bytes to a LibCST tree, safely: every way a file can be unreadable ends in :class:`Unreadable`."""

from __future__ import annotations

import codecs
import contextlib
import gc
import re
from typing import TYPE_CHECKING, NamedTuple

import libcst as cst

from fitlint.ceiling import OutOfTime, afford
from fitlint.reader import guard
from fitlint.reader.refused import newer, refusal, syntax_error

if TYPE_CHECKING:
    from collections.abc import Mapping

_COOKIE = re.compile(rb"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_BLANK = re.compile(rb"[ \t\f]*(?:#.*)?")
_BYTES_ROW_END = re.compile(rb"\r\n|[\r\n]")
_ROW_END = re.compile(r"(\r\n|[\r\n])")
_EMACS_NAMES = (
    (re.compile(r"utf-8(-.*)?"), "utf-8"),
    (re.compile(r"(latin-1|iso-8859-1|iso-latin-1)(-.*)?"), "iso-8859-1"),
)
# Names as Python's codec registry gives them: encodings that hold ASCII as it is. Missing on purpose are UTF-7, escape
# codecs and stateful ones, in which what looks like a comment can decode to code.
_ENCODING = re.compile(
    r"utf-8|ascii|iso8859-\d+|cp(?:125\d|8[5-7]\d|437|7[237]\d|932|949|950|1006|1125)|koi8-[rtu]|kz1048|ptcp154"
    r"|tis-620|hp-roman8|mac-\w+|gb2312|gbk|gb18030|big5|big5hkscs|euc_\w+|shift_jis\w*|johab"
)
_WIDE_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NATIVE_PLACE = re.compile(r"error at (\d+):(\d+)")
_STRING = re.compile(r"""(["'])(?:\\.|[^\\])*?\1""")
# Rows that LibCST parses but does not give back as they were: form feeds in the indentation of code, and a backslash
# alone in a row.
_ODD_ROW = re.compile(r"(?:\A|[\r\n])[ \t]*(?:\f[ \t\f]*[^\s#]|\\[\r\n])")
_TAB = 8
_TREE = 1_700  # bytes of memory that a character of dense code takes as a tree
_LONGEST_ROW = 500  # of which the patterns below, whose time is not linear, see the beginning
_PYTHON_2 = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"(?:^|[:;])\s*print(?:\s+[\w\"'{]|\s*[\"'`]|\s*>>)", "print statement"),
        (r"(?:^|[:;])\s*exec\s+[\"'\w]", "exec statement"),
        (r"^\s*except\s+[^:]+,\s*\w+\s*:", "except with a comma"),
        (r"^\s*raise\s+[\w.]+\s*,", "raise with a comma"),
        (r"`", "backquotes"),
        (r"<>", "operator <>"),
        (r"\b[uU][rR][\"']", "ur string"),
        (r"\b(?:0[xX][\da-fA-F]+|\d+)[lL]\b", "long number"),
        (r"(?<![\w.])0\d+\b(?!\.)", "octal number without 0o"),
        (r"^\s*def\s+\w+\s*\([^)]*\([^)]*\)\s*[,)]", "tuple parameter"),
    )
)


class Unreadable(Exception):  # noqa: N818
    """A file fitlint cannot read.

    ``reason`` says in a fragment of a sentence what is wrong and what to do; ``row`` and ``column`` say where, both
    counted from 1, columns in code points.
    """

    def __init__(self, reason: str, row: int = 1, column: int = 1) -> None:
        super().__init__(reason, row, column)
        self.reason = reason
        self.row = row
        self.column = column

    def __str__(self) -> str:
        return f"{self.row}:{self.column}: {self.reason}"


class TooMuch(Unreadable):
    """A text that goes beyond what is read safely, be it Python or not."""


class Parsed(NamedTuple):
    """A tree and the text it was made from.

    ``indents`` is empty unless LibCST cannot follow the tabs or form feeds of the indentation. Then the tree is that of
    a text indented with spaces, and ``indents`` holds, by row, the original indentation and the number of spaces in its
    place. So ``module.code`` is not always ``text``: take source from ``text`` and positions from
    :func:`fitlint.reader.positions.locate`.
    """

    module: cst.Module
    text: str
    indents: Mapping[int, tuple[str, int]]


def decode(data: bytes) -> str:
    """Return Python source as text, decoded as PEP 263 says, without a byte order mark and with its own row ends.

    Raises :class:`Unreadable` for bytes that do not decode and for encodings that are unknown or could hide code.
    """
    if data.startswith(_WIDE_MARKS):
        raise Unreadable("encoded as UTF-16 or UTF-32; save the file as UTF-8")
    marked = data.startswith(codecs.BOM_UTF8)
    if marked:
        data = data[len(codecs.BOM_UTF8) :]
    name, row = _declared_encoding(data)
    encoding = _encoding(name, row) if name else "utf-8"
    if marked and encoding != "utf-8":
        raise Unreadable(f'a UTF-8 byte order mark, but "{name}" as its encoding; remove one of them', row)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding)
        reason = f"byte 0x{data[error.start]:02x} is not {name or 'UTF-8'}; save the file as UTF-8"
        if not name:
            reason += " or name its encoding in the first row (# coding: latin-1)"
        raise Unreadable(reason, *_place(before, len(before))) from error


def _declared_encoding(data: bytes) -> tuple[str, int]:
    """Return the encoding named in one of the first two rows and that row, or an empty name."""
    for number, row in enumerate(_BYTES_ROW_END.split(data, maxsplit=2)[:2], start=1):
        cookie = _COOKIE.match(row)
        if cookie:
            return cookie[1].decode("ascii"), number
        if not _BLANK.fullmatch(row):
            break
    return "", 1


def _encoding(name: str, row: int) -> str:
    """Return the registry's name of an encoding. Raises :class:`Unreadable` unless fitlint accepts it."""
    usual = name.lower().replace("_", "-")
    try:
        known = codecs.lookup(next((known for emacs, known in _EMACS_NAMES if emacs.fullmatch(usual)), usual)).name
    except LookupError as error:
        raise Unreadable(f'unknown encoding "{name}"; save the file as UTF-8', row) from error
    if not _ENCODING.fullmatch(known):
        raise Unreadable(f'encoding "{name}" is not accepted; save the file as UTF-8', row)
    return known


def parse(text: str) -> Parsed:
    """Return the tree of a module.

    Raises :class:`Unreadable`, and nothing else, when the text is not Python, or cannot be parsed safely.
    """
    text = text.removeprefix("\ufeff")
    nul = text.find("\0")
    if nul >= 0:
        raise Unreadable("a NUL character, which Python source cannot hold; remove it", *_place(text, nul))
    try:
        guard.check(text)
    except guard.Hazard as hazard:
        raise TooMuch(hazard.reason, *_place(text, hazard.offset)) from hazard
    if _ODD_ROW.search(text):
        with contextlib.suppress(Unreadable, guard.Hazard):
            return _smoothed(text)
    try:
        return Parsed(_tree(text), text, {})
    except Unreadable as error:
        refused = error
    verdict = syntax_error(text) or refusal(text)
    if "\t" in text and not isinstance(verdict, TabError):
        with contextlib.suppress(Unreadable, guard.Hazard):
            return _smoothed(text)
    raise refused if verdict is None else _explained(text, verdict)


def parse_along(text: str) -> Parsed:
    """Return the tree of a module that another one needs, as :func:`parse` and :func:`ensure_python` would.

    Raises ``MemoryError`` as well: where there is no room left, the native parser would end the process.
    """
    afford(_TREE * len(text))
    parsed = parse(text)
    ensure_python(parsed)
    return parsed


def ensure_python(parsed: Parsed) -> None:
    """Raise :class:`Unreadable` if Python would refuse to run the module, although it parses."""
    _ensure(parsed, refusal(parsed.text))


def ensure_cell(text: str) -> None:
    """Raise :class:`Unreadable` if the text of a notebook's cell does not parse, or Python would refuse to run it.

    LibCST is asked only about what Python refuses, for it is ten times slower.
    """
    try:
        guard.check(text)
    except guard.Hazard as hazard:
        raise TooMuch(hazard.reason, *_place(text, hazard.offset)) from hazard
    error = refusal(text, cell=True)
    if error is not None:
        _ensure(parse(text), error)


def _ensure(parsed: Parsed, error: SyntaxError | None) -> None:
    if error is not None and not (newer(parsed.module) and syntax_error(parsed.text)):
        raise _explained(parsed.text, error)


def _tree(text: str) -> cst.Module:
    """Return what LibCST makes of a text. Raises :class:`Unreadable` whatever goes wrong in there."""
    collecting = gc.isenabled()
    gc.disable()  # a tree is a great many new objects and no cycle; collecting in between costs a fifth of the time
    try:
        return cst.parse_module(text)
    except cst.ParserSyntaxError as error:
        place = _NATIVE_PLACE.search(error.message)
        row, column = (int(place[1]), int(place[2])) if place else (error.raw_line, error.raw_column + 1)
        reason = f"syntax that LibCST {cst.LIBCST_VERSION} does not know; update libcst or exclude the file"
        raise Unreadable(reason, row, column) from error
    except UnicodeEncodeError as error:
        reason = f"half of a surrogate pair (U+{ord(text[error.start]):04X}), which no file can hold; remove it"
        raise Unreadable(reason, *_place(text, error.start)) from error
    except (KeyboardInterrupt, MemoryError, OutOfTime, SystemExit):
        raise
    except BaseException as error:  # a panic of the native parser is no Exception, and must not end the whole run
        raise Unreadable(f"LibCST fails with {type(error).__name__}; simplify the file or exclude it") from error
    finally:
        if collecting:
            gc.enable()


def _explained(text: str, error: SyntaxError) -> Unreadable:
    """Return what to tell about a text that neither LibCST nor this Python can read."""
    rows = _ROW_END.split(text)[::2]
    row = min(max(error.lineno or 1, 1), len(rows))
    column = min(max(error.offset or 1, 1), len(rows[row - 1]) + 1)
    code = _STRING.sub('""', rows[row - 1][:_LONGEST_ROW])
    for pattern, name in _PYTHON_2:
        if pattern.search(code):
            return Unreadable(f"{name}: Python 2 syntax; port the file to Python 3 or exclude it", row, column)
    return Unreadable(f"{error.msg}; fix it or exclude the file", row, column)


def _smoothed(text: str) -> Parsed:
    """Return the tree of a text whose indentation is turned into spaces and whose lone backslashes are blanked.

    Every row stays a row. A row behind a lone backslash belongs to it and so has its indentation. Raises
    :class:`Unreadable`, or :class:`guard.Hazard` if the change made it one.
    """
    parts = _ROW_END.split(text)
    indents = {}
    held: str | None = None
    for index in range(0, len(parts), 2):
        code = parts[index].lstrip(" \t\f")
        indent = parts[index][: len(parts[index]) - len(code)]
        if code == "\\":
            held = indent if held is None else held
            parts[index] = f"{indent} "
        elif code:
            if held is not None or indent.strip(" "):
                width = _width(indent if held is None else held)
                indents[index // 2 + 1] = (indent, width)
                parts[index] = " " * width + code
            held = None
    smooth = "".join(parts)
    guard.check(smooth)
    return Parsed(_tree(smooth), text, indents)


def _width(indent: str) -> int:
    """Return the width of an indentation as Python's tokenizer counts it."""
    width = 0
    for character in indent:
        width = {" ": width + 1, "\t": (width // _TAB + 1) * _TAB}.get(character, 0)
    return width


def _place(text: str, offset: int) -> tuple[int, int]:
    """Return row and column of an offset, both counted from 1."""
    before = text[:offset]
    rows = before.count("\n") + before.count("\r") - before.count("\r\n")
    return rows + 1, offset - max(before.rfind("\n"), before.rfind("\r"))
