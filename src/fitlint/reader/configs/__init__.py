"""Configuration files as the script gets them, with the place of every key and value.

What a file holds is data from a stranger. :mod:`.safe_read` decides which files are opened at all; the module of each
format keeps to the limits in :mod:`.entry` and builds nothing but plain values, those that the usual loader gives.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from fitlint.reader.configs.entry import MAX_BYTES, UNKNOWN_VALUE, Entry, Key, Refused, UnknownValue, plain
from fitlint.reader.configs.safe_read import FORMATS, read_text, suffix_of

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["FORMATS", "UNKNOWN_VALUE", "Entry", "Key", "Refused", "UnknownValue", "load", "parse", "plain", "read_text"]


def load(path: str, root: str, format: str | None = None) -> Entry:  # noqa: A002
    """Read the configuration file ``path`` inside the project folder ``root``.

    ``format`` is a name or suffix in :data:`FORMATS` and says how to read the file; without it, its own suffix does.
    Raises :class:`Refused`, whose reason names the file.
    """
    text = read_text(path, root)
    try:
        return parse(text, format or suffix_of(path))
    except Refused as refused:
        raise Refused(refused.what, refused.row, os.path.basename(path)) from refused


def parse(text: str, format: str) -> Entry:  # noqa: A002
    """Read configuration text. ``format`` is a name or suffix in :data:`FORMATS`. Raises :class:`Refused`."""
    if format.lower() not in FORMATS:
        raise Refused(f"the format {format} is not one of {', '.join(FORMATS)}")
    if len(text) > MAX_BYTES:
        raise Refused(f"it is longer than {MAX_BYTES:,} characters")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        return _parser(FORMATS[format.lower()])(text)
    except RecursionError as error:
        raise Refused("it nests too deep for the stack that is left") from error


def _parser(format: str) -> Callable[[str], Entry]:  # noqa: A002
    """Return the parser of a format. Its library is imported only now: most projects need one."""
    if format == "yaml":
        from fitlint.reader.configs.yaml import parse as parse_yaml

        return parse_yaml
    if format == "json":
        from fitlint.reader.configs.json import parse as parse_json

        return parse_json
    if format == "jsonc":
        from fitlint.reader.configs.json import parse_with_comments

        return parse_with_comments
    if format == "toml":
        from fitlint.reader.configs.toml import parse as parse_toml

        return parse_toml
    from fitlint.reader.configs.ini import parse as parse_ini

    return parse_ini
