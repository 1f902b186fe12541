"""The options of each command, and what those of ``check`` say in terms of settings."""

from __future__ import annotations

from argparse import ArgumentParser, HelpFormatter
from typing import TYPE_CHECKING

from fitlint.config import CONFIDENCES, FORMATS, LEVELS, PROFILES, Configuration, Layer, selectors
from fitlint.report.terminal import columns

if TYPE_CHECKING:
    from argparse import Namespace, _ActionsContainer

COLOR = {"auto": None, "always": True, "never": False}
_WIDEST_HELP = 100


class _Formatter(HelpFormatter):
    """Knows the width of the terminal without :mod:`shutil`, whose import costs more than all the options."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=min(columns(), _WIDEST_HELP))


def for_check() -> ArgumentParser:
    """Return the parser for the arguments of ``fitlint check``."""
    parser = _parser("check", "Judge Keras training scripts and notebooks.")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files and folders (default: .); - is standard input")
    rules = parser.add_argument_group("rules", "RULES are codes, beginnings of codes, names, categories or ALL.")
    rules.add_argument("--select", action="append", metavar="RULES", help="only these")
    rules.add_argument("--extend-select", action="append", metavar="RULES", help="these as well")
    rules.add_argument("--ignore", action="append", metavar="RULES", help="not these")
    rules.add_argument("--profile", choices=PROFILES, help="how strict to be (default: default)")
    rules.add_argument("--min-confidence", choices=CONFIDENCES, help="how sure to be (default: medium)")
    files = parser.add_argument_group("files")
    files.add_argument("--include-tests", action="store_true", default=None, help="judge unit tests too")
    files.add_argument("--force-exclude", action="store_true", help="leave out excluded files even when named")
    files.add_argument("--stdin-filename", metavar="FILE", help="judge standard input as if it were this file")
    files.add_argument("--show-files", action="store_true", help="print the files that would be judged, and stop")
    files.add_argument("-j", "--jobs", type=_count, metavar="N", help="how many processes (default: one a processor)")
    output = parser.add_argument_group("output")
    output.add_argument("--output-format", choices=FORMATS, help="default: full, or FITLINT_OUTPUT_FORMAT")
    output.add_argument("-o", "--output-file", metavar="FILE", help="write there instead of to standard output")
    output.add_argument("--statistics", action="store_true", help="count the findings of each rule instead")
    output.add_argument("--fail-level", choices=LEVELS, help="what makes the exit status 1 (default: warning)")
    output.add_argument("--exit-zero", action="store_true", help="exit with 0 whatever is found")
    output.add_argument("-q", "--quiet", action="store_true", help="print findings and nothing else")
    output.add_argument("-v", "--verbose", action="store_true", help="say what could not be resolved, and why")
    _add_color(output)
    _add_settings(parser)
    _add_verifier(parser)
    return parser


def _add_verifier(parser: ArgumentParser) -> None:
    verifier = parser.add_argument_group(
        "verifier", "Tests each finding by training a model that is rebuilt from it, with the fix and without."
    )
    verifier.add_argument("--verify", action="store_true", help="test the findings; your code is not run")
    verifier.add_argument("--verify-report", metavar="FILE", help="write an HTML page with curves there, too")
    verifier.add_argument(
        "--verify-budget", type=_seconds, default=120.0, metavar="SECONDS", help="for all experiments (default: 120)"
    )
    verifier.add_argument("--device", choices=("auto", "cpu", "gpu"), default="auto", help="default: auto")
    verifier.add_argument(
        "--verify-data",
        metavar="FILE",
        default="",
        help="samples as the model gets them: npz with x and y, csv, x.npy,y.npy",
    )
    verifier.add_argument(
        "--verify-target", metavar="COLUMN", default="", help="of a csv, to be learnt (default: the last)"
    )
    verifier.add_argument("--allow-download", action="store_true", help="fetch data sets of Keras that scripts load")
    verifier.add_argument(
        "--run-script",
        action="store_true",
        help="run each script, with your rights, up to the training in question, and take its model and samples from "
        "there; what it writes in its project until then is thrown away where Linux grants that, else named",
    )


def for_explain() -> ArgumentParser:
    """Return the parser for the arguments of ``fitlint explain``."""
    parser = _parser("explain", "Say what a rule finds, why it matters, what to do, and the limits in force.")
    parser.add_argument("rule", metavar="CODE|NAME", help="such as FIT201 or large-fixed-learning-rate")
    _add_color(parser)
    _add_settings(parser)
    return parser


def for_rules() -> ArgumentParser:
    """Return the parser for the arguments of ``fitlint rules``."""
    parser = _parser("rules", "List the rules.")
    parser.add_argument("--output-format", choices=("text", "json", "markdown"), default="text", help="default: text")
    _add_color(parser)
    return parser


def for_inspect() -> ArgumentParser:
    """Return the parser for the arguments of ``fitlint inspect``."""
    parser = _parser("inspect", "Show what is understood of a script or notebook, and what is not and why.")
    parser.add_argument("paths", metavar="PATH", nargs="+", help="a script, a notebook or a folder")
    parser.add_argument(
        "--statistics", action="store_true", help="only count the files whose every fit and learning rate is resolved"
    )
    parser.add_argument(
        "--spec", action="store_true", help="print what the verifier would rebuild of each training, as JSON"
    )
    parser.add_argument("--output-format", choices=("text", "json"), default="text", help="default: text")
    _add_color(parser)
    return parser


def configuration_of(options: Namespace) -> Configuration:
    """Return the settings that the options choose and add to.

    Raises :class:`fitlint.config.SettingsError` when a selector or a settings file cannot be used.
    """
    given = Layer()
    if "select" in options:
        given = Layer(
            select=_selected("--select", options.select) if options.select else None,
            extend_select=_selected("--extend-select", options.extend_select),
            ignore=_selected("--ignore", options.ignore),
            profile=options.profile,
            include_tests=options.include_tests,
            min_confidence=options.min_confidence,
            fail_level=options.fail_level,
            output_format=options.output_format,
        )
    return Configuration(given, file=options.config or "", isolated=options.isolated)


def _selected(option: str, values: list[str] | None) -> tuple[str, ...]:
    return selectors(option, [name for value in values or () for name in value.replace(",", " ").split()])


def _parser(command: str, description: str) -> ArgumentParser:
    return ArgumentParser(
        prog=f"fitlint {command}", description=description, allow_abbrev=False, formatter_class=_Formatter
    )


def _add_color(parser: _ActionsContainer) -> None:
    parser.add_argument("--color", choices=tuple(COLOR), default="auto", help="default: auto, on a terminal")


def _add_settings(parser: ArgumentParser) -> None:
    settings = parser.add_argument_group("settings")
    settings.add_argument("--config", metavar="FILE", help="use this settings file and no other")
    settings.add_argument("--isolated", action="store_true", help="use no settings file")


def _seconds(text: str) -> float:
    number = float(text)
    if not 1 <= number <= 86_400:
        raise ValueError(text)
    return number


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number
