"""What may reach the parser: one linear scan that refuses text which would kill or stall it.

LibCST's native parser overflows the stack on deep nesting, and takes the process with it; it spends quadratic time and memory on nested brackets
and on long chains of operators, attributes and calls, and exponential time on nested ``case`` patterns and ``del`` targets. The scan knows
strings, comments, brackets and operators, but no grammar, and adds up what the parser would spend. It reads strings exactly as LibCST does, so
that nothing hides in one. Where a string or a bracket never fits it stops, because LibCST rejects such a text before it parses any of it.
"""

from __future__ import annotations

import re
from functools import cache

MAX_CHARACTERS = 1_000_000
MAX_ROWS = 20_000
MAX_BRACKETS = 100
"""Brackets open at one place, the braces of f-strings included. CPython stops at 200."""
MAX_DEPTH = 500
"""Levels of the syntax tree: brackets and chain links along one path, or the ``elif`` branches of statements inside each other."""
MAX_EFFORT = 1_000_000
"""What parsing may cost. A unit is some four microseconds."""

_TOKEN_EFFORT = 8
_FREE_LINKS = 16
_LINK_DISCOUNT = 8
_STRING = (
    r'"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""'
    r"|'''[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'''"
    r'|"(?!"")[^"\\\r\n]*(?:\\(?:\r\n|.)[^"\\\r\n]*)*"'
    r"|'(?!'')[^'\\\r\n]*(?:\\(?:\r\n|.)[^'\\\r\n]*)*'"
)
_LEXEME = rf"[()\[\]{{}},;]|\r\n|[\r\n]|{_STRING}|\"\"\"|'''|[\"']|#[^\r\n]*|\\(?:\r\n|[\r\n])"
_LINK = r"[-+*/%@&|^~.]|<<|>>|\b(?:and|else|for|if|lambda|not|or)\b"
_CODE = re.compile(rf"{_LEXEME}|{_LINK}|\b(?:elif|del)\b|\bcase\b(?![ \t]*[=.,:)\]])", re.DOTALL)
_FIELD = re.compile(rf"{_LEXEME}|{_LINK}|:", re.DOTALL)
_TEMPLATE_PREFIX = re.compile(r"(?<!\w)(?:[ft](r)?|(r)[ft])\Z", re.IGNORECASE)


class Hazard(Exception):
    """A text the parser would not survive. ``offset`` is the code point where it became one."""

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.offset = offset


def check(text: str) -> None:
    """Raise :class:`Hazard` if ``text`` would kill or stall the parser."""
    if len(text) > MAX_CHARACTERS:
        raise Hazard(f"longer than {MAX_CHARACTERS:,} characters; split it or exclude it", 0)
    rows = text.count("\n") + text.count("\r") - text.count("\r\n")
    if rows > MAX_ROWS:
        raise Hazard(f"longer than {MAX_ROWS:,} rows; split it or exclude it", 0)
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
        return self.brackets > self.specs


@cache
def _template_pattern(quote: str, raw: bool, spec: bool) -> re.Pattern[str]:
    """What counts in the literal part of a template string, or in a format specification of it."""
    if raw:
        escape = r"\\[\"'\\]?"
    elif spec:
        escape = r"\\(?:\r\n|[^{}])?"
    else:
        escape = r"\\N\{|\\(?:\r\n|[\r\n\\'\"abfnrtvxNuU0-9])?"
    braces = r"[{}]" if spec else r"\{\{|\}\}|[{}]"
    return re.compile(rf"{escape}|{braces}|{quote}|[\r\n]", re.DOTALL)


class _Scan:
    """The state of one scan. ``_links`` … ``_mark`` describe the innermost open group; those of the groups around it wait in ``_groups``."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._groups: list[tuple[int, int, int, int, int]] = []
        self._templates: list[_Template] = []
        self._links = 0  # chain links of the current element
        self._inner = 0  # the height of the highest group inside the current element
        self._height = 0  # the height of the highest element so far
        self._size = 0  # tokens so far
        self._mark = 0  # tokens before the current element
        self._effort = 0
        self._row_start = 0
        self._explosive = False
        self._branches: list[
            tuple[int, int]
        ] = []  # indentation and number of ``elif`` branches of the open ``if`` statements
        self._actions = {
            **dict.fromkeys(("(", "[", "{"), self._open),
            **dict.fromkeys((")", "]", "}"), self._close),
            **dict.fromkeys((",", ";"), self._separator),
            **dict.fromkeys(("\n", "\r\n", "\r"), self._row_end),
            **dict.fromkeys((*"-+*/%@&|^~.", "<<", ">>", "and", "else", "for", "lambda", "not", "or"), self._link),
            **dict.fromkeys(("del", "case"), self._explosive_statement),
            "if": self._if,
            "elif": self._elif,
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
        """Scan code from ``at``. Return where code goes on behind the literal part of a template string, None at the end."""
        find_action = self._actions.get
        pattern = _FIELD if self._templates else _CODE
        for match in pattern.finditer(self._text, at):
            after = find_action(match[0], self._lexeme)(match)
            if after is not None:
                return after if after < len(self._text) else None
        return None

    def _charge(self, effort: int, offset: int) -> None:
        self._effort += effort
        if self._effort > MAX_EFFORT:
            raise Hazard("too large or too nested to be parsed in reasonable time; simplify it or exclude it", offset)

    def _stop(self) -> int:
        return len(self._text)

    # Tokens. Each returns where the scan goes on, or None for the next token.

    def _link(self, _: re.Match[str]) -> None:
        self._links += 1
        self._size += 1

    def _separator(self, match: re.Match[str]) -> None:
        self._size += 1
        self._end_element(match.start())

    def _row_end(self, match: re.Match[str]) -> None:
        if not self._groups:
            self._end_statement(match.start())
            self._row_start = match.end()

    def _open(self, match: re.Match[str]) -> None:
        if len(self._groups) == MAX_BRACKETS:
            raise Hazard(f"brackets nested more than {MAX_BRACKETS} deep; simplify it or exclude it", match.start())
        self._groups.append((self._links + 1, self._inner, self._height, self._size + 1, self._mark))
        self._links = self._inner = self._height = self._size = self._mark = 0
        if self._templates:
            self._templates[-1].brackets += 1

    def _close(self, match: re.Match[str]) -> int | None:
        if not self._groups:
            return self._stop()
        self._close_group(match.start())
        return self._leave_field(match.end()) if self._templates else None

    def _lexeme(self, match: re.Match[str]) -> int | None:
        """Pass a comment, a continued row, or a string."""
        token = match[0]
        if token[0] not in "\"'":
            return None
        self._links += 1
        self._size += 1
        quote = token[:3] if token[:3] in ('"""', "'''") else token[0]
        start = match.start()
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

    def _explosive_statement(self, match: re.Match[str]) -> None:
        if not self._groups and self._starts_row(match):
            self._explosive = True

    def _if(self, match: re.Match[str]) -> None:
        self._link(match)
        if self._branches and not self._groups and self._starts_row(match):
            indent = self._indent(match)
            while self._branches and self._branches[-1][0] >= indent:
                self._branches.pop()

    def _elif(self, match: re.Match[str]) -> None:
        indent, count = self._indent(match), 0
        while self._branches and self._branches[-1][0] >= indent:
            column, branches = self._branches.pop()
            count = branches if column == indent else 0
        self._branches.append((indent, count + 1))
        if sum(branches for _, branches in self._branches) > MAX_DEPTH:
            raise Hazard(
                f"more than {MAX_DEPTH} elif branches in one another; simplify it or exclude it", match.start()
            )

    # Literal parts of template strings

    def _literal(self, at: int) -> int:
        """Scan the literal part of the innermost template string from ``at``, and return where code goes on."""
        template = self._templates[-1]
        pattern = _template_pattern(template.quote, template.raw, template.specs > 0)
        named = False
        for match in pattern.finditer(self._text, at):
            token = match[0]
            if token == template.quote:
                self._templates.pop()
                return match.end()
            if token == "{":
                self._open(match)
                return match.end()
            if token == "}" and template.specs:
                self._close_group(match.start())
                return self._leave_field(match.end())
            if token[0] == "}" and named:
                named = False
            elif token == "}" or (token in "\r\n" and len(template.quote) == 1):
                return self._stop()
            named = named or token == r"\N{"
        return self._stop()

    def _leave_field(self, at: int) -> int | None:
        """After a bracket was closed inside a template string: return where code goes on, None for here."""
        template = self._templates[-1]
        template.specs -= not template.in_code and template.specs > 0
        template.brackets -= 1
        return None if template.in_code else self._literal(at)

    # Groups and elements

    def _end_element(self, offset: int) -> None:
        reached = self._links + self._inner
        if reached > self._height:
            self._height = reached
            if reached > MAX_DEPTH:
                raise Hazard(f"an expression more than {MAX_DEPTH} levels deep; simplify it or exclude it", offset)
        if self._links > _FREE_LINKS:
            self._charge((self._size - self._mark) * self._links // _LINK_DISCOUNT, offset)
        self._mark = self._size
        self._links = self._inner = 0

    def _close_group(self, offset: int) -> None:
        self._end_element(offset)
        size, height = self._size + 1, self._height + 1
        self._charge(size << 2 * len(self._groups) if self._explosive else size, offset)
        self._links, self._inner, self._height, self._size, self._mark = self._groups.pop()
        self._inner = max(self._inner, height)
        self._size += size

    def _end_statement(self, offset: int) -> None:
        self._end_element(offset)
        self._charge(self._size * _TOKEN_EFFORT, offset)
        self._size = self._mark = self._height = 0
        self._explosive = False

    def _starts_row(self, match: re.Match[str]) -> bool:
        return not self._text[self._row_start : match.start()].strip()

    def _indent(self, match: re.Match[str]) -> int:
        """The number of characters before a token, from the last form feed on: consistent indentation always adds characters."""
        return match.start() - max(self._row_start, self._text.rfind("\f", self._row_start, match.start()) + 1)
