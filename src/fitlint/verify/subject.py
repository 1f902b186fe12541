"""What a claim is about: the model, the training and the counts whose places it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fitlint.finding import Claim
    from fitlint.program import Anchor, Compile, Fact, LabelCounts, Model, Optimizer, Program, Training


class Subject(NamedTuple):
    """The part of a program that a finding is tested on.

    ``layer`` is the index of the layer that the claim points at; ``counts`` are those it is about.
    """

    model: Model | None = None
    compiled: Compile | None = None
    training: Training | None = None
    optimizer: Optimizer | None = None
    layer: int | None = None
    counts: LabelCounts | None = None


def subject(program: Program, claim: Claim) -> Subject:
    """Find the subject of ``claim`` by the places it names: its own first, then the related ones."""
    counts = next((c for c in program.label_counts if _same(c.anchor, claim.at)), None)
    for place in (claim.at, *(anchor for anchor, _ in claim.related)):
        found = next(_at(program, place), None)
        if found is not None:
            return _completed(program, found)._replace(counts=counts)
    return Subject(counts=counts)


def of_training(training: Training) -> Subject:
    """Return the subject that a training is."""
    optimizer = training.optimizers[0] if training.optimizers else None
    return Subject(training.model, training.compile, training, optimizer)


def _at(program: Program, place: Anchor) -> Iterator[Subject]:
    for training in program.trainings:
        if _same(training.anchor, place):
            yield Subject(training.model, training.compile, training)
    yield from _compiled_at(program, place)
    held = [user.model for users in (program.trainings, program.compiles) for user in users]
    for model in (*held, *program.models):
        for index, layer in enumerate(model.layers):
            activation = layer.activation.anchor if layer.activation is not None else None
            if any(_same(anchor, place) for anchor in (layer.anchor, activation, *map(_of, layer.args.values()))):
                yield Subject(model, layer=index)


def _compiled_at(program: Program, place: Anchor) -> Iterator[Subject]:
    for compiled in program.compiles:
        if _same(compiled.anchor, place) or any(_same(_of(fact), place) for fact in compiled.args.values()):
            yield Subject(compiled.model, compiled)
        for optimizer in compiled.optimizers:
            if any(_same(anchor, place) for anchor in _optimizer_places(optimizer)):
                yield Subject(compiled.model, compiled, None, optimizer)
    for training in program.trainings:
        for optimizer in training.optimizers:
            if any(_same(anchor, place) for anchor in _optimizer_places(optimizer)):
                yield Subject(training.model, training.compile, training, optimizer)


def _completed(program: Program, found: Subject) -> Subject:
    """Add how the model is trained and compiled, when the claim named only a part of it."""
    if found.model is None:
        return found
    training, compiled = found.training, found.compiled
    if training is None:
        known = program.trainings_of(found.model)
        training = next((t for t in known if t.compile is compiled), None) if compiled else next(iter(known), None)
    if compiled is None and training is not None:
        compiled = training.compile
    if compiled is None:
        compiled = next((c for c in program.compiles_of(found.model) if not c.replaced), None)
    optimizer = found.optimizer
    if optimizer is None:
        optimizers = (training.optimizers if training else ()) or (compiled.optimizers if compiled else ())
        optimizer = optimizers[0] if optimizers else None
    # The state in which it is trained counts, not the one in which it was built.
    model = training.model if training is not None and found.layer is None else found.model
    return found._replace(model=model, training=training, compiled=compiled, optimizer=optimizer)


def _optimizer_places(optimizer: Optimizer) -> Iterator[Anchor | None]:
    yield optimizer.anchor
    yield _of(optimizer.rate)
    yield from map(_of, optimizer.args.values())
    if optimizer.schedule is not None:
        yield optimizer.schedule.anchor
        yield from map(_of, optimizer.schedule.args.values())


def _of(fact: Fact | None) -> Anchor | None:
    return fact.anchor if fact is not None else None


def _same(one: Anchor | None, other: Anchor) -> bool:
    return one is not None and one.node is not None and (one is other or one.node is other.node)
