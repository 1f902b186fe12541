"""Recurrent layers, the cells inside :class:`RNN`, and convolutional recurrence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fitlint.program import Component
from fitlint.shapes.call import Call, Dim, Lost, Outputs, Rule, Shape, Weights, count, reckon
from fitlint.shapes.conv import convolved, kernel_of, rank_of

if TYPE_CHECKING:
    from collections.abc import Sequence

# By class: how many gates there are, how many states are kept, how many biases a gate has.
_GATES = {"LSTM": 4, "CuDNNLSTM": 4, "GRU": 3, "CuDNNGRU": 3, "SimpleRNN": 1}
_STATES = {"LSTM": 2, "CuDNNLSTM": 2, "GRU": 1, "CuDNNGRU": 1, "SimpleRNN": 1}


def _biases(call: Call, kind: str) -> int:
    if kind.startswith("CuDNN"):
        return 2
    doubled = kind == "GRU" and call.flag("reset_after", True)
    return call.flag("use_bias", True) * (2 if doubled else 1)


def _recurrent(call: Call) -> Outputs:
    units = call.dim("units")
    return unrolled(call, call.ranked(3), (units,), ((units,),) * _STATES[call.kind])


def unrolled(call: Call, shape: Shape, out: Shape, states: Sequence[Shape]) -> Outputs:
    """What comes out for a sequence of ``shape``: all steps or the last one, and the states if asked for."""
    call.refuse("time_major")
    steps = (shape[1],) if call.flag("return_sequences", False) else ()
    kept = tuple((shape[0], *state) for state in states) if call.flag("return_state", False) else ()
    return ((shape[0], *steps, *out), *kept)


def _cell_weights(call: Call, kind: str, fed: Dim) -> int:
    units = call.dim("units")
    return _GATES[kind] * (count(fed, units) + count(units, units) + _biases(call, kind) * count(units))


def _recurrent_weights(call: Call) -> Weights:
    return Weights(_cell_weights(call, call.kind, call.ranked(3)[-1]))


def _cells(call: Call) -> list[Call]:
    """The cells of an ``RNN``, lowest first."""
    found = call.value("cell")
    cells = found if isinstance(found, (tuple, list)) else [found]
    if len(cells) == 1 and isinstance(cells[0], Component) and cells[0].kind == "StackedRNNCells":
        return _cells(Call("RNN", {"cell": cells[0].args["cells"]}) if "cells" in cells[0].args else Call("RNN", {}))
    calls = [Call(cell.kind, cell.args) for cell in cells if isinstance(cell, Component)]
    if len(calls) != len(cells) or any(cell.kind.removesuffix("Cell") not in _GATES for cell in calls):
        raise Lost("its cell is not one of Keras")
    return calls


def _rnn(call: Call) -> Outputs:
    cells = _cells(call)
    if len(cells) > 1:
        call.refuse("return_state")
    states = [(cell.dim("units"),) for cell in cells for _ in range(_STATES[cell.kind.removesuffix("Cell")])]
    return unrolled(call, call.ranked(3), (cells[-1].dim("units"),), states)


def _rnn_weights(call: Call) -> Weights:
    fed, total = call.ranked(3)[-1], 0
    for cell in _cells(call):
        total += _cell_weights(cell, cell.kind.removesuffix("Cell"), fed)
        fed = cell.dim("units")
    return Weights(total)


def _convolutional(call: Call) -> Outputs:
    rank = rank_of(call)
    shape = call.ranked(rank + 3)
    frame = call.behind((shape[0], *shape[2:]))
    batch, axes, _ = frame.spatial(rank)
    out = frame.image(batch, convolved(frame, rank, axes), call.dim("filters"))[1:]
    return unrolled(call, shape, out, (out, out))


def _convolutional_weights(call: Call) -> Weights:
    rank = rank_of(call)
    shape = call.ranked(rank + 3)
    _, _, channels = call.behind((shape[0], *shape[2:])).spatial(rank)
    filters = call.dim("filters")
    both = reckon(lambda fed, kept: fed + kept, channels, filters)
    gates = count(*kernel_of(call, rank), both, filters) + call.flag("use_bias", True) * count(filters)
    return Weights(4 * gates)


RULES = {
    **{kind: Rule(_recurrent, _recurrent_weights) for kind in _GATES},
    **{f"ConvLSTM{n}D": Rule(_convolutional, _convolutional_weights) for n in (1, 2, 3)},
    "RNN": Rule(_rnn, _rnn_weights),
}
