"""What may reach the parser: one linear scan that refuses text which would kill or stall it.

LibCST's native parser overflows the stack on deep nesting, and takes the process with it; it spends quadratic time
and memory on nested brackets and on long chains of operators, attributes and calls, and exponential time on nested
``case`` patterns and ``del`` targets. The scan knows strings, comments, brackets and operators, but no grammar, and
adds up what the parser would spend. It reads strings exactly as LibCST does, so that nothing hides in one. Where a
string never ends or a bracket does not fit it stops, because LibCST rejects such a text before it parses any of it.
"""

from __future__ import annotations

import re
from functools import cache

MAX_CHARACTERS = 1_000_000
MAX_ROWS = 20_000
MAX_BRACKETS = 100
"""Brackets open at one place, the braces of f-strings included. CPython stops at 200."""
MAX_DEPTH = 500
"""Levels of the syntax tree: brackets and chain links along one path, or ``elif`` branches in one another."""
MAX_EFFORT = 1_000_000
"""What parsing may cost. A unit is some three microseconds."""

_TOKEN_EFFORT = 6
_LEVEL_EFFORT = 2
_FREE_LINKS = 16
_LINK_DISCOUNT = 16
_STRING = (
    r'"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""'
    r"|'''[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'''"
    r'|"(?!"")[^"\\\r\n]*(?:\\(?:\r\n|.)[^"\\\r\n]*)*"'
    r"|'(?!'')[^'\\\r\n]*(?:\\(?:\r\n|.)[^'\\\r\n]*)*'"
    r"|\"\"\"|'''|[\"']"
)
_ROW_ENDS = r"(?:[\r\n][ \t\f]*(?:#[^\r\n]*)?)+"
_SKIPPED = r"#[^\r\n]*|\\(?:\r\n|[\r\n])"
_LINK = r"[-+*/%@&|^~.]|<<|>>|\b(?:and|else|for|if|lambda|not|or)\b"
# Comparisons and assignments cost nothing extra unless they are chained.
_RELATION = r"[=<>](?=[^=<>,;()\[\]{}#'\"\r\n]*[=<>])"
_LEXEME = rf"[()\[\]{{}},;]|{_ROW_ENDS}|{_STRING}|{_SKIPPED}|{_LINK}|{_RELATION}"
_CODE = re.compile(rf"{_LEXEME}|\b(?:elif|del)\b|\bcase\b(?![ \t]*(?:[=,:)\]]|\.\D))", re.DOTALL)
_FIELD = re.compile(rf"{_LEXEME}|:", re.DOTALL)
_TEMPLATE_PREFIX = re.compile(r"(?<!\w)(?:[ft](r)?|(r)[ft])\Z", re.IGNORECASE)


class Hazard(Exception):  # noqa: N818
    """A text the parser would not survive. ``offset`` is the code point where it became one."""

    def __init__(self, reason: str, offset: int = 0) -> None:
        super().__init__(reason)
        self.reason = f"{reason}; simplify the file or exclude it"
        self.offset = offset


def check(text: str) -> None:
    """Raise :class:`Hazard` if ``text`` would kill or stall the parser."""
    if len(text) > MAX_CHARACTERS:
        raise Hazard(f"more than {MAX_CHARACTERS:,} characters")
    if text.count("\n") + text.count("\r") - text.count("\r\n") > MAX_ROWS:
        raise Hazard(f"more than {MAX_ROWS:,} rows")
    _Scan(text).run()


class _Template:
    """An f-string or t-string that is being read. ``brackets`` and ``specs`` count what is open inside it."""

    __slots__ = ("brackets", "quote", "raw", "specs")

    def __init__(self, quote: str, raw: bool) -> None:
        self.quote = quote
        self.raw = raw
        self.brackets = 0
        self.specs = 0

    @property
    def in_code(self) -> bool:
        """Whether the scan is in a replacement field, outside its format specification."""
        return self.brackets > self.specs

    def close_bracket(self) -> None:
        """Leave a bracket, and the format specification that ends with it."""
        if self.specs and not self.in_code:
            self.specs -= 1
        self.brackets -= 1


@cache
def _template_pattern(quote: str, raw: bool, spec: bool) -> re.Pattern[str]:
    """Return what counts in the literal part of a template string, or in a format specification of it."""
    if raw:
        escape = r"\\[\"'\\]?"
    elif spec:
        escape = r"\\(?:\r\n|[^{}])?"
    else:
        escape = r"\\N\{|\\(?:\r\n|[\r\n\\'\"abfnrtvxNuU0-9])?"
    braces = r"[{}]" if spec else r"\{\{|\}\}|[{}]"
    return re.compile(rf"{escape}|{braces}|{quote}|[\r\n]")


class _Scan:
    """The state of one scan. The counts are those of the innermost group; ``_groups`` holds the ones around it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._groups: list[tuple[int, int, int, int, int]] = []
        self._templates: list[_Template] = []
        self._links = 0  # chain links of the current element
        self._inner = 0  # height of the highest group inside the current element
        self._height = 0  # height of the highest element so far
        self._size = 0  # tokens so far
        self._mark = 0  # tokens before the current element
        self._effort = 0
        self._explosive = False
        self._row_end: re.Match[str] | None = None
        self._branches: list[tuple[int, int]] = []  # indentation and elif branches of the open if statements
        self._actions = {
            **dict.fromkeys("([{", self._open),
            **dict.fromkeys(")]}", self._close),
            **dict.fromkeys(",;", self._separator),
            **dict.fromkeys("\r\n", self._end_row),
            **dict.fromkeys("-+*/%@&|^~.aflno", self._link),
            **dict.fromkeys("\"'", self._string),
            "c": self._case,
            "d": self._del,
            **dict.fromkeys("#\\", self._skip),
            **dict.fromkeys("=<>", self._relation),
            "i": self._if,
            "e": self._else,
            ":": self._colon,
        }

    def run(self) -> None:
        """Scan the whole text. Raises :class:`Hazard`."""
        at: int | None = 0
        while at is not None:
            at = self._code(at)
        while self._groups:
            self._close_group(len(self._text))
        self._end_statement(len(self._text))

    def _code(self, at: int) -> int | None:
        """Scan code from ``at``; return where it goes on behind a literal part of a template, None at the end."""
        actions = self._actions
        pattern = _FIELD if self._templates else _CODE
        for match in pattern.finditer(self._text, at):
            after = actions[match[0][0]](match)
            if after is not None:
                return after if after < len(self._text) else None
        return None

    def _stop(self) -> int:
        return len(self._text)

    def _charge(self, effort: int, offset: int) -> None:
        self._effort += effort
        if self._effort > MAX_EFFORT:
            raise Hazard("too large or too nested to be parsed in a few seconds", offset)

    # Tokens. An action returns where the scan goes on, or None for the next token.

    def _skip(self, _: re.Match[str]) -> None:
        return

    def _link(self, _: re.Match[str]) -> None:
        self._links += 1
        self._size += 1

    def _relation(self, match: re.Match[str]) -> None:
        self._links += len(match[0]) == len("<<")
        self._size += 1

    def _separator(self, match: re.Match[str]) -> None:
        self._size += 1
        self._end_element(match.start())

    def _end_row(self, match: re.Match[str]) -> None:
        if not self._groups:
            self._row_end = match
            if self._size:
                self._end_statement(match.start())

    def _open(self, match: re.Match[str]) -> None:
        if len(self._groups) == MAX_BRACKETS:
            raise Hazard(f"brackets nested more than {MAX_BRACKETS} deep", match.start())
        self._groups.append((self._links + 1, self._inner, self._height, self._size + 1, self._mark))
        self._links = self._inner = self._height = self._size = self._mark = 0
        if self._templates:
            self._templates[-1].brackets += 1

    def _close(self, match: re.Match[str]) -> int | None:
        if not self._groups:
            return self._stop()
        self._close_group(match.start())
        if self._templates:
            self._templates[-1].close_bracket()
            if not self._templates[-1].in_code:
                return self._literal(match.end())
        return None

    def _string(self, match: re.Match[str]) -> int | None:
        self._links += 1
        self._size += 1
        token, start = match[0], match.start()
        quote = token[:3] if token[:3] in {'"""', "'''"} else token[0]
        if "{" in token or token == quote:
            prefix = _TEMPLATE_PREFIX.search(self._text, max(0, start - 3), start)
            if prefix:
                self._templates.append(_Template(quote, raw=any(prefix.groups())))
                return self._literal(start + len(quote))
        return self._stop() if token == quote else None

    def _colon(self, match: re.Match[str]) -> int | None:
        template = self._templates[-1]
        if template.brackets - template.specs != 1:
            return None
        template.specs += 1
        return self._literal(match.end())

    def _del(self, _: re.Match[str]) -> None:
        self._size += 1
        self._explosive = True

    def _case(self, match: re.Match[str]) -> None:
        if not self._groups and self._indent(match) is not None:
            self._del(match)

    def _if(self, match: re.Match[str]) -> None:
        self._link(match)
        if self._branches and not self._groups:
            indent = self._indent(match)
            while indent is not None and self._branches and self._branches[-1][0] >= indent:
                self._branches.pop()

    def _else(self, match: re.Match[str]) -> None:
        self._link(match)
        indent = self._indent(match) if match[0] == "elif" and not self._groups else None
        if indent is None:
            return
        count = 0
        while self._branches and self._branches[-1][0] >= indent:
            column, branches = self._branches.pop()
            count = branches if column == indent else 0
        self._branches.append((indent, count + 1))
        if sum(branches for _, branches in self._branches) > MAX_DEPTH:
            raise Hazard(f"more than {MAX_DEPTH} elif branches in one another", match.start())

    def _literal(self, at: int) -> int:
        """Scan the literal part of the innermost template string from ``at``; return where code goes on."""
        template = self._templates[-1]
        pattern = _template_pattern(template.quote, template.raw, template.specs > 0)
        named = False  # inside the braces of a character name, such as \\N{DASH}
        while match := pattern.search(self._text, at):
            found, at = match[0], match.end()
            if found == template.quote:
                self._templates.pop()
                return at
            if found == "{":
                self._open(match)
                return at
            if found[0] == "}" and named:
                named, at = False, match.start() + 1
            elif found == "}" and template.specs:
                after = self._close(match)
                return at if after is None else after
            elif found == "}" or (found in "\r\n" and len(template.quote) == 1):
                break
            named = named or found == r"\N{"
        return self._stop()

    # Groups, elements and statements

    def _close_group(self, offset: int) -> None:
        self._end_element(offset)
        size, height = self._size + 1, self._height + 1
        self._charge(size << 2 * len(self._groups) if self._explosive else size * _LEVEL_EFFORT, offset)
        self._links, inner, self._height, outer_size, self._mark = self._groups.pop()
        self._inner = max(inner, height)
        self._size = outer_size + size

    def _end_element(self, offset: int) -> None:
        height = self._links + self._inner
        if height > self._height:
            self._height = height
            if height > MAX_DEPTH:
                raise Hazard(f"an expression more than {MAX_DEPTH} levels deep", offset)
        if self._links > _FREE_LINKS:
            self._charge((self._size - self._mark) * self._links // _LINK_DISCOUNT, offset)
        self._mark = self._size
        self._links = self._inner = 0

    def _end_statement(self, offset: int) -> None:
        self._end_element(offset)
        self._charge(self._size * _TOKEN_EFFORT, offset)
        self._size = self._mark = self._height = 0
        self._explosive = False

    def _indent(self, match: re.Match[str]) -> int | None:
        """Return how many characters precede the first token of a row, None for other tokens.

        They are counted from the last form feed on. Deeper indentation always has more characters, tabs or not,
        because LibCST and Python refuse everything else.
        """
        row_start = 0
        if self._row_end is not None:
            ends = self._row_end[0]
            row_start = self._row_end.start() + 1 + max(ends.rfind("\n"), ends.rfind("\r"))
        before = self._text[row_start : match.start()]
        return None if before.strip(" \t\f\\\r\n") else len(before) - 1 - before.rfind("\f")
