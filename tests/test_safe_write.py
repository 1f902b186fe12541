"""Files that are written: whole or not at all, with their permissions, and never through a link."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from fitlint import safe_write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_a_new_file_is_made_as_open_would_make_it(here: Path) -> None:
    (here / "plain.txt").write_text("", encoding="utf-8")
    safe_write.write("out.txt", "é\udcff\n")
    assert (here / "out.txt").read_bytes() == b"\xc3\xa9\\udcff\n"
    assert (here / "out.txt").stat().st_mode == (here / "plain.txt").stat().st_mode
    assert sorted(os.listdir(here)) == ["out.txt", "plain.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_the_permissions_of_an_old_file_stay(here: Path) -> None:
    (here / "out.txt").write_text("a longer text than the new one", encoding="utf-8")
    (here / "out.txt").chmod(0o640)
    safe_write.write("out.txt", "new")
    assert (here / "out.txt").read_text(encoding="utf-8") == "new"
    assert stat.S_IMODE((here / "out.txt").stat().st_mode) == 0o640


def test_a_failure_leaves_the_old_file_and_nothing_beside_it(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "out.txt").write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        safe_write.write("out.txt", "new")
    assert (here / "out.txt").read_text(encoding="utf-8") == "old"
    assert os.listdir(here) == ["out.txt"]


def test_no_link_is_written_through(here: Path) -> None:
    canary = here.parent / "canary.txt"
    canary.write_text("mine", encoding="utf-8")
    (here / "out.txt").symlink_to(canary)
    (here / "dangling.txt").symlink_to(here.parent / "none.txt")
    (here / "away").symlink_to(here.parent)
    for name in ("out.txt", "dangling.txt", "away/canary.txt", str(here / "away" / "canary.txt")):
        with pytest.raises(OSError, match="link"):
            safe_write.write(name, "theirs")
    assert canary.read_text(encoding="utf-8") == "mine"
    assert sorted(os.listdir(here.parent)) == ["canary.txt", "project"]


def test_a_folder_that_is_a_link_inside_the_project_is_fine(here: Path) -> None:
    (here / "reports").mkdir()
    (here / "latest").symlink_to("reports")
    safe_write.write("latest/out.txt", "text")
    safe_write.write("../beside.txt", "text")
    assert (here / "reports" / "out.txt").read_text(encoding="utf-8") == "text"
    assert (here.parent / "beside.txt").read_text(encoding="utf-8") == "text"


@pytest.mark.skipif(not os.path.exists("/dev/stdout"), reason="names of Linux and macOS")
def test_what_the_system_calls_standard_output_is_written_to(here: Path) -> None:
    code = "from fitlint import safe_write; safe_write.write('/dev/stdout', 'second\\n')"
    command = [sys.executable, "-c", code]
    assert subprocess.run(command, capture_output=True, check=True).stdout == b"second\n"
    with open(here / "log.txt", "w+b") as log:
        log.write(b"first\n")
        log.flush()
        subprocess.run(command, stdout=log, check=True)
    assert (here / "log.txt").read_bytes() == b"first\nsecond\n"
