"""Settings: ``[tool.fitlint]`` in the nearest ``pyproject.toml`` or ``fitlint.toml``, merged with the command line.

A TOML parser is imported only for a file that mentions fitlint, the catalogue of rules only when rules are named.
Settings never name code to run, plug-ins to import or files to write.
"""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, Any

from fitlint.files import DEFAULT_EXCLUDE, Patterns, project_root, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from fitlint.finding import Confidence, Profile, Severity
    from fitlint.rule import Option, OptionValue

FORMATS = ("full", "concise", "json", "github")
PROFILES = ("default", "strict", "pedantic")
LEVELS = ("info", "warning", "error")
CONFIDENCES = ("low", "medium", "high")

_FILES = ("fitlint.toml", ".fitlint.toml", "pyproject.toml")
_ALWAYS_ON = ("FIT001", "FIT003")  # what was not read
_CODE_LENGTH = 6


class SettingsError(ValueError):
    """Settings that cannot be used. The message is one sentence: which file, what is wrong, what to write instead."""


class Layer:
    """What one place says: a settings file, or the command line. ``None`` and empty mean that nothing is said there."""

    def __init__(
        self,
        *,
        select: tuple[str, ...] | None = None,
        extend_select: tuple[str, ...] = (),
        ignore: tuple[str, ...] = (),
        per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = (),
        exclude: tuple[str, ...] | None = None,
        extend_exclude: tuple[str, ...] = (),
        config_files: tuple[str, ...] = (),
        rules: tuple[tuple[str, Mapping[str, OptionValue]], ...] = (),
        profile: Profile | None = None,
        include_tests: bool | None = None,
        min_confidence: Confidence | None = None,
        fail_level: Severity | None = None,
        output_format: str | None = None,
        required_version: str | None = None,
    ) -> None:
        self.select = select
        self.extend_select = extend_select
        self.ignore = ignore
        self.per_file_ignores = per_file_ignores
        self.exclude = exclude
        self.extend_exclude = extend_exclude
        self.config_files = config_files
        self.rules = rules
        self.profile = profile
        self.include_tests = include_tests
        self.min_confidence = min_confidence
        self.fail_level = fail_level
        self.output_format = output_format
        self.required_version = required_version


class Settings:
    """The settings in force for the files of one folder.

    ``own`` comes from the file ``origin`` (empty when there is none), ``given`` from the command line and wins.
    Patterns are relative to ``root``.
    """

    def __init__(self, own: Layer, given: Layer, root: str, origin: str = "") -> None:
        self.own = own
        self.given = given
        self.root = root
        self.origin = origin
        self.profile: Profile = given.profile or own.profile or "default"
        self.min_confidence: Confidence = given.min_confidence or own.min_confidence or "medium"
        self.fail_level: Severity = given.fail_level or own.fail_level or "warning"
        self.output_format = given.output_format or own.output_format or "full"
        self.include_tests = bool(own.include_tests if given.include_tests is None else given.include_tests)
        said = own.exclude if given.exclude is None else given.exclude
        excluded = (*(DEFAULT_EXCLUDE if said is None else said), *own.extend_exclude, *given.extend_exclude)
        self.excluded_names = frozenset(pattern for pattern in excluded if not set(pattern) & set("*?[]!/\\"))
        self._excluded = Patterns((pattern for pattern in excluded if pattern not in self.excluded_names), root)
        self.config_files = Patterns((*own.config_files, *given.config_files), root)

    @cached_property
    def active(self) -> frozenset[str]:
        """The codes of the rules that are on.

        The longer a selector, the more it counts: ``FIT2`` off and ``FIT201`` on leaves FIT201 on. Between equals the
        command line wins, then ``ignore``. FIT001 and FIT003 are on unless they are ignored.
        """
        from fitlint.catalog import by_profile, resolve

        layers = ((1, self.given),) if self.given.select is not None else ((0, self.own), (1, self.given))
        steps = [
            (_weight(selector), rank, False, selector)
            for rank, layer in layers
            for selector in (*(layer.select or ()), *layer.extend_select)
        ]
        steps += [(_weight(s), rank, True, s) for rank, layer in ((0, self.own), (1, self.given)) for s in layer.ignore]
        chosen = self.own.select is not None or self.given.select is not None
        codes = {*_ALWAYS_ON} if chosen else {*_ALWAYS_ON, *by_profile(self.profile)}
        for _, _, off, selector in sorted(steps):
            codes = codes - resolve(selector) if off else codes | resolve(selector)
        return frozenset(codes)

    def excludes(self, path: str) -> bool:
        """Return whether the file ``path`` (absolute) is left out by ``exclude`` or ``extend-exclude``."""
        inside = path.removeprefix(os.path.join(self.root, ""))
        named = inside != path and not self.excluded_names.isdisjoint(inside.split(os.sep))
        return named or self._excluded.match(path)

    def ignored_in(self, path: str) -> frozenset[str]:
        """Return the codes that ``per-file-ignores`` turns off in the file ``path`` (absolute)."""
        from fitlint.catalog import resolve

        matching = (selectors for pattern, selectors in self._ignores if pattern.match(path))
        return frozenset(code for selectors in matching for selector in selectors for code in resolve(selector))

    @cached_property
    def _ignores(self) -> list[tuple[Patterns, tuple[str, ...]]]:
        entries = (*self.own.per_file_ignores, *self.given.per_file_ignores)
        return [(Patterns((pattern,), self.root), selectors) for pattern, selectors in entries]

    def limits(self, code: str) -> dict[str, OptionValue]:
        """Return every option of a rule with the value in force."""
        from fitlint.catalog import RULES

        limits = RULES[code].limits
        for name, options in (*self.own.rules, *self.given.rules):
            if name == code:
                for option, value in options.items():
                    limits[option] = _merged(limits[option], value)
        return limits


class Configuration:
    """Finds the settings of every file of a run, each settings file being read once.

    ``given`` is what the command line says, ``file`` a settings file to use for everything instead of the nearest
    ones; with ``isolated`` no settings file is used at all. Raises :class:`SettingsError` when ``file`` cannot be used.
    """

    def __init__(self, given: Layer | None = None, *, file: str = "", isolated: bool = False) -> None:
        self.given = given or Layer()
        self._found: dict[str, Settings | None] = {}
        self._roots: dict[str, str] = {}
        self._defaults: dict[str, Settings] = {}
        self._fixed: Settings | None = None
        if isolated:
            self._fixed = Settings(Layer(), self.given, os.getcwd())
        elif file:
            origin = os.path.abspath(file)
            self._fixed = Settings(_load(origin, named=True) or Layer(), self.given, os.getcwd(), origin)

    def settings(self, path: str) -> Settings:
        """Return the settings for ``path``, a folder or a file (absolute).

        Raises :class:`SettingsError` when the nearest settings file cannot be used.
        """
        folder = path if os.path.isdir(path) else os.path.dirname(path)
        found = self._fixed or self._nearest(folder)
        if found is not None:
            return found
        root = self.project_root(folder)
        if root not in self._defaults:
            self._defaults[root] = Settings(Layer(), self.given, root)
        return self._defaults[root]

    def project_root(self, path: str) -> str:
        """Return the folder of the project ``path`` belongs to; see :func:`fitlint.files.project_root`."""
        folder = path if os.path.isdir(path) else os.path.dirname(path)
        if folder not in self._roots:
            self._roots[folder] = project_root(folder)
        return self._roots[folder]

    def _nearest(self, folder: str) -> Settings | None:
        if folder not in self._found:
            origins = (os.path.join(folder, name) for name in _FILES)
            layers = ((origin, _load(origin)) for origin in origins)
            found = next((Settings(layer, self.given, folder, origin) for origin, layer in layers if layer), None)
            above = os.path.dirname(folder)
            self._found[folder] = found or (None if above == folder else self._nearest(above))
        return self._found[folder]


def layer_of(table: Mapping[str, Any], where: str) -> Layer:
    """Return the settings in ``table``, whose keys are those of ``[tool.fitlint]``.

    Raises :class:`SettingsError`, a sentence that starts with ``where``, for an unknown key or a value of a wrong type.
    """
    values: dict[str, Any] = {}
    for key, value in table.items():
        reader = _READERS.get(key)
        if reader is None:
            raise SettingsError(f"{where}: {_unknown_key(key)}")
        values[key.replace("-", "_")] = reader(f"{where}: `{key}`", value)
    return Layer(**values)


def selectors(where: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the selectors (codes, prefixes, names, categories, ``ALL``) after a look into the catalogue.

    Raises :class:`SettingsError`, a sentence that starts with ``where``, when one of them stands for no rule.
    """
    found = tuple(names)
    if not found:
        return ()
    from fitlint.catalog import UnknownRule, resolve

    try:
        for name in found:
            resolve(name)
    except UnknownRule as error:
        raise SettingsError(f"{where}: {error}") from None
    return found


def close_match(word: str, known: Iterable[str]) -> str:
    """Return ``"; did you mean 'x'?"`` for the known word closest to ``word``, or nothing when none is close."""
    from difflib import get_close_matches

    close = get_close_matches(word, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def _load(path: str, *, named: bool = False) -> Layer | None:
    """Return what a settings file says; None when it is not there or does not speak of fitlint."""
    try:
        data = read(path)
    except OSError as error:
        if not named and isinstance(error, (FileNotFoundError, NotADirectoryError)):
            return None
        raise SettingsError(f"{path} cannot be read: {error.strerror or error}") from None
    shared = os.path.basename(path) == "pyproject.toml"
    if shared and b"fitlint" not in data:
        return None
    table = _parsed(path, data)
    if shared:
        tool = table.get("tool")
        table = tool.get("fitlint") if isinstance(tool, dict) else None
        if table is None:
            return None
        if not isinstance(table, dict):
            raise SettingsError(f"{path}: `tool.fitlint` must be a table")
    layer = layer_of(table, path)
    if layer.required_version is not None:
        _require(layer.required_version, path)
    return layer


def _parsed(path: str, data: bytes) -> Any:
    import sys

    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        return tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is not valid TOML: {error}") from None
    except RecursionError:
        raise SettingsError(f"{path} is nested too deeply") from None


def _require(required: str, path: str) -> None:
    import re

    from fitlint import __version__

    mine = _numbers(__version__)
    for clause in required.split(","):
        match = re.fullmatch(r"\s*(==|!=|>=|<=|~=|>|<)?\s*(\d+(?:\.\d+)*)\s*", clause)
        if match is None:
            raise SettingsError(f"{path}: `required-version` {required!r} is not a version like '0.1.0' or '>=0.1,<2'")
        if not _satisfied(match[1] or "==", mine, _numbers(match[2])):
            raise SettingsError(f"{path} requires fitlint {required}, but this is {__version__}; install that version")


def _satisfied(operator: str, mine: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    width = max(len(mine), len(wanted))
    left, right = (numbers + (0,) * (width - len(numbers)) for numbers in (mine, wanted))
    if operator == "~=":
        return left >= right and left[: len(wanted) - 1] == right[: len(wanted) - 1]
    outcomes = {"==": left == right, "!=": left != right, ">=": left >= right, "<=": left <= right, ">": left > right}
    return outcomes.get(operator, left < right)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _weight(selector: str) -> int:
    """How specific a selector is: 0 for everything, then the number of characters of a code it fixes."""
    upper = selector.strip().upper()
    if upper == "ALL":
        return 0
    if upper.startswith("FIT") and (len(upper) == 3 or upper[3:].isdigit()):
        return len(upper)
    return _CODE_LENGTH if "-" in upper else 4  # a name is as exact as a code, a category as a family of codes


def _merged(default: OptionValue, value: OptionValue) -> OptionValue:
    if isinstance(value, (int, float, tuple)) or isinstance(default, (int, float, tuple)):
        return value
    return {**default, **value}


def _unknown_key(key: str) -> str:
    if key in {"output-file", "verify-report"}:
        return f"`{key}` is an option of the command line only; settings never choose where to write"
    if key == "tool":
        return "keys stand at the top level of this file, without `[tool.fitlint]`"
    return f"{key!r} is not a setting{close_match(key, _READERS)}"


def _strings(where: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)) or not all(isinstance(item, str) for item in value):
        raise SettingsError(f"{where} must be a list of strings, not {value!r}")
    return tuple(value)


def _patterns(where: str, value: object) -> tuple[str, ...]:
    from fitlint.globs import BadPatternError, rule_of

    found = _strings(where, value)
    pattern = ""
    try:
        for pattern in found:
            rule_of(pattern)
    except BadPatternError as error:
        raise SettingsError(f"{where}: {pattern!r} is no pattern: {error}") from None
    return found


def _selectors(where: str, value: object) -> tuple[str, ...]:
    return selectors(where, _strings(where, value))


def _string(where: str, value: object) -> str:
    if not isinstance(value, str):
        raise SettingsError(f"{where} must be a string, not {value!r}")
    return value


def _flag(where: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise SettingsError(f"{where} must be true or false, not {value!r}")
    return value


def _one_of(*choices: str) -> Callable[[str, object], str]:
    def read_choice(where: str, value: object) -> str:
        if not isinstance(value, str) or value not in choices:
            raise SettingsError(f"{where} must be one of {', '.join(choices)}, not {value!r}")
        return value

    return read_choice


def _table(where: str, value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise SettingsError(f"{where} must be a table, not {value!r}")
    return value


def _per_file(where: str, value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    table = _table(where, value)
    patterns = _patterns(where, list(table))
    return tuple((pattern, _selectors(f"{where}.{pattern!r}", table[pattern])) for pattern in patterns)


def _rules(where: str, value: object) -> tuple[tuple[str, Mapping[str, OptionValue]], ...]:
    from fitlint.catalog import UnknownRule, lookup

    table = _table(where, value)
    try:
        rules = [(name, lookup(name)) for name in table]
    except UnknownRule as error:
        raise SettingsError(f"{where}: {error}") from None
    found = []
    for name, rule in rules:
        known = {option.name: option for option in rule.options}
        chosen: dict[str, OptionValue] = {}
        for key, wanted in _table(f"{where}.{name}", table[name]).items():
            option = known.get(key.replace("-", "_"))
            if option is None:
                raise SettingsError(f"{where}.{name}: {key!r} is not an option of {rule.code}{close_match(key, known)}")
            chosen[option.name] = _option(f"{where}.{name}.{key}", option, wanted)
        found.append((rule.code, chosen))
    return tuple(found)


def _option(where: str, option: Option, value: object) -> OptionValue:
    if option.type == "strings":
        return _strings(where, value)
    if option.type != "table":
        return _number(where, value, option.minimum, whole=option.type == "integer")
    default = option.default if not isinstance(option.default, (int, float, tuple)) else {}
    numbers = {}
    for name, number in _table(where, value).items():
        if name not in default:
            raise SettingsError(f"{where}: {name!r} is not one of {', '.join(default)}{close_match(name, default)}")
        numbers[name] = _number(f"{where}.{name}", number, option.minimum)
    return numbers


def _number(where: str, value: object, minimum: float | None, *, whole: bool = False) -> float:
    kind = "a whole number" if whole else "a number"
    if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)) or value != value:
        raise SettingsError(f"{where} must be {kind}, not {value!r}")
    if minimum is not None and value < minimum:
        raise SettingsError(f"{where} must be {kind} of at least {minimum:g}, not {value!r}")
    return value


_READERS: dict[str, Callable[[str, object], object]] = {
    "select": _selectors,
    "extend-select": _selectors,
    "ignore": _selectors,
    "per-file-ignores": _per_file,
    "exclude": _patterns,
    "extend-exclude": _patterns,
    "config-files": _patterns,
    "rules": _rules,
    "profile": _one_of(*PROFILES),
    "include-tests": _flag,
    "min-confidence": _one_of(*CONFIDENCES),
    "fail-level": _one_of(*LEVELS),
    "output-format": _one_of(*FORMATS),
    "required-version": _string,
}
