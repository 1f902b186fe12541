"""``explain`` and ``rules``: every rule on a page that fits an ordinary terminal."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from fitlint.catalog import RULES
from fitlint.explain import explain, rules
from fitlint.rule import Example, Option, Recipe, Reference, Rule

if TYPE_CHECKING:
    from collections.abc import Callable

RULE = Rule(
    code="FIT299",
    name="made-up-rule",
    category="hyperparameters",
    severity="error",
    profile="strict",
    summary="A rule that exists for this test only, with a summary that is long enough to need two lines.",
    why="The first reason.\n\nThe second one, told at such a length that it does not fit into one line of eighty.",
    fix="Do it differently.",
    ignore_when="",
    options=(
        Option(
            "thresholds", "table", {"adam": 0.01, "sgd": 0.1}, "learning rate", "Where large begins.", "Measured.", 0
        ),
        Option("min_ratio", "number", 10, "of the largest to the smallest", "Where imbalance begins.", "Published.", 1),
        Option("keys", "strings", ("class_counts", "labels[].count"), "key patterns", "Keys that count.", "Usage."),
    ),
    references=(Reference("A paper with [brackets] \x1b[2J", "https://example.org/paper"),),
    examples=(
        Example(
            "from a file",
            True,
            "import keras\n\nif True:\n"
            "    model.compile(optimizer=keras.optimizers.Adam(learning_rate=config['lr']), loss='mse')  # FIT299\n",
            (("config.yaml", "lr: 0.5  # large\n"),),
        ),
        Example("another bad one", True, "bad()\n"),
        Example("the default", False, "import keras\n"),
    ),
    verify=Recipe("compare", {}),
)


def test_the_page_of_a_rule(snapshot: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fitlint.explain.documentation_url", "https://example.org/{}".format)
    limits = {"thresholds": {"adam": 0.005, "sgd": 0.1, "lion": 0.001}, "min_ratio": 20, "keys": ("counts",)}
    snapshot("explain", explain(RULE, limits, color=False, width=80))


def test_the_defaults_are_the_limits_unless_settings_say_otherwise() -> None:
    rule = RULES["FIT201"]
    text = explain(rule, color=False, width=80)
    assert "adam=0.01," in text
    assert "(default" not in text
    assert "adam=0.005 (default 0.01)" in explain(rule, {"thresholds": {"adam": 0.005}}, color=False, width=80)


@pytest.mark.parametrize("code", RULES)
@pytest.mark.parametrize("width", [40, 80])
def test_every_rule_fits_its_page(code: str, width: int) -> None:
    lines = explain(RULES[code], color=False, width=width).splitlines()
    assert lines[0] == f"{code} {RULES[code].name}"
    prose = [line for line in lines if "https://" not in line and " " in line.strip()]
    too_long = [line for line in prose if len(line) > width and not re.match(r" +\S+$| +[^ ]+=? \S+$", line)]
    assert width == 40 or not too_long


def test_colours_do_not_change_the_text() -> None:
    painted = explain(RULES["FIT201"], color=True, width=80)
    assert "\x1b[1;33mFIT201\x1b[0m" in painted
    assert re.search(r"\x1b\[[0-9;]*34[0-9;]*mimport\x1b\[0m", painted)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", painted)
    assert [line.rstrip() for line in plain.splitlines()] == explain(
        RULES["FIT201"], color=False, width=80
    ).splitlines()


def test_rules_are_listed_by_category() -> None:
    lines = rules("text", color=False, width=80).splitlines()
    assert [line for line in lines if line and line[0] != " "] == [
        "The run itself",
        "Data",
        "Hyperparameters",
        "Architecture",
        "Evaluation",
    ]
    assert "  FIT201 large-fixed-learning-rate  warning" in lines
    assert all(len(line) <= 80 for line in lines)
    assert [line.split()[0] for line in lines if line.startswith("  FIT")] == list(RULES)


def test_a_rule_that_is_off_says_how_to_switch_it_on() -> None:
    assert "  FIT299 made-up-rule  error · on with --profile strict" in rules(selected=[RULE], color=False, width=80)


def test_rules_as_json() -> None:
    found = json.loads(rules("json"))
    assert [entry["code"] for entry in found] == list(RULES)
    entry = next(entry for entry in found if entry["code"] == "FIT201")
    assert entry["name"] == "large-fixed-learning-rate"
    assert entry["url"].endswith("/docs/rules/FIT201-large-fixed-learning-rate.md")
    thresholds = next(option for option in entry["options"] if option["name"] == "thresholds")
    assert thresholds["default"]["adam"] == 0.01
    assert {example["bad"] for example in entry["examples"]} == {True, False}
    assert {"config.yaml"} in [set(example["files"]) for example in entry["examples"]]


def test_rules_as_a_markdown_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fitlint.explain.documentation_url", "https://example.org/{}".format)
    table = rules("markdown", selected=[RULE._replace(summary="a | b\n<img> [x](y)")]).splitlines()
    assert table == [
        "| Rule | What it finds | Severity | Profile |",
        "| --- | --- | --- | --- |",
        "| [FIT299](https://example.org/FIT299) `made-up-rule` | a \\| b &lt;img> \\[x](y) | error | strict |",
    ]


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown format 'xml'; choose one of text, json, markdown"):
        rules("xml")
