"""Settings: where they are found, what they may say, and who wins."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest

import fitlint
from fitlint import catalog, config, finding
from fitlint.config import Configuration, Layer, SettingsError, layer_of
from fitlint.report import FORMATS


def settings(**keys: Any) -> config.Settings:
    return config.Settings(layer_of({key.replace("_", "-"): value for key, value in keys.items()}, "x"), Layer(), "/r")


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_choices_are_those_of_the_rooms_they_come_from() -> None:
    assert config.FORMATS == FORMATS
    assert config.PROFILES == catalog.PROFILES == get_args(finding.Profile)
    assert config.LEVELS == finding.SEVERITIES
    assert config.CONFIDENCES == finding.CONFIDENCES


def test_the_version_is_that_of_the_package() -> None:
    text = (Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8")
    assert re.search(r'^version = "(.+)"$', text, re.MULTILINE)[1] == fitlint.__version__


# Selection


def test_by_default_the_default_profile_is_on() -> None:
    assert settings().active == catalog.by_profile("default") | {"FIT001"}
    assert settings(profile="pedantic").active == catalog.by_profile("pedantic") | {"FIT001"}


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"select": ["FIT201"]}, {"FIT001", "FIT201"}),
        ({"select": ["fit3"]}, {"FIT001", "FIT301", "FIT302"}),
        ({"select": ["large-fixed-learning-rate"]}, {"FIT001", "FIT201"}),
        ({"select": ["FIT3"], "ignore": ["FIT301"]}, {"FIT001", "FIT302"}),
        ({"select": ["FIT301"], "ignore": ["FIT3"]}, {"FIT001", "FIT301"}),
        ({"select": ["FIT301"], "ignore": ["FIT301"]}, {"FIT001"}),
        ({"select": ["FIT301"], "ignore": ["unregularized-deep-dense"]}, {"FIT001"}),
        ({"select": ["FIT2"], "extend-select": ["FIT401"]}, {"FIT001", "FIT201", "FIT401"}),
        ({"select": ["FIT2"], "ignore": ["FIT001"]}, {"FIT201"}),
        ({"select": []}, {"FIT001"}),
    ],
)
def test_the_more_exact_selector_wins(keys: dict[str, list[str]], expected: set[str]) -> None:
    selected = settings(**keys).active
    assert {code for code in selected if code in {"FIT001", "FIT201", "FIT301", "FIT302", "FIT401"}} == expected
    assert "FIT003" in selected
    assert not {code for code in selected - expected if code.startswith(("FIT1", "FIT4"))}


def test_ignore_alone_takes_from_the_profile() -> None:
    assert settings(ignore=["FIT4"]).active == {code for code in settings().active if not code.startswith("FIT4")}
    assert settings(select=["ALL"]).active == set(catalog.RULES)


def layered(own: Layer, given: Layer) -> frozenset[str]:
    return config.Settings(own, given, "/r").active


def test_the_command_line_wins_over_the_file() -> None:
    own = Layer(select=("FIT3",), ignore=("FIT201",))
    assert layered(own, Layer(select=("FIT201",))) == {"FIT001", "FIT003", "FIT201"}
    assert "FIT301" not in layered(own, Layer(ignore=("FIT301",)))
    assert "FIT201" not in layered(own, Layer(select=("ALL",))), "what the file ignores stays ignored"
    assert "FIT401" in layered(own, Layer(extend_select=("FIT401",)))


def test_files_can_be_exempt(tmp_path: Path) -> None:
    layer = layer_of({"per-file-ignores": {"*.ipynb": ["FIT4"], "legacy/": ["ALL"]}}, "x")
    found = config.Settings(layer, Layer(), str(tmp_path))
    assert found.ignored_in(str(tmp_path / "a" / "nb.ipynb")) == {c for c in catalog.RULES if c.startswith("FIT4")}
    assert found.ignored_in(str(tmp_path / "legacy" / "x.py")) == set(catalog.RULES)
    assert found.ignored_in(str(tmp_path / "x.py")) == set()


# Limits of rules


def test_a_limit_can_be_set_by_code_or_name_and_the_others_stay() -> None:
    default = catalog.RULES["FIT201"].limits
    for name in ("FIT201", "fit201", "large-fixed-learning-rate"):
        limits = settings(rules={name: {"thresholds": {"adam": 0.005}, "min-decay": 1}}).limits("FIT201")
        assert limits["thresholds"] == {**default["thresholds"], "adam": 0.005}
        assert limits["min_decay"] == 1
        assert limits["above_only"] == default["above_only"]
    assert settings().limits("FIT201") == default


# What is refused, and how


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"selct": ["ALL"]}, "x: 'selct' is not a setting; did you mean 'select'?"),
        ({"tool": {"fitlint": {}}}, "top level"),
        ({"output-file": "x"}, "never choose where to write"),
        ({"select": "FIT201"}, "x: `select` must be a list of strings, not 'FIT201'"),
        ({"select": [3]}, "must be a list of strings"),
        ({"select": ["FIT999"]}, "x: `select`: 'FIT999' is no rule"),
        ({"ignore": ["large-fixed-learning-rat"]}, "did you mean 'large-fixed-learning-rate'?"),
        ({"include-tests": "yes"}, "must be true or false"),
        ({"profile": "strictest"}, "must be one of default, strict, pedantic, not 'strictest'"),
        ({"fail-level": 3}, "must be one of info, warning, error"),
        ({"exclude": "x"}, "must be a list of strings"),
        ({"per-file-ignores": ["x"]}, "must be a table"),
        ({"per-file-ignores": {"*.py": ["FIT9"]}}, "'FIT9' is no rule"),
        ({"required-version": 1}, "must be a string"),
        ({"rules": {"FIT201": 3}}, "`rules`.FIT201 must be a table"),
        ({"rules": {"FIT2001": {}}}, "'FIT2001' is no rule"),
        ({"rules": {"FIT201": {"treshold": {}}}}, "'treshold' is not an option of FIT201; did you mean 'thresholds'?"),
        ({"rules": {"FIT201": {"thresholds": 3}}}, "must be a table"),
        ({"rules": {"FIT201": {"thresholds": {"adamm": 1}}}}, "did you mean 'adam'?"),
        ({"rules": {"FIT201": {"thresholds": {"adam": "1"}}}}, "must be a number"),
        ({"rules": {"FIT201": {"thresholds": {"adam": True}}}}, "must be a number"),
        ({"rules": {"FIT201": {"thresholds": {"adam": float("nan")}}}}, "must be a number"),
        ({"rules": {"FIT201": {"thresholds": {"adam": -1}}}}, "must be a number of at least 0"),
        ({"rules": {"FIT201": {"above-only": "x"}}}, "must be a list of strings"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(table: dict[str, Any], words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        layer_of(table, "x")
    assert words in str(caught.value)
    assert str(caught.value).startswith("x: ")
    assert "\n" not in str(caught.value)


# Finding the file


def test_the_nearest_file_that_speaks_of_fitlint_counts(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.fitlint]\nprofile = "strict"\n')
    write(tmp_path / "a" / "pyproject.toml", "[tool.other]\nx = 1\n")
    write(tmp_path / "b" / "fitlint.toml", 'profile = "pedantic"\n')
    write(tmp_path / "c" / ".fitlint.toml", 'fail-level = "error"\n')
    found = Configuration()
    assert found.settings(str(tmp_path / "a" / "deep" / "x.py")).profile == "strict"
    assert found.settings(str(tmp_path / "a")).root == str(tmp_path)
    assert found.settings(str(tmp_path / "b")).profile == "pedantic"
    assert (found.settings(str(tmp_path / "c")).profile, found.settings(str(tmp_path / "c")).fail_level) == (
        "default",
        "error",
    )


def test_a_file_of_its_own_wins_over_pyproject(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.fitlint]\nprofile = "strict"\n')
    write(tmp_path / "fitlint.toml", 'profile = "pedantic"\n')
    assert Configuration().settings(str(tmp_path)).profile == "pedantic"


def test_one_file_or_none_can_be_chosen(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.fitlint]\nprofile = "strict"\n')
    other = write(tmp_path / "other.toml", 'profile = "pedantic"\n')
    assert Configuration(file=str(other)).settings(str(tmp_path)).profile == "pedantic"
    assert Configuration(isolated=True).settings(str(tmp_path)).profile == "default"


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("pyproject.toml", "[tool.fitlint\n", "is not valid TOML"),
        ("pyproject.toml", "tool.fitlint = 3\n", "must be a table"),
        ("fitlint.toml", "[tool.fitlint]\nselect = []\n", "top level"),
        ("fitlint.toml", "x = " + "[" * 100_000, "TOML|nested"),
        ("fitlint.toml", 'required-version = ">=99"\n', "requires fitlint >=99"),
        ("fitlint.toml", 'required-version = "new"\n', "is not a version"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, name: str, text: str, words: str) -> None:
    path = write(tmp_path / name, text)
    with pytest.raises(SettingsError, match=words) as caught:
        Configuration().settings(str(tmp_path))
    assert str(caught.value).startswith(str(path))


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "fitlint.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="not valid TOML"):
        Configuration().settings(str(tmp_path))


def test_a_chosen_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        Configuration(file=str(tmp_path / "none.toml"))


@pytest.mark.parametrize("text", ["[tool.fitlint", "not TOML at all ["])
def test_a_project_that_does_not_use_fitlint_may_be_broken(tmp_path: Path, text: str) -> None:
    write(tmp_path / "pyproject.toml", text.replace("fitlint", "other"))
    assert Configuration().settings(str(tmp_path)).origin == ""


@pytest.mark.parametrize(
    ("required", "fits"),
    [
        ("0.1.0", True),
        ("0.1", True),
        (">=0.1,<0.2", True),
        ("~=0.1.0", True),
        (" >= 0.0.1 ", True),
        ("<1", True),
        ("!=0.1.0", False),
        (">0.1", False),
        ("<=0.0.9", False),
        ("==0.2", False),
        ("~=0.0.1", False),
    ],
)
def test_versions_are_compared_number_by_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, required: str, fits: bool
) -> None:
    monkeypatch.setattr(fitlint, "__version__", "0.1.0")
    write(tmp_path / "fitlint.toml", f'required-version = "{required}"\n')
    if fits:
        Configuration().settings(str(tmp_path))
    else:
        with pytest.raises(SettingsError, match="requires fitlint"):
            Configuration().settings(str(tmp_path))


# Excluding files


@pytest.mark.parametrize(
    ("keys", "path", "expected"),
    [
        ({}, "build/x.py", True),
        ({}, "src/build.py", False),
        ({"exclude": ["old"]}, "build/x.py", False),
        ({"exclude": ["old"]}, "a/old/x.py", True),
        ({"extend-exclude": ["gen_*.py"]}, "a/gen_1.py", True),
        ({"extend-exclude": ["gen_*.py"]}, "venv/x.py", True),
        ({"extend-exclude": ["a/b/"]}, "a/b/c.py", True),
        ({"extend-exclude": ["x.py"]}, "a/x.py", True),
    ],
)
def test_excluded_paths(keys: dict[str, Any], path: str, expected: bool) -> None:
    assert config.Settings(layer_of(keys, "x"), Layer(), "/r").excludes(f"/r/{path}") is expected


def test_what_lies_outside_the_root_is_not_excluded() -> None:
    assert not settings().excludes("/build/x.py")
