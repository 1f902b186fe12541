"""The command line: exit status, what goes where, and what is refused in one sentence."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import fitlint
from fitlint import cli
from fitlint.checks import fit201

if TYPE_CHECKING:
    from pathlib import Path

BAD = """\
from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(learning_rate=0.5), "mse")
model.fit(x, y, validation_split=0.1)
"""
GOOD = BAD.replace("0.5", "0.001")


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    (tmp_path / "bad.py").write_text(BAD, encoding="utf-8")
    (tmp_path / "good.py").write_text(GOOD, encoding="utf-8")
    return tmp_path


class Ran:
    def __init__(self, status: int, out: str, err: str) -> None:
        self.status = status
        self.out = out
        self.err = err


@pytest.fixture
def fit(capsys: pytest.CaptureFixture[str]) -> object:
    def run(*arguments: str) -> Ran:
        try:
            status = cli.main(arguments)
        except SystemExit as stop:
            status = int(stop.code or 0)
        return Ran(status, *capsys.readouterr())

    return run


def process(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "fitlint", *arguments], capture_output=True, text=True, **options  # type: ignore[call-overload, no-any-return]
    )
