"""Findings made by hand, for the tests of the reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fitlint.finding import Finding, Related, Site
from fitlint.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Sequence

TRAIN = """\
import keras
import yaml

cfg = yaml.safe_load(open("conf/config.yaml"))
x, y = load()


def build():
    return keras.Sequential([keras.layers.Dense(1)])

model = build()
model.compile(
    optimizer=keras.optimizers.Adam(learning_rate=cfg["lr"]),
    loss="mse")
model.fit(
    x, y,
    epochs=10,
)
"""
CONFIG = """\
# training
epochs: 10
lr: 0.05
"""


class Run(NamedTuple):
    """A finished run, as the reports see it."""

    findings: Sequence[Finding] = ()
    files: int = 12
    suppressed: int = 0
    failures: Sequence[object] = ()
    tally: Tally = Tally(5, 4, frozenset({"FIT201", "FIT301"}))


def site(text: str, row: int, marked: str, *, filename: str, end_row: int = 0, cell: int | None = None) -> Site:
    """The place of ``marked`` in a row of ``text``, with the whole text as context."""
    lines = text.split("\n")
    column = lines[row - 1].index(marked) + 1
    end_column = 2 if end_row else column + len(marked)
    return Site(filename, row, column, end_row or row, end_column, cell, tuple(enumerate(lines, 1)))


def finding(at: Site, **changes: object) -> Finding:
    """A finding of FIT201 at the given place, with some of it changed."""
    fields: dict[str, object] = {
        "code": "FIT201",
        "name": "large-fixed-learning-rate",
        "severity": "warning",
        "confidence": "high",
        "message": "Adam learning rate 0.05 is large and never changes",
        "site": at,
        "fingerprint": "5d41402abc4b2a76",
        "label": "resolves to 0.05 (limit 0.01)",
        "why": "a large constant step often makes the loss diverge or stall",
        "help": "use 1e-3, a schedule, or ReduceLROnPlateau",
        "noqa_row": at.row,
    }
    return Finding(**{**fields, **changes})


RATE = finding(
    site(TRAIN, 13, 'learning_rate=cfg["lr"]', filename="src/train.py"),
    related=(
        Related(site(CONFIG, 3, "lr: 0.05", filename="conf/config.yaml"), "learning rate declared here"),
        Related(site(TRAIN, 15, "model.fit(", filename="src/train.py", end_row=18), "trained here"),
    ),
)
VALIDATION = finding(
    site(TRAIN, 15, "model.fit(", filename="src/train.py", end_row=18),
    code="FIT401",
    name="missing-validation",
    message="the model is trained for 10 epochs without validation data, so nothing shows when it starts to overfit",
    label="no validation_data, no validation_split",
    why="Without held-out data nothing tells a model that learns from one that memorizes.",
    help="pass validation_split=0.1 or validation_data=(x_val, y_val)",
    confidence="medium",
)
SOFTMAX = finding(
    Site("a/unit.py", 7, 1, 7, 1),
    code="FIT304",
    name="softmax-single-unit",
    severity="error",
    message="softmax over one unit always answers 1",
    label="",
    why="",
    help="",
)
ADVICE = finding(
    site("print(1)\nmodel.add(Dropout(0.5))", 2, "Dropout(0.5)", filename="nb.ipynb", cell=4),
    code="FIT316",
    name="dropout-before-batchnorm",
    severity="info",
    message="dropout stands before batch normalization",
    label="",
    noqa_row=None,
)
EVIL = (
    "\x1b]0;pwned\x07 [link=https://evil]x[/link] [/nope] \u202e\u200b\r\n::error::x ::stop-commands::t%0A \x9b2J\ud800"
)
