"""Where the abstract run keeps what changes: slot tables that know their age, and the scopes that names live in."""

from __future__ import annotations

from typing import Any

_births = 0
_weight = 0


class Cell(dict[Any, Any]):
    """A mutable slot table that knows its age, so that an undo leaves alone what was made inside the undone stretch."""

    __slots__ = ("birth",)

    def __init__(self, slots: dict[Any, Any] | None = None) -> None:
        global _births
        super().__init__(slots or {})
        _births += 1
        self.birth = _births


class Entries(Cell):
    """The entries of a mapping; ``extra["open"]`` says whether there may be others."""

    __slots__ = ("extra",)

    def __init__(self, slots: dict[Any, Any] | None = None) -> None:
        super().__init__(slots)
        self.extra = Cell({"open": False})


def births() -> int:
    """How many cells exist so far: the time stamp that :class:`Cell` compares with."""
    return _births


def weigh(parts: int) -> None:
    """Note that so many parts of values were made or looked at: what a step really costs."""
    global _weight
    _weight += parts


def weight() -> int:
    """How many parts of values were made or looked at so far."""
    return _weight


class Frame:
    """One scope: the module, a function call, a class body.

    ``values`` holds what names are bound to; ``returns`` the values returned so far; ``left`` the moments at which
    alternatives left early; ``self_`` and ``cls`` the object and class of a method; ``stars`` the modules of
    ``from x import *``; ``file`` the file of a module's frame.
    """

    __slots__ = (
        "cls",
        "depth",
        "file",
        "globals_",
        "left",
        "parent",
        "qualname",
        "returns",
        "self_",
        "stars",
        "values",
    )

    def __init__(self, parent: Frame | None, qualname: str = "", depth: int = 0) -> None:
        self.parent = parent
        self.qualname = qualname
        self.depth = depth
        self.values = Cell()
        self.globals_: set[str] = set()
        self.returns: list[Any] = []
        self.left: list[Any] = []
        self.stars: list[str] = []
        self.self_: Any = None
        self.cls: Any = None
        self.file: Any = None

    def module(self) -> Frame:
        """The module's own frame."""
        frame = self
        while frame.parent is not None:
            frame = frame.parent
        return frame
