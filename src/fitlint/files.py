"""Which files are looked at, and which of them can hold anything to judge.

Everything here runs before a parser is imported: folders are listed and bytes are searched for the words that every
training script contains. Only what passes is held against ``.gitignore`` and the ``exclude`` patterns, because matching
those costs an import of its own.
"""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fitlint.globs import Rule

MAX_BYTES = 20_000_000

DEFAULT_EXCLUDE = (
    ".bzr",
    ".direnv",
    ".eggs",
    ".git",
    ".hg",
    ".ipynb_checkpoints",
    ".mypy_cache",
    ".nox",
    ".pytest_cache",
    ".ruff_cache",
    ".svn",
    ".tox",
    ".venv",
    ".vscode",
    "__pycache__",
    "__pypackages__",
    "build",
    "dist",
    "node_modules",
    "site-packages",
    "venv",
)

CONFIG_SUFFIXES = (".yaml", ".yml", ".toml", ".json", ".jsonc", ".json5", ".ini", ".cfg", ".conf")
JSON_SUFFIXES = (".json", ".jsonc", ".json5")  # in them no comment silences a finding
CODE_SUFFIXES = (".py", ".ipynb")
_TEST_FOLDERS = frozenset({"tests", "test"})
_ROOT_MARKS = ("pyproject.toml", "fitlint.toml", ".fitlint.toml", "setup.py", "setup.cfg")

# Every chain from an import to Keras contains one of these; ``tf.optimizers`` is Keras without its name.
_FRAMEWORKS = (b"keras", b"tensorflow")
# A snippet pasted without imports is known by the names of layers and models, the latter only where they are trained.
_LAYERS = (b"Sequential", b"Dense", b"Conv1D", b"Conv2D", b"Conv3D", b"Convolution", b"LSTM", b"GRU")
_MODELS = (b"Model(", b"load_model")
_TRAINING = (b".fit", b".compile")
# In a file that imports one of these, such names are not Keras.
_OTHERS = ("torch", "flax", "fastai", "mxnet", "paddle")
_FOREIGN = tuple(f"{word} {name}".encode() for name in _OTHERS for word in ("import", "from"))


# How many files of an imported package are searched for the framework's name.
_LOOKED_INTO = 50


class Candidate:
    """A file that may be judged. ``root`` is the argument it was found under: a folder, or the file itself."""

    __slots__ = ("path", "root")

    def __init__(self, path: str, root: str) -> None:
        self.path = path
        self.root = root

    @property
    def named(self) -> bool:
        """Whether the user named this very file."""
        return self.path == self.root


class NotRegularError(OSError):
    """A path is a pipe, a device or a folder; opening it could block for ever."""


def candidates(root: str, exclude: frozenset[str], include_tests: bool, problems: list[str]) -> Iterator[Candidate]:
    """Yield the scripts and notebooks below the folder ``root`` (absolute), in order.

    Links to folders are not followed, nor are links out of the project. ``exclude`` holds plain names that are not
    entered or listed, ``include_tests`` says whether unit tests are yielded. A sentence about each folder that cannot
    be listed, and each link that is left out, is added to ``problems``.
    """
    pending = [root]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=_name)
        except OSError as error:
            problems.append(f"{folder} cannot be listed: {error.strerror}")
            continue
        if folder != root and any(entry.name == "pyvenv.cfg" for entry in entries):
            continue  # a virtual environment under an unusual name
        folders = []
        for entry in entries:
            name = entry.name
            if name in exclude:
                continue
            if entry.is_dir(follow_symlinks=False):
                if include_tests or name not in _TEST_FOLDERS:
                    folders.append(entry.path)
            elif name.endswith(CODE_SUFFIXES) and (include_tests or not _is_test_name(name)):
                if entry.is_symlink() and _leads_out(entry.path, root):
                    problems.append(f"{entry.path} is a link out of the project and left out")
                else:
                    yield Candidate(entry.path, root)
        pending.extend(reversed(folders))


def read(path: str) -> bytes:
    """Return at most ``MAX_BYTES`` + 1 bytes of a regular file, without ever blocking.

    Raises ``OSError`` when the file cannot be read, :class:`NotRegularError` when it is no regular file.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(descriptor, "rb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise NotRegularError(0, "not a regular file", path)
        parts = []
        size = 0
        while size <= MAX_BYTES and (part := file.read(MAX_BYTES + 1 - size)):
            parts.append(part)
            size += len(part)
    return b"".join(parts)


def may_train(data: bytes) -> bool:
    """Return whether a file can hold anything a rule reports: it names the framework, or uses its names."""
    if _holds(data, _FRAMEWORKS):
        return True
    snippet = _holds(data, _LAYERS) or (_holds(data, _MODELS) and _holds(data, _TRAINING))
    return snippet and not _holds(data, _FOREIGN)


def imports_training(path: str, data: bytes, root: str) -> bool:
    """Return whether a script runs a file of its project that names the framework.

    Either it trains something itself (``.fit``) and imports from a package in which some file does, or the very module
    it imports from names the framework and compiles or trains. ``root`` is the folder of the project. In a notebook the
    rows stand between quotes. One import deep, and no more than a few dozen files are looked into.
    """
    if _holds(data, _FOREIGN):
        return False
    modules = dict.fromkeys(_imported(data))
    trains = _holds(data, _TRAINING)
    for folder in dict.fromkeys((os.path.dirname(path), root, os.path.join(root, "src"))):
        for module in modules:
            name = module.lstrip(".")
            above = os.path.join(folder, *[os.pardir] * (len(module) - len(name) - 1))
            first, *inner = name.split(".")
            if trains and _package_names_framework(os.path.join(above, first)):
                return True
            if _names_framework(f"{os.path.join(above, first, *inner)}.py", _TRAINING):
                return True
    return False


def _imported(data: bytes) -> Iterator[str]:
    """Yield the modules that a script imports, as written. By hand: to import ``re`` costs more than this saves."""
    for row in data.splitlines():
        if b"import" in row:
            words = row.lstrip(b' \t"').split(None, 2)
            if len(words) > 1 and words[0] in (b"from", b"import"):
                name = words[1].decode("ascii", "replace").partition(",")[0].rstrip('\\n";')
                if name.partition(".")[0] not in sys.stdlib_module_names:
                    yield name


def _package_names_framework(inner: str) -> bool:
    return any(_names_framework(module) for module in (f"{inner}.py", *_scripts_in(inner)))


def _scripts_in(folder: str) -> list[str]:
    """Return the first scripts of a package, its folders' included."""
    found: list[str] = []
    for inner, folders, names in os.walk(folder):
        folders.sort()
        found.extend(os.path.join(inner, name) for name in sorted(names) if name.endswith(".py"))
        if len(found) >= _LOOKED_INTO:
            break
    return found[:_LOOKED_INTO]


def _names_framework(path: str, words: tuple[bytes, ...] = (b"",)) -> bool:
    """Whether a file is there, names the framework, and holds one of the words."""
    try:
        data = read(path) if os.path.isfile(path) else b""
    except OSError:
        return False
    return _holds(data, _FRAMEWORKS) and _holds(data, words)


def is_test(path: str, root: str) -> bool:
    """Return whether ``path`` is a unit test or a folder of them, judged by its names below ``root``."""
    parts = _relative(path, root).split("/")
    return any(part in _TEST_FOLDERS for part in parts) or _is_test_name(parts[-1])


def project_root(path: str) -> str:
    """Return the folder of the project that ``path`` belongs to.

    That is the repository it lies in, else the nearest folder with a project file, else the working directory if it
    lies below, else its own folder.
    """
    start = path if os.path.isdir(path) else os.path.dirname(path)
    nearest = ""
    for folder in _upwards(start):
        if os.path.exists(os.path.join(folder, ".git")):
            return folder
        if not nearest and any(os.path.exists(os.path.join(folder, mark)) for mark in _ROOT_MARKS):
            nearest = folder
    here = os.getcwd()
    return nearest or (here if _is_below(start, here) else start)


class Patterns:
    """Patterns in the notation of ``.gitignore``, relative to the folder ``root``. Compiled at the first question.

    Raises :class:`fitlint.globs.BadPatternError` then; settings are asked before.
    """

    __slots__ = ("_rules", "lines", "root")

    def __init__(self, lines: Iterable[str], root: str) -> None:
        self.lines = tuple(lines)
        self.root = root
        self._rules: list[Rule] | None = None

    def match(self, path: str) -> bool:
        """Return whether the file ``path`` (absolute) matches, itself or through a folder it is in."""
        if not self.lines or not _is_below(path, self.root):
            return False
        from fitlint.globs import rule_of, verdict

        if self._rules is None:
            self._rules = [rule for line in self.lines if (rule := rule_of(line)) is not None]
        return bool(verdict(self._rules, _relative(path, self.root)))


class GitIgnore:
    """The ``.gitignore`` files that apply below one walked folder.

    A deeper file overrides one above it, but nothing inside an ignored folder can be taken back, as in git. The walked
    folder itself was asked for by name and counts as not ignored. A sentence about each line that is no pattern is
    added to ``problems``.
    """

    def __init__(self, root: str, problems: list[str] | None = None) -> None:
        self.root = root
        self.problems = [] if problems is None else problems
        self.top = next((f for f in _upwards(root) if os.path.exists(os.path.join(f, ".git"))), root)
        self._rules: dict[str, list[Rule]] = {}
        self._folders: dict[str, bool] = {root: False}
        if self._is_inside_ignored():
            self.top = root

    def match(self, path: str) -> bool:
        """Return whether git ignores the file ``path`` (absolute, below the walked folder)."""
        return self._folder(os.path.dirname(path)) or self._verdict(path, "")

    def _is_inside_ignored(self) -> bool:
        above = [folder for folder in _upwards(self.root) if _is_below(folder, self.top) and folder != self.top]
        return any(self._verdict(folder, "/") for folder in above)

    def _folder(self, folder: str) -> bool:
        known = self._folders.get(folder)
        if known is None:
            known = self._folder(os.path.dirname(folder)) or self._verdict(folder, "/")
            self._folders[folder] = known
        return known

    def _verdict(self, path: str, end: str) -> bool:
        for folder in _upwards(os.path.dirname(path)):
            rules = self._rules_in(folder)
            if rules:
                from fitlint.globs import verdict

                found = verdict(rules, _relative(path, folder) + end)
                if found is not None:
                    return found
            if folder == self.top:
                break
        return False

    def _rules_in(self, folder: str) -> list[Rule]:
        if folder not in self._rules:
            self._rules[folder] = list(_rules_in(os.path.join(folder, ".gitignore"), self.problems))
        return self._rules[folder]


def _rules_in(path: str, problems: list[str]) -> Iterator[Rule]:
    """Yield the rules of a ``.gitignore``; as git, follow no link."""
    try:
        data = b"" if os.path.islink(path) else read(path)
    except OSError:
        return
    for row, line in enumerate(data.decode("utf-8", "replace").split("\n"), start=1):
        rule = _rule_in(line, f"{path}:{row}", problems)
        if rule is not None:
            yield rule


def _rule_in(line: str, place: str, problems: list[str]) -> Rule | None:
    from fitlint.globs import BadPatternError, rule_of

    try:
        return rule_of(line)
    except BadPatternError as error:
        problems.append(f"{place} is no pattern and left out: {error}")
    return None


def _leads_out(path: str, root: str) -> bool:
    """Whether a link below the walked folder leads out of it and of its project."""
    real = os.path.realpath(path)
    return not any(_is_below(real, os.path.realpath(top)) for top in (root, project_root(root)))


def _holds(data: bytes, words: tuple[bytes, ...]) -> bool:
    return any(word in data for word in words)


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _is_test_name(name: str) -> bool:
    return name == "conftest.py" or (name.endswith(".py") and (name.startswith("test_") or name.endswith("_test.py")))


def _upwards(folder: str) -> Iterator[str]:
    while True:
        yield folder
        above = os.path.dirname(folder)
        if above == folder:
            return
        folder = above


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(os.path.join(folder, ""))


def _relative(path: str, folder: str) -> str:
    return path[len(os.path.join(folder, "")) :].replace(os.sep, "/")
