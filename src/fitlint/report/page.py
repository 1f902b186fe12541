"""The page of ``--verify-report``: one self-contained HTML file without scripts, with a curve for each finding.

Everything foreign is escaped, and the page itself forbids loading anything (``Content-Security-Policy``). Light and
dark follow the reader's system.
"""

from __future__ import annotations

import json
from html import escape
from math import inf, isfinite
from typing import TYPE_CHECKING

from fitlint.report.json import document
from fitlint.report.text import clean, clean_words, ordered, place, tally, word
from fitlint.report.verdict import Scale, circumstances, headline, middle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fitlint.finding import Curve, Finding

WIDTH, HEIGHT = 560, 220
LEFT, RIGHT, TOP, BOTTOM = 54, 12, 12, 34
MOST_TASKS = 4

_STYLE = """
:root { color-scheme: light dark; --ground: #fff; --text: #1f2328; --quiet: #59636e; --line: #d1d9e0;
  --written: #c93c37; --fixed: #1a7f37; --confirmed: #c93c37; --refuted: #1a7f37; --other: #9a6700; --card: #f6f8fa; }
@media (prefers-color-scheme: dark) { :root { --ground: #0d1117; --text: #e6edf3; --quiet: #9198a1; --line: #3d444d;
  --written: #ff7b72; --fixed: #56d364; --confirmed: #ff7b72; --refuted: #56d364; --other: #e3b341; --card: #151b23; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 2rem 1rem 4rem; background: var(--ground); color: var(--text);
  font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.05rem; margin: 0; } p { margin: .4rem 0; }
.quiet { color: var(--quiet); font-size: .9rem; } code, pre { font: .85rem/1.45 ui-monospace, monospace; }
section { border: 1px solid var(--line); border-radius: 8px; margin-top: 1.25rem; padding: 1rem 1.25rem; }
.verdict { border: 1px solid currentColor; border-radius: 1em; font-size: .8rem; font-weight: 600; margin-left: .5rem;
  padding: .1rem .6rem; white-space: nowrap; color: var(--other); }
.confirmed { color: var(--confirmed); } .refuted { color: var(--refuted); }
.charts { display: flex; flex-wrap: wrap; gap: 1rem; } figure { flex: 1 1 24rem; margin: .75rem 0 0; min-width: 0; }
figcaption { color: var(--quiet); font-size: .85rem; } svg { display: block; height: auto; max-width: 100%; }
svg text { fill: var(--quiet); font: 11px system-ui, sans-serif; } .axis { stroke: var(--line); }
.written { stroke: var(--written); } .fixed { stroke: var(--fixed); } path { fill: none; stroke-linejoin: round; }
path.seed { opacity: .35; stroke-width: 1; } path.middle { stroke-width: 2.2; }
circle { fill: var(--ground); stroke-width: 2; }
.key::before { content: ""; display: inline-block; height: .2rem; margin-right: .4rem; vertical-align: middle;
  width: 1.2rem; }
.key.w::before { background: var(--written); } .key.f::before { background: var(--fixed); } .key { margin-right: 1rem; }
details { margin-top: .6rem; } summary { color: var(--quiet); cursor: pointer; font-size: .9rem; }
pre { background: var(--card); border-radius: 6px; max-height: 24rem; overflow: auto; padding: .75rem; }
"""


def page(findings: Sequence[Finding], about: Sequence[str]) -> str:
    """Return the page for findings with verdicts; ``about`` are lines on engine, device and versions."""
    sections = "\n".join(_section(finding) for finding in ordered(findings) if finding.verification is not None)
    lines = "".join(f'<p class="quiet">{escape(clean_words(line))}</p>\n' for line in about)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>fitlint: verdicts</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>fitlint: verdicts</h1>
<p>{escape(tally(findings)) or "Nothing was tested."}</p>
{lines}{sections}
</body>
</html>
"""


def _section(finding: Finding) -> str:
    found = finding.verification
    if found is None:
        return ""
    about = circumstances(found)
    details = json.dumps(document(finding)["verification"], indent=2)
    spec = json.dumps(finding.spec, indent=1) if finding.spec is not None else "none"
    return f"""<section>
<h2>{escape(clean(finding.code))} {escape(clean_words(finding.message))}
<span class="verdict {escape(found.verdict)}">{escape(word(found.verdict))}</span></h2>
<p class="quiet"><code>{escape(place(finding.site))}</code></p>
<p>{escape(headline(found))}</p>
{f'<p class="quiet">{escape(about)}</p>' if about else ""}
<div class="charts">{"".join(_charts(found.curves))}</div>
<details><summary>Numbers</summary><pre>{escape(clean_lines(details))}</pre></details>
<details><summary>Specification</summary><pre>{escape(clean_lines(spec))}</pre></details>
</section>"""


def clean_lines(text: str) -> str:
    """Return text of several lines without what could mislead a reader; see :func:`fitlint.report.text.clean`."""
    return "\n".join(map(clean, text.split("\n")))


def _charts(curves: Sequence[Curve]) -> Iterator[str]:
    """Yield a chart for each task, the first few."""
    tasks = list(dict.fromkeys((curve.task, curve.measure) for curve in curves))
    for task, measure in tasks[:MOST_TASKS]:
        yield _chart([c for c in curves if (c.task, c.measure) == (task, measure)], f"{measure}, {task}")


def _chart(curves: Sequence[Curve], title: str) -> str:
    scaled = Scale([value for curve in curves for value in curve.values])
    last = max((curve.steps[-1] for curve in curves if curve.steps), default=1)

    def x(step: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * step / last

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * min(scaled.place(value), 1.0)

    def path(steps: Sequence[int], values: Sequence[float], kind: str) -> str:
        points = [(x(s), y(v)) for s, v in zip(steps, values, strict=True) if isfinite(v)]
        drawn = "L".join(f"{a:.1f} {b:.1f}" for a, b in points)
        broken = next((s for s, v in zip(steps, values, strict=True) if v == inf), None)
        cross = f'<circle class="{kind}" cx="{x(broken):.1f}" cy="{TOP}" r="4"/>' if broken is not None else ""
        return (f'<path class="{kind}" d="M{drawn}"/>' if points else "") + cross

    parts = [_axes(scaled, last)]
    arms = dict.fromkeys((curve.arm, curve.fixed) for curve in curves)
    for arm, fixed in arms:
        own = [curve for curve in curves if curve.arm == arm]
        colour = "fixed" if fixed else "written"
        parts += [path(curve.steps, curve.values, f"{colour} seed") for curve in own]
        parts.append(path(*middle(own), f"{colour} middle"))
    keys = "".join(f'<span class="key {"f" if fixed else "w"}">{escape(clean(arm))}</span>' for arm, fixed in arms)
    axis = ", logarithmic" if scaled.logarithmic else ""
    named = escape(clean_words(title))
    return (
        f'<figure><svg viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" '
        f'aria-label="{named}">{"".join(parts)}</svg><figcaption>{named}{axis}<br>{keys}</figcaption></figure>'
    )


def _axes(scaled: Scale, last: int) -> str:
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    return (
        f'<path class="axis" d="M{LEFT} {TOP}V{bottom}H{right}"/>'
        f'<text x="{LEFT - 6}" y="{TOP + 8}" text-anchor="end">{scaled.high:.3g}</text>'
        f'<text x="{LEFT - 6}" y="{bottom}" text-anchor="end">{scaled.low:.3g}</text>'
        f'<text x="{LEFT}" y="{bottom + 16}">0</text>'
        f'<text x="{right}" y="{bottom + 16}" text-anchor="end">{last}</text>'
        f'<text x="{(LEFT + right) // 2}" y="{bottom + 28}" text-anchor="middle">steps</text>'
    )
