"""What people read of each rule's examples, approved: messages, labels, severities, confidences, places, advice.

``pytest --update-snapshots`` rewrites ``tests/snapshots/rules`` from what is printed now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fitlint.catalog import RULES
from fitlint.config import Configuration, layer_of
from fitlint.engine import run
from fitlint.report import render

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WIDTH = 80


@pytest.mark.parametrize("code", [code for code, rule in RULES.items() if any(e.bad for e in rule.examples)])
def test_the_examples_of_a_rule_are_told_as_approved(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snapshot: Callable[[str, str], None]
) -> None:
    rule, told = RULES[code], list[str]()
    settings = {"select": [code], "profile": rule.profile, "min-confidence": "low"}
    for number, example in enumerate(example for example in rule.examples if example.bad):
        folder = tmp_path / str(number)
        for name, text in (("train.py", example.code), *example.files):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        monkeypatch.chdir(folder)
        result = run(["."], Configuration(layer_of(settings, "settings")))
        told.append(f"# {example.name}\n\n{render(result, 'full', color=False, width=WIDTH)}")
    snapshot(f"rules/{code}", "\n".join(told))
