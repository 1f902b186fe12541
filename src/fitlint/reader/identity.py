"""Equal data, told by what they are and not by where they are written.

``d["x"]`` written twice is one datum. Whatever draws numbers, hands out another part each time, depends on a state or
was changed in between is only equal to itself.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from fitlint.reader.containers import SLICE
from fitlint.reader.library import FITTING
from fitlint.reader.provenance import is_data, name_of
from fitlint.reader.values import Bound, Const, Ext, Func, Inst, Opened, Seq, Value

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from fitlint.reader.run import Run

# Libraries whose functions make the same of the same, except for those named below.
ROOTS = (
    "h5py.", "jax.numpy.", "keras.datasets.", "keras.ops.", "keras.preprocessing.", "keras.utils.", "numpy.", "pandas.",
    "scipy.", "sklearn.datasets.", "sklearn.impute.", "sklearn.preprocessing.", "tensorflow.", "tensorflow_datasets.",
)  # fmt: skip
PYTHON = frozenset({"builtins.enumerate()", "builtins.range()", "builtins.zip()"})
# Functions and methods that take turns, run what is not seen, or leave what they return undefined.
UNSETTLED = frozenset(
    (
        "as_numpy_iterator empty empty_like eval from_generator get_next get_variable iterrows itertuples "
        "make_one_shot_iterator next next_batch placeholder pop popitem read readline run Variable"
    ).split()
)
# Functions that draw unless they are told a seed, or not to.
SEEDED = frozenset({"resample", "sample", "shuffle", "train_test_split"})
# Classes whose objects are data that only change where the reader sees it.
TABLES = frozenset(
    {
        "h5py.File()",
        "pandas.DataFrame()",
        "pandas.Series()",
        "tensorflow.data.TFRecordDataset()",
        "tensorflow.data.TextLineDataset()",
    }
)


class Identities:
    """Numbers for the data values of one run: equal data have one number, from 1 on."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._stale = {id(value) for value in run.stale}
        self._fitted = Counter(id(value) for value in run.fitted)
        self._numbers: dict[Hashable, int] = {}
        self._known: dict[int, tuple[Value, int]] = {}

    def equal(self, one: Value, other: Value) -> bool:
        """Whether two values certainly are the same data."""
        return self.of(one) == self.of(other)

    def of(self, value: Value) -> int:
        """The number of a value; what it was made from is numbered first, without recursion."""
        stack, begun = [value], set[int]()
        while stack:
            top = stack[-1]
            missing = [part for part in _parts(top) if id(part) not in self._known and id(part) not in begun]
            if missing and id(top) not in begun:
                begun.add(id(top))
                stack += missing
                continue
            stack.pop()
            if id(top) not in self._known:
                key = self._key(top)
                self._known[id(top)] = (top, self._numbers.setdefault(key, len(self._numbers) + 1))
        return self._known[id(value)][1]

    def _key(self, value: Value) -> Hashable:
        """What makes a value what it is; its own identity where that is all that is known."""
        itself = ("object", id(value))
        parts = tuple(self._known[id(part)][1] if id(part) in self._known else 0 for part in _parts(value))
        if 0 in parts:  # a list that holds itself
            return itself
        if isinstance(value, Const):
            return _constant(value) or itself
        if isinstance(value, Seq):
            return (value.kind, parts) if value.exact and parts and value.kind in ("list", "tuple") else itself
        if isinstance(value, Ext) and not self._changed(value) and self.settled(value):
            return value.path, len(value.args), tuple(sorted(value.kwargs)), parts
        return itself

    def _changed(self, value: Ext) -> bool:
        """Whether it, or what it was made from, was changed under its own name at some time."""
        return id(value) in self._run.changed or any(id(part) in self._stale for part in (value, *_parts(value)))

    def settled(self, value: Ext) -> bool:
        """Whether the same parts always make the same of it."""
        source = _own_path(value)
        if not source.endswith("()"):
            taken = bool(value.args) or not source.endswith("[]") or source == SLICE
            return taken and ".random" not in source
        name = name_of(value)
        if ".random" in source or not value.kwargs.keys().isdisjoint(("chunksize", "iterator")) or _hidden(value):
            return False
        if name in SEEDED or (name.startswith("make_") and source.startswith("sklearn.")):
            return _seeded(value)
        if name in FITTING or name == "transform":
            return value.path.startswith(ROOTS) and self._fitted[id(value.base)] <= 1
        if name[:1].isupper():
            return value.path in TABLES
        return name not in UNSETTLED and (value.path.startswith(ROOTS) or value.path in PYTHON)


def _hidden(value: Ext) -> bool:
    """Whether a call gets what nobody follows into it: a function, or a file that is read on from where it is."""
    functions = any(isinstance(part, (Func, Bound, Inst)) for part in _parts(value))
    return (functions and "element" not in value.kwargs) or any(isinstance(part, Opened) for part in _parts(value))


def _parts(value: Value) -> Sequence[Value]:
    """What a value was made from; the arguments by name in the order of their names."""
    if isinstance(value, Seq):
        return value.items
    if isinstance(value, Ext):
        base = () if value.base is None else (value.base,)
        return (*base, *value.args, *(value.kwargs[name] for name in sorted(value.kwargs)))
    return ()


def _own_path(value: Ext) -> str:
    """The path without that of the data a method belongs to."""
    base = value.base
    return value.path[len(base.path) :] if isinstance(base, Ext) and is_data(base) else value.path


def _seeded(value: Ext) -> bool:
    seed = value.kwargs.get("random_state")
    fixed = isinstance(seed, Const) and type(seed.value) is int
    unshuffled = value.kwargs.get("shuffle")
    return fixed or (isinstance(unshuffled, Const) and unshuffled.value is False)


def _constant(value: Const) -> Hashable | None:
    """Equal constants are equal; a default that can be replaced only equals itself."""
    places = tuple(id(place.node) for place in value.origin) if value.soft else ()
    if value.soft and not places:
        return None
    return type(value.value).__name__, repr(value.value), places
