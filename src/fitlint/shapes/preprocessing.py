"""Layers that prepare data: resizing, cropping, encoding of categories and text."""

from __future__ import annotations

from fitlint.shapes.call import Call, Dim, Lost, Outputs, Rule, Shape, unchanged


def _sized(call: Call, height: Dim, width: Dim) -> Outputs:
    batch, _, channels = call.spatial(2)
    return (call.image(batch, (height, width), channels),)


def _resized(call: Call) -> Outputs:
    return _sized(call, call.dim("height"), call.dim("width"))


def _any_height(call: Call) -> Outputs:
    return _sized(call, None, call.spatial(2)[1][1])


def _any_width(call: Call) -> Outputs:
    return _sized(call, call.spatial(2)[1][0], None)


def _encoded(shape: Shape, mode: str, depth: Dim) -> Outputs:
    """Numbers of categories as vectors of length ``depth``."""
    if mode == "int":
        return (shape,)
    if mode == "one_hot" and isinstance(shape[-1], str):
        raise Lost(shape[-1])
    return ((*shape, depth) if mode == "one_hot" and shape[-1] != 1 else (*shape[:-1], depth),)


def _categories(call: Call) -> Outputs:
    return _encoded(call.shape, call.text("output_mode", "multi_hot"), call.dim("num_tokens"))


def _hashed(call: Call) -> Outputs:
    mode = call.text("output_mode", "int")
    if mode == "one_hot":
        raise Lost("one-hot hashing is not reckoned with")
    return _encoded(call.shape, mode, call.dim("num_bins"))


def _crossed(call: Call) -> Outputs:
    return _encoded(call.shapes(2)[0], call.text("output_mode", "int"), call.dim("num_bins"))


def _looked_up(call: Call) -> Outputs:
    mode = call.text("output_mode", "int")
    padded = mode != "int" and call.flag("pad_to_max_tokens", False)
    depth = call.dim("max_tokens") if padded else "the size of the vocabulary is not known"
    return _encoded(call.shape, mode, depth)


def _text(call: Call) -> Outputs:
    if call.text("output_mode", "int") == "int":
        call.refuse("ragged")
        return ((call.shape[0], call.dim("output_sequence_length", None)),)
    padded = call.flag("pad_to_max_tokens", False)
    return ((call.shape[0], call.dim("max_tokens") if padded else "the size of the vocabulary is not known"),)


def _buckets(call: Call) -> Outputs:
    if call.text("output_mode", "int") != "int":
        raise Lost("encoded buckets are not reckoned with")
    return unchanged(call)


RULES = {
    "CategoryEncoding": Rule(_categories),
    "CenterCrop": Rule(_resized),
    "Discretization": Rule(_buckets),
    "HashedCrossing": Rule(_crossed),
    "Hashing": Rule(_hashed),
    "IntegerLookup": Rule(_looked_up),
    "RandomCrop": Rule(_resized),
    "RandomHeight": Rule(_any_height),
    "RandomWidth": Rule(_any_width),
    "Rescaling": Rule(unchanged),
    "Resizing": Rule(_resized),
    "StringLookup": Rule(_looked_up),
    "TextVectorization": Rule(_text),
}
