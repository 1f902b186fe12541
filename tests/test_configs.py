"""Configuration files give the values the usual loaders give, and the right places."""

from __future__ import annotations

import configparser
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from fitlint.program import Span
from fitlint.reader.configs import UNKNOWN_VALUE, Entry, Refused, load, parse, plain, read_text

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

REFUSED = "refused"


def at(entry: Entry, *path: str | int) -> Entry:
    for step in path:
        if isinstance(entry.value, dict):
            entry = entry.value[step]
        else:
            assert isinstance(entry.value, list)
            assert isinstance(step, int)
            entry = entry.value[step]
    return entry


def cut(text: str, span: Span | None) -> str:
    """The text of a place."""
    assert span is not None
    lines = text.split("\n")
    if span.row == span.end_row:
        return lines[span.row - 1][span.column - 1 : span.end_column - 1]
    inner = lines[span.row : span.end_row - 1]
    return "\n".join([lines[span.row - 1][span.column - 1 :], *inner, lines[span.end_row - 1][: span.end_column - 1]])


def leaves(entry: Entry) -> Iterator[Entry]:
    if isinstance(entry.value, dict):
        for item in entry.value.values():
            yield from leaves(item)
    elif isinstance(entry.value, list):
        for item in entry.value:
            yield from leaves(item)
    else:
        yield entry


def ours(text: str, suffix: str) -> str:
    """What this reader makes of a text: the value with its types, order and NaNs, or ``REFUSED``."""
    try:
        return repr(plain(parse(text, suffix)))
    except Refused:
        return REFUSED


def theirs(text: str, loads: Callable[[str], object]) -> str:
    """The same for the usual loader, which has many ways to fail."""
    try:
        return repr(loads(text))
    except Exception:
        return REFUSED


def edited(texts: st.SearchStrategy[str], pieces: list[str]) -> st.SearchStrategy[str]:
    """Valid texts with up to two pieces put in, or over a character."""

    def edit(text: str, edits: list[tuple[int, str, int]]) -> str:
        for place, piece, length in edits:
            place %= len(text) + 1
            text = text[:place] + piece + text[place + length :]
        return text

    edits = st.tuples(st.integers(0, 10_000), st.sampled_from(pieces), st.integers(0, 1))
    return st.builds(edit, texts, st.lists(edits, max_size=2))


# YAML -----------------------------------------------------------------------------------------------------------------

# Written with % for a space.
SCALARS = r"""
1 0 -1 +1 00 010 -010 +0777 08 09 0_7 1_000 1__0 _1 0x1F -0xff 0x 0x_ 0xg 0b101 -0b11 0b 0b_ 0b2 0o17 1:30 -1:30
1:30:59 190:20:30 1:60 0:10 1:2:3.5 190:20:30.15 -1:30.5 1.0 1. .5 -.5 +.5 -0.0 1.5e3 1.5e+3 1.5E-3 1e-3 1e3 1E+5
1.e+5 1.0e-3 .5e-3 -1e-3 1_0.5_0 ._5 .inf -.inf +.inf .Inf .INF .iNF .nan .NaN -.nan inf nan infinity . - + e 1e 1e-
yes Yes YES yEs no No NO on On ON off Off OFF true True TRUE tRUE false y n Y N null Null NULL nULL ~ ~~ None none
12:30:45 1.2.3 v1 1,000 = 5% 1/2 '1' "1" '1e-3' "yes" '' "" !!str%1 !!int%"7" !!float%1 !!float%"1e-3" !!bool%yes
!!bool%"x" !!null%x !!int%x !!int%"" !!str%yes !%1 !%yes &a%1 !!float%.5 !!int%"0x1f" !!int%0XFF !!seq%[] !!map%{} []
{} [1,%2] {a:%1} "\u00e9\n" 'it''s' é 😀
"""


@pytest.mark.parametrize("scalar", [scalar.replace("%", " ") for scalar in SCALARS.split()])
def test_yaml_scalars_are_what_safe_load_makes_of_them(scalar: str) -> None:
    text = f"key: {scalar}\n"
    expected = theirs(text, yaml.safe_load)
    if scalar == "=":  # safe_load fails, another loader may not
        expected = repr({"key": UNKNOWN_VALUE})
    assert ours(text, "yaml") == expected


@pytest.mark.parametrize(
    ("written", "note"),
    [
        ("1e-3", "YAML 1.1 reads 1e-3 as a string; write 1.0e-3"),
        ("5E6", "YAML 1.1 reads 5E6 as a string; write 5.0e+6"),
        ("-1.5e3", "YAML 1.1 reads -1.5e3 as a string; write -1.5e+3"),
        (".5e3", "YAML 1.1 reads .5e3 as a string; write 0.5e+3"),
        ("-.5", "YAML 1.1 reads -.5 as a string; write -0.5"),
        ("08", "YAML 1.1 reads 08 as a string; write 8"),
        ("010", "YAML 1.1 reads 010 as 8, an octal number"),
        ("1:30", "YAML 1.1 reads 1:30 as 90, a number in base 60"),
        ("on", "YAML 1.1 reads on as True"),
        ("2020-01-02", "YAML 1.1 reads 2020-01-02 as a date"),
        ("!scale 3", "what the tag !scale makes of it is known to the script only"),
        ("!!binary aGk=", "what the tag !!binary makes of it is known to the script only"),
        ("!!int 1e-3", REFUSED),
        *(
            (plainly, "")
            for plainly in ("0.5", "1.0e-3", "01", "true", "'1e-3'", '"on"', "!!str 1e-3", "e5", ".", "text")
        ),
    ],
)
def test_yaml_notes_say_what_may_surprise(written: str, note: str) -> None:
    text = f"lr: {written}"
    if note == REFUSED:
        assert ours(text, "yaml") == REFUSED
    else:
        assert at(parse(text, "yaml"), "lr").note == note


@given(st.from_regex(r"[-+]?([0-9]{1,4}|[0-9]{0,3}\.[0-9]{0,3})([eE][-+]?[0-9]{1,2})?", fullmatch=True))
def test_what_a_note_proposes_is_the_number_meant(written: str) -> None:
    entry = parse(written, "yaml")
    if isinstance(entry.value, str) and any(letter.isdigit() for letter in written.lower().split("e")[0]):
        assert yaml.safe_load(entry.note.rpartition("write ")[2]) == float(written)


def test_a_key_that_yaml_changes_has_a_note() -> None:
    entry = at(parse("no: 900\nyes: 100\n", "yaml"), False)
    assert (entry.value, entry.note) == (900, "YAML 1.1 reads the key no as False")


def test_yaml_places_are_those_of_the_values_as_written() -> None:
    text = """\
# rates
model: &model   # shared
  !!map
  lr: &rate 0.5   # too large
  "größe 😀": {cat: 900, dog: 100}   # counts

  text: |
    one
    two

  none:
train:
- *rate
- <<: *model
  lr: !!float
    0.1
"""
    root = parse(text, "yaml")
    model = at(root, "model")
    assert cut(text, at(model, "lr").span) == "0.5"
    assert cut(text, at(model, "lr").key) == "lr"
    counts = at(model, "größe 😀")
    assert cut(text, counts.key) == '"größe 😀"'
    assert cut(text, counts.span) == "{cat: 900, dog: 100}"
    assert cut(text, at(counts, "dog").span) == "100"
    assert cut(text, at(model, "text").span) == "|\n    one\n    two"
    assert at(model, "none").span == Span(11, 8, 11, 8)
    assert (model.span.row, model.span.column, model.span.end_row) == (4, 3, 11)
    assert cut(text, at(root, "train", 0).span) == "0.5", "an alias stands where its value is written"
    merged = at(root, "train", 1)
    assert cut(text, at(merged, "lr").span) == "0.1"
    assert at(merged, "lr").key == Span(15, 3, 15, 5)
    assert at(merged, "none").key == at(model, "none").key
    assert root.span == Span(2, 1, 16, 8)


def test_rows_count_line_feeds_only() -> None:
    """YAML breaks lines at U+0085 and U+2028 too; editors and the rest of fitlint do not."""
    assert at(parse('a: "x\u2028y\x85z"\r\nb: 1\rc: 2\n', "yaml"), "c").span == Span(3, 4, 3, 5)


def test_an_unknown_tag_or_key_leaves_the_rest_known() -> None:
    text = """\
a: !foo {b: 1}
c: !!python/object/apply:os.system [echo]
d: {!foo x: 1, y: 2}
e: {<<: !include other.yaml, y: 2}
f: !!set {x}
g: {<<: [{p: 1}, !foo {q: 1}]}
h: <<
i: 1
"""
    unknown = dict.fromkeys("abcdefgh", UNKNOWN_VALUE) | {"i": 1}
    del unknown["b"]
    assert plain(parse(text, "yaml")) == unknown


def test_one_yaml_document_only() -> None:
    assert plain(parse("---\na: 1\n...\n", "yaml")) == {"a": 1}
    assert plain(parse("", "yaml")) is None
    with pytest.raises(Refused) as caught:
        parse("a: 1\n---\nb: 1\n", "yaml")
    assert caught.value.row == 2


DATA = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False)
    | st.text("ab1e-.:# '\"é😀%{[", max_size=8)
    | st.sampled_from(["1e-3", "yes", "010", "1:30", "~", "=", "<<", ""]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abé1 ", max_size=4) | st.booleans() | st.integers(), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(DATA, st.sampled_from([None, True, False]), st.integers(2, 6), st.booleans())
def test_yaml_documents_give_what_safe_load_gives(data: object, flow: bool | None, indent: int, libyaml: bool) -> None:
    text = yaml.safe_dump([data, data], default_flow_style=flow, indent=indent, width=10_000, allow_unicode=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "__with_libyaml__", libyaml and yaml.__with_libyaml__)
        entry = parse(text, "yaml")
    assert repr(plain(entry)) == repr(yaml.safe_load(text))
    for leaf in leaves(entry):
        assert repr(yaml.safe_load(cut(text, leaf.span))) == repr(plain(leaf))


SOUP = [*"ab:?-,[]{}&*|>'\"#!1~=", "&x", "*x", "&y", "*y", "<<:", "<<: *x", "a: &x", "*x :", "!!int", "!!str"]
SOUP += ["010", "1e-3", "yes", "---", "..."]
GAPS = [" ", "\n", "\n  ", "\n    ", "", ": ", "\n- ", ", "]
TOKENS = st.lists(st.tuples(st.sampled_from(SOUP), st.sampled_from(GAPS)), max_size=14).map(
    lambda tokens: "".join(token + gap for token, gap in tokens)
)
DUMPED = st.builds(lambda data, flow: yaml.safe_dump([data, data], default_flow_style=flow), DATA, st.booleans())


@settings(max_examples=400)
@given(TOKENS | edited(DUMPED, [*SOUP, *GAPS]), st.booleans())
def test_any_yaml_is_read_as_safe_load_reads_it_or_refused(text: str, libyaml: bool) -> None:
    # The two parsers of PyYAML differ in detail, so each is compared with itself.
    loader = yaml.CSafeLoader if libyaml and yaml.__with_libyaml__ else yaml.SafeLoader
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "__with_libyaml__", loader is not yaml.SafeLoader)
        try:
            read = repr(plain(parse(text, "yaml")))
        except Refused as refused:
            if "stands inside itself" in refused.reason:
                return
            read = REFUSED
    expected = theirs(text, lambda text: loader(text).get_single_data())
    assert read == expected or (expected == REFUSED and "UNKNOWN_VALUE" in read)


# JSON -----------------------------------------------------------------------------------------------------------------

JSON_DATA = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=15,
)


def every(entry: Entry) -> Iterator[Entry]:
    yield entry
    for item in (
        entry.value.values() if isinstance(entry.value, dict) else entry.value if isinstance(entry.value, list) else ()
    ):
        yield from every(item)


@given(JSON_DATA, st.sampled_from([None, 0, 2, "\t"]), st.booleans())
def test_json_places_hold_the_values(data: object, indent: int | str | None, ascii_only: bool) -> None:
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    entry = parse(text, "json")
    assert repr(plain(entry)) == repr(json.loads(text))
    for inner in every(entry):
        assert repr(json.loads(cut(text, inner.span))) == repr(plain(inner))
        for name, item in inner.value.items() if isinstance(inner.value, dict) else ():
            assert json.loads(cut(text, item.key)) == name


PIECES = [
    *'{}[],:-0 "\n\v',
    '"a"',
    '"b":',
    ".5",
    "1e5",
    "true",
    "NaN",
    "-Infinity",
    '"\\ud800"',
    "\t",
    "//",
    "'",
    "\\",
    "\0",
]


@settings(max_examples=300)
@given(edited(st.builds(json.dumps, JSON_DATA, indent=st.sampled_from([None, 1])), PIECES))
def test_any_json_is_read_as_json_reads_it_or_refused(text: str) -> None:
    assert ours(text, "json") == theirs(text, json.loads)


def test_of_equal_json_keys_the_last_counts() -> None:
    text = '{"lr": 0.5,\n "lr": 0.1}'
    entry = at(parse(text, "json"), "lr")
    assert (entry.value, entry.key, entry.span) == (0.1, Span(2, 2, 2, 6), Span(2, 8, 2, 11))


@given(st.builds(json.dumps, JSON_DATA, indent=st.sampled_from([None, 1])))
def test_json_among_comments_is_the_same_json(text: str) -> None:
    commented = "// head\n/* and\n more */ " + text + " # tail\n"
    assert repr(plain(parse(commented, "jsonc"))) == repr(json.loads(text))
    assert ours(commented, "json") == REFUSED


def test_comments_and_a_last_comma_are_no_part_of_json_values() -> None:
    text = '{"url": "http://host/#top", /* lr */ "lr": [0.5, // tried 0.1\n 0.1,],}'
    assert plain(parse(text, "jsonc")) == {"url": "http://host/#top", "lr": [0.5, 0.1]}
    with pytest.raises(Refused, match="it is not valid JSON"):
        parse('{"a": 1 /* never ends', "jsonc")


def test_json_errors_say_where() -> None:
    with pytest.raises(Refused) as caught:
        parse('{"a": 1,\n "b" 2}', "json")
    assert caught.value.reason == "row 2: it is not valid JSON (a colon is expected in column 6)"


# TOML -----------------------------------------------------------------------------------------------------------------


def test_toml_places() -> None:
    text = """\
title = "x"  # [not.a.table]
[data.class_counts]
cat = 900
"d\\u006Fg".'pup py' = 1e-3
[[runs]]
layers = [
  64,  # ]
  {units = 32, name = '''a
b'''},
]
[[runs]]
day = 2020-01-02 03:04:05
[data]
on = true
"""
    root = parse(text, "toml")
    assert cut(text, at(root, "title").span) == '"x"'
    counts = at(root, "data", "class_counts")
    assert (cut(text, counts.key), cut(text, counts.span)) == ("class_counts", "[data.class_counts]")
    assert at(counts, "cat").span == Span(3, 7, 3, 10)
    pup = at(counts, "dog", "pup py")
    assert (pup.value, cut(text, pup.key), cut(text, pup.span)) == (0.001, "'pup py'", "1e-3")
    units = at(root, "runs", 0, "layers", 1, "units")
    assert (units.span, units.key) == (Span(8, 12, 8, 14), Span(8, 4, 8, 9))
    assert at(root, "runs", 0, "layers").span == Span(6, 10, 10, 2)
    assert cut(text, at(root, "runs", 0, "layers", 1, "name").span) == "'''a\nb'''"
    day = at(root, "runs", 1, "day")
    assert (day.value, day.note) == ("2020-01-02 03:04:05", "TOML reads 2020-01-02 03:04:05 as a date or time")
    assert at(root, "data").span.row == 13, "a table stands where its own header is, if it has one"


def test_toml_errors_say_where() -> None:
    for text, row in (("a = 1\na = 2\n", 2), ("a = 1\n[b\n", 2), ('a = 1\nb = "x\n', 2), ("a = 1\n= 2\n", 2)):
        with pytest.raises(Refused) as caught:
            parse(text, "toml")
        assert caught.value.row == row, text


TOML_KEYS = st.lists(st.sampled_from(["a", "b", "1", "'x y'", '"é"', '"\\u0041\\""', "c-d"]), min_size=1, max_size=3)
TOML_SCALARS = [
    "1",
    "-0x1F".replace("-", ""),
    "1_0",
    "1e-3",
    ".5",
    "inf",
    "true",
    '"a]#b"',
    "'#'",
    '"""x"y"\n""""',
    "'''\n]'''",
]
TOML_VALUES = st.recursive(
    st.sampled_from([*TOML_SCALARS, '"', "1 2", ""]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]")
        | st.lists(inner, max_size=3).map(lambda items: "[ # ]\n" + " ,\n".join(items) + "\n]")
        | st.lists(st.tuples(TOML_KEYS, inner), max_size=2).map(
            lambda pairs: "{" + ", ".join(f"{'.'.join(key)} = {value}" for key, value in pairs) + "}"
        )
    ),
    max_leaves=5,
)
TOML_LINES = st.one_of(
    st.tuples(TOML_KEYS, TOML_VALUES).map(lambda pair: f"{' . '.join(pair[0])} = {pair[1]} # =\n"),
    TOML_KEYS.map(lambda key: f"[{'.'.join(key)}]\n"),
    TOML_KEYS.map(lambda key: f"[[ {'.'.join(key)} ]]\n"),
)


@settings(max_examples=300)
@given(st.lists(TOML_LINES, max_size=6))
def test_any_toml_is_read_as_tomllib_reads_it_or_refused(lines: list[str]) -> None:
    text = "".join(lines)
    assert ours(text, "toml") == theirs(text, tomllib.loads)
    if theirs(text, tomllib.loads) != REFUSED:
        for leaf in leaves(parse(text, "toml")):
            assert repr(tomllib.loads("x = " + cut(text, leaf.span))["x"]) == repr(leaf.value)


# INI ------------------------------------------------------------------------------------------------------------------


def test_ini_places() -> None:
    text = "[DEFAULT]\nSeed = 7\n\n[train]\nLR: 0.5\nlayers =\n  64\n  # none\n  32\nrate = %(lr)s\n"
    root = parse(text, "ini")
    train = at(root, "train")
    assert plain(train) == {"seed": "7", "lr": "0.5", "layers": "\n64\n32", "rate": "%(lr)s"}
    assert (cut(text, train.key), cut(text, at(train, "lr").key), cut(text, at(train, "lr").span)) == (
        "train",
        "LR",
        "0.5",
    )
    assert at(train, "seed").span == Span(2, 8, 2, 9)
    assert at(train, "layers").span == Span(7, 3, 9, 5)
    assert at(train, "rate").note.startswith("configparser replaces what % marks")
    assert not at(train, "lr").note


def ini(text: str) -> object:
    parser = configparser.RawConfigParser()
    parser.read_string(text)
    names = list(parser.sections())
    return {name: dict(parser[name]) for name in names}


INI_LINES = [
    "[s]",
    "[ t ]",
    "[u]] # c",
    "[s",
    "a = 1",
    "A: 2",
    "b=",
    "C : c = d",
    "d = %(a)s",
    "e\u00a0=\u20031",
    " f = 1",
]
INI_MORE = ["  more", "\tmore", "    a = 1", "  [v]", "", "  ", "# c", "  ; c", "[DEFAULT]", "[DEFAULT]"]


@settings(max_examples=400)
@given(
    st.lists(st.sampled_from(INI_LINES + INI_MORE), max_size=10, unique=True),
    st.sampled_from(["[r]", "[r]", "[r]", "", "x", "=x", "[]"]),
)
def test_any_ini_is_read_as_configparser_reads_it_or_refused(lines: list[str], first: str) -> None:
    text = "\n".join([first, *lines])
    try:
        root = plain(parse(text, "ini"))
    except Refused:
        root = REFUSED
    if isinstance(root, dict):
        root.pop("DEFAULT", None)
    assert root == (REFUSED if theirs(text, ini) == REFUSED else ini(text))


# Files ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "suffix", "expected"),
    [
        ("a.yaml", "lr: 0.5", None, {"lr": 0.5}),
        ("a.YML", "lr: 0.5", None, {"lr": 0.5}),
        ("a.json", '{"lr": 0.5}', None, {"lr": 0.5}),
        ("a.json", "lr: 0.5", "yaml", {"lr": 0.5}),
        ("a.toml", "lr = 0.5", None, {"lr": 0.5}),
        ("a.ini", "[m]\nlr=0.5", None, {"m": {"lr": "0.5"}}),
        ("a.cfg", "[m]\nlr=0.5", None, {"m": {"lr": "0.5"}}),
        ("a.conf", "{}", "json", {}),
        ("a.json", "\ufeff{}", None, {}),
    ],
)
def test_the_suffix_or_the_caller_says_the_format(
    tmp_path: Path, name: str, content: str, suffix: str | None, expected: object
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert plain(load(str(tmp_path / name), str(tmp_path), suffix)) == expected


def test_text_is_read_as_python_reads_text(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbfa: 1\r\nb: \xc3\xa9\rc: 2\n")
    assert read_text(str(tmp_path / "a.yaml"), str(tmp_path)) == "a: 1\nb: é\nc: 2\n"


def test_a_refusal_names_file_and_row(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("x = 1\nx = 2\n")
    with pytest.raises(Refused, match=r"^a\.toml, row 2: it is not valid TOML \(Cannot overwrite a value\)$"):
        load(str(tmp_path / "a.toml"), str(tmp_path))


def test_relative_paths_start_at_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "proj").mkdir()
    (tmp_path / "proj" / "a.json").write_text("1")
    monkeypatch.chdir(tmp_path)
    assert load("proj/a.json", "proj").value == 1
    monkeypatch.chdir(tmp_path / "proj")
    assert load("a.json", ".").value == 1
    assert load("./x/../a.json", "").value == 1


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(Refused, match="the format xml is not one of yaml"):
        parse("", "xml")


def test_importing_the_reader_imports_no_format() -> None:
    code = "import sys, fitlint.reader.configs; print({'yaml', 'tomllib', 'tomli', 'configparser'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
