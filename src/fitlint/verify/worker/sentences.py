"""What is said of an error: sentences of fitlint's own, for the text of a foreign one may quote what it stumbled over.

A library that fails on a cell of a table likes to print the cell. A report is read by others than the table is, so
nothing of such a text passes but its kind, and sizes in what Keras says about a model, which is numbers throughout.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_KINDS = {
    "FileNotFoundError": "the file is not there",
    "PermissionError": "the file may not be read",
    "OSError": "the file cannot be read",
    "EmptyDataError": "the file is empty",
    "ParserError": "its rows have no common form",
    "UnicodeDecodeError": "the text is written in another encoding",
    "BadZipFile": "the file is damaged",
    "BadGzipFile": "the file is damaged",
    "EOFError": "the file ends too early",
    "LZMAError": "the file is damaged",
    "KeyError": "a column or array of that name is not there",
    "IndexError": "there is nothing at that position",
    "AttributeError": "such data cannot do that",
    "OverflowError": "a number is too large",
    "TypeError": "a value is of the wrong type",
    "ValueError": "a value does not fit",
}
"""Words for an error by its class or the nearest class above it."""


def kind(error: BaseException) -> str:
    """Return what kind of error it is, in words and by its class."""
    name = type(error).__name__
    words = next((_KINDS[above.__name__] for above in type(error).__mro__ if above.__name__ in _KINDS), "")
    return f"{words} ({name})" if words else name


def of_keras(error: BaseException) -> str:
    """Return why Keras refuses a model or a training, as far as that is one of the usual reasons; else its kind."""
    text = " ".join(str(error).split())
    for pattern, said in _REFUSALS:
        found = pattern.search(text)
        if found is not None:
            return said(found)
    return kind(error)


def _always(text: str) -> Callable[[re.Match[str]], str]:
    return lambda found: text


_REFUSALS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"total size of the (?:tensor|new array) must be unchanged"),
     _always("a sample has another number of values before and after it")),
    (re.compile(r"expected min_ndim=(\d+), found ndim=(\d+)"),
     lambda found: f"it takes at least {found[1]} dimensions, batch included, and gets {found[2]}"),
    (re.compile(r"expected (?:max_)?ndim=(\d+), found ndim=(\d+)"),
     lambda found: f"it takes {found[1]} dimensions, batch included, and gets {found[2]}"),
    (re.compile(r"expected axis (-?\d+) of input shape to have value (\d+)"),
     lambda found: f"it takes {found[2]} values along axis {found[1]}, and gets another number"),
    (re.compile(r"(?:`target` and `output`|argument `output`) must have", re.IGNORECASE),
     _always("targets and answers have different shapes")),
    (re.compile(r"(?:output size would be|dimension size|output shape).{0,60}(?:negative|zero|<= ?0)"
                r"|negative dimension|must be (?:non-negative|positive).{0,40}(?:output|dimension)", re.IGNORECASE),
     _always("its window is larger than what comes in")),
    (re.compile(r"requires inputs with matching shapes|"
                r"cannot be broadcast|could not be broadcast|must have the same (?:shape|first dimension|rank)|"
                r"incompatible (?:input )?(?:shapes|dimensions)|dimensions must be equal|must have rank",
                re.IGNORECASE),
     _always("what comes together there has different shapes")),
    (re.compile(r"outside (?:of )?the valid range|class values must be|index out of bounds|"
                r"target \S+ is out of bounds|is not in \[0, ?\d+\)", re.IGNORECASE),
     _always("a whole number is larger than there is room for")),
    (re.compile(r"invalid value (?:received )?for (?:argument )?`([a-z_]{1,24})`", re.IGNORECASE),
     lambda found: f"its `{found[1]}` cannot have that value"),
    (re.compile(r"must be evenly divisible by the number of groups"), _always("`groups` does not divide its channels")),
    (re.compile(r"unknown (activation|initializer|regularizer|constraint|loss|optimizer)|"
                r"could not interpret (activation|initializer|regularizer|constraint|loss|optimizer)", re.IGNORECASE),
     lambda found: f"it knows no such {(found[1] or found[2]).lower()}"),
)  # fmt: skip
