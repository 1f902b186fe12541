"""FIT101 imbalanced-labels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from fitlint.finding import Claim
from fitlint.vocabulary import CROSSENTROPIES, FOCAL_LOSSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fitlint.finding import Confidence
    from fitlint.program import Fact, LabelCounts, Program, Training

WEIGHTING_ARGUMENTS = ("class_weight", "sample_weight")
WEIGHTED_LOSS_ARGUMENTS = frozenset({"alpha", "pos_weight", "class_weights", "apply_class_balancing", "weights"})
MOST_SHOWN = 3
# A word that turns the next one round: `not_balanced.csv`.
NEGATIONS = frozenset({"not", "non", "un", "im", "pre", "before"})


def check(program: Program, limits: Mapping[str, Any]) -> Iterator[Claim]:
    """Declared class counts that are far apart, and a classifier trained as if they were not."""
    imbalanced = [
        (declared, shares) for declared in program.label_counts if (shares := _shares(declared, limits)) is not None
    ]
    if not imbalanced:
        return
    names = frozenset(limits["resampled_names"])
    plain = [t for t in program.trainings if _classifies(t) and not _compensates(t) and not _resampled_before(t, names)]
    for declared, shares in imbalanced:
        blind = [training for training in plain if not _told(training, declared)]
        if blind:
            yield _claim(declared, shares, blind)


def _shares(declared: LabelCounts, limits: Mapping[str, Any]) -> tuple[tuple[str, float], ...] | None:
    """The classes with their counts when they are declared out of balance, else None."""
    numbers = [count for _, count in declared.counts]
    if len(numbers) == 1:
        numbers = _two_classes(declared, numbers[0], limits)
    elif not declared.matches(limits["keys"]) and not declared.matches(_records(limits)):
        return None
    if len(numbers) < 2 or min(numbers) <= 0 or max(numbers) / min(numbers) < limits["min_ratio"]:
        return None
    return declared.counts if len(declared.counts) > 1 else (("majority", max(numbers)), ("minority", min(numbers)))


def _records(limits: Mapping[str, Any]) -> list[str]:
    """Patterns of records with a number each, behind every key: ``class_distribution[].share``."""
    keys = [key for key in limits["keys"] if key.rpartition(".")[2] not in limits["record_fields"]]
    return [
        f"{key}{step}.{name}"
        for key in (*keys, *limits["record_keys"])
        for step in ("[]", ".*")
        for name in limits["record_fields"]
    ]


def _two_classes(declared: LabelCounts, number: float, limits: Mapping[str, Any]) -> list[float]:
    """Both sides of a share of the positive class, or of a ratio."""
    if declared.matches(limits["share_keys"]) and 0 < number < 1:
        return [1 - number, number]
    if declared.matches(limits["ratio_keys"]) and number > 0:
        return [number, 1.0]
    return []


def _classifies(training: Training) -> bool:
    """Whether the training certainly is a classification with one of Keras' own cross-entropies or hinges."""
    loss = _loss(training)
    names = [_loss_name(option) for option in _losses(loss)] if loss is not None else []
    return bool(names) and "" not in names and any(name in CLASSIFICATION_LOSSES for name in names)


CLASSIFICATION_LOSSES = frozenset(name.lower() for name in CROSSENTROPIES) | frozenset(
    {"hinge", "squaredhinge", "categoricalhinge"}
)


def _loss(training: Training) -> Fact | None:
    """The loss of the compile, or the one a training loop of its own differentiates."""
    return (training.compile.args if training.compile is not None else training.args).get("loss")


def _losses(fact: Fact) -> Iterator[object]:
    """Every loss a compile may use, those of several outputs one by one."""
    for option in fact.options or ("",):
        if isinstance(option, tuple):
            yield from option
        elif isinstance(option, dict):
            for entry in option.values():
                yield from _losses(entry)
        else:
            yield option


def _loss_name(loss: object) -> str:
    if isinstance(loss, str):
        return loss.replace("_", "").lower()
    kind = getattr(loss, "kind", "")
    return kind.replace("_", "").lower() if getattr(loss, "keras", False) else ""


def _compensates(training: Training) -> bool:
    """Whether anything in the path of the training treats the imbalance, or may."""
    if training.open or any(_given(training.args.get(name)) for name in WEIGHTING_ARGUMENTS):
        return True
    if any(
        data is not None and (data.kind.startswith("project.") or data.traits & {"resampled", "weighted"})
        for data in (training.x, training.y)
    ):
        return True
    loss = _loss(training)
    return loss is not None and any(_weighted(option) for option in _losses(loss))


def _told(training: Training, declared: LabelCounts) -> bool:
    """Whether something unread that made the data was given these counts: it may have balanced them."""
    return any(declared.written in data.handed for data in (training.x, training.y) if data is not None)


def _resampled_before(training: Training, names: frozenset[str]) -> bool:
    """Whether the training reads tables that were resampled before: the declared counts are those of the raw data."""
    data = [one for one in (training.x, training.y) if one is not None]
    return any(_speaks_of(path, names) for one in data for path in one.files) or any(one.resampled for one in data)


def _speaks_of(path: str, names: frozenset[str]) -> bool:
    """Whether a word of a path is one of the names: ``train_balanced.csv``, ``smote/train.npz``; not ``imbalanced``."""
    words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+", path)
    return any(
        word.lower() in names and (at == 0 or words[at - 1].lower() not in NEGATIONS) for at, word in enumerate(words)
    )


def _given(fact: Fact | None) -> bool:
    return fact is not None and (fact.overridable or fact.options != (None,))


def _weighted(loss: object) -> bool:
    name = _loss_name(loss)
    return name in {focal.lower() for focal in FOCAL_LOSSES} or bool(
        set(getattr(loss, "args", ())) & WEIGHTED_LOSS_ARGUMENTS
    )


def _claim(declared: LabelCounts, counts: tuple[tuple[str, float], ...], plain: Sequence[Training]) -> Claim:
    ordered = sorted(counts, key=lambda pair: -pair[1])
    ratio = ordered[0][1] / ordered[-1][1]
    shown = ordered if len(ordered) <= MOST_SHOWN else [ordered[0], ordered[1], ordered[-1]]
    listed = ", ".join(f"{label} {count:g}" for label, count in shown)
    related = ((declared.loaded, "the script reads it here"),) if declared.loaded is not None else ()
    confidence: Confidence = "medium" if plain[0].x is None else "high"
    what = f"{_named(plain[0])} does" if len(plain) == 1 else f"{_named(plain[0])} and {len(plain) - 1} more do"
    return Claim(
        f"Classes are imbalanced {ratio:.3g} : 1 ({listed}) and {what} not compensate",
        declared.anchor,
        f"{ratio:.3g} : 1",
        (
            *related,
            *((t.anchor, "trained here without class weights, resampling or a focal loss") for t in plain[:MOST_SHOWN]),
        ),
        confidence,
    )


def _named(training: Training) -> str:
    """A training as a reader finds it: the call, and the file and function it stands in."""
    call = "the GradientTape loop" if training.method == "tape" else f"`{training.method}`"
    file = training.anchor.filename.replace("\\", "/").rpartition("/")[2]
    return f"{call} in {file}" + (f", `{training.function}`," if training.function else "")
