"""What a model returns: nodes of a graph by their index, in the lists and mappings they come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable

# A node, a list or tuple of such (an empty one for what is no tensor), or a mapping.
Nest = int | tuple["Nest", ...] | dict["Hashable", "Nest"]


def spread(nest: Nest) -> tuple[int, ...]:
    """Every node, in order."""
    if isinstance(nest, int):
        return (nest,)
    return tuple(index for part in (nest.values() if isinstance(nest, dict) else nest) for index in spread(part))


def entry(nest: Nest, key: Hashable) -> Nest | None:
    """``nest[key]``; None where there is no such thing."""
    if isinstance(nest, dict):
        return nest.get(key)
    if isinstance(nest, tuple) and isinstance(key, int) and -len(nest) <= key < len(nest):
        return nest[key]
    return None
