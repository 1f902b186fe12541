"""The catalogue: every rule file is valid, the compiled copy is current, and selectors find what they name."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml

from fitlint.catalog import PROFILES, RULES, UnknownRule, by_profile, documentation_url, lookup, resolve
from fitlint.dev import sync

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted((ROOT / "rules").glob("*.yaml"))
HUNDREDS = {"0": "run", "1": "data", "2": "hyperparameters", "3": "architecture", "4": "evaluation"}


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads((ROOT / "rules" / "schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rule_file_is_valid(path: Path, validator: jsonschema.Draft202012Validator) -> None:
    rule = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(rule)] == []
    assert path.stem == f"{rule['code']}-{rule['name']}"
    assert rule["category"] == HUNDREDS[rule["code"][3]]
    assert 2 <= len(rule["bad"]) + len(rule["good"]) <= 6


def test_the_schema_refuses_a_misspelt_field(validator: jsonschema.Draft202012Validator) -> None:
    rule = yaml.safe_load(FILES[-1].read_text(encoding="utf-8"))
    assert validator.is_valid(rule)
    assert not validator.is_valid(rule | {"sumary": "A typing error."})
    assert not validator.is_valid(rule | {"verify": {"experiment": "run-the-script", "parameters": {}}})


def test_generated_files_are_current() -> None:
    assert sync.sync(ROOT, write=False) == [], "run `python -m fitlint.dev sync`"


def test_the_compiled_rules_say_what_the_yaml_says() -> None:
    for raw in sync.load(ROOT / "rules"):
        rule = RULES[raw["code"]]
        assert (rule.name, rule.category, rule.severity, rule.profile) == (
            raw["name"],
            raw["category"],
            raw["severity"],
            raw["profile"],
        )
        assert rule.why.split() == raw["why"].split()
        assert rule.fix.split() == raw["fix"].split()
        assert [example.code for example in rule.examples] == [e["code"] for e in raw["bad"] + raw["good"]]
        assert json.loads(json.dumps(rule.limits)) == {k: v["default"] for k, v in raw.get("options", {}).items()}
        assert (rule.verify is None) == ("verify" not in raw)


def test_what_is_printed_below_a_finding_is_short() -> None:
    for rule in RULES.values():
        for text in (rule.reason, rule.advice):
            assert text.endswith("."), rule.code
            assert len(text) <= 240, rule.code
            assert "\n" not in text, rule.code


def test_every_example_carries_marks_only_if_it_is_bad() -> None:
    for rule in RULES.values():
        for example in rule.examples:
            texts = [example.code, *dict(example.files).values()]
            marked = any(re.search(rf"# {rule.code}(?: [a-z]+)*$", text, re.MULTILINE) for text in texts)
            assert marked == example.bad, f"{rule.code}: {example.name}"


@pytest.mark.parametrize(
    ("selector", "codes"),
    [
        ("FIT201", {"FIT201"}),
        ("fit201", {"FIT201"}),
        ("large-fixed-learning-rate", {"FIT201"}),
        ("FIT3", {code for code in RULES if code.startswith("FIT3")}),
        ("FIT40", {code for code in RULES if code.startswith("FIT40")}),
        ("evaluation", {code for code in RULES if code[3] == "4"}),
        ("Data", {code for code in RULES if code[3] == "1"}),
        ("ALL", set(RULES)),
        ("FIT", set(RULES)),
    ],
)
def test_resolve(selector: str, codes: set[str]) -> None:
    assert resolve(selector) == codes


@pytest.mark.parametrize(
    ("selector", "hint"),
    [
        ("FIT2O1", "did you mean 'FIT201'?"),
        ("large-fixed-learnig-rate", "did you mean 'large-fixed-learning-rate'?"),
        ("archtecture", "did you mean 'architecture'?"),
        ("E501", "`fitlint rules` lists them all"),
        ("", "`fitlint rules` lists them all"),
        ("FIT20199", "did you mean 'FIT201'?"),
    ],
)
def test_an_unknown_selector_names_the_closest_one(selector: str, hint: str) -> None:
    with pytest.raises(UnknownRule, match=re.escape(hint)):
        resolve(selector)


def test_lookup_wants_one_rule() -> None:
    assert lookup("FIT201") is lookup("Large-Fixed-Learning-Rate")
    with pytest.raises(UnknownRule):
        lookup("FIT2")


def test_profiles_only_grow() -> None:
    sets = [by_profile(profile) for profile in PROFILES]
    assert sets == sorted(sets, key=len)
    assert sets[-1] == set(RULES)
    assert {"FIT101", "FIT201", "FIT301", "FIT302", "FIT401"} <= sets[0]


def test_documentation_url_ends_in_the_page_of_the_rule() -> None:
    for code in RULES:
        assert (ROOT / "docs" / "rules" / documentation_url(code).rpartition("/")[2]).is_file()
    with pytest.raises(KeyError):
        documentation_url("FIT999")


def test_unknown_code() -> None:
    assert "FIT999" not in RULES
    with pytest.raises(KeyError):
        RULES["FIT999"]


def test_limits_are_a_fresh_copy() -> None:
    before = RULES["FIT301"].limits
    RULES["FIT301"].limits.clear()
    assert RULES["FIT301"].limits == before != {}


def test_selecting_rules_loads_neither_yaml_nor_the_records() -> None:
    script = "import sys, fitlint.catalog as c; c.resolve('FIT2'); print({'yaml', 'fitlint.rule'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.strip() == "set()"


def test_sync_writes_once_and_then_finds_nothing_to_do(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "src" / "fitlint").mkdir(parents=True)
    name = "FIT401-missing-validation.yaml"
    (tmp_path / "rules" / name).write_bytes((ROOT / "rules" / name).read_bytes())
    readme = tmp_path / "README.md"
    readme.write_text("# Rules\n<!-- rules -->\nold\n<!-- /rules -->\nend\n", encoding="utf-8")
    orphan = tmp_path / "docs" / "rules" / "FIT999-gone.md"
    orphan.parent.mkdir(parents=True)
    orphan.touch()
    page = "FIT401-missing-validation.md"
    assert [path.name for path in sync.sync(tmp_path)] == ["_rules.py", "README.md", page, orphan.name]
    assert not orphan.exists()
    assert sync.sync(tmp_path) == []
    text = readme.read_text(encoding="utf-8")
    assert f"[FIT401](docs/rules/{page})" in text
    assert "old" not in text
    assert text.endswith("<!-- /rules -->\nend\n")


def test_sync_refuses_a_readme_without_a_place_for_the_table() -> None:
    with pytest.raises(sync.RuleFileError, match="<!-- rules -->"):
        sync.with_table("# Rules\n", [])


@pytest.mark.parametrize("text", ["code: FIT999\nname: other\n", "- a list\n", "code: [\n"])
def test_sync_refuses_a_file_that_is_no_rule(tmp_path: Path, text: str) -> None:
    (tmp_path / "FIT999-thing.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(sync.RuleFileError, match=r"FIT999-thing\.yaml"):
        sync.load(tmp_path)
