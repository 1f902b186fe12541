"""One page a rule for the web, written from ``rules/*.yaml`` into ``docs/rules``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SWITCH = {
    "default": "on by default",
    "strict": "on with `--profile strict`",
    "pedantic": "on with `--profile pedantic`",
}


def filename(rule: Mapping[str, Any]) -> str:
    """The name of a rule's page."""
    return f"{rule['code']}-{rule['name']}.md"


def page(rule: Mapping[str, Any]) -> str:
    """The Markdown of a rule's page, from its YAML."""
    return "\n".join(_lines(rule)) + "\n"


def _lines(rule: Mapping[str, Any]) -> Iterator[str]:
    code = rule["code"]
    source = f"{code}-{rule['name']}.yaml"
    yield f"<!-- Made from rules/{source} by `python -m fitlint.dev sync`; edit that file. -->"
    yield f"# {code} {rule['name']}"
    yield from ("", f"{rule['severity']} · {rule['category']} · {SWITCH[rule['profile']]}", "", rule["summary"].strip())
    for title, key in (("Why it matters", "why"), ("What to do", "fix"), ("When to ignore it", "ignore_when")):
        yield from ("", f"## {title}", "", _prose(rule[key]))
    for title, key in (("Bad", "bad"), ("Good", "good")):
        yield from ("", f"## {title}")
        for example in rule[key]:
            yield from _example(example)
    if rule.get("options"):
        yield from ("", "## Limits", "", f"Set in `[tool.fitlint]` as `rules.{code}.NAME`.", "")
        yield from ("| name | default | unit | meaning | source of the default |", "| --- | --- | --- | --- | --- |")
        for name, option in rule["options"].items():
            cells = (f"`{name}`", _shown(option["default"]), option["unit"], option["help"], option["source"])
            yield f"| {' | '.join(_cell(cell) for cell in cells)} |"
    yield from ("", "## Silence it", "", f"`# noqa: {code}` for a line, `# fitlint: ignore-file[{code}]` for a file,")
    yield f'`ignore = ["{code}"]` in `[tool.fitlint]` for a project.'
    yield from ("", "## Read on", "")
    yield from (f"- [{reference['title']}]({reference['url']})" for reference in rule["references"])


def _example(example: Mapping[str, Any]) -> Iterator[str]:
    yield from ("", f"### {example['name'][0].upper()}{example['name'][1:]}")
    for name, text in (*example.get("files", {}).items(), ("train.py", example["code"])):
        language = "python" if name.endswith(".py") else name.rpartition(".")[2]
        if example.get("files"):
            yield from ("", f"`{name}`")
        yield from ("", f"```{language}", text.rstrip("\n"), "```")


def _prose(text: str) -> str:
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))


def _shown(default: Any) -> str:
    if isinstance(default, dict):
        return ", ".join(f"{key} {value:g}" for key, value in default.items())
    return ", ".join(map(str, default)) if isinstance(default, list) else f"{default:g}"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
