"""YAML the way ``yaml.safe_load`` reads it, built from the parser's events, with bounded depth and size.

PyYAML says where a scalar ends and which YAML 1.1 type it has; what becomes of it is decided here, and no tag
constructs anything. Events are used because composing nodes recurses in C and dies on deep nesting, and because loading
multiplies merge keys and aliases without a limit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

import yaml

from fitlint.reader.configs.entry import (
    MAX_DEPTH,
    MAX_DIGITS,
    MAX_NODES,
    UNKNOWN_VALUE,
    Entry,
    Key,
    Ledger,
    Refused,
    UnknownValue,
)

if TYPE_CHECKING:
    from yaml.events import CollectionStartEvent, Event, ScalarEvent

    from fitlint.program import Scalar, Span

_MAX_TAG_DIRECTIVES: Final = 100  # the parser compares every one with every other
_TOO_DEEP: Final = f"it nests more than {MAX_DEPTH} levels deep"
_PARSER_TOO_DEEP: Final = "exceeded maximum nesting depth"  # of newer libyaml, which looks ahead
_CORE: Final = "tag:yaml.org,2002:"
_MERGE: Final = _CORE + "merge"
_BOOLEANS: Final = {"yes": True, "no": False, "true": True, "false": False, "on": True, "off": False}
_PROPERTY: Final = re.compile(r"[&!]\S*\s*|#.*\s*")
_DECIMAL: Final = re.compile(r"([-+]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([-+]?)([0-9]+))?")


def parse(text: str) -> Entry:
    """Read one YAML document whose lines end with a line feed. Raises :class:`Refused`.

    Empty text is None, as it is for ``yaml.safe_load``. A value with a tag that does not make it a scalar, list or
    mapping is unknown, and so is a mapping with such a key.
    """
    if text.count("%TAG") > _MAX_TAG_DIRECTIVES:
        raise Refused(f"it has more than {_MAX_TAG_DIRECTIVES} %TAG directives")
    builder = _Builder(text)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        row = error.problem_mark.line + 1 if error.problem_mark else None
        problem = _TOO_DEEP if error.problem == _PARSER_TOO_DEEP else error.problem
        raise Refused(problem or "it is not valid YAML", row) from error
    except yaml.YAMLError as error:
        raise Refused("it holds characters that YAML does not allow") from error
    except (ValueError, OverflowError) as error:
        raise Refused("it is not valid YAML") from error
    return builder.document()


class _Node(NamedTuple):
    """An entry as it is used at one place.

    ``used`` differs from its span when an alias stands there; ``height`` counts the levels of containers inside.
    """

    entry: Entry
    used: Span
    tag: str
    height: int


class _Anchored(NamedTuple):
    """What an anchor names, and how many values an alias of it adds."""

    node: _Node
    size: int


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is still open. A mapping's items are its keys and values in turn."""

    tag: str
    anchor: str | None
    start: int
    spent: int
    flow: bool
    items: list[_Node] = field(default_factory=list)
    height: int = 1


class _Builder:
    """Turns the events of one document into entries."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ledger = Ledger(text)
        self._open: list[_Frame] = []
        self._anchors: dict[str, _Anchored | None] = {}
        self._documents = 0
        self._root: Entry | None = None
        self._end = 0

    def document(self) -> Entry:
        """Return the document, once every event was taken."""
        if self._root is None:
            return self._ledger.entry(None, self._ledger.span(0, 0))
        return self._root

    def take(self, event: Event) -> None:
        """Add what one event says."""
        start, end = (mark.index if mark else 0 for mark in (event.start_mark, event.end_mark))
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event, start, end)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._begin(event, start)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(end)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event.anchor or "", start, end)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise self._ledger.refused(
                    "a second document starts here, and yaml.safe_load reads files with one only", start
                )

    def _scalar(self, event: ScalarEvent, start: int, end: int) -> None:
        self._declare(event.anchor, start)
        spent = self._ledger.spent
        tag = event.tag
        if tag is None or tag == "!":
            tag = _implicit_tag(event.value) if event.implicit[0] else _CORE + "str"
        try:
            value = _construct(tag, event.value)
        except (ValueError, OverflowError) as error:
            raise self._ledger.refused(f"Python cannot read this value as {_short(tag)}", start) from error
        start = self._past_properties(start, end)
        end = start + len(self._text[start:end].rstrip())
        span = self._ledger.span(start, end)
        bare = event.tag is None and not event.style
        note = _note(event.value, value, tag) if bare or value is UNKNOWN_VALUE else ""
        self._end = end
        self._add(_Node(self._ledger.entry(value, span, note=note), span, tag, 0), event.anchor, spent)

    def _begin(self, event: CollectionStartEvent, start: int) -> None:
        self._declare(event.anchor, start)
        if len(self._open) >= MAX_DEPTH:
            raise self._ledger.refused(_TOO_DEEP, start)
        tag = event.tag
        if tag is None or tag == "!":
            tag = _CORE + ("map" if isinstance(event, yaml.MappingStartEvent) else "seq")
        start = self._past_properties(start, len(self._text))
        self._open.append(_Frame(tag, event.anchor, start, self._ledger.spent, bool(event.flow_style)))

    def _close(self, end: int) -> None:
        frame = self._open.pop()
        if frame.flow:
            self._end = end
        value: dict[Key, Entry] | list[Entry] | UnknownValue
        if frame.tag == _CORE + "map":
            value = self._mapping(frame.items)
        elif frame.tag == _CORE + "seq":
            value = [item.entry for item in frame.items]
        else:
            value = UNKNOWN_VALUE
        note = ""
        if value is UNKNOWN_VALUE:
            note = "a key or merged mapping in it is unknown" if frame.tag == _CORE + "map" else _unknown(frame.tag)
        # The parser ends a block where the next thing starts; it reads better to end it with its last value.
        span = self._ledger.span(frame.start, max(frame.start, self._end))
        self._add(
            _Node(self._ledger.entry(value, span, note=note), span, frame.tag, frame.height), frame.anchor, frame.spent
        )

    def _past_properties(self, start: int, end: int) -> int:
        """Return where a value itself starts, behind its anchor and tag and the comments between."""
        while match := _PROPERTY.match(self._text, start, end):
            start = match.end()
        return start

    def _alias(self, name: str, start: int, end: int) -> None:
        if name not in self._anchors:
            raise self._ledger.refused(f"the alias *{_cut(name)} names nothing above it", start)
        target = self._anchors[name]
        if target is None:
            raise self._ledger.refused(f"*{_cut(name)} stands inside itself", start)
        if len(self._open) + target.node.height > MAX_DEPTH:
            raise self._ledger.refused(f"aliases nest more than {MAX_DEPTH} levels deep", start)
        self._ledger.spend(target.size, f"aliases expand to more than {MAX_NODES:,} nodes")
        self._end = end
        self._add(target.node._replace(used=self._ledger.span(start, end)), None, 0)

    def _declare(self, anchor: str | None, start: int) -> None:
        if anchor is None:
            return
        if anchor in self._anchors:
            raise self._ledger.refused(f"the anchor &{_cut(anchor)} is defined twice", start)
        self._anchors[anchor] = None

    def _add(self, node: _Node, anchor: str | None, spent: int) -> None:
        """Put a finished node where it belongs; ``spent`` is the count before it began."""
        if anchor is not None:
            self._anchors[anchor] = _Anchored(node, self._ledger.spent - spent)
        if not self._open:
            self._root = node.entry
            return
        frame = self._open[-1]
        frame.items.append(node)
        frame.height = max(frame.height, node.height + 1)

    def _mapping(self, items: list[_Node]) -> dict[Key, Entry] | UnknownValue:
        """Build a mapping: merged entries first, own ones over them; of equal keys the last counts."""
        merged: dict[Key, Entry] = {}
        own: dict[Key, Entry] = {}
        known = True
        for key, item in zip(items[::2], items[1::2], strict=True):
            if key.tag == _MERGE:
                known &= self._merge(item, merged)
                continue
            name = "=" if key.tag == _CORE + "value" else key.entry.value
            if isinstance(name, UnknownValue):
                known = False
            elif isinstance(name, (dict, list)):
                raise Refused("a list or mapping cannot be a key", key.used.row)
            else:
                note = item.entry.note or key.entry.note.replace(" reads ", " reads the key ", 1)
                own[name] = Entry(item.entry.value, item.entry.span, key.used, note)
        return merged | own if known else UNKNOWN_VALUE

    @staticmethod
    def _merge(item: _Node, merged: dict[Key, Entry]) -> bool:
        """Add the mapping or mappings behind ``<<``; in a list the first one counts. False when one is unknown."""
        value = item.entry.value
        sources = [entry.value for entry in reversed(value)] if isinstance(value, list) else [value]
        for source in sources:
            if isinstance(source, dict):
                merged.update(source)
            elif source is not UNKNOWN_VALUE:
                raise Refused("<< merges a mapping or a list of mappings, and this is neither", item.used.row)
        return all(source is not UNKNOWN_VALUE for source in sources)


def _implicit_tag(text: str) -> str:
    """Return the tag that YAML 1.1 gives a scalar written without quotes, by the table that ``yaml.safe_load`` uses."""
    for tag, pattern in yaml.resolver.Resolver.yaml_implicit_resolvers.get(text[:1], ()):
        if pattern.match(text):
            return str(tag)
    return _CORE + "str"


def _construct(tag: str, text: str) -> Scalar | UnknownValue:
    """Return the value of a scalar. Raises ``ValueError`` or ``OverflowError`` where ``yaml.safe_load`` fails too."""
    kind = tag.removeprefix(_CORE)
    if kind in ("str", "timestamp"):
        return text
    if kind == "null":
        return None
    if kind == "bool":
        if text.lower() not in _BOOLEANS:
            raise ValueError(text)
        return _BOOLEANS[text.lower()]
    if kind in ("int", "float"):
        if len(text) > MAX_DIGITS:
            raise ValueError(f"more than {MAX_DIGITS} characters")
        text = text.replace("_", "")
        digits = text[1:] if text[:1] in ("-", "+") else text
        number = _integer(digits) if kind == "int" else _float(digits.lower())
        return -number if text[:1] == "-" else number
    return UNKNOWN_VALUE


def _integer(digits: str) -> int:
    """Read an unsigned YAML 1.1 integer: binary, octal with a bare leading zero, hexadecimal, base 60 or decimal."""
    if digits.startswith("0b"):
        return int(digits[2:], 2)
    if digits.startswith("0x"):
        return int(digits[2:], 16)
    if digits.startswith("0"):
        return int(digits, 8)
    number = 0
    for part in digits.split(":"):
        number = number * 60 + int(part)
    return number


def _float(digits: str) -> float:
    """Read an unsigned YAML 1.1 float, base 60 included, summed in PyYAML's order: not even the last bit differs."""
    if digits in (".inf", ".nan"):
        return float(digits[1:])
    number = 0.0
    base = 1
    for part in reversed(digits.split(":")):
        number += float(part) * base
        base *= 60
    return number


def _note(text: str, value: Scalar | UnknownValue, tag: str) -> str:
    """Say what may surprise about a scalar that is written without quotes, or about any that is unknown."""
    if value is UNKNOWN_VALUE:
        return _unknown(tag)
    kind = tag.removeprefix(_CORE)
    if kind == "str":
        better = _as_number(text) if len(text) <= MAX_DIGITS else ""
        return f"YAML 1.1 reads {_cut(text)} as a string; write {_cut(better)}" if better else ""
    if kind == "bool" and text.lower() not in ("true", "false"):
        return f"YAML 1.1 reads {text} as {value}"
    if kind == "timestamp":
        return f"YAML 1.1 reads {text} as a date"
    if kind in ("int", "float") and ":" in text:
        return f"YAML 1.1 reads {_cut(text)} as {_cut(str(value))}, a number in base 60"
    digits = text.replace("_", "").lstrip("+-")
    if isinstance(value, int) and digits.isdigit() and int(digits) != abs(value):
        return f"YAML 1.1 reads {_cut(text)} as {_cut(str(value))}, an octal number"
    return ""


def _as_number(text: str) -> str:
    """How YAML 1.1 wants a number that it takes for text (``1e-3`` is ``1.0e-3``); empty for text that is no number."""
    match = _DECIMAL.fullmatch(text)
    if match is None:
        return ""
    sign, whole, fraction, exponent_sign, exponent = match.groups()
    if not whole and not fraction:
        return ""
    whole = whole.lstrip("0") or "0"
    if fraction is None and exponent is None:
        return sign + whole
    return f"{sign}{whole}.{fraction or '0'}" + (f"e{exponent_sign or '+'}{exponent}" if exponent else "")


def _unknown(tag: str) -> str:
    return f"what the tag {_short(tag)} makes of it is known to the script only"


def _short(tag: str) -> str:
    return _cut("!!" + tag.removeprefix(_CORE) if tag.startswith(_CORE) else tag)


def _cut(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
