"""The loss of a GradientTape loop: what ``tape.gradient(loss, ...)`` differentiates, and what it is the sum of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fitlint.reader.provenance import is_data, name_of
from fitlint.reader.values import Component, Const, Ext, Model, OneOf, Seq, Unknown, Value, leaves

if TYPE_CHECKING:
    from fitlint.reader.run import Run

# Functions whose result is the sum or the mean of what they get first.
REDUCTIONS = frozenset({"add_n", "compute_average_loss", "mean", "reduce_mean", "reduce_sum", "stack", "sum"})
SUMS = frozenset({"Add", "Subtract", "add", "subtract"})
SCALINGS = frozenset({"Divide", "Minus", "Multiply", "divide", "multiply", "negative", "truediv"})
# What gives the slope of a function, or makes a weight.
WEIGHING = frozenset({"Variable", "batch_jacobian", "gradient", "gradients", "jacobian"})
MOST_TERMS = 64
MOST_SOURCES = 400


def is_gradient(value: Value) -> bool:
    """Whether a value is what ``tape.gradient(...)`` returns."""
    return isinstance(value, Ext) and value.path.endswith(".gradient()")


def loss_of(run: Run, value: Value) -> Ext | None:
    """What ``tape.gradient(loss, ...)`` differentiates: the result of a Keras loss, of another function, or a sum.

    None for a sum of which a term is no loss of targets and a model's output: it may be a penalty on the weights.
    """
    if not isinstance(value, Ext) or not value.args:
        return None
    loss = made = value.args[0]
    while isinstance(loss, Ext) and loss.path.endswith("()") and name_of(loss) in REDUCTIONS and loss.args:
        loss = loss.args[0]
    if isinstance(loss, Ext) and plain_loss(loss) is not None:
        return loss
    if not isinstance(made, Ext):
        return None
    terms = _terms(made)
    if len(terms) == 1 and made.path.endswith("()"):
        return made
    return made if terms and all(_compares(run, term) for term in terms) else None


def plain_loss(value: Ext) -> Component | None:
    """The loss of Keras that computed a value, without sample weights."""
    made = isinstance(value.base, Component) and value.path.endswith("()()") and "weighted" not in value.traits
    return value.base if made and isinstance(value.base, Component) else None


def takes_output(run: Run, loss: Ext, model: Model) -> bool:
    """Whether a loss gets what the model returns, untouched."""
    compared = run.compared.get(id(loss))
    predicted = compared.predicted if compared is not None else None
    return isinstance(predicted, Ext) and predicted.path == "keras.Model()()" and predicted.base is model


def _terms(value: Value) -> list[Value]:
    """What is added up, without the numbers it is weighted with. More terms than are followed make no sum."""
    found: list[Value] = []
    stack = [value]
    while stack and len(found) < MOST_TERMS:
        current = stack.pop()
        parts = _parts(current) if isinstance(current, Ext) else None
        if parts is not None:
            stack += parts
        elif not isinstance(current, Const):
            found.append(current)
    return found if not stack else [Unknown("a very long sum")] * 2


def _parts(value: Ext) -> list[Value] | None:
    """The terms of a sum, the content of a mean, what a number is multiplied with; None for anything else."""
    operator = value.kwargs.get("operator")
    called = value.path.endswith("()")
    name = str(operator.value) if isinstance(operator, Const) else name_of(value) if called else ""
    if name in SUMS:
        return list(value.args)
    if name in SCALINGS:
        weighted = [part for part in value.args if not isinstance(part, (Const, Unknown))]
        return weighted if len(weighted) == 1 else None
    if name in REDUCTIONS and value.args:
        first = value.args[0]
        return [first] if not isinstance(first, Seq) else list(first.items) if first.exact else None
    return None


def _sources(value: Value) -> list[Value]:
    """What a value was computed from, itself included, down to data, numbers and what a model returns."""
    found: dict[int, Value] = {}
    stack: list[Value | None] = [value]
    while stack and len(found) < MOST_SOURCES:
        part = stack.pop()
        if part is None or id(part) in found:
            continue
        found[id(part)] = part
        if isinstance(part, Seq):
            stack += [*leaves(part), *([Unknown("more")] if part.open else [])]
        elif isinstance(part, OneOf):
            stack += part.options
        elif isinstance(part, Ext) and not isinstance(part.base, Model):
            stack += [*part.args, *part.kwargs.values(), part.base]
    return [*found.values(), *([Unknown("more")] if stack else [])]


def _compares(run: Run, term: Value) -> bool:
    """Whether a term is computed from targets and from what a model returns, and from nothing that may be a weight."""
    stack, data, output = _sources(term), False, False
    for part in stack:
        compared = run.compared.get(id(part))
        if compared is not None:
            stack += [*_sources(compared.target), *_sources(compared.predicted)]
        elif isinstance(part, (Model, Unknown)):
            return False
        elif isinstance(part, Ext) and isinstance(part.base, Model):
            output = True
            if part.path != "keras.Model()()":
                return False
        elif isinstance(part, Ext) and part.path.endswith("()"):
            if name_of(part) in WEIGHING:
                return False
            data = data or _reads(part)
    return data and output


def _reads(part: Ext) -> bool:
    """Whether a call brings in data, rather than working on some or making an array of numbers."""
    numbers = [isinstance(leaf, Const) and not isinstance(leaf.value, str) for leaf in leaves(*part.args)]
    made_of = is_data(part.base) or any(isinstance(leaf, Ext) for leaf in leaves(*part.args))
    return not made_of and not part.traits & {"constant", "random"} and not (numbers and all(numbers))
