"""Compiles ``rules/*.yaml`` into ``src/fitlint/_rules.py``, the pages in ``docs/rules`` and the table of the README.

The YAML files are the only place where a rule's data is edited. What is written here is committed, and a test compares
it with the YAML.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import yaml

from fitlint.dev import pages

if TYPE_CHECKING:
    from pathlib import Path

WIDTH, MARGIN = 120, 24
TABLE_START, TABLE_END = "<!-- rules -->", "<!-- /rules -->"

HEADER = '''"""The rules, compiled from rules/*.yaml by ``python -m fitlint.dev sync``. Edit the YAML, not this file."""
# fmt: off

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fitlint.finding import Profile
    from fitlint.rule import Category, Rule
'''


class RuleFileError(ValueError):
    """A rule's YAML or the README that lists the rules is not as it must be; the message says what to change."""


def sync(root: Path, *, write: bool = True) -> list[Path]:
    """Bring the generated files of the checkout at ``root`` up to date and return those that were not.

    With ``write`` False nothing is written. Raises :class:`RuleFileError` when a rule cannot be read or README.md has
    no place for the table.
    """
    rules = load(root / "rules")
    module, readme = root / "src" / "fitlint" / "_rules.py", root / "README.md"
    wanted = {module: render(rules)}
    if readme.exists():
        wanted[readme] = with_table(readme.read_text(encoding="utf-8"), rules)
    folder = root / "docs" / "rules"
    wanted |= {folder / pages.filename(rule): pages.page(rule) for rule in rules}
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    orphans = [path for path in sorted(folder.glob("*.md")) if path not in wanted]
    if write:
        folder.mkdir(parents=True, exist_ok=True)
        for path in stale:
            path.write_text(wanted[path], encoding="utf-8")
        for path in orphans:
            path.unlink()
    return stale + orphans


def load(folder: Path) -> list[dict[str, Any]]:
    """Return the rules in ``folder`` in the order of their codes.

    Raises :class:`RuleFileError` when a file is no YAML mapping or is not called ``<code>-<name>.yaml``.
    """
    rules = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            rule = yaml.safe_load(path.read_text(encoding="utf-8"))
        except yaml.YAMLError as error:
            raise RuleFileError(f"{path}: not valid YAML: {error}") from error
        if not isinstance(rule, dict) or path.stem != f"{rule.get('code')}-{rule.get('name')}":
            raise RuleFileError(f"{path}: the file must hold a rule and be called <code>-<name>.yaml")
        rules.append(rule)
    return rules


def render(rules: Sequence[Mapping[str, Any]]) -> str:
    """Return the text of ``_rules.py`` for these rules."""
    builders = "".join(map(_builder, rules))
    index = [tuple(rule[key] for key in ("code", "name", "category", "profile")) for rule in rules]
    rows = "".join(f"    {_value(row, 4)},\n" for row in index)
    names = "".join(f'    "{rule["code"]}": _{rule["code"].lower()},\n' for rule in rules)
    return (
        f"{HEADER}{builders}"
        f"\n\nINDEX: Final[tuple[tuple[str, str, Category, Profile], ...]] = (\n{rows})\n"
        f"\nBUILDERS: Final[Mapping[str, Callable[[], Rule]]] = {{\n{names}}}\n"
    )


def table(rules: Sequence[Mapping[str, Any]]) -> str:
    """Return the rules as a Markdown table, each code linked to its page."""
    rows = ["| Code | Name | What it reports | Severity | Profile |", "| --- | --- | --- | --- | --- |"]
    for rule in rules:
        link = f"[{rule['code']}](docs/rules/{pages.filename(rule)})"
        summary = rule["summary"].strip().replace("|", "\\|")
        rows.append(f"| {link} | {rule['name']} | {summary} | {rule['severity']} | {rule['profile']} |")
    return "\n".join(rows)


def with_table(text: str, rules: Sequence[Mapping[str, Any]]) -> str:
    """Return the README ``text`` with the table between its markers replaced.

    Raises :class:`RuleFileError` when the markers are missing or out of order.
    """
    before, start, rest = text.partition(TABLE_START)
    _, end, after = rest.partition(TABLE_END)
    if not start or not end:
        raise RuleFileError(
            f"README.md: no rule table found; put the lines {TABLE_START} and {TABLE_END} where it belongs"
        )
    return f"{before}{start}\n{table(rules)}\n{end}{after}"


class _Code(str):
    """Text that is Python already."""


def _builder(rule: Mapping[str, Any]) -> str:
    # The records are imported where they are used: selecting rules must not pay for them.
    made = _call("Rule", _rule_fields(rule), 4)
    used = ", ".join(name for name in ("Example", "Option", "Recipe", "Reference", "Rule") if f"{name}(\n" in made)
    return f"\n\ndef _{rule['code'].lower()}() -> Rule:\n    from fitlint.rule import {used}\n\n    return {made}\n"


def _rule_fields(rule: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {key: rule[key] for key in ("code", "name", "category", "severity", "profile", "summary")}
    fields |= {key: _paragraphs(rule[key]) for key in ("why", "fix", "ignore_when")}
    options = rule.get("options", {}).items()
    fields["options"] = tuple(_record("Option", {"name": name, **option}, 12) for name, option in options)
    fields["references"] = tuple(_record("Reference", reference, 12) for reference in rule["references"])
    fields["examples"] = (
        *(_example(example, bad=True) for example in rule["bad"]),
        *(_example(example, bad=False) for example in rule["good"]),
    )
    verify = rule.get("verify")
    fields["verify"] = _record("Recipe", verify, 8) if verify else None
    return fields


def _paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))


def _example(example: Mapping[str, Any], *, bad: bool) -> _Code:
    fields = {"name": example["name"], "bad": bad, "code": example["code"]}
    if "files" in example:
        fields["files"] = tuple(example["files"].items())
    return _record("Example", fields, 12)


def _record(name: str, fields: Mapping[str, Any], indent: int) -> _Code:
    return _Code(_call(name, fields, indent))


def _call(name: str, fields: Mapping[str, Any], indent: int) -> str:
    rows = "".join(f"{' ' * (indent + 4)}{key}={_value(value, indent + 4)},\n" for key, value in fields.items())
    return f"{name}(\n{rows}{' ' * indent})"


def _value(value: Any, indent: int) -> str:
    """Return ``value`` as a Python expression; ``indent`` is that of the line it begins on."""
    if isinstance(value, _Code):
        return str(value)
    if isinstance(value, str):
        return _text(value, indent)
    if isinstance(value, Mapping):
        items = [f"{_quoted(key)}: {_value(item, indent + 4)}" for key, item in value.items()]
        return _bracketed("{", items, "}", indent)
    if isinstance(value, (list, tuple)):
        items = [_value(item, indent + 4) for item in value]
        return f"({items[0]},)" if len(items) == 1 and "\n" not in items[0] else _bracketed("(", items, ")", indent)
    return repr(value)


def _bracketed(opening: str, items: Sequence[str], closing: str, indent: int) -> str:
    line = ", ".join(items)
    if "\n" not in line and len(line) + indent < WIDTH - MARGIN:
        return f"{opening}{line}{closing}"
    rows = "".join(f"{' ' * (indent + 4)}{item},\n" for item in items)
    return f"{opening}\n{rows}{' ' * indent}{closing}"


def _text(text: str, indent: int) -> str:
    room = WIDTH - indent - 4
    whole = _quoted(text)
    if text.count("\n") == text.endswith("\n") and len(whole) < room - MARGIN:
        return whole
    pieces = [piece for line in text.splitlines(keepends=True) for piece in _pieces(line, room)]
    rows = "".join(f"{' ' * (indent + 4)}{piece}\n" for piece in pieces)
    return f"(\n{rows}{' ' * indent})"


def _pieces(line: str, room: int) -> Iterator[str]:
    """Cut a line at spaces into literals of at most ``room`` columns."""
    words = line.split(" ")
    start = 0
    for end in range(1, len(words) + 1):
        last = end == len(words)
        if last or len(_quoted(" ".join(words[start : end + 1]) + " ")) > room:
            yield _quoted(" ".join(words[start:end]) + ("" if last else " "))
            start = end


def _quoted(text: str) -> str:
    literal = json.dumps(text, ensure_ascii=False)
    if '"' in text and "'" not in text:
        return "'" + literal[1:-1].replace('\\"', '"') + "'"
    return literal
