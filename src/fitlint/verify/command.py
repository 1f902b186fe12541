"""What ``--verify`` does on the command line: finds the engine, shows how far it is, and writes the page of curves."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from fitlint.config import SettingsError
from fitlint.verify.child import BACKENDS, installed
from fitlint.verify.planner import NoGpu, Wishes, verify
from fitlint.verify.signals import terminated_as_interrupted

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from fitlint.finding import Finding
    from fitlint.verify.child import Engine

DATA_FILES = (".csv", ".npy", ".npz")
_NOT_RUN = "No code of the project was run."


class CannotVerifyError(SettingsError):
    """``--verify`` cannot be followed. The message is one sentence."""


def backend() -> str:
    """Return the backend of Keras to use: KERAS_BACKEND, or the first that is installed.

    Raises :class:`CannotVerifyError` when it is not there.
    """
    wish = os.environ.get("KERAS_BACKEND", "")
    if wish and wish not in BACKENDS:
        raise CannotVerifyError(f"KERAS_BACKEND={wish}: the verifier trains with {', '.join(BACKENDS)}")
    found = installed(wish)
    if found is None:
        missing = wish if wish and find_spec("keras") is not None else "tensorflow"
        name = "tensorflow-cpu" if missing == "tensorflow" and sys.platform != "darwin" else missing
        raise CannotVerifyError(
            f"--verify trains small models and needs Keras; install it with `pip install keras {name}`"
        )
    return found


def verified(findings: Sequence[Finding], options: Namespace) -> list[Finding]:
    """Return the findings with verdicts, in their order, and write the page if one is wanted.

    Raises :class:`CannotVerifyError` for data or a GPU that are not there, and for a page that cannot be written.
    """
    files = options.verify_data.split(",") if options.verify_data else []
    for path in files:
        if not os.path.isfile(path):
            raise CannotVerifyError(f"--verify-data: {path} is not a file")
        if not path.endswith(DATA_FILES):
            raise CannotVerifyError(f"--verify-data: {path} is neither csv, npz nor npy")
    if options.run_script and "PRE_COMMIT" in os.environ:
        raise CannotVerifyError("--run-script runs the code that is judged, and is not for hooks; run it by hand")
    wishes = Wishes(
        options.verify_budget,
        options.device,
        options.verify_data,
        options.verify_target,
        run=options.run_script,
        download=options.allow_download,
    )
    shown = Progress(quiet=options.quiet)
    try:
        with terminated_as_interrupted():
            done = verify(findings, wishes, options.verify, shown)
    except NoGpu as error:
        raise CannotVerifyError(str(error)) from None
    finally:
        shown.end()
    about = [*_about(done.engine, wishes), *done.remarks]
    if not options.quiet and (done.engine is not None or wishes.run):
        from fitlint.report.text import clean_words

        print(*map(clean_words, about if wishes.run else about[:1]), sep="\n", file=sys.stderr)
    if options.verify_report:
        from fitlint import safe_write
        from fitlint.report.page import page

        try:
            safe_write.write(options.verify_report, page(done.findings, about))
        except OSError as error:
            raise CannotVerifyError(f"{options.verify_report} cannot be written: {error.strerror}") from None
    return list(done.findings)


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
