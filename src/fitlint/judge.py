"""One file in, what there is to say about it out.

Nothing here raises for what a file contains. A file that cannot be read becomes a FIT001 finding; a fault of fitlint
itself is reported with the file and the rule it happened in, and everything else is still judged.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from fitlint.catalog import PROFILES, RULES
from fitlint.ceiling import OutOfTime, held, relax, spent
from fitlint.files import JSON_SUFFIXES, MAX_BYTES, imports_training, may_train, read
from fitlint.finding import Claim, Related, Site, at_least
from fitlint.ledger import IDLE, Ledger, Rows, new_finding
from fitlint.program import Anchor, Gap
from fitlint.source import Project, Source, display_path
from fitlint.tally import Tally, unknown_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from fitlint.config import Settings
    from fitlint.finding import Finding, Severity
    from fitlint.ledger import Used
    from fitlint.program import Program
    from fitlint.reader import Reading
    from fitlint.rule import OptionValue
    from fitlint.source import Cell

    Check = Callable[[Program, Mapping[str, OptionValue]], Iterator[Claim]]

UNREADABLE, PARTLY = "FIT001", "FIT003"
_NO_CHECK = "FIT0"  # rules about the run itself
_PLACES = 4  # at which one finding says that something was not read


class Job(NamedTuple):
    """A file to judge.

    ``data`` is its content when it does not come from ``path`` (absolute), ``filename`` the name to print in that case.
    ``only`` restricts the findings to those in these configuration files (absolute). ``root`` is the folder of the
    project. ``verbose`` asks for what could not be resolved, ``specs`` for what the verifier rebuilds.
    """

    path: str
    settings: Settings
    root: str
    data: bytes | None = None
    filename: str = ""
    only: frozenset[str] = frozenset()
    verbose: bool = False
    specs: bool = False

    @property
    def shown(self) -> str:
        """The name to print."""
        return self.filename or display_path(self.path)


class Failure(NamedTuple):
    """A fault of fitlint itself: one sentence for everyone, the traceback for those who repair it."""

    sentence: str
    trace: str


class Outcome(NamedTuple):
    """What came of one file. Everything in it is plain data that can travel between processes.

    ``path`` is the file (absolute), ``fail_level`` the level in force for it. ``used`` are the comments in
    configuration files that silenced something here, ``configs`` the configuration files that were read (absolute),
    ``entered`` the functions of other files that the script runs, as pairs of path and dotted name. ``tally`` says what
    was judged, and what was not read.
    """

    findings: tuple[Finding, ...] = ()
    suppressed: int = 0
    path: str = ""
    fail_level: Severity = "warning"
    notes: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()
    configs: tuple[str, ...] = ()
    used: Used = frozenset()
    entered: frozenset[tuple[str, str]] = frozenset()
    tally: Tally = Tally()


def judge(job: Job) -> Outcome:
    """Return what there is to say about one file."""
    judgement = _Judgement(job)
    with held(), contained(job.shown, judgement.failures):
        judgement.run()
    return judgement.outcome()


def unreadable(job: Job, reason: str) -> Outcome:
    """Return the outcome of a file of which nothing can be said but why."""
    judgement = _Judgement(job)
    judgement.reject(reason)
    return judgement.outcome()


def load(job: Job) -> Source:
    """Return the text of a script or notebook. Raises ``OSError`` or :class:`fitlint.reader.Unreadable`."""
    data = read(job.path) if job.data is None else job.data
    if len(data) > MAX_BYTES:
        raise OSError(0, f"larger than {MAX_BYTES // 1_000_000} MB")
    if not job.path.endswith(".ipynb"):
        from fitlint.reader.parse import decode

        return Source(job.path, decode(data), filename=job.filename)
    from fitlint import notebook
    from fitlint.reader import Unreadable

    try:
        book = notebook.read(data)
    except notebook.NotebookError as error:
        raise Unreadable(error.reason, error.row, error.column) from None
    find = book.raw_rows.find
    written = {
        os.path.normpath(os.path.join(os.path.dirname(job.path), name)): Source.of_cells(
            job.path, cells, job.filename, raw_row=find
        )
        for name, cells in book.written.items()
    }
    return Source.of_cells(job.path, book.cells, job.filename, raw_row=find, written=written)


class LeftOut(NamedTuple):
    """A cell of a notebook that Python would refuse: why, and where in the cell."""

    cell: int
    reason: str
    row: int
    column: int


def reading_of(source: Source, root: str = "", left: list[LeftOut] | None = None) -> tuple[Source, Reading]:
    """Read a source; of a notebook, whose cells are run one by one, only the cells that Python would run.

    Returns the source as it was read, and the reading. The cells that are left out are added to ``left``. ``root`` is
    the folder of the project, that of the source when left out. Raises :class:`fitlint.reader.Unreadable`.
    """
    from fitlint import reader
    from fitlint.reader.parse import TooMuch, ensure_cell, parse

    project = Project(root or os.path.dirname(source.path))
    if source.kind != "notebook":
        return source, reader.read(source, project)
    left = [] if left is None else left
    source = _with_cells(source, ensure_cell, left)
    try:
        return source, reader.read(source, project)
    except TooMuch:  # all cells together, for none of them is
        raise
    except reader.Unreadable:
        smaller = _with_cells(source, parse, left)
        if len(smaller.cells) == len(source.cells):
            raise
    return smaller, reader.read(smaller, project)


@contextmanager
def contained(where: str, failures: list[Failure]) -> Iterator[None]:
    """Keep a fault of fitlint from ending the run: it becomes one sentence about ``where`` in ``failures``."""
    try:
        yield
    except Exception as error:
        import traceback

        kind = type(error).__name__
        failures.append(Failure(f"{where}: internal error ({kind}: {error}); please report it", traceback.format_exc()))


class _Judgement:
    """The judgement of one file in the making."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.ledger = Ledger(job.path, job.shown, job.root, job.settings)
        self.notes: list[str] = []
        self.left: list[LeftOut] = []
        self.gaps: list[str] = []
        self.failures: list[Failure] = []
        self.configs: tuple[str, ...] = ()
        self.entered: frozenset[tuple[str, str]] = frozenset()
        self.tally = Tally()
        self.unread: list[str] = []

    def run(self) -> None:
        from fitlint.reader import Unreadable

        try:
            self.ledger.source = load(self.job)
            texts = (self.ledger.source, *self.ledger.source.written.values())
            data = "".join(source.text for source in texts).encode("utf-8", "replace")
            if not (may_train(data) or imports_training(self.job.path, data, self.job.root)):
                return  # a notebook that mentions Keras in its words or outputs only
            whole = self.ledger.source
            self.ledger.source, reading = reading_of(whole, self.job.root, self.left)
            self._leave_out(whole)
        except OSError as error:
            self.reject(error.strerror or str(error))
        except Unreadable as error:
            self.reject(error.reason, error.row, error.column)
        except RecursionError:
            self.reject("nested too deeply to be followed")
        except (MemoryError, OutOfTime) as error:
            relax()
            self.reject(spent(error))
        else:
            self._check(self.ledger.source, reading)

    def reject(self, reason: str, row: int = 1, column: int = 1) -> None:
        """Note that the file cannot be read, and where in it the reason is."""
        if self.job.only:
            return
        self.unread.append(f"{self.job.shown} could not be read (row {row}: {reason.partition(';')[0]})")
        if UNREADABLE not in self.job.settings.active:
            return
        site = Site(self.job.shown, row, column, row, column + 1)
        if self.ledger.source is not None:
            site = self.ledger.source.site(row, column, row, column + 1)
        finding = new_finding(UNREADABLE, f"Unreadable file: {reason}", site)
        self.ledger.add(finding, reason, {site.filename: Rows({row})})

    def _leave_out(self, source: Source) -> None:
        """Note which cells are not read. That is worth a warning when none of the notebook is."""
        if not self.left or self.job.only:
            return
        self.unread.append(f"{_cells(self.left)} of {self.job.shown} left out")
        if UNREADABLE not in self.job.settings.active:
            return
        first, *others = self.left
        start = f"{len(self.left)} unreadable cells, left out; the first" if others else "Unreadable cell, left out"
        sites = [_site_in(source, cell) for cell in self.left[:_PLACES]]
        severity: Severity = "info" if self.ledger.source and self.ledger.source.cells else "warning"
        related = tuple(Related(site, cell.reason) for site, cell in zip(sites[1:], others, strict=False))
        finding = new_finding(UNREADABLE, f"{start}: {first.reason}", sites[0])
        why = "What these cells do has not been checked, and what they define is unknown to the others."
        advice = "Repair the cell, or give it the tag `fitlint-skip`."
        self.ledger.add(
            replace(finding, severity=severity, related=related, why=why, help=advice),
            first.reason,
            {finding.site.filename: Rows()},
        )

    def outcome(self) -> Outcome:
        return Outcome(
            tuple(self.ledger.findings()),
            self.ledger.suppressed,
            self.job.path,
            self.job.settings.fail_level,
            tuple(self.notes),
            tuple(self.gaps),
            tuple(self.failures),
            self.configs,
            self.ledger.used_elsewhere(),
            self.entered,
            self.tally._replace(unread=tuple(self.unread)),
        )

    def _check(self, source: Source, reading: Reading) -> None:
        program = reading.program
        self.configs = tuple(os.path.abspath(path) for path in reading.configs)
        self.entered = reading.entered
        judged = set(self.job.settings.active)
        claims: list[tuple[str, Claim]] = []
        for code in sorted(code for code in judged if not code.startswith(_NO_CHECK)):
            faults = len(self.failures)
            with contained(f"{source.filename}: {code}", self.failures):
                try:
                    claims += ((code, claim) for claim in self._claims(code, program))
                except (MemoryError, OutOfTime) as error:
                    relax()
                    unjudged = Gap(None, f"{code} is not judged, for {spent(error)}")
                    program = replace(program, partial=(*program.partial, unjudged))
                    judged.discard(code)
            if len(self.failures) > faults:
                judged.discard(code)
        said = [one for _, claim in claims for one in (claim, *claim.alike)]
        reading.prefetch(place for claim in said for place in (claim.at, *(anchor for anchor, _ in claim.related)))
        for code, claim in claims:
            if claim.alike:
                claim = self._told(code, claim, source, reading)
            if program.snippet and claim.confidence == "high":  # names without an import are weaker evidence
                claim = replace(claim, confidence="medium")
            self._claim(code, claim, source, reading)
        unknown = unknown_facts(program)
        self._count(program, judged, len(unknown))
        self.unread += (
            f"reading of {source.filename} stopped{_where(reading, gap.anchor)} ({gap.why})" for gap in program.partial
        )
        if program.partial and PARTLY in judged and not self.job.only:
            self._claim(PARTLY, _partly(program), source, reading)
        if not self.job.only:
            self._check_comments(source, judged, complete=not program.partial and not self.left)
        if self.job.verbose:
            self.gaps += (f"{_printed(reading, gap.anchor, source)}: {gap.why}" for gap in unknown)

    def _claims(self, code: str, program: Program) -> Iterator[Claim]:
        check: Check = import_module(f"fitlint.checks.{code.lower()}").check
        for claim in check(program, self.job.settings.limits(code)):
            if at_least(PROFILES, self.job.settings.profile, claim.profile):
                yield claim

    def _count(self, program: Program, judged: Collection[str], unknown: int) -> None:
        models = {model.number for model in program.models} | {training.model.number for training in program.trainings}
        rules = frozenset(code for code in judged if not code.startswith(_NO_CHECK))
        self.tally = Tally(len(models), len(program.trainings), rules, unknown)

    def _check_comments(self, source: Source, judged: Collection[str], *, complete: bool) -> None:
        for row, text in self.ledger.comments(source.filename).misspelt:
            cell, shown = source.locate_row(row)
            where = f"{source.filename}:{'' if cell is None else f'cell {cell}:'}{shown}"
            wanted = "`# fitlint: ignore[CODE]` or `# fitlint: ignore-file[CODE]`"
            self.notes.append(f"{where}: {text!r} is not understood; write {wanted}")
        if complete and IDLE in judged:
            self.ledger.add_idle(judged)

    def _told(self, code: str, claim: Claim, source: Source, reading: Reading) -> Claim:
        """The first of claims that are alike, with the places of the others, leaving out those a comment silences."""
        claims = (replace(claim, alike=()), *claim.alike)
        told = [one for one in claims if not self._silenced(code, one.at, _rows(one.at, source, reading))]
        first, *others = told or claims
        self.ledger.suppressed += len(claims) - len(told) if told else 0
        return replace(first, related=(*first.related, *((other.at, other.label) for other in others)))

    def _silenced(self, code: str, place: Anchor, rows: set[int]) -> bool:
        return self.ledger.comments(place.filename).silence(code, RULES[code].name, rows)

    def _claim(self, code: str, claim: Claim, source: Source, reading: Reading) -> None:
        site = reading.site(claim.at)
        if self.job.only and os.path.abspath(site.filename) not in self.job.only:
            return
        finding = replace(
            new_finding(code, claim.message, site),
            confidence=claim.confidence,
            severity=claim.severity or RULES[code].severity,
            label=claim.label,
            symbol=reading.symbol(claim.at),
            related=tuple(Related(reading.site(anchor), message) for anchor, message in claim.related),
            noqa_row=None if site.filename.endswith(JSON_SUFFIXES) else site.end_row,
        )
        if claim.help:
            finding = replace(finding, help=claim.help)
        if self.job.specs:
            with contained(f"{source.filename}: {code}: what to verify", self.failures):
                from fitlint.verify.prepare import specification

                spec = specification(reading.program, code, claim, reading.site, reading.recipe)
                finding = replace(finding, spec=spec)
        own = _rows(claim.at, source, reading)
        text = reading.source_of(claim.at)
        last = text.text_row(site.cell, site.end_row)
        if site.filename == source.filename and text.lines[last - 1].endswith("\\"):  # no comment can follow
            finding = replace(finding, noqa_row=text.locate_row(max(own))[1])
        rows = {claim.at.filename: Rows(own, set())}
        for (anchor, _), (place, _) in zip(claim.related, finding.related, strict=True):
            there = rows.setdefault(anchor.filename, Rows(set(), set()))
            row = reading.source_of(anchor).text_row(place.cell, place.row)
            rows[anchor.filename] = there._replace(origins={*there.origins, row})
        self.ledger.add(finding, f"{claim.at.symbol}\0{reading.fingerprint_text(claim.at)}", rows)


def _rows(anchor: Anchor, source: Source, reading: Reading) -> set[int]:
    """The rows of a place, and the first and last of its statement: where comments about it count."""
    site, text = reading.site(anchor), reading.source_of(anchor)
    first = text.text_row(site.cell, site.row)
    rows = set(range(first, first + site.end_row - site.row + 1))
    if site.filename.endswith(".py") or site.filename == source.filename:
        rows.update(reading.statement_rows(anchor))
    return rows


def _with_cells(source: Source, ensure: Callable[[str], object], left: list[LeftOut]) -> Source:
    """Return a notebook without the cells for which ``ensure`` raises Unreadable; they are added to ``left``."""
    refused = [fault for cell in source.cells if (fault := _fault(cell, ensure)) is not None]
    left += refused
    return source.without_cells({fault.cell for fault in refused}) if refused else source


def _fault(cell: Cell, ensure: Callable[[str], object]) -> LeftOut | None:
    from fitlint.reader import Unreadable

    try:
        ensure(cell.text)
    except Unreadable as error:
        return LeftOut(cell.number, error.reason.removesuffix("; fix it or exclude the file"), error.row, error.column)
    return None


def _site_in(source: Source, left: LeftOut) -> Site:
    row = source.text_row(left.cell, left.row)
    return source.site(row, left.column, row, left.column + 1)


def _cells(left: Sequence[LeftOut]) -> str:
    numbers = [str(fault.cell) for fault in left]
    if len(numbers) > _PLACES:
        return f"{len(numbers)} cells"
    return f"cell {numbers[0]}" if len(numbers) == 1 else f"cells {', '.join(numbers[:-1])} and {numbers[-1]}"


def _where(reading: Reading, anchor: Anchor | None) -> str:
    if anchor is None:
        return ""
    site = reading.site(anchor)
    return f" at row {site.row}" if site.cell is None else f" in cell {site.cell} at row {site.row}"


def _partly(program: Program) -> Claim:
    """What is said of a file of which a part was not read."""
    first, *others = ((gap.anchor or Anchor(program.filename, None), gap.why) for gap in program.partial[:_PLACES])
    related = tuple((anchor, f"here, too: {why}") for anchor, why in others)
    return Claim(f"Read in part: {first[1]}", first[0], label="reading stopped here", related=related)


def _printed(reading: Reading, anchor: Anchor | None, source: Source) -> str:
    if anchor is None:
        return source.filename
    site = reading.site(anchor)
    return f"{site.filename}:{'' if site.cell is None else f'cell {site.cell}:'}{site.row}:{site.column}"
