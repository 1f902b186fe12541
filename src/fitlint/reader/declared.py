"""Numbers that may declare how many samples each class has.

In loaded configuration files and in literals of the script.

Everything of the right shape is handed on with its dotted key; which keys mean class counts is the rule's business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fitlint import program as p
from fitlint.reader import configs
from fitlint.reader.values import Const, Dict, Seq, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fitlint.reader.run import Loaded, Run

Counts = tuple[tuple[str, float], ...]
MOST_CLASSES = 2_000
MOST_NUMBERS = 50_000
MOST_LEVELS = 4
TEXT_ONLY = (".ini", ".cfg", ".conf")


def label_counts(run: Run) -> Iterator[p.LabelCounts]:
    """Every candidate, files first."""
    if not run.trainings and not run.compiles:
        return
    for loaded in run.loaded.values():
        anchor = p.Anchor(run.file_of(loaded.node), loaded.node, loaded.symbol)
        plain = configs.plain(loaded.entry)
        yield from _entries(
            _numeric(plain) if loaded.filename.endswith(TEXT_ONLY) else plain, loaded.entry, "", loaded, anchor
        )
    budget = [MOST_NUMBERS]
    seen: set[tuple[object, ...]] = set()
    for name, value, node, symbol in run.literals:
        if run.left_out.get(id(node)) == {False}:  # every object of the class gets another value
            continue
        for counts in _literal(run, name, value, node, symbol, budget):
            told = (id(counts.anchor.node), counts.key, counts.counts)
            if told not in seen:
                seen.add(told)
                yield counts


def _entries(plain: Any, entry: configs.Entry, key: str, loaded: Loaded, anchor: p.Anchor) -> Iterator[p.LabelCounts]:
    place = p.Anchor(loaded.filename, entry.key or entry.span)
    for pattern, counts in _counts(plain, key):
        yield p.LabelCounts(pattern, counts, place, anchor, id(entry.span))
    if isinstance(entry.value, dict):
        for name, child in entry.value.items():
            yield from _entries(plain.get(name), child, f"{key}.{name}" if key else str(name), loaded, anchor)
    elif isinstance(entry.value, list) and len(entry.value) <= MOST_CLASSES:
        for part, child in zip(plain, entry.value, strict=False):
            if isinstance(part, (dict, list)):
                yield from _entries(part, child, f"{key}[]", loaded, anchor)


def _numeric(plain: Any) -> Any:
    """INI values are texts; those that read as numbers are what the script converts them to."""
    if isinstance(plain, dict):
        return {key: _numeric(value) for key, value in plain.items()}
    try:
        return float(plain) if isinstance(plain, str) else plain
    except ValueError:
        return plain


def _counts(plain: Any, key: str) -> Iterator[tuple[str, Counts]]:
    """Numbers by class.

    A mapping, a list, records with a number each (``classes[].count``, ``classes.*.count``), or a single number.
    """
    if not key:
        return
    if _number(plain):
        yield key, (("", float(plain)),)
    elif isinstance(plain, (dict, list)) and 2 <= len(plain) <= MOST_CLASSES:
        pairs = list(plain.items()) if isinstance(plain, dict) else list(enumerate(plain))
        if all(_number(value) for _, value in pairs):
            yield key, tuple((str(name), float(value)) for name, value in pairs)
        elif all(isinstance(value, dict) for _, value in pairs):
            step = ".*" if isinstance(plain, dict) else "[]"
            for field in pairs[0][1]:
                if all(_number(record.get(field)) for _, record in pairs):
                    yield (
                        f"{key}{step}.{field}",
                        tuple((_label(name, record), float(record[field])) for name, record in pairs),
                    )


def _label(name: Any, record: dict[Any, Any]) -> str:
    """What a record calls its class: its first text, or its key."""
    return next((value for value in record.values() if isinstance(value, str)), str(name))


def _number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _literal(run: Run, key: str, value: Value, node: object, symbol: str, budget: list[int]) -> Iterator[p.LabelCounts]:
    if isinstance(value, Dict) and isinstance(value.node, p.Span):
        return
    for pattern, counts in _counts(_plain(value, budget), key):
        written = id(value.node) if isinstance(value, (Dict, Seq)) and value.node is not None else 0
        yield p.LabelCounts(pattern, counts, p.Anchor(run.file_of(node), node, symbol), written=written)
    if isinstance(value, Dict) and key.count(".") < MOST_LEVELS:
        for name, child in value.entries.items():
            place = value.keys.get(name)
            if place is not None and isinstance(name, str):
                yield from _literal(run, f"{key}.{name}", child, place.node, symbol, budget)


def _plain(value: Value, budget: list[int], depth: int = 0) -> Any:
    """Plain numbers and containers; anything else becomes None.

    ``budget`` bounds what all literals together may cost.
    """
    budget[0] -= 1
    if depth > MOST_LEVELS or budget[0] < 0:
        return None
    if isinstance(value, Const):
        return value.value if not value.soft else None
    if isinstance(value, Seq) and value.exact and value.kind != "range":
        return [_plain(item, budget, depth + 1) for item in value.items]
    if isinstance(value, Dict) and not value.open:
        return {key: _plain(entry, budget, depth + 1) for key, entry in value.entries.items()}
    return None
