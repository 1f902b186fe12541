"""Text that a script reads from a configuration file and changes before it parses it.

Only what leaves the values as they are is followed: lines put together again, white space and comments taken out.
Anything else makes another text, which nobody knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fitlint.reader.values import Const, Maybe, Opened, Seq, Text, Unknown, Value, options

if TYPE_CHECKING:
    from fitlint.reader.run import Call, Run

_COMMENTS = ("//", "#", "/*")
# Where a regular expression that removes comments, or the comma that is left behind, has one of these in it.
_PATTERNS = ("//", r"\/\/", "#", r"/\*", r"\/\*", ",")
_KEEPING = frozenset("strip lstrip rstrip splitlines expandtabs encode decode readlines readline read".split())
_CUTTING = frozenset({"split", "partition"})


def lines(value: Value) -> Text | None:
    """What a loop over an open file, or over the lines of its text, sees in each round."""
    return Text(value.path) if isinstance(value, (Opened, Text)) else None


def method(run: Run, owner: Text, name: str, call: Call) -> Value:
    """Methods of str on such a text."""
    given = [item.value.value for item in call.args if isinstance(item.value, Const)]
    if name in _KEEPING or (name == "split" and given in ([], ["\n"])):
        return Text(owner.path)
    if name in _CUTTING and given and given[0] in _COMMENTS:
        return Text(owner.path, pieces=True)
    if name == "replace" and len(given) == 2 and not "".join(map(str, given)).strip():
        return Text(owner.path)
    return Unknown("a text that is changed before it is parsed")


def piece(owner: Text, index: Value) -> Value:
    """``line.split("//")[0]``."""
    if owner.pieces and isinstance(index, Const) and index.value == 0:
        return Text(owner.path)
    return Unknown("a part of a text")


def added(left: Value, right: Value) -> Text | None:
    """A text and white space, or two parts of the same file, put together."""
    parts = [part for part in (left, right) if isinstance(part, Text)]
    rest = [part for part in (left, right) if not isinstance(part, Text)]
    blank = all(isinstance(part, Const) and not str(part.value).strip() for part in rest)
    return Text(parts[0].path) if parts and blank and _one_file(parts) else None


def joined(glue: Const, parts: Value) -> Text | None:
    """``"".join(lines)``."""
    if isinstance(parts, (Text, Opened)):
        found: list[Value] = [Text(parts.path)]
    else:
        items = parts.items if isinstance(parts, Seq) else ()
        found = [option for item in items for option in options(item.value if isinstance(item, Maybe) else item)]
    texts = [part for part in found if isinstance(part, Text)]
    blank = all(isinstance(part, Text) or (isinstance(part, Const) and part.value == "") for part in found)
    return Text(texts[0].path) if texts and blank and _one_file(texts) and not str(glue.value).strip() else None


def substituted(call: Call) -> Value | None:
    """``re.sub(pattern, "", text)`` that takes comments out; None for any other text."""
    pattern, new, text = call.get(0, "pattern"), call.get(1, "repl"), call.get(2, "string")
    text = Text(text.path) if isinstance(text, Opened) else text
    if not isinstance(text, Text):
        return None
    if isinstance(pattern, Const) and isinstance(new, Const) and str(new.value).strip() in {"", "}", "]", r"\1"}:
        return Text(text.path) if any(mark in str(pattern.value) for mark in _PATTERNS) else Unknown("another text")
    return Unknown("a text that is changed before it is parsed")


def _one_file(texts: list[Text]) -> bool:
    paths = {text.path.value if isinstance(text.path, Const) else id(text.path) for text in texts}
    return len(paths) == 1
