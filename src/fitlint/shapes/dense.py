"""Dense layers and embeddings."""

from __future__ import annotations

from typing import NamedTuple

from fitlint.shapes.call import Call, Dim, Lost, Outputs, Rule, Shape, Weights, count

_ELLIPSIS = "."


def _dense(call: Call) -> Outputs:
    shape = call.shape
    if len(shape) < 2:
        raise Lost(f"Dense takes 2 dimensions or more and gets {len(shape)}")
    return ((*shape[:-1], call.dim("units")),)


def _dense_weights(call: Call) -> Weights:
    call.refuse("lora_rank", "quantization_config")
    units = call.dim("units")
    return Weights(count(call.shape[-1], units) + call.flag("use_bias", True) * count(units))


def _embedding(call: Call) -> Outputs:
    return ((*call.shape, call.dim("output_dim")),)


def _embedding_weights(call: Call) -> Weights:
    call.refuse("lora_rank", "quantization_config")
    return Weights(count(call.dim("input_dim"), call.dim("output_dim")))


class _Equation(NamedTuple):
    """The letters of ``"abc,cd->abd"``; ``...`` is one sign."""

    inputs: str
    kernel: str
    outputs: str


def _equation(call: Call) -> _Equation:
    written = call.value("equation")
    left, arrow, outputs = str(written).replace(" ", "").replace("...", _ELLIPSIS).partition("->")
    inputs, comma, kernel = left.partition(",")
    if not (isinstance(written, str) and arrow and comma):
        raise Lost("`equation` is not an einsum equation")
    return _Equation(inputs, kernel, outputs)


def _written(call: Call, equation: _Equation) -> dict[str, Shape]:
    """The sizes that ``output_shape`` gives to letters of the output; the batch takes no part in it."""
    shape = call.shape
    written = list(call.sizes("output_shape"))
    letters = equation.outputs.replace(_ELLIPSIS, "")
    if equation.outputs.startswith(_ELLIPSIS):
        letters = letters[len(letters) - len(written) :]
    elif len(letters) == len(written) + 1:
        written.insert(0, shape[0])
    if len(letters) != len(written):
        raise Lost("`output_shape` does not fit the equation")
    return {letter: (dim,) for letter, dim in zip(letters, written, strict=True)}


def _spread(letters: str, shape: Shape) -> dict[str, Shape]:
    """Share a shape out among letters."""
    before, ellipsis, after = letters.partition(_ELLIPSIS)
    extra = len(shape) - len(before) - len(after)
    if extra < 0 or (extra and not ellipsis):
        raise Lost("the input does not fit the equation")
    found: dict[str, Shape] = {letter: (dim,) for letter, dim in zip(before, shape, strict=False)}
    found.update({letter: (dim,) for letter, dim in zip(after, shape[len(shape) - len(after) :], strict=True)})
    found[_ELLIPSIS] = shape[len(before) : len(before) + extra]
    return found


def _sized(letters: str, sizes: dict[str, Shape]) -> list[Dim]:
    if not sizes.keys() >= set(letters):
        raise Lost("the equation uses a letter whose size it does not tell")
    return [dim for letter in letters for dim in sizes[letter]]


def _einsum(call: Call) -> Outputs:
    equation = _equation(call)
    sizes = {**_spread(equation.inputs, call.shape), **_written(call, equation)}
    return (tuple(_sized(equation.outputs, sizes)),)


def _einsum_weights(call: Call) -> Weights:
    call.refuse("lora_rank", "quantization_config")
    equation = _equation(call)
    sizes = {**_written(call, equation), **_spread(equation.inputs, call.shape)}
    axes = call.text("bias_axes", "") if call.given("bias_axes") else ""
    return Weights(count(*_sized(equation.kernel, sizes)) + bool(axes) * count(*_sized(axes, sizes)))


RULES = {
    "Dense": Rule(_dense, _dense_weights),
    "EinsumDense": Rule(_einsum, _einsum_weights),
    "Embedding": Rule(_embedding, _embedding_weights),
}
