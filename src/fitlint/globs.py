"""Patterns in the notation of ``.gitignore``, matched in time that grows with the pattern times the path.

A regular expression would try every way in which the stars of ``*a*a*a*a`` can share a name. Here a star that fits is
never taken back once a later one fits, and folders are matched one by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_ANY = None  # stands for any number of folders
_STAR = None  # stands for any number of characters

_CLASSES: dict[str, Callable[[str], bool]] = {
    "alnum": str.isalnum,
    "alpha": str.isalpha,
    "digit": str.isdecimal,
    "lower": str.islower,
    "space": str.isspace,
    "upper": str.isupper,
    "punct": lambda sign: sign.isascii() and sign.isprintable() and not (sign.isalnum() or sign == " "),
    "xdigit": lambda sign: sign in "0123456789abcdefABCDEF",
    "blank": lambda sign: sign in " \t",
    "cntrl": lambda sign: sign < " " or sign == "\x7f",
    "graph": lambda sign: sign.isprintable() and not sign.isspace(),
    "print": str.isprintable,
}


class BadPatternError(ValueError):
    """A line that is no pattern. The message is a fragment of a sentence."""


class Rule(NamedTuple):
    """One line: what it matches, from the folder it speaks of. ``taken_back``: it began with ``!``."""

    parts: tuple[Callable[[str], bool] | None, ...]
    folders_only: bool
    taken_back: bool


def rule_of(line: str) -> Rule | None:
    """Return the rule in a line; None for an empty line and a comment. Raises :class:`BadPatternError`."""
    text = _without_end(line)
    if not text or text.startswith("#"):
        return None
    taken_back = text.startswith("!")
    text = text[taken_back:]
    folders_only = text.endswith("/")
    names = [name for name in text.split("/") if name]
    if not names:
        return None
    anchored = "/" in text.rstrip("/")
    if names[-1] == "**" and len(names) > 1:
        names.append("*")  # everything inside, and not the folder itself
    parts = tuple(_ANY if name == "**" else _matcher(name) for name in names)
    return Rule(parts if anchored else (_ANY, *parts), folders_only, taken_back)


def verdict(rules: Iterable[Rule], path: str) -> bool | None:
    """Return whether the last rule that speaks of a path includes it; None when none does.

    ``path`` is relative, with ``/`` between its parts and behind a folder. A rule that names a file counts
    for more than one that only speaks of a folder around it.
    """
    folder = path.endswith("/")
    names = path.rstrip("/").split("/")
    found: bool | None = None
    by_name = False
    for rule in rules:
        itself = _reach(rule, names, folder=folder)
        if itself is not None and (itself or not by_name):
            found, by_name = not rule.taken_back, itself
    return found


def _reach(rule: Rule, names: Sequence[str], *, folder: bool) -> bool | None:
    """Return None when a rule does not match, else whether it names a file itself and not a folder, or one around it.

    The parts are tried side by side, as many of them as could come next.
    """
    end = len(rule.parts)
    around = False
    waiting = _with_next(rule.parts, {0})
    for number, name in enumerate(names, start=1):
        fitting = {at if part is _ANY else at + 1 for at in waiting for part in rule.parts[at : at + 1]
                   if part is _ANY or part(name)}  # fmt: skip
        waiting = _with_next(rule.parts, fitting)
        if end in waiting:
            if number < len(names) or folder:
                around = True
            elif not rule.folders_only:
                return True
    return False if around else None


def _with_next(parts: Sequence[object], places: set[int]) -> set[int]:
    """Add the places that are reached where a part stands for no folder at all."""
    for at in sorted(places):
        while at < len(parts) and parts[at] is _ANY:
            at += 1
            places.add(at)
    return places


def _matcher(pattern: str) -> Callable[[str], bool]:
    """Return what tells whether the name of a file or folder fits a pattern without ``/``."""
    if not set(pattern) & set("*?[\\"):
        return pattern.__eq__
    units = list(_units(pattern))
    return lambda name: _fits(units, name)


def _fits(units: Sequence[Callable[[str], bool] | None], name: str) -> bool:
    at = seen = 0
    star, start = -1, 0
    while seen < len(name):
        unit = units[at] if at < len(units) else _no
        if unit is _STAR:
            star, start = at, seen
            at += 1
        elif unit(name[seen]):
            at += 1
            seen += 1
        elif star >= 0:
            start += 1
            at, seen = star + 1, start
        else:
            return False
    return all(unit is _STAR for unit in units[at:])


def _units(pattern: str) -> Iterator[Callable[[str], bool] | None]:
    at = 0
    while at < len(pattern):
        sign = pattern[at]
        at += 1
        if sign == "*":
            yield _STAR
        elif sign == "?":
            yield _yes
        elif sign == "[" and (end := _end_of_class(pattern, at)):
            yield _class(pattern[at : end - 1])
            at = end
        else:
            if sign == "\\":
                if at == len(pattern):
                    raise BadPatternError("it ends with a backslash")
                sign = pattern[at]
                at += 1
            yield sign.__eq__


def _end_of_class(pattern: str, at: int) -> int:
    """Return where ``[…]`` ends, 0 when it does not: then the bracket stands for itself."""
    at += pattern[at : at + 1] in ("!", "^")
    first = at
    while at < len(pattern):
        if pattern[at] == "]" and at > first:
            return at + 1
        named = pattern.find(":]", at) if pattern.startswith("[:", at) else -1
        at = named + 2 if named >= 0 else at + 1 + (pattern[at] == "\\")
    return 0


def _class(text: str) -> Callable[[str], bool]:
    """Return what tells whether a character is one of those between the brackets."""
    without = text.startswith(("!", "^"))
    at = int(without)
    ranges: list[tuple[str, str]] = []
    named: list[Callable[[str], bool]] = []
    while at < len(text):
        end = text.find(":]", at) if text.startswith("[:", at) else -1
        if end >= 0:
            if text[at + 2 : end] not in _CLASSES:
                raise BadPatternError("it names a class of characters that there is not")
            named.append(_CLASSES[text[at + 2 : end]])
            at = end + 2
            continue
        low, at = _sign(text, at)
        high = low
        if text[at : at + 1] == "-" and at + 1 < len(text):
            high, at = _sign(text, at + 1)
        if low > high:
            raise BadPatternError("a range in it runs backwards")
        ranges.append((low, high))
    return lambda sign: without != (any(low <= sign <= high for low, high in ranges) or any(is_(sign) for is_ in named))


def _sign(text: str, at: int) -> tuple[str, int]:
    at += text[at] == "\\" and at + 1 < len(text)
    return text[at], at + 1


def _without_end(line: str) -> str:
    """Return a line without the spaces at its end, unless a backslash keeps one."""
    text = line.rstrip("\r\n")
    bare = text.rstrip(" \t")
    kept = (len(bare) - len(bare.rstrip("\\"))) % 2 and len(bare) < len(text)
    return text[: len(bare) + 1] if kept else bare


def _yes(_: str) -> bool:
    return True


def _no(_: str) -> bool:
    return False
