"""The hooks that pre-commit users get."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

MANIFEST = Path(__file__).parents[1] / ".pre-commit-hooks.yaml"
HOOKS: dict[str, dict[str, Any]] = {hook["id"]: hook for hook in yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))}


def test_pre_commit_accepts_the_manifest() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", str(MANIFEST)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_there_are_three_hooks() -> None:
    assert list(HOOKS) == ["fitlint", "fitlint-project", "fitlint-verify"]


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
def test_flags_survive_the_users_args(hook: dict[str, Any]) -> None:
    """``args`` in a user's configuration replace the manifest's, so what must hold stands in ``entry``.

    Without ``--`` a file whose name reads as an option ends the run; with it such a file is judged.
    """
    assert hook["entry"].startswith("fitlint check ")
    assert hook.get("args", []) == (["--"] if hook.get("pass_filenames", True) else [])


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
def test_one_process_sees_the_project(hook: dict[str, Any]) -> None:
    assert hook["require_serial"] is True


@pytest.mark.parametrize("name", ["fitlint", "fitlint-verify"])
def test_the_projects_excludes_hold_for_named_files(name: str) -> None:
    assert "--force-exclude" in HOOKS[name]["entry"]


def test_a_configuration_file_alone_starts_the_project_hook() -> None:
    hook = HOOKS["fitlint-project"]
    assert hook["pass_filenames"] is False
    assert {"yaml", "toml", "json", "ini"} <= set(hook["types_or"])


def test_training_runs_only_when_asked_for() -> None:
    assert HOOKS["fitlint-verify"]["stages"] == ["manual"]
    assert "stages" not in HOOKS["fitlint"]


def test_only_the_verify_hook_installs_tensorflow() -> None:
    extras = {name: hook.get("additional_dependencies", []) for name, hook in HOOKS.items()}
    assert extras == {"fitlint": [], "fitlint-project": [], "fitlint-verify": [".[verify,verify-data]"]}
