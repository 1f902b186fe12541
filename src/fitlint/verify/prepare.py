"""What a finding takes along for the verifier: the specification of the model and training that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fitlint.catalog import RULES
from fitlint.source import display_path
from fitlint.verify.spec import VERSION, Spec, Unbuildable, build
from fitlint.verify.subject import Subject, of_training, subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from fitlint.finding import Claim, Site
    from fitlint.program import Anchor, Data, Program, Recipe


def specification(
    program: Program, code: str, claim: Claim, site: Callable[[Anchor], Site], recipe: Callable[[Data], Recipe]
) -> Spec:
    """Return the specification for a claim of a rule, or one that only says ``"why"`` there is none.

    ``"origin"`` names the file, ``"trained_at"`` the file, first and last row of the ``fit``, None when there is none.
    Paths of data files are as they are printed.
    """
    about, experiment = subject(program, claim), RULES[code].verify
    training = about.training
    place = site(training.anchor) if training is not None and training.method == "fit" else None
    rows = None if place is None else [place.filename, place.row, place.end_row]
    trained = experiment is None or experiment.trains
    return {"trained_at": rows, **_built(program, about, recipe, trained=trained)}


def document(program: Program, site: Callable[[Anchor], Site], recipe: Callable[[Data], Recipe]) -> str:
    """Return the specifications of all trainings of a program as a JSON array, each with the row it stands in."""
    from json import dumps

    found = []
    for training in program.trainings:
        place = site(training.anchor)
        where = {"cell": place.cell, "row": place.row}
        found.append({**where, **_built(program, of_training(training), recipe)})
    return dumps(found, indent=2)


def _built(program: Program, about: Subject, recipe: Callable[[Data], Recipe], *, trained: bool = True) -> Spec:
    try:
        spec = build(about, recipe, trained=trained)
    except Unbuildable as reason:
        return {"version": VERSION, "origin": program.filename, "why": str(reason)}
    stack = [spec["data"][name] for name in ("x", "y") if name in spec["data"]]
    while stack:
        step = stack.pop()
        stack.extend(step["sources"])
        if "file" in step["settings"]:
            step["settings"]["file"] = display_path(step["settings"]["file"])
    return {"origin": program.filename, **spec}
