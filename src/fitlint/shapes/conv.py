"""Convolutions of every kind. ``slid`` also serves pooling and convolutional recurrence."""

from __future__ import annotations

from fitlint.shapes.call import Call, Dim, Lost, Outputs, Rule, Shape, Weights, count, reckon

# How Keras 1 wrote the second and third size of a kernel.
_OLD_KERNEL = {2: ("nb_col",), 3: ("kernel_dim2", "kernel_dim3")}


def rank_of(call: Call) -> int:
    """The number of axes in a class name: 2 for ``Conv2DTranspose``."""
    return next(int(letter) for letter in call.kind if letter.isdigit())


def slid(dim: Dim, window: Dim, stride: Dim, padding: str, dilation: Dim = 1) -> Dim:
    """The positions a window takes along an axis. Raises :class:`Lost` when it does not fit in."""
    if isinstance(stride, int) and stride < 1:
        raise Lost(f"a stride of {stride}")
    if padding in ("same", "causal"):
        return reckon(lambda n, step: (n - 1) // step + 1, dim, stride)
    if padding != "valid":
        raise Lost(f"there is no padding `{padding}`")
    found = reckon(lambda n, width, step, gap: (n - gap * (width - 1) - 1) // step + 1, dim, window, stride, dilation)
    if isinstance(found, int) and found <= 0:
        raise Lost("the input is smaller than the window that slides over it")
    return found


def kernel_of(call: Call, rank: int) -> Shape:
    """The size of the kernel along each axis."""
    old = _OLD_KERNEL.get(rank, ())
    if any(call.given(name) for name in old):
        return (call.dim("kernel_size"), *(call.dim(name) for name in old))
    return call.each("kernel_size", rank)


def convolved(call: Call, rank: int, axes: Shape) -> list[Dim]:
    """The axes of a convolution's output."""
    padding = call.text("padding", "valid")
    windows = zip(
        axes,
        kernel_of(call, rank),
        call.each("strides", rank, 1),
        call.each("dilation_rate", rank, 1),
        strict=True,
    )
    return [slid(dim, window, stride, padding, gap) for dim, window, stride, gap in windows]


def _conv(call: Call) -> Outputs:
    batch, axes, _ = call.spatial(rank_of(call))
    return (call.image(batch, convolved(call, len(axes), axes), call.dim("filters")),)


def _conv_weights(call: Call) -> Weights:
    call.refuse("lora_rank", "quantization_config")
    _, axes, channels = call.spatial(rank_of(call))
    filters, groups = call.dim("filters"), call.integer("groups", 1)
    fed = reckon(lambda n: n // groups, channels) if groups > 0 else "`groups` is not positive"
    return Weights(count(*kernel_of(call, len(axes)), fed, filters) + call.flag("use_bias", True) * count(filters))


def _transposed(call: Call) -> Outputs:
    rank = rank_of(call)
    batch, axes, _ = call.spatial(rank)
    padding = call.text("padding", "valid")
    extra = call.each("output_padding", rank) if call.given("output_padding") else (None,) * rank
    found = [
        _spread(dim, reckon(lambda n, wide: (n - 1) * wide + 1, window, gap), stride, more, padding)
        for dim, window, stride, gap, more in zip(
            axes,
            kernel_of(call, rank),
            call.each("strides", rank, 1),
            call.each("dilation_rate", rank, 1),
            extra,
            strict=True,
        )
    ]
    return (call.image(batch, found, call.dim("filters")),)


def _spread(dim: Dim, window: Dim, stride: Dim, extra: Dim, padding: str) -> Dim:
    """The length of an axis behind a transposed convolution."""
    if padding == "same":
        if extra is None:
            return reckon(lambda n, step: n * step, dim, stride)
        return reckon(lambda n, wide, step, more: (n - 1) * step + wide % 2 + more, dim, window, stride, extra)
    if padding != "valid":
        raise Lost(f"there is no padding `{padding}`")
    if extra is None:
        return reckon(lambda n, wide, step: (n - 1) * step + max(wide, step), dim, window, stride)
    return reckon(lambda n, wide, step, more: (n - 1) * step + wide + more, dim, window, stride, extra)


def _depthwise(call: Call) -> Outputs:
    batch, axes, channels = call.spatial(rank_of(call))
    return (call.image(batch, convolved(call, len(axes), axes), _multiplied(call, channels)),)


def _multiplied(call: Call, channels: Dim) -> Dim:
    return reckon(lambda n, times: n * times, channels, call.dim("depth_multiplier", 1))


def _depthwise_weights(call: Call) -> Weights:
    _, axes, channels = call.spatial(rank_of(call))
    out = _multiplied(call, channels)
    return Weights(count(*kernel_of(call, len(axes)), out) + call.flag("use_bias", True) * count(out))


def _separable_weights(call: Call) -> Weights:
    _, axes, channels = call.spatial(rank_of(call))
    middle, filters = _multiplied(call, channels), call.dim("filters")
    depthwise, pointwise = count(*kernel_of(call, len(axes)), middle), count(middle, filters)
    return Weights(depthwise + pointwise + call.flag("use_bias", True) * count(filters))


def _local_weights(call: Call) -> Weights:
    """A kernel of its own at every place."""
    if call.integer("implementation", 1) not in (1, 2):
        raise Lost("`implementation` is not reckoned with")
    _, axes, channels = call.spatial(rank_of(call))
    filters, places = call.dim("filters"), convolved(call, len(axes), axes)
    kernel = count(*places, *kernel_of(call, len(axes)), channels, filters)
    return Weights(kernel + call.flag("use_bias", True) * count(*places, filters))


RULES = {
    **{f"Conv{n}D": Rule(_conv, _conv_weights) for n in (1, 2, 3)},
    **{f"Conv{n}DTranspose": Rule(_transposed, _conv_weights) for n in (1, 2, 3)},
    **{f"DepthwiseConv{n}D": Rule(_depthwise, _depthwise_weights) for n in (1, 2)},
    **{f"SeparableConv{n}D": Rule(_conv, _separable_weights) for n in (1, 2)},
    **{f"LocallyConnected{n}D": Rule(_conv, _local_weights) for n in (1, 2)},
}
