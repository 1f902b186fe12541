"""What ``--verify`` does on the command line: finds the engine, shows how far it is, and writes the page of curves."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from fitlint.config import SettingsError
from fitlint.verify.child import BACKENDS, installed
from fitlint.verify.planner import Wishes, verify
from fitlint.verify.signals import exit_status, terminated_as_interrupted

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from fitlint.engine import Run
    from fitlint.finding import Finding
    from fitlint.verify.child import Engine

DATA_FILES = (".csv", ".npy", ".npz")
_NOT_RUN = "No code of the project was run."


class CannotVerifyError(SettingsError):
    """``--verify`` cannot be followed. The message is one sentence."""


class Ending(NamedTuple):
    """How verifying ended before its end: the exit status of the run, and a sentence on it."""

    status: int
    sentence: str


class Verifier:
    """The verifier of one run. Raises :class:`CannotVerifyError` for wishes that cannot be followed.

    An engine or a GPU that turns out to be missing costs the verdicts and not the findings.
    """

    def __init__(self, options: Namespace) -> None:
        self._options = options
        self._backend = _backend()
        self._wishes = _wishes(options)

    def settle(self, run: Run) -> Ending | None:
        """Give the findings of a run their verdicts and write the page if one is wanted.

        Returns how it ended, if that was before its end or without the page.
        """
        if not self._backend:
            return Ending(2, _not_installed())
        shown = Progress(quiet=self._options.quiet)
        try:
            with terminated_as_interrupted():
                done = verify(run.findings, self._wishes, self._backend, shown)
        finally:
            shown.end()
        run.settle(done.findings)
        about = [*_about(done.engine, self._wishes), *done.remarks]
        if not self._options.quiet and (done.engine is not None or self._wishes.run):
            from fitlint.report.text import clean_words

            print(*map(clean_words, about if self._wishes.run else about[:1]), sep="\n", file=sys.stderr)
        lost = _written(self._options.verify_report, done.findings, about) if self._options.verify_report else ""
        if isinstance(done.stopped, KeyboardInterrupt):
            tested = sum(finding.verification is not None for finding in done.findings)
            return Ending(
                exit_status(done.stopped), f"ended after {tested} of {len(done.findings)} findings were tested"
            )
        sentence = str(done.stopped) if done.stopped is not None else lost
        return Ending(2, sentence) if sentence else None


def _backend() -> str:
    """The backend of Keras to use: KERAS_BACKEND, or the first that is installed; empty when there is none."""
    wish = os.environ.get("KERAS_BACKEND", "")
    if wish and wish not in BACKENDS:
        raise CannotVerifyError(f"KERAS_BACKEND={wish}: the verifier trains with {', '.join(BACKENDS)}")
    return installed(wish) or ""


def _not_installed() -> str:
    wish = os.environ.get("KERAS_BACKEND", "")
    missing = wish if wish and find_spec("keras") is not None else "tensorflow"
    name = "tensorflow-cpu" if missing == "tensorflow" and sys.platform != "darwin" else missing
    return f"--verify trains small models and needs Keras; install it with `pip install keras {name}`"


def _wishes(options: Namespace) -> Wishes:
    for path in options.verify_data.split(",") if options.verify_data else []:
        if not os.path.isfile(path):
            raise CannotVerifyError(f"--verify-data: {path} is not a file")
        if not path.endswith(DATA_FILES):
            raise CannotVerifyError(f"--verify-data: {path} is neither csv, npz nor npy")
    if options.run_script and "PRE_COMMIT" in os.environ:
        raise CannotVerifyError("--run-script runs the code that is judged, and is not for hooks; run it by hand")
    return Wishes(
        options.verify_budget,
        options.device,
        options.verify_data,
        options.verify_target,
        run=options.run_script,
        download=options.allow_download,
    )


def _written(path: str, findings: Sequence[Finding], about: Sequence[str]) -> str:
    """Write the page; returns a sentence on why it cannot be written, empty when it is."""
    from fitlint import safe_write
    from fitlint.report.page import page

    try:
        safe_write.write(path, page(findings, about))
    except OSError as error:
        return f"{path} cannot be written: {error.strerror}"
    return ""


def _about(engine: Engine | None, wishes: Wishes) -> list[str]:
    if engine is None:
        return ["No experiment was needed."]
    cuda = {True: ", built with CUDA", False: ", built without CUDA", None: ""}[engine.cuda]
    seen = f"{engine.gpus} GPU{'s' if engine.gpus != 1 else ''} seen" if engine.gpus else "no GPU seen"
    network = "without network" if engine.offline else "network not cut off"
    files = "other files closed to it" if engine.confined else "other files not closed to it"
    return [
        f"Verified with Keras {engine.keras} on {engine.backend} {engine.version}{cuda}; {seen}, "
        f"ran on {engine.device}, {network}, {files}.",
        f"Budget {wishes.budget:g} s. {'The scripts were run up to their training.' if wishes.run else _NOT_RUN}",
    ]


class Progress:
    """Shows on standard error how far the verifier is: a live line on a terminal, else one line a verdict."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._live = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._shown = False

    def __call__(self, finding: Finding, text: str) -> None:
        """Show what is being done for a finding, or, with an empty text, its verdict."""
        if self._quiet:
            return
        from fitlint.report.text import clean_words, place, word

        where = f"{place(finding.site)}: {finding.code}"
        if text:
            if self._live:
                self._line(f"{where} {clean_words(text)} …")
            return
        self.end()
        if finding.verification is not None:
            seconds = f" ({finding.verification.seconds:.1f} s)" if finding.verification.basis else ""
            print(f"{where} {word(finding.verification.verdict)}{seconds}", file=sys.stderr, flush=True)

    def _line(self, text: str) -> None:
        from fitlint.report.terminal import columns

        print(f"\r\x1b[2K{text[: columns() - 1]}", end="", file=sys.stderr, flush=True)
        self._shown = True

    def end(self) -> None:
        """Clear the live line."""
        if self._shown:
            print("\r\x1b[2K", end="", file=sys.stderr, flush=True)
            self._shown = False
