"""The example project shows every core rule; its healthy twin shows none."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"


def check(*arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "fitlint", "check", *arguments], cwd=EXAMPLES.parent, capture_output=True, text=True
    )
    return done.returncode, done.stdout


def findings(path: str) -> tuple[int, list[dict[str, Any]]]:
    status, output = check("--output-format", "json", path)
    return status, json.loads(output)


def test_the_project_shows_the_five_core_rules() -> None:
    status, found = findings("examples/churn")
    assert status == 1
    assert sorted((finding["code"], finding["filename"]) for finding in found) == [
        ("FIT101", "examples/churn/config.yaml"),
        ("FIT201", "examples/churn/train.py"),
        ("FIT301", "examples/churn/train.py"),
        ("FIT302", "examples/churn/train.py"),
        ("FIT401", "examples/churn/train.py"),
    ]


def test_numbers_are_traced_to_the_configuration() -> None:
    _, found = findings("examples/churn")
    (rate,) = [finding for finding in found if finding["code"] == "FIT201"]
    config = (EXAMPLES / "churn" / "config.yaml").read_text(encoding="utf-8").splitlines()
    row = next(number for number, line in enumerate(config, 1) if "learning_rate" in line)
    places = [(place["filename"], place["location"]["row"]) for place in rate["related"]]
    assert ("examples/churn/config.yaml", row) in places


def test_the_twin_is_healthy() -> None:
    assert findings("examples/churn_fixed") == (0, [])


def test_the_twin_differs_only_where_it_heals() -> None:
    """Both read the same customers, so that a reader can compare the two scores."""
    ill, healthy = ((EXAMPLES / name / "config.yaml").read_text(encoding="utf-8") for name in ("churn", "churn_fixed"))
    assert ill.split("model:")[0] == healthy.split("model:")[0]


def test_the_readme_shows_what_is_printed() -> None:
    readme = (EXAMPLES.parent / "README.md").read_text(encoding="utf-8")
    shown = readme.split("```text\n")[1].split("```")[0]
    _, output = check("examples")
    assert shown.strip() in output


def test_the_customers_can_be_made_again(tmp_path: Path) -> None:
    script = tmp_path / "make_customers.py"
    script.write_bytes((EXAMPLES / "churn" / "make_customers.py").read_bytes())
    subprocess.run([sys.executable, script], check=True)
    table = (tmp_path / "customers.csv").read_bytes()
    assert table == (EXAMPLES / "churn" / "customers.csv").read_bytes()
    leaving = sum(line.endswith(b",1") for line in table.splitlines())
    config = (EXAMPLES / "churn" / "config.yaml").read_text(encoding="utf-8")
    assert f"churned: {leaving}\n" in config
    assert f"stayed: {len(table.splitlines()) - 1 - leaving}\n" in config


@pytest.mark.slow
def test_the_five_verdicts_rest_on_the_customers() -> None:
    _, output = check("--verify", "--verify-budget", "300", "--output-format", "json", "examples")
    found = {finding["code"]: finding["verification"] for finding in json.loads(output)}
    assert {verification["basis"] for verification in found.values()} == {"your data"}
    assert len(found) == 5
    verdicts = {code: verification["verdict"] for code, verification in found.items()}
    assert "not-verifiable" not in verdicts.values()
    assert verdicts["FIT201"] == verdicts["FIT302"] == verdicts["FIT401"] == "confirmed"
