"""The catalogue of rules: a typed, read-only view of ``rules/*.yaml``.

The YAML files are compiled into :mod:`fitlint._rules` (``python -m fitlint.dev sync``), so that looking up a rule reads
no file and imports no YAML parser. A rule is built when it is first asked for; selection needs only the index.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from fitlint._rules import BUILDERS, INDEX

if TYPE_CHECKING:
    from fitlint.finding import Profile
    from fitlint.rule import Rule

PROFILES: tuple[Profile, ...] = ("default", "strict", "pedantic")
RULES_PAGE = "https://github.com/fitlint/fitlint/blob/main/docs/rules/"


class UnknownRule(ValueError):  # noqa: N818 - it reads as what it says
    """A selector names no rule, category or beginning of a code. The message offers the closest one."""


class _Catalogue(Mapping[str, "Rule"]):
    """Rules by code, each built at its first use."""

    def __init__(self) -> None:
        self._built: dict[str, Rule] = {}

    def __getitem__(self, code: str) -> Rule:
        rule = self._built.get(code)
        if rule is None:
            rule = self._built[code] = BUILDERS[code]()
        return rule

    def __iter__(self) -> Iterator[str]:
        return (entry[0] for entry in INDEX)

    def __len__(self) -> int:
        return len(INDEX)

    def __contains__(self, code: object) -> bool:
        return any(entry[0] == code for entry in INDEX)


RULES: Mapping[str, Rule] = _Catalogue()


def resolve(selector: str) -> frozenset[str]:
    """Return the codes that ``selector`` stands for.

    A selector is a code (``FIT201``), the beginning of one (``FIT2``), a rule's name, a category (``data``) or ``ALL``;
    case does not matter. Raises :class:`UnknownRule` when nothing answers to it.
    """
    wanted = selector.strip()
    upper, lower = wanted.upper(), wanted.lower()
    codes = frozenset(
        code
        for code, name, category, _ in INDEX
        if upper == "ALL" or (upper.startswith("FIT") and code.startswith(upper)) or lower in (name, category)
    )
    if not codes:
        raise UnknownRule(_unknown(wanted))
    return codes


def lookup(code_or_name: str) -> Rule:
    """Return the one rule with this code or name, whatever its case. Raises :class:`UnknownRule` if there is none."""
    wanted = code_or_name.strip()
    for code, name, _, _ in INDEX:
        if wanted.upper() == code or wanted.lower() == name:
            return RULES[code]
    raise UnknownRule(_unknown(wanted))


def by_profile(profile: Profile) -> frozenset[str]:
    """Return the codes that are on under ``profile``. Each profile includes the ones before it in ``PROFILES``."""
    included = PROFILES[: PROFILES.index(profile) + 1]
    return frozenset(code for code, _, _, first in INDEX if first in included)


def documentation_url(code: str) -> str:
    """Return the address of the page that documents the rule ``code``. Raises ``KeyError`` for an unknown one."""
    for known, name, _, _ in INDEX:
        if known == code:
            return f"{RULES_PAGE}{code}-{name}.md"
    raise KeyError(code)


def _unknown(wanted: str) -> str:
    from difflib import get_close_matches

    known = {"all": "ALL"}
    for code, name, category, _ in INDEX:
        known |= {code.lower(): code, name: name, category: category}
    close = get_close_matches(wanted.lower(), known, n=1)
    hint = f"did you mean {known[close[0]]!r}?" if close else "`fitlint rules` lists them all."
    return f"{wanted!r} is no rule, beginning of a code, or category; {hint}"
