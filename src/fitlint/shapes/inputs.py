"""Where shapes start: input layers, and the input shape that a first layer is given."""

from __future__ import annotations

from fitlint.shapes.call import Call, Dim, Lost, Outputs, Rule, Shape


def declared(call: Call) -> Shape:
    """The input shape that a first layer's own arguments tell. Raises :class:`Lost` when they tell none."""
    for name in ("batch_shape", "batch_input_shape"):
        if call.given(name):
            return call.sizes(name)
    batch = call.dim("batch_size") if call.given("batch_size") else None
    for name in ("shape", "input_shape"):
        if call.given(name):
            return (batch, *call.sizes(name))
    if call.kind == "Embedding":
        length = (
            call.sizes("input_length") if call.given("input_length") else ("the length of the input is not written",)
        )
        return (batch, *length)
    if call.given("input_dim"):
        return _flat(call, batch)
    raise Lost("the shape of the input is not written")


def _flat(call: Call, batch: Dim) -> Shape:
    """``input_dim``: the last size; with ``input_length``, or in a recurrent layer, behind the number of steps."""
    last = call.dim("input_dim")
    if call.given("input_length"):
        return (batch, call.dim("input_length"), last)
    return (batch, last) if call.kind == "Dense" else (batch, None, last)


def _input(call: Call) -> Outputs:
    return (call.shape,) if call.inputs else (declared(call),)


RULES = {"InputLayer": Rule(_input), "Input": Rule(_input)}
