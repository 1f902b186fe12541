"""The planner with a worker that answers at once, or dies: what is started how often, and that no finding is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from verify_cases import dense, findings

from fitlint.finding import Verification
from fitlint.verify import planner
from fitlint.verify.child import Died, Engine
from fitlint.verify.planner import Wishes, verify

if TYPE_CHECKING:
    from pathlib import Path

    from fitlint.finding import Finding

CODE = """\
import keras
model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.SGD(0.5), "mse")
model.fit(x, y, validation_split=0.1)
"""


class Worker:
    """Stands in for the child process.

    ``dies`` says at which of its requests, ``slow`` which rates need fifty seconds.
    """

    starts = 0
    slow: tuple[float, ...] = ()
    shares: tuple[float, ...] = ()
    dies: tuple[int, ...] = ()
    asked = 0

    def __init__(self, backend: str, device: str, *, download: bool) -> None:
        self.engine: Engine | None = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self, seconds: float) -> Engine:
        type(self).starts += 1
        self.engine = Engine("3", "jax", "0", "cpu", 0, None, True)
        return self.engine

    def ask(self, request: dict[str, Any], seconds: float, progress: object, wall: float) -> dict[str, Any]:
        type(self).asked += 1
        if self.asked in self.dies or self.dies == (0,):
            self.kill()
            raise Died("the worker ended with status 7")
        type(self).shares += (seconds,)
        if request["spec"]["optimizer"]["config"]["learning_rate"] in self.slow and seconds < 50:
            return {**Verification("inconclusive", "Not finished")._asdict(), "curves": []}
        return {**Verification("refuted", f"request {request['id']}", "structure")._asdict(), "curves": []}

    def kill(self) -> None:
        self.engine = None


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> type[Worker]:
    fresh = type("Fresh", (Worker,), {})
    monkeypatch.setattr(planner, "Child", fresh)
    return fresh


def several(folder: Path, count: int) -> list[Finding]:
    """Findings about different models."""
    (found,) = findings(folder, CODE)
    return [replace(found, spec={**dense(8, rate=float(n + 1)), "trained_at": None}) for n in range(count)]


def test_a_worker_is_replaced_before_it_has_grown(
    tmp_path: Path, worker: type[Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planner, "RENEWED_AFTER", 3)
    done = verify(several(tmp_path, 8), Wishes(), "jax").findings
    assert worker.starts == 3
    assert [f.verification.reason for f in done if f.verification] == [f"request {n}" for n in range(8)]


def test_what_does_not_finish_is_tried_again_with_what_the_others_left(tmp_path: Path, worker: type[Worker]) -> None:
    worker.slow = (1.0, 3.0)
    heard: list[tuple[float, str]] = []

    def tell(finding: Finding, text: str) -> None:
        if not text and finding.spec and finding.verification:
            heard.append((finding.spec["optimizer"]["config"]["learning_rate"], finding.verification.verdict))

    verify(several(tmp_path, 10), Wishes(120.0), "jax", tell)
    assert heard == [(rate, "refuted") for rate in (2, 4, 5, 6, 7, 8, 9, 10, 1, 3)]
    assert [round(share) for share in worker.shares[-2:]] == [60, 120], "nothing took any time"


def test_a_death_costs_one_finding(tmp_path: Path, worker: type[Worker]) -> None:
    worker.dies = (2,)
    done = verify(several(tmp_path, 4), Wishes(), "jax").findings
    verdicts = [f.verification.verdict for f in done if f.verification]
    assert verdicts == ["refuted", "not-verifiable", "refuted", "refuted"]
    assert worker.starts == 2


def test_a_worker_that_always_dies_is_not_started_for_ever(tmp_path: Path, worker: type[Worker]) -> None:
    worker.dies = (0,)
    done = verify(several(tmp_path, 7), Wishes(), "jax").findings
    reasons = [f.verification.reason for f in done if f.verification]
    assert reasons[:4] == ["Not tested: the worker ended with status 7."] * 4
    assert reasons[4:] == ["The worker ended too often; it is not started again."] * 3
    assert worker.starts == 4
