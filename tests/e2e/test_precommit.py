"""The hooks as a user meets them: the real pre-commit, a clone of this project, a throwaway repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
TRAIN = """\
import yaml
from tensorflow import keras

with open("config.yaml") as file:
    config = yaml.safe_load(file)

model = keras.Sequential([keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(learning_rate=config["learning_rate"]), loss="mse")
model.fit(x, y, validation_split=0.2)
"""
HOOKS = """\
repos:
  - repo: {origin}
    rev: v0
    hooks:
      - id: fitlint
      - id: fitlint-project
"""


def run(*command: str | Path, cwd: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )


def git(*arguments: str, cwd: Path, env: dict[str, str]) -> str:
    settings = ["safe.directory=*", "user.name=test", "user.email=test@example.org"]
    done = run("git", *(part for setting in settings for part in ("-c", setting)), *arguments, cwd=cwd, env=env)
    assert done.returncode == 0, done.stderr
    return done.stdout


class Consumer:
    """A repository that uses the hooks, and the pre-commit that runs them."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self.folder = folder
        self.env = env

    def stage(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")
        git("add", "--all", cwd=self.folder, env=self.env)

    def commit(self) -> None:
        git("commit", "--quiet", "--no-verify", "--message", "work", cwd=self.folder, env=self.env)

    def pre_commit(self, *arguments: str, **env: str) -> tuple[int, str]:
        done = run(
            sys.executable, "-m", "pre_commit", "run", "--color=never", *arguments, cwd=self.folder, env=self.env | env
        )
        assert "Traceback" not in done.stdout + done.stderr
        return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Neither the git hook that may run this test nor the user's own pre-commit store reaches the throwaway one."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PYTHON", "FITLINT", "PRE_COMMIT"))}
    store = tmp_path_factory.mktemp("store")
    return kept | {"PRE_COMMIT_HOME": str(store), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


@pytest.fixture(scope="module")
def hook_repository(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Path:
    """This project as it stands, committed and tagged as a release."""
    clone = tmp_path_factory.mktemp("origin")
    listed = git("ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT, env=environment)
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, clone / name)
    git("init", "--quiet", cwd=clone, env=environment)
    git("add", "--all", cwd=clone, env=environment)
    git("commit", "--quiet", "--message", "release", cwd=clone, env=environment)
    git("tag", "v0", cwd=clone, env=environment)
    return clone


@pytest.fixture(scope="module")
def installed(
    hook_repository: Path, environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """The environment in which the hooks' own virtual environment is set up already."""
    folder = tmp_path_factory.mktemp("setup")
    git("init", "--quiet", cwd=folder, env=environment)
    (folder / ".pre-commit-config.yaml").write_text(HOOKS.format(origin=hook_repository), encoding="utf-8")
    done = run(sys.executable, "-m", "pre_commit", "install-hooks", cwd=folder, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return environment


@pytest.fixture
def consumer(tmp_path: Path, hook_repository: Path, installed: dict[str, str]) -> Consumer:
    git("init", "--quiet", cwd=tmp_path, env=installed)
    (tmp_path / ".pre-commit-config.yaml").write_text(HOOKS.format(origin=hook_repository), encoding="utf-8")
    consumer = Consumer(tmp_path, installed)
    consumer.stage("train.py", TRAIN)
    consumer.stage("config.yaml", "learning_rate: 0.5\n")
    return consumer


def test_the_finding_stops_the_commit_and_the_fix_lets_it_through(consumer: Consumer) -> None:
    status, output = consumer.pre_commit("--all-files", "fitlint")
    assert status == 1
    assert "[FIT201]" in output
    assert "--> train.py:8:" in output
    assert "::: config.yaml:1:" in output

    consumer.stage("config.yaml", "learning_rate: 0.001\n")
    status, output = consumer.pre_commit("--all-files")
    assert status == 0, output


def test_it_works_offline_once_it_is_installed(consumer: Consumer) -> None:
    status, output = consumer.pre_commit("--all-files", PIP_NO_INDEX="1", PIP_FIND_LINKS="", PIP_CONFIG_FILE=os.devnull)
    assert status == 1
    assert "[FIT201]" in output


def test_a_changed_configuration_alone_is_judged(consumer: Consumer) -> None:
    consumer.stage("config.yaml", "learning_rate: 0.001\n")
    consumer.commit()
    consumer.stage("config.yaml", "learning_rate: 0.5\n")
    status, output = consumer.pre_commit()
    assert status == 1
    single, project = output.split("fitlint (whole project)")
    assert "Skipped" in single
    assert "[FIT201]" in project


def test_a_file_name_is_never_an_option(consumer: Consumer) -> None:
    consumer.stage("--output=evil.py", TRAIN)
    status, output = consumer.pre_commit("--all-files", "fitlint")
    assert status == 1
    assert "--output=evil.py" in output
    assert not (consumer.folder / "evil.py").exists()


def test_the_work_tree_stays_as_it_was(consumer: Consumer) -> None:
    consumer.commit()
    consumer.pre_commit("--all-files")
    assert git("status", "--porcelain", cwd=consumer.folder, env=consumer.env) == ""
