"""A rule for people: what it finds, why that matters, what to do, a bad and a good script, the limits in force."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, get_args

from rich.text import Text

from fitlint.catalog import RULES, documentation_url
from fitlint.report.lines import (
    BAD,
    GOOD,
    LEVEL,
    QUIET,
    STRONG,
    WIDEST_PROSE,
    folded,
    hanging,
    highlighted,
    wrap,
    written,
)
from fitlint.report.terminal import NARROWEST, columns, wants_color
from fitlint.report.text import clean, clean_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fitlint.finding import Profile
    from fitlint.rule import Category, Example, Option, OptionValue, Rule

RulesFormat = Literal["text", "json", "markdown"]
RULES_FORMATS: tuple[str, ...] = get_args(RulesFormat)

_SWITCH: dict[Profile, str] = {
    "default": "on by default",
    "strict": "on with --profile strict",
    "pedantic": "on with --profile pedantic",
}
_CATEGORY: dict[Category, str] = {
    "run": "The run itself",
    "data": "Data",
    "hyperparameters": "Hyperparameters",
    "architecture": "Architecture",
    "evaluation": "Evaluation",
}


def explain(
    rule: Rule,
    limits: Mapping[str, OptionValue] | None = None,
    *,
    color: bool | None = None,
    width: int | None = None,
) -> str:
    """Return everything a user may want to know about ``rule``.

    ``limits`` are the options in force, the defaults when left out; where they differ from the defaults, both are
    printed. ``color`` and ``width`` (cells) default to what standard output can show.
    """
    painted = wants_color() if color is None else color
    wide = min(columns() if width is None else max(width, NARROWEST), WIDEST_PROSE)
    return written(_page(rule, rule.limits if limits is None else limits, painted, wide), painted)


def rules(
    fmt: str = "text",
    *,
    selected: Iterable[Rule] | None = None,
    color: bool | None = None,
    width: int | None = None,
) -> str:
    """Return the list of ``selected`` rules (all of them when left out) as ``text``, ``json`` or a ``markdown`` table.

    ``color`` and ``width`` (cells) matter to ``text`` and default to what standard output can show. An unknown format
    is a ``ValueError``.
    """
    chosen = list(RULES.values() if selected is None else selected)
    if fmt == "json":
        import json

        return json.dumps([_document(rule) for rule in chosen], indent=2) + "\n"
    if fmt == "markdown":
        return "".join(f"{line}\n" for line in _markdown(chosen))
    if fmt != "text":
        raise ValueError(f"unknown format {fmt!r}; choose one of {', '.join(RULES_FORMATS)}")
    wide = min(columns() if width is None else max(width, NARROWEST), WIDEST_PROSE)
    return written(_list(chosen, wide), wants_color() if color is None else color)


def _page(rule: Rule, limits: Mapping[str, OptionValue], color: bool, width: int) -> Iterator[Text]:
    yield Text.assemble((rule.code, LEVEL[rule.severity]), " ", (rule.name, STRONG))
    yield Text(f"{rule.severity} · {rule.category} · {_SWITCH[rule.profile]}", QUIET)
    yield Text()
    yield from map(Text, wrap(clean_words(rule.summary), width))
    yield from _section("Why it matters", rule.why, width)
    yield from _section("What to do", rule.fix, width)
    yield from _section("When to ignore it", rule.ignore_when, width)
    for bad in (True, False):
        example = next((example for example in rule.examples if example.bad is bad), None)
        if example:
            yield Text()
            yield from _example(example, color, width)
    if rule.options:
        yield from _heading("Limits in force")
        for option in rule.options:
            yield from _option(option, limits.get(option.name, option.default), width)
    yield from _heading("Settings")
    yield from _settings(rule, width)
    yield from _heading("Read on")
    own = ("This rule, with all its examples", documentation_url(rule.code))
    for title, url in (*rule.references, own):
        yield from hanging(Text("  "), clean_words(title), width)
        yield Text(f"    {clean(url)}", QUIET)


def _heading(title: str, style: str = STRONG) -> Iterator[Text]:
    yield Text()
    yield Text(title, style)


def _section(title: str, paragraphs: str, width: int) -> Iterator[Text]:
    if not paragraphs.strip():
        return
    yield from _heading(title)
    for number, paragraph in enumerate(paragraphs.strip().split("\n\n")):
        if number:
            yield Text()
        yield from hanging(Text("  "), clean_words(paragraph), width)


def _example(example: Example, color: bool, width: int) -> Iterator[Text]:
    word, style = ("Bad", BAD) if example.bad else ("Good", GOOD)
    yield Text.assemble((word, style), f": {clean_words(example.name)}")
    sources = [*example.files, ("train.py", example.code)]
    for filename, code in sources:
        yield Text()
        if len(sources) > 1:
            yield Text(f"    {clean(filename)}", QUIET)
        for line in highlighted(code, filename, color):
            yield from (Text("    ").append_text(part) for part in folded(line, width - 4))


def _option(option: Option, value: OptionValue, width: int) -> Iterator[Text]:
    lead, margin = Text.assemble("  ", (option.name, STRONG)), Text(" " * 6)
    if isinstance(value, (int, float)):
        lead.append(f" = {_shown(value, option.default)}")
        yield from hanging(lead.append("  "), clean_words(option.unit), width)
    else:
        yield from hanging(lead.append(", "), clean_words(option.unit), width)
        yield from hanging(margin, _shown(value, option.default), width)
    yield from hanging(margin, clean_words(option.help), width)
    yield from hanging(margin, f"Default from: {clean_words(option.source)}", width, QUIET)


def _shown(value: OptionValue, default: OptionValue) -> str:
    """Return an option's value, with its default beside it where that is different."""
    if isinstance(value, Mapping):
        usual = default if isinstance(default, Mapping) else {}
        return ", ".join(f"{clean(key)}={_changed(number, usual.get(key, number))}" for key, number in value.items())
    if isinstance(value, (int, float)):
        return _changed(value, default if isinstance(default, (int, float)) else value)
    listed = ", ".join(map(clean, value)) or "none"
    if value == default or not isinstance(default, tuple):
        return listed
    return f"{listed} (default {', '.join(default) or 'none'})"


def _changed(value: float, default: float) -> str:
    return f"{value:g}" if value == default else f"{value:g} (default {default:g})"


def _settings(rule: Rule, width: int) -> Iterator[Text]:
    yield from hanging(Text("  Off for a line:  "), f"# noqa: {rule.code}", width)
    yield from hanging(Text("  Off for a file:  "), f"# fitlint: ignore-file[{rule.code}]", width)
    yield from hanging(Text("  Off everywhere:  "), f'[tool.fitlint] ignore = ["{rule.code}"]', width)
    option = next(iter(rule.options), None)
    if option:
        key, default = option.name, option.default
        if isinstance(default, Mapping):
            first = next(iter(default))
            key, default = f"{key}.{first}", default[first]
        value = list(default) if isinstance(default, tuple) else f"{default:g}"
        yield from hanging(Text("  Another limit:   "), f"[tool.fitlint] rules.{rule.code}.{key} = {value}", width)


def _list(chosen: Iterable[Rule], width: int) -> Iterator[Text]:
    category: Category | None = None
    for rule in chosen:
        if rule.category != category:
            if category:
                yield Text()
            category = rule.category
            yield Text(_CATEGORY[category], STRONG)
        extra = "" if rule.profile == "default" else f" · {_SWITCH[rule.profile]}"
        yield Text.assemble(
            "  ", (rule.code, LEVEL[rule.severity]), f" {rule.name}", (f"  {rule.severity}{extra}", QUIET)
        )
        yield from hanging(Text(" " * 9), clean_words(rule.summary), width)


def _markdown(chosen: Iterable[Rule]) -> Iterator[str]:
    yield "| Rule | What it finds | Severity | Profile |"
    yield "| --- | --- | --- | --- |"
    for rule in chosen:
        link = f"[{rule.code}]({documentation_url(rule.code)})"
        yield f"| {link} `{rule.name}` | {_cell(rule.summary)} | {rule.severity} | {rule.profile} |"


def _cell(text: str) -> str:
    return clean_words(text).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("[", "\\[")


def _document(rule: Rule) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "category": rule.category,
        "severity": rule.severity,
        "profile": rule.profile,
        "summary": rule.summary,
        "why": rule.why,
        "fix": rule.fix,
        "ignore_when": rule.ignore_when,
        "options": [option._asdict() for option in rule.options],
        "references": [reference._asdict() for reference in rule.references],
        "examples": [{**example._asdict(), "files": dict(example.files)} for example in rule.examples],
        "url": documentation_url(rule.code),
    }
