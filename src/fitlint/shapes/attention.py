"""Attention: what is asked with, what is looked up, and the keys if they are others."""

from __future__ import annotations

from fitlint.shapes.call import Call, Dim, Outputs, Rule, Shape, Weights, count


def _sources(call: Call) -> tuple[Shape, Shape, Shape]:
    """Query, value and key, by the names they are given to."""
    query, value = call.role("query"), call.role("value")
    return query, value, call.role("key") if "key" in call.roles else value


def _multi_head(call: Call) -> Outputs:
    query = call.role("query")
    return ((*query[:-1], *call.sizes("output_shape")) if call.given("output_shape") else query,)


def _multi_head_weights(call: Call) -> Weights:
    query, value, key = _sources(call)
    heads, key_dim = call.dim("num_heads"), call.dim("key_dim")
    value_dim = call.dim("value_dim") if call.given("value_dim") else key_dim
    out = call.sizes("output_shape") if call.given("output_shape") else (query[-1],)
    bias = call.flag("use_bias", True)
    total = sum(
        _projection((source[-1],), (heads, size), bias=bias)
        for source, size in ((query, key_dim), (key, key_dim), (value, value_dim))
    )
    if call.flag("use_gate", False):
        total += _projection((query[-1],), (heads, value_dim), bias=bias)
    return Weights(total + _projection((heads, value_dim), out, bias=bias))


def _grouped_weights(call: Call) -> Weights:
    query, value, key = _sources(call)
    size, heads, fewer = (call.dim(name) for name in ("head_dim", "num_query_heads", "num_key_value_heads"))
    bias = call.flag("use_bias", True)
    total = sum(
        _projection((source[-1],), (many, size), bias=bias)
        for source, many in ((query, heads), (key, fewer), (value, fewer))
    )
    if call.flag("use_gate", False):
        total += _projection((query[-1],), (heads, size), bias=bias)
    return Weights(total + _projection((heads, size), (query[-1],), bias=bias))


def _projection(fed: Shape, out: tuple[Dim, ...], *, bias: bool) -> int:
    return count(*fed, *out) + bias * count(*out)


def _query(call: Call) -> Outputs:
    return (call.role("query"),)


def _attended(call: Call) -> Outputs:
    query, value = call.shapes(2)
    return ((*query[:-1], value[-1]),)


def _scales(call: Call) -> Weights:
    return Weights(call.flag("use_scale", False) + (call.text("score_mode", "dot") == "concat"))


def _additive_scales(call: Call) -> Weights:
    return Weights(count(call.shape[-1]) if call.flag("use_scale", True) else 0)


RULES = {
    "AdditiveAttention": Rule(_attended, _additive_scales),
    "Attention": Rule(_attended, _scales),
    "GroupQueryAttention": Rule(_query, _grouped_weights),
    "MultiHeadAttention": Rule(_multi_head, _multi_head_weights),
}
