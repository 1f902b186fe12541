"""Layers around a layer: the same at every step, in both directions, with normalized weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fitlint.shapes.call import Call, Lost, Outputs, Rule, Shape, Weights, count, reckon
from fitlint.vocabulary import DENSE, EMBEDDING, RECURRENT

if TYPE_CHECKING:
    from collections.abc import Callable


def _step(call: Call) -> Call:
    """The inner layer as it is called at one step."""
    shape = call.shape
    if len(shape) < 3:
        raise Lost(f"TimeDistributed takes 3 dimensions or more and gets {len(shape)}")
    return call.behind((shape[0], *shape[2:]))


def _distributed(rule: Rule, call: Call) -> Outputs:
    found = rule.outputs(_step(call))
    return tuple((*call.shape[:2], *out[1:]) for out in found)


def _distributed_weights(rule: Rule, call: Call) -> Weights:
    return rule.weights(_step(call))


def _both_ways(rule: Rule, call: Call) -> Outputs:
    if call.kind not in RECURRENT:
        raise Lost(f"Bidirectional takes a recurrent layer, and {call.kind} is none")
    out, *states = rule.outputs(call)
    mode = call.value("merge_mode", "concat")
    both: tuple[Shape, ...]
    if mode is None:
        both = (out, out)
    elif mode == "concat":
        both = ((*out[:-1], reckon(lambda n: 2 * n, out[-1])),)
    elif mode in ("sum", "mul", "ave"):
        both = (out,)
    else:
        raise Lost(f"there is no merge mode {mode!r}")
    return (*both, *states, *states)


def _both_ways_weights(rule: Rule, call: Call) -> Weights:
    call.refuse("backward_layer")
    trainable, fixed = rule.weights(call)
    return Weights(2 * trainable, 2 * fixed)


def _normalized(rule: Rule, call: Call) -> Outputs:
    return rule.outputs(call)


def _spectral_weights(rule: Rule, call: Call) -> Weights:
    """One more vector, as long as the last axis of the kernel."""
    trainable, fixed = rule.weights(call)
    if call.kind in DENSE - {"EinsumDense"}:
        return Weights(trainable, fixed + count(call.dim("units")))
    if call.kind in EMBEDDING:
        return Weights(trainable, fixed + count(call.dim("output_dim")))
    if call.kind in ("Conv1D", "Conv2D", "Conv3D"):
        return Weights(trainable, fixed + count(call.dim("filters")))
    raise Lost(f"the kernel of {call.kind} under SpectralNormalization is not reckoned with")


def _plain_weights(rule: Rule, call: Call) -> Weights:
    return rule.weights(call)


def _unknown_weights(rule: Rule, call: Call) -> Weights:
    raise Lost("what WeightNormalization adds is not reckoned with")


_WRAPPERS: dict[str, tuple[Callable[[Rule, Call], Outputs], Callable[[Rule, Call], Weights]]] = {
    "Bidirectional": (_both_ways, _both_ways_weights),
    "SpectralNormalization": (_normalized, _spectral_weights),
    "TimeDistributed": (_distributed, _distributed_weights),
    "WeightNormalization": (_normalized, _unknown_weights),
    "Wrapper": (_normalized, _plain_weights),
}


def wrapped(rule: Rule, wrapper: str) -> Rule:
    """The rule of a layer inside ``wrapper``; ``"TimeDistributed(Bidirectional)"`` is one inside the other.

    Raises :class:`Lost` for a wrapper that is not known.
    """
    outer, _, inner = wrapper.removesuffix(")").partition("(")
    if outer not in _WRAPPERS:
        raise Lost(f"what {outer} does is not known")
    outputs, weights = _WRAPPERS[outer]
    within = wrapped(rule, inner) if inner else rule
    return Rule(lambda call: outputs(within, call), lambda call: weights(within, call))
