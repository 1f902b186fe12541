"""What the command prints."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from accuracy.score import precisions
from fitlint.catalog import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from accuracy.collect import Found
    from accuracy.manifests import Judged, Key
    from accuracy.score import Outcome, Precision
    from accuracy.state import Change


def precision_table(found: Mapping[Key, Found], judged: Mapping[Key, Judged]) -> Iterator[str]:
    """Precision of each rule, whole percents, with its interval."""
    yield "Precision: right among right and wrong, with its 95 % interval; strict counts debatable ones as wrong."
    head = ("findings", "judged", "right", "wrong", "debatable", "unjudged", "precision", "strict")
    yield f"{'rule':<7}" + "".join(f"{word:>11}" for word in head) + "   interval"
    for line in precisions(found, judged, RULES):
        yield _precision_line(line)


def _precision_line(line: Precision) -> str:
    counts = (line.total, line.judged, line.right, line.wrong, line.debatable, line.unjudged)
    shares = (_percent(line.share), _percent(line.strict))
    interval = "" if line.share is None else "-".join(f"{100 * bound:.0f}" for bound in line.interval) + " %"
    return (f"{line.code:<7}" + "".join(f"{cell:>11}" for cell in (*counts, *shares)) + f"   {interval}").rstrip()


def published_tables(outcomes: Sequence[Outcome], judged: Mapping[Key, Judged]) -> Iterator[str]:
    """Published faults found of decidable, by benchmark and by rule; then what was missed, and false alarms."""
    yield "Published faults: found of those that the script alone shows; in brackets those of rules that exist."
    decidable = [outcome for outcome in outcomes if outcome.fault.decidable]
    for benchmark in dict.fromkeys(outcome.fault.benchmark for outcome in outcomes):
        mine = [outcome for outcome in outcomes if outcome.fault.benchmark == benchmark]
        shown = _found_of([outcome for outcome in mine if outcome.fault.decidable])
        yield f"{benchmark:<28}{shown}, {len(mine)} published{_others(mine)}"
    for code in sorted({outcome.fault.code for outcome in decidable}):
        mine = [outcome for outcome in decidable if outcome.fault.code == code]
        yield f"{code:<28}{_found_of(mine)}" + ("" if code in RULES else ", no rule yet")
    for outcome in decidable:
        if outcome.found is None and outcome.fault.code in RULES:
            yield _line("missed", outcome)
    for outcome in outcomes:
        if outcome.found is not None and not outcome.fault.decidable:
            yield _line(f"found though {outcome.fault.evidence}", outcome)
    yield from _alarms(decidable, judged)


def _alarms(decidable: Sequence[Outcome], judged: Mapping[Key, Judged]) -> Iterator[str]:
    """Reports of the same rule in the repaired script: false ones, unless somebody judged otherwise."""
    keys = dict.fromkeys(item.key for outcome in decidable for item in outcome.in_correct)
    verdicts = {key: judged[key].verdict if key in judged else "unjudged" for key in keys}
    counts = Counter(verdicts.values())
    yield f"The same rules on the repaired scripts: {len(keys)} findings" + "".join(
        f", {count} {verdict}" for verdict, count in sorted(counts.items())
    )
    for key, verdict in verdicts.items():
        if verdict != "right":
            yield f"  false alarm ({verdict}): {key.repository} {key.place} {key.code}"


def _found_of(outcomes: Sequence[Outcome]) -> str:
    existing = [outcome for outcome in outcomes if outcome.fault.code in RULES]
    found = sum(outcome.found is not None for outcome in outcomes)
    return f"{found} of {len(outcomes)} ({sum(o.found is not None for o in existing)} of {len(existing)})"


def _others(outcomes: Sequence[Outcome]) -> str:
    counts = Counter(outcome.fault.evidence for outcome in outcomes if not outcome.fault.decidable)
    return f" ({', '.join(f'{evidence} {count}' for evidence, count in sorted(counts.items()))})" if counts else ""


def _line(what: str, outcome: Outcome) -> str:
    fault = outcome.fault
    instead = f"; there: {', '.join(outcome.instead)}" if outcome.instead else ""
    return f"  {what}: {fault.repository} {fault.path}:{fault.row} {fault.code or '-'} {fault.fault}{instead}"


def change_lines(changes: Sequence[Change], first: bool) -> Iterator[str]:
    """What appeared and disappeared since the last run."""
    if first:
        yield "Changes: this is the first run."
        return
    counts = sum(len(change.appeared) for change in changes), sum(len(change.gone) for change in changes)
    yield f"Changes since the last run: {counts[0]} findings appeared, {counts[1]} disappeared"
    for change in changes:
        if change.reason:
            yield f"  {change.repository}: not compared, {change.reason}"
        for sign, keys in (("+", change.appeared), ("-", change.gone)):
            yield from (f"  {sign} {change.repository} {key.place} {key.code}" for key in keys)


def silent_lines(silent: Sequence[Judged]) -> Iterator[str]:
    """Judged findings that fitlint no longer reports. A right one is a loss, a wrong one a gain."""
    yield f"Judged findings that are no longer reported: {len(silent)}"
    for entry in silent:
        yield f"  was {entry.verdict}: {entry.key.repository} {entry.key.place} {entry.key.code}"


def to_judge(keys: Sequence[Key], found: Mapping[Key, Found], copies: Mapping[str, Path]) -> Iterator[str]:
    """Each finding as a comment with its place and message, then as a line of ``judged.tsv`` to complete."""
    for key in keys:
        yield f"# {copies[key.repository] / key.path}:{key.row}: {found[key].message}"
        yield "\t".join([key.repository, key.path, str(key.cell or ""), str(key.row), key.code, "", ""])


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f} %"
