"""From numbers to verdicts."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

import pytest

from fitlint.verify.rulings import Plateau, by_gain, by_memory, by_plateau, by_ratio, progress, ratio, with_scores

if TYPE_CHECKING:
    from fitlint.finding import Verdict


@pytest.mark.parametrize(
    ("groups", "verdict"),
    [
        ([[3.0, 2.5, 4.0], [2.1, 2.2, 9.0]], "confirmed"),
        ([[3.0, 2.5, 0.9], [2.1, 2.2, 9.0]], "inconclusive"),
        ([[3.0, 2.5, 4.0], [1.9, 1.9, 9.0]], "inconclusive"),
        ([[0.7, 0.5, 0.9], [0.1, 0.2, 0.3]], "refuted"),
        ([[0.7, 0.5, 0.9], [0.9, 0.9, 0.3]], "inconclusive"),
        ([[0.7, 0.5, 1.1], [0.1, 0.2, 0.3]], "inconclusive"),
        ([[0.1, 0.1, inf]], "inconclusive"),
        ([[0.0, 0.0, 0.0]], "refuted"),
        ([[inf, inf, inf]], "confirmed"),
        ([[1.0, 1.0, 1.0]], "inconclusive"),
    ],
)
def test_loss_ratios(groups: list[list[float]], verdict: str) -> None:
    assert by_ratio(groups, 2.0, 0.8) == verdict


@pytest.mark.parametrize(
    ("one", "other", "times"), [(4, 2, 2), (inf, 1, inf), (inf, inf, 1), (1, inf, 0), (0, 0, 1), (1, 0, inf)]
)
def test_ratio_of_losses_that_broke_or_vanished(one: float, other: float, times: float) -> None:
    assert ratio(one, other) == times


@pytest.mark.parametrize(
    ("verdict", "lost", "judged"),
    [
        ("confirmed", [0.02, 0.01, 0.001], "confirmed"),
        ("confirmed", [0.009, 0.009, 0.009], "inconclusive"),
        ("confirmed", [0.02, 0.02, 0.0], "inconclusive"),
        ("confirmed", [-0.02, -0.02, -0.02], "inconclusive"),
        ("refuted", [0.009, -0.5, 0.0], "refuted"),
        ("refuted", [0.0, 0.0, 0.01], "inconclusive"),
        ("inconclusive", [0.5, 0.5, 0.5], "inconclusive"),
    ],
)
def test_scores_on_data_held_out(verdict: Verdict, lost: list[float], judged: str) -> None:
    assert with_scores(verdict, lost, 0.01, 0) == judged


@pytest.mark.parametrize(
    ("verdict", "lost", "judged"),
    [
        ("confirmed", [0.14, 0.2, 0.01], "confirmed"),
        ("confirmed", [0.1, 0.57, 0.03], "inconclusive"),
        ("confirmed", [0.13, 0.13, 0.13], "inconclusive"),
        ("refuted", [-0.13, -0.13, 0.0], "refuted"),
        ("refuted", [-0.03, -0.06, 0.0], "inconclusive"),
        ("refuted", [-0.2, -0.2, 0.01], "inconclusive"),
        ("inconclusive", [0.5, 0.5, 0.5], "inconclusive"),
    ],
)
def test_what_chance_may_make_decides_nothing(verdict: Verdict, lost: list[float], judged: str) -> None:
    assert with_scores(verdict, lost, 0.01, 0.13) == judged


def test_progress_counts_from_a_constant_answer() -> None:
    assert progress(0.35, 0.7) == 0.5
    assert progress(1.4, 0.7) == -1
    assert progress(inf, 0.7) == -inf


@pytest.mark.parametrize(
    ("runs", "verdict"),
    [
        ([(0.01, 0.5, False), (0.04, 0.2, False)], "confirmed"),
        ([(0.01, 0.5, False), (0.06, 0.2, False)], "inconclusive"),
        ([(0.01, 0.5, False), (0.01, 0.09, False)], "inconclusive"),
        ([(0.6, 0.5, True), (0.6, 0.2, True)], "refuted"),
        ([(0.6, 0.5, True), (0.6, 0.7, False)], "inconclusive"),
    ],
)
def test_plateaus(runs: list[tuple[float, float, bool]], verdict: str) -> None:
    assert by_plateau([Plateau(*run) for run in runs], 0.05, 0.1) == verdict


@pytest.mark.parametrize(
    ("gains", "verdict"),
    [([0.06, 0.05], "confirmed"), ([0.06, 0.03], "inconclusive"), ([0.01, -0.3], "refuted"), ([0.02], "inconclusive")],
)
def test_gains(gains: list[float], verdict: str) -> None:
    assert by_gain(gains, 0.05, 0.02) == verdict


@pytest.mark.parametrize(
    ("written", "fixed", "verdict"),
    [
        ([0.5, 0.6], [1.0, 1.0], "confirmed"),
        ([1.0, 1.0], [1.0, 1.0], "refuted"),
        ([0.5, 0.6], [1.0, 0.6], "inconclusive"),
        ([0.5, 1.0], [1.0, 1.0], "inconclusive"),
        ([0.5, 0.9], [1.0, 1.0], "inconclusive"),
    ],
)
def test_memory(written: list[float], fixed: list[float], verdict: str) -> None:
    assert by_memory(written, fixed, 0.95, 0.8) == verdict
