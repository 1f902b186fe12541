"""The accuracy benchmark: its tables are valid, and its figures are right on a repository of our own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from accuracy import manifests, state
from accuracy.collect import Found, Place, commit_of, local_copy
from accuracy.manifests import Fault, Key, ManifestError
from accuracy.run import main
from accuracy.score import ROWS_APART, outcomes, precisions, sample, wilson

from fitlint.catalog import RULES

COMMIT = "0123456789abcdef0123456789abcdef01234567"
BUGGY = """\
from keras import Sequential
from keras.layers import Dense
from keras.optimizers import SGD
from data import x, y, held_out

model = Sequential([Dense(8, "relu"), Dense(1, input_dim=3)])
model.compile(SGD(learning_rate=0.5), "mse")
model.fit(x, y)
"""
REPAIRED = BUGGY.replace("0.5", "0.2").replace("(x, y)", "(x, y, validation_data=held_out)")
REPOSITORIES = f"repository\tcommit\nanna/nets\t{COMMIT}\nbert/gone\t{COMMIT}\n"
JUDGED = """\
repository\tpath\tcell\trow\tcode\tverdict\twhy
# from here on by hand
anna/nets\tbuggy.py\t\t7\tFIT201\tright\thalf is too much
anna/nets\tbuggy.py\t\t1\tFIT301\twrong\tno such row of layers
"""
PUBLISHED = """\
benchmark\trepository\tpath\trow\tcorrect\tcode\tevidence\tfault\twhy
Ours\tanna/nets\tbuggy.py\t7\trepaired.py\tFIT201\tscript\trate too large\ta literal
Ours\tanna/nets\tbuggy.py\t6\trepaired.py\tFIT302\tscript\tsigmoids\tthere are none
Ours\tanna/nets\tbuggy.py\t7\t\tFIT999\tscript\tfor later\tno such rule
Ours\tanna/nets\tbuggy.py\t4\t\t\tdata\tnoise\tonly the data knows
"""
FOUND = Key("anna/nets", "buggy.py", None, 7, "FIT201")


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    folder = tmp_path / "tables"
    folder.mkdir()
    for name, text in (("repositories", REPOSITORIES), ("judged", JUDGED), ("published", PUBLISHED)):
        (folder / f"{name}.tsv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    folder = tmp_path / "copies"
    (folder / "anna+nets").mkdir(parents=True)
    (folder / "anna+nets" / ".done").write_text(COMMIT + "\n", encoding="utf-8")
    (folder / "anna+nets" / "buggy.py").write_text(BUGGY, encoding="utf-8")
    (folder / "anna+nets" / "repaired.py").write_text(REPAIRED, encoding="utf-8")
    return folder


def found(key: Key, *rows: int) -> Found:
    return Found(key, "a message", tuple(Place(key.path, None, row, row) for row in (key.row, *rows)))


def fault(row: int, code: str, correct: str = "") -> Fault:
    return Fault("Ours", "anna/nets", "buggy.py", row, correct, code, "script", "a fault", "a reason")


def test_the_tables_of_this_checkout_are_valid() -> None:
    known = manifests.load()
    assert {"DeepLocalize/StackOverflow", "DeepLocalize/GitHub", "NeuraLint/unlabelled"} <= {
        entry.benchmark for entry in known.published
    }
    assert all(entry.key.code in RULES for entry in known.judged.values())
    assert not any(entry.decidable and not entry.code for entry in known.published)


@pytest.mark.parametrize(
    ("table", "old", "new", "sentence"),
    [
        ("repositories", COMMIT, "main", "repositories.tsv:2: commit must be a full commit hash, not 'main'."),
        ("repositories", "bert/gone", "anna/nets", "repositories.tsv:3: anna/nets is listed twice."),
        ("judged", "path\tcell", "cell\tpath", "judged.tsv:1: the columns must be repository, path, cell, row, code"),
        ("judged", "\tright\t", "\tmaybe\t", "judged.tsv:3: verdict must be one of right, wrong, debatable, not 'may"),
        ("judged", "half is too much", "", "judged.tsv:3: why is empty."),
        ("judged", "\thalf is too much", "", "judged.tsv:3: 7 columns are wanted, not 6."),
        ("judged", "\t7\t", "\t0\t", "judged.tsv:3: row must be a number from 1, not '0'."),
        ("judged", "\t\t7\tFIT201", "\tone\t7\tFIT201", "judged.tsv:3: cell must be a number from 1, not 'one'."),
        ("judged", "1\tFIT301", "7\tFIT201", "judged.tsv:4: FIT201 at buggy.py:7 is judged twice."),
        ("judged", "anna/nets", "emil/nets", "judged.tsv:3: repositories.tsv names no commit of 'emil/nets'."),
        ("judged", "buggy.py", "../buggy.py", "judged.tsv:3: path must be a path inside the repository"),
        ("published", "FIT201", "W201", "published.tsv:2: code must be a code such as FIT201, not 'W201'."),
        ("published", "\tdata\t", "\tscript\t", "published.tsv:5: a fault that the script shows needs the rule"),
        ("published", "\tdata\t", "\tstars\t", "published.tsv:5: evidence must be one of script, data, training,"),
    ],
)
def test_a_table_that_cannot_be_used_is_one_sentence(
    tables: Path, copies: Path, capsys: pytest.CaptureFixture[str], table: str, old: str, new: str, sentence: str
) -> None:
    path = tables / f"{table}.tsv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(ManifestError):
        manifests.load(tables)
    assert main([str(copies)], tables) == 2
    assert capsys.readouterr().err.startswith(sentence)


def test_a_table_that_is_missing_is_one_sentence(tables: Path) -> None:
    (tables / "judged.tsv").unlink()
    with pytest.raises(ManifestError, match=r"judged\.tsv cannot be read"):
        manifests.load(tables)


def test_the_interval_is_that_of_wilson() -> None:
    assert wilson(28, 30) == pytest.approx((0.787, 0.982), abs=0.001)
    assert wilson(0, 10) == pytest.approx((0.0, 0.278), abs=0.001)
    assert wilson(10, 10) == pytest.approx((0.722, 1.0), abs=0.001)
    assert wilson(0, 0) == (0.0, 1.0)


def test_precision_leaves_debatable_findings_aside_and_strict_precision_does_not() -> None:
    keys = [FOUND._replace(row=row) for row in range(1, 7)]
    verdicts = ("right", "right", "right", "wrong", "debatable")
    judged = {key: manifests.Judged(key, verdict, "") for key, verdict in zip(keys, verdicts, strict=False)}
    line, none = precisions(keys, judged, ("FIT201", "FIT401"))
    assert (line.total, line.judged, line.unjudged) == (6, 5, 1)
    assert (line.share, line.strict) == (0.75, 0.6)
    assert line.interval == wilson(3, 4)
    assert (none.code, none.total, none.share, none.strict) == ("FIT401", 0, None, None)


def test_verdicts_on_what_is_no_longer_found_do_not_count() -> None:
    judged = {FOUND: manifests.Judged(FOUND, "wrong", "")}
    assert precisions([], judged, ["FIT201"])[0].judged == 0


def test_a_fault_is_found_at_any_place_that_a_finding_names_and_a_little_beside_it() -> None:
    items = {FOUND: found(FOUND, 20)}
    hits = [row for row in range(1, 30) if outcomes(items, [fault(row, "FIT201")])[0].found]
    assert hits == [*range(7 - ROWS_APART, 8 + ROWS_APART), *range(20 - ROWS_APART, 21 + ROWS_APART)]


def test_another_rule_at_the_place_of_a_fault_is_named_and_does_not_count() -> None:
    (outcome,) = outcomes({FOUND: found(FOUND)}, [fault(7, "FIT302")])
    assert outcome.found is None
    assert outcome.instead == ("FIT201",)


def test_a_finding_of_another_file_is_no_hit() -> None:
    key = FOUND._replace(path="other.py")
    assert outcomes({key: found(key)}, [fault(7, "FIT201")])[0].found is None


def test_a_sample_is_reproducible_spread_and_stable() -> None:
    keys = [FOUND._replace(repository=f"anna/{name}", row=row) for name in "abc" for row in range(1, 21)]
    chosen = sample(keys, 9, 1, 4)
    assert chosen == sample(reversed(keys), 9, 1, 4)
    assert chosen != sample(keys, 9, 2, 4)
    assert len(chosen) == 9
    assert max(sum(key.repository == f"anna/{name}" for key in chosen) for name in "abc") <= 4
    less = [key for key in keys if key != chosen[0]]
    assert set(chosen[1:]) <= set(sample(less, 9, 1, 4))
    assert len(sample(keys, 100, 1, 4)) == 12
    assert sample(keys, None, 1, 4) == keys


def test_a_copy_lies_in_either_kind_of_folder_and_says_its_commit(copies: Path) -> None:
    (copies / "bert" / "gone").mkdir(parents=True)
    assert local_copy(copies, "anna/nets") == copies / "anna+nets"
    assert local_copy(copies, "bert/gone") == copies / "bert" / "gone"
    assert local_copy(copies, "emil/nets") is None
    assert commit_of(copies / "anna+nets") == COMMIT
    assert commit_of(copies / "bert" / "gone") is None


def test_the_report_counts_compares_and_says_what_is_missing(
    tables: Path, copies: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(copies)], tables) == 0
    out, err = capsys.readouterr()
    assert err == "Missing, so nothing is said about them: bert/gone.\n"
    lines = out.splitlines()
    rows = {line.split()[0]: line.split()[1:] for line in lines if line.startswith("FIT")}
    assert "FIT201           2          1          1          0          0          1    100.0 %" in out
    assert next(line for line in lines if line.startswith("Ours")).split(maxsplit=1)[1] == (
        "1 of 3 (1 of 2), 4 published (data 1)"
    )
    assert rows["FIT999"] == ["0", "of", "1", "(0", "of", "0),", "no", "rule", "yet"]
    assert "  missed: anna/nets buggy.py:6 FIT302 sigmoids; there: FIT201, FIT401" in lines
    assert "The same rules on the repaired scripts: 1 findings, 1 unjudged" in lines
    assert "  false alarm (unjudged): anna/nets repaired.py:7 FIT201" in lines
    assert "Judged findings that are no longer reported: 1" in lines
    assert "  was wrong: anna/nets buggy.py:1 FIT301" in lines
    assert lines[-1] == "Changes: this is the first run."


def test_a_repaired_script_may_be_judged_to_be_faulty(
    tables: Path, copies: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open(tables / "judged.tsv", "a", encoding="utf-8") as table:
        table.write("anna/nets\trepaired.py\t\t7\tFIT201\tright\tstill too much\n")
    assert main([str(copies)], tables) == 0
    out = capsys.readouterr().out
    assert "The same rules on the repaired scripts: 1 findings, 1 right\n" in out
    assert "false alarm" not in out


def test_every_change_since_the_last_run_is_printed(
    tables: Path, copies: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [str(copies), "--state", str(tmp_path / "seen" / "state.json")]
    assert main(arguments, tables) == 0
    assert main(arguments, tables) == 0
    assert capsys.readouterr().out.endswith("Changes since the last run: 0 findings appeared, 0 disappeared\n")
    script = copies / "anna+nets" / "buggy.py"
    script.write_text(script.read_text(encoding="utf-8").replace("0.5", "0.001") + "model.fit(x, y)\n", "utf-8")
    assert main(arguments, tables) == 0
    _, _, changes = capsys.readouterr().out.partition("Changes since the last run: ")
    assert changes.splitlines() == [
        "1 findings appeared, 1 disappeared",
        "  + anna/nets buggy.py:9 FIT401",
        "  - anna/nets buggy.py:7 FIT201",
    ]
    assert not (copies / ".cache").exists()


def test_another_commit_is_said_and_not_compared(
    tables: Path, copies: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(copies)], tables) == 0
    (copies / "anna+nets" / ".done").write_text(COMMIT[::-1], encoding="utf-8")
    assert main([str(copies)], tables) == 0
    out, err = capsys.readouterr()
    assert f"anna/nets: the copy is of {COMMIT[::-1]}, the rows of the tables of {COMMIT}.\n" in err
    assert out.endswith("  anna/nets: not compared, another commit than last time\n")


def test_a_repository_that_takes_too_long_fails_the_run_and_keeps_what_was_seen_of_it(
    tables: Path, copies: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(copies)], tables) == 0
    before = state.load(copies / ".cache" / "fitlint-accuracy.json")
    assert FOUND in before["anna/nets"].keys
    assert main([str(copies), "--seconds", "0.001"], tables) == 1
    out, err = capsys.readouterr()
    assert err.endswith("anna/nets: fitlint took more than 0.001 seconds.\n")
    assert "no longer reported: 0" in out
    assert state.load(copies / ".cache" / "fitlint-accuracy.json") == before


def test_a_state_file_that_cannot_be_used_is_one_sentence(
    tables: Path, copies: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "state.json"
    for text in ("{", "[]", '{"version": 0}', '{"version": 1, "repositories": {"a/b": {}}}'):
        path.write_text(text, encoding="utf-8")
        assert main([str(copies), "--state", str(path)], tables) == 2
        assert capsys.readouterr().err == f"{path} is no state file of this version; delete it.\n"


def test_a_list_holds_what_has_no_verdict_as_lines_to_complete(
    tables: Path, copies: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(copies), "--list", "FIT201"], tables) == 0
    place = copies / "anna+nets" / "repaired.py"
    assert capsys.readouterr().out == (
        f"# {place}:7: SGD learning rate 0.2 is large and never changes\nanna/nets\trepaired.py\t\t7\tFIT201\t\t\n"
    )
    assert main([str(copies), "--sample", "1"], tables) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert not (copies / ".cache").exists()


@pytest.mark.parametrize("wrong", [["--list", "FIT2x"], ["--sample", "0"], ["--sample", "few"]])
def test_arguments_that_cannot_be_used_are_refused(tables: Path, copies: Path, wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main([str(copies), *wrong], tables)
    assert exit_.value.code == 2


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        main([str(tmp_path / "nowhere")])
