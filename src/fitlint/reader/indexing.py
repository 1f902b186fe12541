"""What stands between the brackets of ``x[...]``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from fitlint.reader.containers import ELLIPSIS, SLICE
from fitlint.reader.values import NONE, Ext, Seq, Unknown, Value

if TYPE_CHECKING:
    from fitlint.reader.cells import Frame
    from fitlint.reader.run import Run


def index(run: Run, node: cst.Subscript, frame: Frame) -> Value:
    """What stands between the brackets.

    A key, a slice (``Ext`` "slice" with its bounds), or several of them as a tuple.
    """
    parts = [_slice(run, part.slice, frame) for part in node.slice]
    return parts[0] if len(parts) == 1 else Seq("tuple", tuple(parts))


def _slice(run: Run, node: cst.BaseSlice, frame: Frame) -> Value:
    if isinstance(node, cst.Index):
        if isinstance(node.value, cst.Ellipsis):
            return Ext(ELLIPSIS)
        return run.evaluate(node.value, frame)
    if isinstance(node, cst.Slice):
        bounds = (node.lower, node.upper, node.step)
        return Ext(SLICE, None, tuple(NONE if b is None else run.evaluate(b, frame) for b in bounds))
    return Unknown("an index fitlint does not follow")
