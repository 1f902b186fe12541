"""The command line: arguments in, an exit status out.

Exit status: 0 when nothing reaches the fail level, 1 when something does, 2 for wrong usage, settings that cannot be
used and faults of fitlint, 128 and its number after a signal. Results go to standard output, everything else to
standard error. ``FITLINT_OUTPUT_FORMAT`` chooses the format, ``FITLINT_TRACEBACK=1`` prints the traceback of a fault.
Modules are imported when they are needed and not before: most runs are hooks with nothing to do, and none may import
from the folder it lints.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # typing is not imported before the working directory is off the search path
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence
    from typing import NoReturn

    from fitlint.config import Configuration
    from fitlint.engine import Run, Stdin
    from fitlint.verify.command import Verifier

OK, FOUND, WRONG, INTERRUPTED = 0, 1, 2, 130

USAGE = """\
fitlint reads Keras training scripts and says why a model will not learn. It never runs the code it reads.

  fitlint check [PATH ...]      judge scripts, notebooks and folders (default: the working directory)
  fitlint verify [PATH ...]     the same with --verify: test each finding by a short training of a model rebuilt from it
  fitlint explain CODE|NAME     say what a rule finds, why it matters and what to do
  fitlint rules                 list the rules
  fitlint inspect PATH          show what is understood of a script: models, optimizers, fits, and what is not
  fitlint --version

`fitlint check --help` and so on list the options. FITLINT_OUTPUT_FORMAT chooses the output format of `check`,
FITLINT_TRACEBACK=1 prints the traceback of an internal error.
"""


class UsageError(Exception):
    """A command line that cannot be followed. The message is one sentence."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status. ``arguments`` are those of the process when left out."""
    leave_working_directory()
    for stream in (sys.stdout, sys.stderr):  # an odd file name must not end the run
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    try:
        status = _guarded(list(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has seen enough; nothing may be flushed at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND
    except KeyboardInterrupt as error:  # SIGTERM may have become one
        return 128 + int(error.args[0]) if error.args else INTERRUPTED
    except OSError as error:  # a full disk
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _refuse(f"the output cannot be written: {error.strerror}")
    return status


def entry() -> NoReturn:
    """Run the command line as a process of its own: the console script and ``python -m fitlint``.

    Rare collections and an exit without tidying up: the syntax trees of one run are not worth freeing, and that is a
    tenth of its time.
    """
    import gc

    import fitlint

    gc.set_threshold(100_000)
    fitlint.owns_process = True
    status = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    finally:  # a reader that went away is no reason to print a traceback
        os._exit(status)


def leave_working_directory() -> None:
    """Take the working directory off the module search path: a ``json.py`` in it must not be imported."""
    home = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    try:
        here = os.getcwd()
    except FileNotFoundError:
        return
    sys.path[:] = [path for path in sys.path if os.path.abspath(path) != here or here == home]


def _guarded(arguments: list[str]) -> int:
    from fitlint.config import SettingsError

    try:
        return _dispatch(arguments)
    except (UsageError, SettingsError) as error:
        return _refuse(str(error))
    except FileNotFoundError as error:
        return _refuse(f"{error.filename} does not exist" if error.filename else str(error))
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.filename is None and error.errno is not None:
            raise  # of a stream, not of a file
        if os.environ.get("FITLINT_TRACEBACK"):
            raise
        kind = type(error).__name__
        return _refuse(f"internal error ({kind}: {error}); please report it with the output under FITLINT_TRACEBACK=1")


def _dispatch(arguments: list[str]) -> int:
    for argument in arguments[: arguments.index("--")] if "--" in arguments else arguments:
        # Hooks may append file names without "--", so that a file in a pull request could pass for an option.
        if argument.startswith("-") and argument != "-" and os.path.lexists(argument):
            raise UsageError(f"{argument!r} is the name of a file but reads as an option; put `--` in front of names")
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(USAGE, end="")
        return OK if arguments else WRONG
    command, rest = arguments[0], arguments[1:]
    if command in {"-V", "--version"}:
        from fitlint import __version__

        print(f"fitlint {__version__}")
        return OK
    if command not in _COMMANDS:
        raise UsageError(_no_command(command))
    return _COMMANDS[command](rest)


def _no_command(word: str) -> str:
    from fitlint.config import close_match

    if os.path.exists(word):
        return f"{word!r} is not a command; did you mean `fitlint check {word}`?"
    if word.startswith("-"):
        return f"{word!r} must stand behind a command, as in `fitlint check {word}`"
    return f"{word!r} is not a command{close_match(word, _COMMANDS) or '; `fitlint --help` lists them'}"


def _verify(arguments: list[str]) -> int:
    return _check(["--verify", *arguments])


def _check(arguments: list[str]) -> int:
    from fitlint.options import for_check

    options = for_check().parse_args(arguments)
    if not (options.verify or options.verify_report):
        return _judged(options, None)
    from fitlint.verify.command import Verifier

    return _judged(options, Verifier(options))


def _judged(options: Namespace, verifier: Verifier | None) -> int:
    from fitlint.engine import listing, run
    from fitlint.options import configuration_of

    configuration = configuration_of(options)
    fmt = options.output_format or _format_wish() or configuration.settings(os.getcwd()).output_format
    stdin = _stdin(options)
    paths = [path for path in options.paths if path != "-"] if options.paths or stdin else ["."]
    if options.show_files:
        from fitlint.report.text import path as path_of
        from fitlint.source import display_path

        shown = listing(paths, configuration, force_exclude=options.force_exclude)
        print(*(path_of(display_path(path)) for path in shown), sep="\n", end="\n" if shown else "")
        return OK
    result = run(
        paths,
        configuration,
        workers=options.jobs or _processors(),
        force_exclude=options.force_exclude,
        stdin=stdin,
        verbose=options.verbose,
        specs=verifier is not None,
    )
    ending = verifier.settle(result) if verifier is not None else None
    _tell(result, quiet=options.quiet, verbose=options.verbose)
    _write(result, fmt, options)
    if ending is not None:
        _refuse(ending.sentence)
        return ending.status
    if result.failures:
        return WRONG
    return FOUND if result.failing and not options.exit_zero else OK


def _explain(arguments: list[str]) -> int:
    from fitlint.catalog import UnknownRule, lookup
    from fitlint.explain import explain
    from fitlint.options import COLOR, configuration_of, for_explain

    options = for_explain().parse_args(arguments)
    try:
        rule = lookup(options.rule)
    except UnknownRule as error:
        raise UsageError(str(error)) from None
    limits = configuration_of(options).settings(os.getcwd()).limits(rule.code)
    print(explain(rule, limits, color=COLOR[options.color]), end="")
    return OK


def _rules(arguments: list[str]) -> int:
    from fitlint.explain import rules
    from fitlint.options import COLOR, for_rules

    options = for_rules().parse_args(arguments)
    print(rules(options.output_format, color=COLOR[options.color]), end="")
    return OK


def _inspect(arguments: list[str]) -> int:
    from fitlint.config import Configuration
    from fitlint.engine import trainers
    from fitlint.options import for_inspect

    options = for_inspect().parse_args(arguments)
    configuration = Configuration()
    if options.statistics:
        return _survey(options.paths, configuration)
    for name in options.paths:
        if not os.path.isdir(name):
            trouble = _picture(os.path.abspath(name), configuration, options)
            if trouble:
                raise UsageError(trouble)
            continue
        found = trainers(name, configuration)
        if not found:
            _say(f"{name}: nothing below it names Keras")
        for path in found:
            trouble = _picture(path, configuration, options)
            if trouble:
                _say(trouble)
    return OK


def _picture(path: str, configuration: Configuration, options: Namespace) -> str:
    """Print what is understood of one file (absolute path); return why not, when it cannot be read."""
    from fitlint.ceiling import OutOfTime, held, spent
    from fitlint.inspect import render
    from fitlint.judge import Job, LeftOut, load, reading_of
    from fitlint.options import COLOR
    from fitlint.reader import Unreadable

    job = Job(path, configuration.settings(path), configuration.project_root(path))
    left: list[LeftOut] = []
    try:
        with held():
            _, reading = reading_of(load(job), job.root, left)
            if options.spec:
                from fitlint.verify.prepare import document

                text = document(reading.program, reading.site, reading.recipe) + "\n"
            else:
                color, prefetch = COLOR[options.color], reading.prefetch
                text = render(reading.program, reading.site, options.output_format, color=color, prefetch=prefetch)
    except Unreadable as error:
        return f"{job.shown}:{error.row}:{error.column}: unreadable file: {error.reason}"
    except (MemoryError, OutOfTime) as error:
        return f"{job.shown} cannot be shown: {spent(error)}"
    _say(*(f"{job.shown}: cell {one.cell} is left out: {one.reason} (row {one.row})" for one in left))
    sys.stdout.write(text)
    return ""


def _survey(paths: list[str], configuration: Configuration) -> int:
    from fitlint.ceiling import OutOfTime, held
    from fitlint.engine import listing
    from fitlint.inspect.survey import Survey
    from fitlint.judge import Job, load, reading_of
    from fitlint.notebook import NotebookError
    from fitlint.reader import Unreadable

    survey = Survey()
    for path in listing(paths, configuration):
        job = Job(path, configuration.settings(path), configuration.project_root(path))
        try:
            with held():
                _, reading = reading_of(load(job), job.root)
        except (OSError, NotebookError, Unreadable, MemoryError, OutOfTime):
            survey.unreadable += 1
        else:
            survey.add(reading.program)
    print(*survey.lines(), sep="\n")
    return OK


_COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "check": _check,
    "verify": _verify,
    "explain": _explain,
    "rules": _rules,
    "inspect": _inspect,
}


def _format_wish() -> str:
    from fitlint.config import FORMATS, close_match

    wish = os.environ.get("FITLINT_OUTPUT_FORMAT", "")
    if wish and wish not in FORMATS:
        hint = close_match(wish, FORMATS) or f"; choose one of {', '.join(FORMATS)}"
        raise UsageError(f"FITLINT_OUTPUT_FORMAT: {wish!r} is not a format{hint}")
    return wish


def _stdin(options: Namespace) -> Stdin | None:
    if options.stdin_filename is None and "-" not in options.paths:
        return None
    if any(path != "-" for path in options.paths):
        raise UsageError("standard input is judged alone; leave out the other paths")
    from fitlint.engine import Stdin
    from fitlint.files import MAX_BYTES

    return Stdin(options.stdin_filename or "-", sys.stdin.buffer.read(MAX_BYTES + 1))


def _processors() -> int:
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable is not None else os.cpu_count() or 1


def _tell(result: Run, *, quiet: bool, verbose: bool) -> None:
    """Print on standard error what is no finding."""
    if not quiet:
        _say(*result.notes)
    if verbose:
        _say(*(f"not resolved: {gap}" for gap in result.gaps))
    for failure in result.failures:
        _say(f"error: {failure.sentence}")
        if os.environ.get("FITLINT_TRACEBACK"):
            print(failure.trace, file=sys.stderr, end="")


def _write(result: Run, fmt: str, options: Namespace) -> None:
    from fitlint.options import COLOR
    from fitlint.report import render

    color = COLOR[options.color]
    if options.output_file and color is None:
        color = False
    text = render(result, fmt, color=color, statistics=options.statistics, closing=not options.quiet)
    if not options.output_file:
        sys.stdout.write(text)
        return
    from fitlint.safe_write import write

    try:
        write(options.output_file, text)
    except OSError as error:
        raise UsageError(f"{options.output_file} cannot be written: {error.strerror}") from None


def _say(*sentences: str) -> None:
    """Print each sentence on a line of standard error, with nothing in it that could steer a terminal."""
    if sentences:
        from fitlint.report.text import path

        sys.stdout.flush()
        print(*map(path, sentences), sep="\n", file=sys.stderr)


def _refuse(sentence: str) -> int:
    _say(f"fitlint: {sentence}")
    return WRONG
