"""Tensor functions (``op:add``). Where the picture does not keep the argument that decides, the shape is unknown."""

from __future__ import annotations

from functools import reduce

from fitlint.shapes.call import Call, Lost, Outputs, Rule, axes_of, axis_of, product, unchanged
from fitlint.shapes.merge import broadcast, either, joined, several
from fitlint.shapes.reshape import reshaped

_SAME = (
    "abs cast ceil celu clip cos dropout elu erf exp exponential floor gelu hard_shrink hard_sigmoid hard_silu "
    "hard_tanh identity l2_normalize leaky_relu linear log log_sigmoid log_softmax logical_not mish negative "
    "normalize ones_like prelu relu relu6 reverse roll round rsqrt selu sigmoid sign silu sin soft_shrink "
    "softmax softplus softsign sparse_plus sparse_sigmoid sparsemax sqrt square squareplus stop_gradient tanh "
    "tanh_shrink threshold zeros_like"
)
_PAIRED = (
    "add average divide equal floordivide greater greater_equal less less_equal logical_and logical_or maximum "
    "minimum modulo multiply not_equal pow power squared_difference subtract"
)
_REDUCED = (
    "all any argmax argmin max mean min reduce_logsumexp reduce_max reduce_mean reduce_min reduce_prod "
    "reduce_std reduce_sum reduce_variance"
)


def _elementwise(call: Call) -> Outputs:
    """Two tensors or more; beside a single one stands a number, when the arguments say so."""
    found = call.shapes()
    if len(found) == 1 and not any(isinstance(call.value(name, None), (int, float)) for name in ("x", "y")):
        raise Lost("its other operand is not known")
    return (reduce(lambda a, b: broadcast(a, b, loose=False), found),)


def _concatenated(call: Call) -> Outputs:
    """Along the written axis, or the only one in which the inputs differ."""
    found = several(call)
    if "axis" in call.args:
        return (joined(found, call.integer("axis")),)
    first = found[0]
    differing = {
        axis
        for shape in found
        if len(shape) == len(first)
        for axis, dims in enumerate(zip(shape, first, strict=True))
        if dims[0] != dims[1]
    }
    if len(differing) != 1:
        raise Lost("the axis is not known")
    return (joined(found, differing.pop()),)


def _reduced(call: Call) -> Outputs:
    shape = call.shape
    axis = call.value("axis")
    gone = set(range(len(shape)) if axis is None else axes_of(axis, len(shape)))
    if call.flag("keepdims", False):
        return (tuple(1 if i in gone else dim for i, dim in enumerate(shape)),)
    return (tuple(dim for i, dim in enumerate(shape) if i not in gone),)


def _expanded(call: Call) -> Outputs:
    shape = call.shape
    where = axis_of(call.value("axis"), len(shape) + 1)
    return ((*shape[:where], 1, *shape[where:]),)


def _squeezed(call: Call) -> Outputs:
    shape = call.shape
    gone = axes_of(call.value("axis"), len(shape))
    return (tuple(dim for i, dim in enumerate(shape) if i not in gone),)


def _transposed(call: Call) -> Outputs:
    shape = call.shape
    if call.value("axes") is None:
        return (shape[::-1],)
    order = [axis_of(axis, len(shape)) for axis in call.sizes("axes")]
    if sorted(order) != list(range(len(shape))):
        raise Lost("`axes` is not an order of the axes")
    return (tuple(shape[axis] for axis in order),)


def _reshaped(call: Call) -> Outputs:
    shape, target = call.shape, call.sizes("shape")
    if target[:1] == (-1,) and product(shape[1:]) == product(target[1:]):
        return ((shape[0], *target[1:]),)
    return (reshaped(shape, target),)


def _flattened(call: Call) -> Outputs:
    shape = call.shape
    return ((shape[0], product(shape[1:])),)


def _multiplied(call: Call) -> Outputs:
    one, other = several(call)[:2]
    if len(one) < 2 or len(other) < 2:
        raise Lost("a product with a vector is not reckoned with")
    return ((*broadcast(one[:-2], other[:-2], loose=False), one[-2], other[-1]),)


def _all(call: Call) -> Outputs:
    return call.shapes()


def _either(call: Call) -> Outputs:
    return (either(call.shapes()),)


def _data(call: Call) -> Outputs:
    if "shape" not in call.args:
        raise Lost("the shape of data beside the tensors is not known")
    return (call.sizes("shape"),)


def _item(call: Call) -> Outputs:
    """One of several outputs; which one must not matter when it is not written."""
    found = call.shapes()
    if len(found) < 2:
        raise Lost("what is cut out is not known")
    if "index" in call.args:
        return (found[axis_of(call.value("index"), len(found))],)
    if len(set(found)) > 1:
        raise Lost("which of the outputs it takes is not known")
    return (found[0],)


RULES = {
    **{f"op:{name}": Rule(unchanged) for name in _SAME.split()},
    **{f"op:{name}": Rule(_elementwise) for name in _PAIRED.split()},
    **{f"op:{name}": Rule(_reduced) for name in _REDUCED.split()},
    "op:concatenate": Rule(_concatenated),
    "op:data": Rule(_data),
    "op:either": Rule(_either),
    "op:expand_dims": Rule(_expanded),
    "op:flatten": Rule(_flattened),
    "op:getitem": Rule(_item),
    "op:matmul": Rule(_multiplied),
    "op:outputs": Rule(_all),
    "op:reshape": Rule(_reshaped),
    "op:squeeze": Rule(_squeezed),
    "op:transpose": Rule(_transposed),
}
