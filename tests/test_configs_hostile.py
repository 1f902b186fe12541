"""Configuration files written to crash, stall or mislead the reader are refused, quickly and with a reason."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from fitlint.reader.configs import UNKNOWN_VALUE, Refused, load, parse, plain, read_text

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 4  # of processor time, for one file


def refusal(path: str | Path, root: str | Path) -> str:
    with pytest.raises(Refused) as caught:
        load(os.fspath(path), os.fspath(root))
    return caught.value.reason


# Texts that kill or stall ---------------------------------------------------------------------------------------------

TOO_DEEP = "row 1: it nests more than 100 levels deep"
TOO_MANY = "it holds more than 100,000 values"
BOMB = "a0: &a0 x\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 10))
MERGES = "k0: &k0 {a: 1}\n" + "".join(f"k{i}: &k{i} {{<<: [{', '.join([f'*k{i - 1}'] * 10)}]}}\n" for i in range(1, 10))
CHAIN = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 200))
DIRECTIVES = "".join(f"%TAG !a{i}! x\n" for i in range(50_000)) + "--- 1\n"
DEFAULTS = "[DEFAULT]\n" + "".join(f"a{i}=1\n" for i in range(10_000)) + "".join(f"[s{i}]\n" for i in range(60_000))

ATTACKS = {
    "brackets.yaml": ("[" * 100_000 + "]" * 100_000, TOO_DEEP),
    "braces.yaml": ("{a: " * 200_000, TOO_DEEP),
    "dashes.yaml": ("- " * 400_000, TOO_DEEP),
    "questions.yaml": ("? " * 400_000, TOO_DEEP),
    "indented.yaml": ("".join(" " * i + "a:\n" for i in range(1_300)), "row 101: it nests more than 100 levels deep"),
    "aliases.yaml": (BOMB, "aliases expand to more than 100,000 nodes"),
    "merges.yaml": (MERGES, "aliases expand to more than 100,000 nodes"),
    "chain.yaml": (CHAIN, "row 100: aliases nest more than 100 levels deep"),
    "itself.yaml": ("a: &a [*a]", "row 1: *a stands inside itself"),
    "merged-itself.yaml": ("a: &a\n  <<: *a", "row 2: *a stands inside itself"),
    "flat.yaml": ("[" + "1," * 400_000 + "]", TOO_MANY),
    "directives.yaml": (DIRECTIVES, "it has more than 100 %TAG directives"),
    "digits.yaml": ("a: " + "1" * 100_000, "row 1: Python cannot read this value as !!int"),
    "hexadecimal.yaml": ("a: 0x" + "f" * 900_000, "row 1: Python cannot read this value as !!int"),
    "base60.yaml": ("a: 1" + ":1" * 400_000, "row 1: Python cannot read this value as !!int"),
    "base60-float.yaml": ("a: 1" + ":1" * 1_000 + ".5", "row 1: Python cannot read this value as !!float"),
    "comments.yaml": ("a: &b\n" + "#\n" * 400_000 + "  1", "read"),
    "breaks.yaml": ('a: "' + "\n" * 900_000 + '"', "read"),
    "control.yaml": ("a: \x1b[2J", "it holds characters that YAML does not allow"),
    "brackets.json": ("[" * 1_000_000, TOO_DEEP),
    "braces.json": ('{"a":' * 190_000, TOO_DEEP),
    "flat.json": ("[" + "1," * 400_000 + "1]", TOO_MANY),
    "digits.json": ("1" * 100_000, "row 1: a number of more than 4,300 digits is not read"),
    "string.json": ('["' + "a" * 900_000, "row 1: it is not valid JSON (Unterminated string starting at)"),
    "brackets.toml": ("a=" + "[" * 900_000, TOO_DEEP),
    "braces.toml": ("a=" + "{a=" * 300_000, TOO_DEEP),
    "dots.toml": ("a" + ".a" * 400_000 + "=1", "row 1: a key of more than 30 parts is not read"),
    "dots-inside.toml": ("a = {" + ("a." * 29 + "a = {") * 10, TOO_DEEP),
    "header.toml": ("[" + "a." * 400_000 + "a]", "row 1: a key of more than 30 parts is not read"),
    "headers.toml": ("".join(f"[{'a.' * 29}b{i}]\n" for i in range(14_000)), "read"),
    "flat.toml": ("a=[" + "1," * 400_000 + "]", TOO_MANY),
    "digits.toml": (
        "a=" + "1" * 100_000,
        "row 1: a value of more than 4,300 characters without quotes is not read",
    ),
    "string.toml": (
        'a="""' + '""\n' * 300_000,
        "row 1: it is not valid TOML (the end of the string is expected in column 3)",
    ),
    "spaces.ini": ("[a]\nb" + " " * 900_000 + "c", "row 2: the line is no option (name = value)"),
    "defaults.ini": (DEFAULTS, TOO_MANY),
}
PURE = ["brackets.yaml", "dashes.yaml", "aliases.yaml", "merges.yaml", "chain.yaml", "base60.yaml", "control.yaml"]

# One child reads all the files, because a regression here is a dead or endless process rather than an exception.
CHILD = f"""
import os, resource, sys, yaml
from fitlint.reader.configs import Refused, load
yaml.__with_libyaml__ = yaml.__with_libyaml__ and sys.argv[1] == "libyaml"
for name in sys.argv[3:]:
    before = os.times().user
    resource.setrlimit(resource.RLIMIT_CPU, (int(before) + 2 * {SECONDS}, resource.RLIM_INFINITY))
    try:
        load(os.path.join(sys.argv[2], name), sys.argv[2])
        said = "read"
    except Refused as refused:
        said = refused.reason
    print(name, os.times().user - before, said, sep="\\t", flush=True)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("attacks")
    for name, (text, _) in ATTACKS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def outcomes(folder: Path, parser: str, names: list[str]) -> dict[str, tuple[float, str]]:
    """How long each file took a child process and what came of it, up to the first file that killed or stalled it."""
    command = [sys.executable, "-c", CHILD, parser, str(folder), *names]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"}
    log = folder / f"{parser}.txt"
    with log.open("wb") as output:
        subprocess.run(command, env=environment, stdout=output, check=False)
    lines = (line.split("\t") for line in log.read_text(encoding="utf-8").splitlines())
    return {name: (float(seconds), said) for name, seconds, said in lines}


@pytest.fixture(scope="module")
def with_libyaml(folder: Path) -> dict[str, tuple[float, str]]:
    return outcomes(folder, "libyaml", list(ATTACKS))


@pytest.fixture(scope="module")
def without_libyaml(folder: Path) -> dict[str, tuple[float, str]]:
    return outcomes(folder, "pure", PURE)


def check(name: str, seen: dict[str, tuple[float, str]]) -> None:
    assert name in seen, "the process died or hung here or in a file before"
    seconds, said = seen[name]
    expected = ATTACKS[name][1]
    separator = ", " if expected.startswith("row ") else ": "
    assert said == ("read" if expected == "read" else name + separator + expected)
    assert seconds < SECONDS


@pytest.mark.slow
@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_ends_soon_and_is_refused(name: str, with_libyaml: dict[str, tuple[float, str]]) -> None:
    check(name, with_libyaml)


@pytest.mark.slow
@pytest.mark.parametrize("name", PURE)
def test_so_it_does_where_pyyaml_has_no_c_parser(name: str, without_libyaml: dict[str, tuple[float, str]]) -> None:
    check(name, without_libyaml)


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ("[" * 100 + "]" * 100, "yaml"),
        ("[" * 100 + "]" * 100, "json"),
        ("a = " + "[" * 99 + "]" * 99, "toml"),
        ("a: &a [[x]]\nb: " + "[" * 97 + "*a" + "]" * 97, "yaml"),
    ],
)
def test_a_hundred_levels_are_fine_and_one_more_is_not(text: str, suffix: str) -> None:
    parse(text, suffix)
    with pytest.raises(Refused, match=r"more than 100 levels deep"):
        parse(text.replace("[", "[[", 1).replace("]", "]]", 1), suffix)


@pytest.mark.parametrize("suffix", ["json", "toml"])
def test_a_short_stack_is_a_refusal_too(suffix: str) -> None:
    text = ("a = " if suffix == "toml" else "") + "[" * 99 + "]" * 99

    def deeper(levels: int) -> object:
        return deeper(levels - 1) if levels else parse(text, suffix)

    used = 0
    frame = sys._getframe()
    while frame.f_back:
        frame, used = frame.f_back, used + 1
    with pytest.raises(Refused, match="too deep for the stack that is left"):
        deeper(sys.getrecursionlimit() - used - 60)


def test_tags_construct_nothing(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    text = f"""\
a: !!python/object/apply:os.system ["touch {mark}"]
b: !!python/object/new:pathlib.Path.touch [!!python/object/apply:pathlib.Path ["{mark}"]]
c: !!python/name:os.system
? !!python/object/apply:os.system ["touch {mark}"]
: d
"""
    assert plain(parse(text, "yaml")) is UNKNOWN_VALUE
    assert not mark.exists()


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        (f"a: {10**400}", "yaml"),
        (f"a: 0x{'f' * 4_000}", "yaml"),
        (f'{{"a": -{10**400}}}', "json"),
        (f"a = {10**400}", "toml"),
    ],
)
def test_a_number_beyond_every_float_is_unknown(text: str, suffix: str) -> None:
    """``float()`` and ``str()`` of it would raise wherever it is used."""
    assert plain(parse(text, suffix)) == {"a": UNKNOWN_VALUE}


# Paths and files ------------------------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = tmp_path / "proj"
    (project / "conf").mkdir(parents=True)
    (project / "conf" / "ok.yaml").write_text("lr: 0.5")
    (project / "notes.txt").write_text("lr: 0.5")
    (tmp_path / "secret.yaml").write_text("password: 1")
    (tmp_path / "proj-evil").mkdir()
    (tmp_path / "proj-evil" / "x.yaml").write_text("password: 1")
    return project


@pytest.mark.parametrize(
    "path",
    [
        "../secret.yaml",
        "conf/../../secret.yaml",
        "../proj-evil/x.yaml",
        "../../../../../../../../etc/passwd",
        "/etc/passwd",
        "/etc/x.yaml",
        "..",
        ".",
        "",
    ],
)
def test_a_path_out_of_the_project_is_refused(project: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.chdir(project)
    looked_up: list[str] = []
    realpath = os.path.realpath

    def look_up(path: str) -> str:
        looked_up.append(path)
        return realpath(path)

    monkeypatch.setattr(os.path, "realpath", look_up)
    assert refusal(path, project).endswith("is outside the project")
    assert looked_up == [str(project)], "a path that leads outside is not even looked up"


@pytest.mark.parametrize(
    "path", ["~/.ssh/id_rsa", "~/secret.yaml", "$HOME/secret.yaml", "file:///etc/x.yaml", "conf/no.yaml"]
)
def test_nothing_in_a_path_is_expanded(project: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setenv("HOME", str(project.parent))
    monkeypatch.chdir(project)
    assert "does not exist" in refusal(path, project) or "is not a yaml" in refusal(path, project)


def test_nul_characters_in_paths(project: Path) -> None:
    assert refusal(f"{project}/conf/ok.yaml\0.txt", project) == "the path holds a NUL character"
    assert refusal(f"{project}/conf/ok.yaml", f"{project}\0") == "the path holds a NUL character"


def test_a_very_long_path(project: Path) -> None:
    assert "cannot be" in refusal(f"{project}/{'a' * 100_000}.yaml", project)


@pytest.mark.parametrize("name", ["notes.txt", "id_rsa", ".yaml", "model.h5", "ok.yaml.bak", "train.py"])
def test_other_kinds_of_files_are_not_opened(project: Path, name: str) -> None:
    (project / name).write_text("lr: 0.5")
    kinds = "yaml, yml, json, jsonc, json5, toml, ini, cfg, conf"
    assert refusal(project / name, project) == f"{name} is not a {kinds} file"


def test_links_that_leave_the_project_are_refused(project: Path) -> None:
    (project / "link.yaml").symlink_to("../secret.yaml")
    (project / "absolute.yaml").symlink_to(project.parent / "secret.yaml")
    (project / "up").symlink_to("..")
    (project / "evil").symlink_to(project.parent / "proj-evil")
    for path in ("link.yaml", "absolute.yaml", "up/secret.yaml", "evil/x.yaml", "evil/../secret.yaml"):
        assert refusal(f"{project}/{path}", project).endswith("leads out of the project"), path


def test_links_inside_the_project_are_followed(project: Path) -> None:
    (project / "link.yaml").symlink_to("conf/ok.yaml")
    (project / "folder").symlink_to("conf")
    (project.parent / "alias").symlink_to(project)
    assert plain(load(f"{project}/link.yaml", str(project))) == {"lr": 0.5}
    assert plain(load(f"{project}/folder/ok.yaml", str(project))) == {"lr": 0.5}
    assert plain(load(f"{project.parent}/alias/link.yaml", f"{project.parent}/alias")) == {"lr": 0.5}
    assert plain(load(f"{project}/link.yaml", f"{project.parent}/alias")) == {"lr": 0.5}


def test_a_link_does_not_lend_its_suffix(project: Path) -> None:
    (project / "link.yaml").symlink_to("notes.txt")
    assert "is not a yaml" in refusal(project / "link.yaml", project)


def test_links_that_run_in_circles(project: Path) -> None:
    (project / "a.yaml").symlink_to("b.yaml")
    (project / "b.yaml").symlink_to("a.yaml")
    assert "cannot be" in refusal(project / "a.yaml", project)


def test_special_files_are_refused_without_waiting(project: Path) -> None:
    os.mkfifo(project / "pipe.yaml")
    (project / "folder.yaml").mkdir()
    (project / "zero.yaml").symlink_to("/dev/zero")
    seen = outcomes(project, "libyaml", ["pipe.yaml", "folder.yaml", "zero.yaml"])
    assert [said for _, said in seen.values()] == [
        "pipe.yaml is not a regular file",
        "folder.yaml is not a regular file",
        "zero.yaml leads out of the project",
    ]
    assert "is not a yaml" in refusal(project / "zero.yaml", "/")


def test_nothing_stays_open(project: Path) -> None:
    (project / "folder.yaml").mkdir()
    (project / "large.yaml").write_bytes(b" " * 1_000_001)
    free = os.dup(0)
    os.close(free)
    for name in ("folder.yaml", "large.yaml"):
        refusal(project / name, project)
    load(f"{project}/conf/ok.yaml", str(project))
    again = os.dup(0)
    os.close(again)
    assert again == free


def test_size_is_bounded(project: Path) -> None:
    path = project / "large.yaml"
    path.write_bytes(b"#" * 1_000_000)
    assert load(str(path), str(project)).value is None
    path.write_bytes(b"#" * 1_000_001)
    assert refusal(path, project) == "large.yaml is larger than 1,000,000 bytes"
    os.truncate(path, 50 * 2**30)
    assert refusal(path, project) == "large.yaml is larger than 1,000,000 bytes"
    with pytest.raises(Refused, match="longer than 1,000,000 characters"):
        parse("#" * 1_000_001, "yaml")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("a: 1".encode("utf-16"), "a.yaml is written in UTF-16 or UTF-32; save it as UTF-8"),
        (b"\xfe\xff" + "a: 1".encode("utf-16-be"), "a.yaml is written in UTF-16 or UTF-32; save it as UTF-8"),
        ("a: 1".encode("utf-32"), "a.yaml is written in UTF-16 or UTF-32; save it as UTF-8"),
        ("a: 1".encode("utf-16-le"), "a.yaml, row 1: the text holds a NUL character"),
        (b"a: 1\nb: \0", "a.yaml, row 2: the text holds a NUL character"),
        ("a: 1\nb: é".encode("latin-1"), "a.yaml, row 2: the text is not UTF-8; save it as UTF-8"),
        (b"a: \xed\xa0\x80", "a.yaml, row 1: the text is not UTF-8; save it as UTF-8"),
        (b"a: \xf5\x80\x80\x80", "a.yaml, row 1: the text is not UTF-8; save it as UTF-8"),
    ],
)
def test_other_encodings_are_refused(project: Path, content: bytes, reason: str) -> None:
    (project / "a.yaml").write_bytes(content)
    assert refusal(project / "a.yaml", project) == reason


def test_a_refusal_never_repeats_the_file(project: Path) -> None:
    for name in ("a.yaml", "a.json", "a.toml", "a.ini"):
        (project / name).write_text("hunter2 hunter2\n- : [ hunter2")
        assert "hunter2" not in refusal(project / name, project)


def test_systems_without_the_posix_flags(project: Path) -> None:
    code = (
        "import os\n"
        "for name in ('O_NONBLOCK', 'O_NOFOLLOW', 'O_NOCTTY', 'O_CLOEXEC'): delattr(os, name)\n"
        "from fitlint.reader.configs import read_text\n"
        f"print(read_text({str(project / 'conf' / 'ok.yaml')!r}, {str(project)!r}))"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "lr: 0.5\n"
    assert read_text(str(project / "conf" / "ok.yaml"), str(project)) == "lr: 0.5"
