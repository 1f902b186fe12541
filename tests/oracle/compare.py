"""Holds what fitlint reads in a script against what Keras did with it, fact by fact.

A fact *agrees*, is *unknown* (fitlint says so, with a reason), or is *wrong*. Several possible values of which one is
the true one count as unknown; several of which none is are wrong.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from fitlint import program as p
from fitlint.config import Configuration
from fitlint.judge import Job, load, reading_of
from fitlint.shapes import infer
from fitlint.source import Source
from oracle.graphs import Graph, squash

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from fitlint.reader import Reading
    from fitlint.shapes import LayerShape

AGREE, UNKNOWN, WRONG = "agree", "unknown", "wrong"
ABSENT = object()
# Data flow in: only whether something is given is compared.
DATA = ("x", "y", "validation_data", "sample_weight", "class_weight")


class Verdict(NamedTuple):
    """How one fact compares. ``subject`` is the kind of fact, ``where`` tells it from others of its kind."""

    subject: str
    where: str
    outcome: str
    why: str = ""
    truth: object = None
    found: object = None


def compare(script: Path, observed: Mapping[str, Any]) -> list[Verdict]:
    """Compare a script on disk with what was observed when it ran."""
    notebook = script.with_suffix(".ipynb")
    if notebook.exists():
        source = load(Job(str(notebook), Configuration().settings(str(notebook)), str(script.parent)))
        _, reading = reading_of(source, str(script.parent))
        return Comparison(reading, observed["events"], rows_before(notebook)).verdicts
    text = script.read_text(encoding="utf-8")
    _, reading = reading_of(Source(str(script), text, filename=script.name))
    return Comparison(reading, observed["events"]).verdicts


def rows_before(notebook: Path) -> list[int]:
    """For each cell of a generated notebook the rows of the script before it; its first cell is not part of that."""
    found, row = [0], 0
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"][1:]:
        found.append(row)
        row += len(cell["source"])
    return found


class Comparison:
    """The verdicts on one script."""

    def __init__(self, reading: Reading, events: Sequence[Mapping[str, Any]], cells: Sequence[int] = ()) -> None:
        self.reading = reading
        self.cells = cells
        self.program = reading.program
        self.verdicts: list[Verdict] = []
        self.graphs = {event["model"]: event["graphs"] for event in events if "graphs" in event}
        self.compiled: dict[int, Mapping[str, Any]] = {}
        self.judged: set[int] = set()
        trained: dict[str, list[tuple[Mapping[str, Any], Mapping[str, Any] | None]]] = defaultdict(list)
        seen: set[tuple[str, int]] = set()
        for event in events:
            number, place = event["model"], event["place"]
            if event["event"] == "compile":
                self.compiled[number] = event
            elif (place, number) not in seen:
                seen.add((place, number))
                trained[place].append((event, self.compiled.get(number)))
        self.trainings(trained)
        self.untrained(events, {event["model"] for event in events if event["event"] == "train"})

    def say(self, subject: str, where: str, outcome: str, why: str = "", truth: Any = None, found: Any = None) -> None:
        """Note a verdict."""
        self.verdicts.append(Verdict(subject, where, outcome, why, truth, found))

    def place(self, anchor: p.Anchor) -> str:
        """The file and row of an anchor: ``train.py:12``."""
        site = self.reading.site(anchor)
        name, row = site.filename.rpartition("/")[2], site.row
        if site.cell is not None:
            name, row = name.replace(".ipynb", ".py"), row + self.cells[site.cell - 1]
        return f"{name}:{row}"

    def trainings(self, trained: Mapping[str, list[tuple[Mapping[str, Any], Mapping[str, Any] | None]]]) -> None:
        """Pair what was trained with what fitlint says is trained, by the place of the call and then in order."""
        read: dict[str, list[p.Training]] = defaultdict(list)
        for training in self.program.trainings:
            read[self.place(training.anchor)].append(training)
        for place, pairs in trained.items():
            found = read.pop(place, [])
            summed_up = len(found) == 1 and len(pairs) > 1 and bool(found[0].loops)
            if not found or (len(found) != len(pairs) and not summed_up):
                why = self.excuse(found)
                self.say("training", f"at {place}", UNKNOWN if why else WRONG, why, len(pairs), len(found))
                continue
            for index, (event, compiled) in enumerate(pairs):
                self.say("training", f"at {place}", AGREE)
                self.training(event, compiled, found[0 if summed_up else index])
        for place, found in read.items():
            certain = any(training.certain for training in found)
            self.say("training", f"at {place}", WRONG if certain else UNKNOWN, "may be skipped", 0, len(found))

    def excuse(self, found: Sequence[p.Training]) -> str:
        """Why fitlint may have seen fewer or more trainings than there were; "" when it has no reason."""
        reasons = [gap.why for gap in (*self.program.partial, *self.program.gaps)]
        reasons += ["may be skipped" for training in found if not training.certain]
        return next((reason for reason in reasons if reason), "")

    def training(self, event: Mapping[str, Any], compiled: Mapping[str, Any] | None, training: p.Training) -> None:
        """One training call."""
        where = f"at {event['place']}"
        self.same("method", where, event["method"], training.method)
        args = {name: fact for name, fact in training.args.items() if name not in DATA}
        truth = {name: value for name, value in event["args"].items() if name not in DATA}
        callbacks = truth.pop("callbacks", None)
        args.pop("callbacks", None)
        if event["method"] == "tape":  # fitlint's own: the loss that is differentiated
            args.pop("loss", None)
        self.arguments("fit argument", where, truth, args, "**" if training.open else "")
        for name in DATA:
            given, read = name in event["args"], name in training.args
            self.same("fit data", f"{where} {name}", given, read or (training.open and given))
        self.callbacks(where, callbacks, training)
        if "optimizer" in event:
            self.optimizer(where, event["optimizer"], training.optimizers)
        elif compiled is not None:
            self.optimizer(where, compiled["optimizer"], training.optimizers)
            if training.compile is None:
                self.say("compile argument", where, UNKNOWN, "several compiles, or none, are possible")
            else:
                self.compile(compiled, training.compile)
        if event["model"] not in self.judged:
            self.judged.add(event["model"])
            self.model(self.graphs[event["model"]], training.model)

    def untrained(self, events: Sequence[Mapping[str, Any]], trained: set[int]) -> None:
        """Models that are compiled only."""
        last = {
            event["model"]: event for event in events if event["event"] == "compile" and event["model"] not in trained
        }
        read: dict[str, list[p.Compile]] = defaultdict(list)
        for compiled in self.program.compiles:
            read[self.place(compiled.anchor)].append(compiled)
        places: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for event in last.values():
            places[event["place"]].append(event)
        for place, found in places.items():
            others = read[place]
            if len(others) != len(found):
                why = self.excuse(())
                self.say("compile", f"at {place}", UNKNOWN if why else WRONG, why, len(found), len(others))
                continue
            for event, compiled in zip(found, others, strict=True):
                self.optimizer(f"at {place}", event["optimizer"], compiled.optimizers)
                self.compile(event, compiled)
                self.model(self.graphs[event["model"]], compiled.model)

    def compile(self, event: Mapping[str, Any], compiled: p.Compile) -> None:
        """The arguments of a compile call, the optimizer aside."""
        args = {name: fact for name, fact in compiled.args.items() if name != "optimizer"}
        self.arguments("compile argument", f"at {event['place']}", event["args"], args)

    def optimizer(self, where: str, truth: Any, found: Sequence[p.Optimizer]) -> None:
        """The class and the learning rate."""
        if truth is None:
            return
        if len(found) != 1:
            possible = not found or any(optimizer.name == truth["kind"] for optimizer in found)
            why = "one of several optimizers" if found else "an optimizer not known"
            names = [optimizer.name for optimizer in found]
            self.say("optimizer", where, UNKNOWN if possible else WRONG, why, truth["kind"], names)
            return
        optimizer = found[0]
        self.same("optimizer", where, truth["kind"], optimizer.name)
        if truth["kind"] != optimizer.name:
            return
        rate = truth["args"].get("learning_rate", ABSENT)
        if optimizer.schedule is not None:
            self.same("learning rate", where, rate["kind"] if isinstance(rate, dict) else rate, optimizer.schedule.kind)
        elif isinstance(rate, dict):
            unknown = optimizer.rate is not None and not optimizer.rate.options
            self.say(
                "learning rate",
                where,
                UNKNOWN if unknown else WRONG,
                optimizer.rate.why if optimizer.rate else "",
                rate,
                None,
            )
        else:
            self.fact("learning rate", where, rate, optimizer.rate)
        open_ = "**" if optimizer.rate is not None and "not all known" in optimizer.rate.why else ""
        self.arguments("optimizer argument", where, truth["args"], optimizer.args, open_)

    def callbacks(self, where: str, truth: Any, training: p.Training) -> None:
        """Which callbacks a fit gets, in order."""
        items = truth["seq"] if isinstance(truth, dict) and "seq" in truth else [] if truth is None else [truth]
        wanted = [item["kind"] for item in items]
        found = [component.kind for component in training.callbacks]
        if wanted != found and training.callbacks_open:
            self.say("callbacks", where, UNKNOWN, "more callbacks are possible", wanted, found)
        else:
            self.same("callbacks", where, wanted, found)

    def same(self, subject: str, where: str, truth: Any, found: Any) -> None:
        """A fact that fitlint always knows."""
        self.say(subject, where, AGREE if truth == found else WRONG, "", truth, found)

    def arguments(
        self, subject: str, where: str, truth: Mapping[str, Any], found: Mapping[str, p.Fact], open_: str = ""
    ) -> None:
        """Arguments as written, on both sides."""
        for name in sorted({*truth, *found} - {"**"}):
            if name not in found and (open_ or "**" in found):
                self.say(subject, f"{where} {name}", UNKNOWN, "arguments that are not all known", truth[name])
            else:
                self.fact(subject, f"{where} {name}", truth.get(name, ABSENT), found.get(name))

    def fact(self, subject: str, where: str, truth: Any, fact: p.Fact | None) -> None:
        """One argument."""
        outcome, why = weigh(truth, fact)
        self.say(subject, where, outcome, why, "not given" if truth is ABSENT else truth, fact and fact.options)

    def model(self, graphs: Sequence[Mapping[str, Any]], model: p.Model) -> None:
        """A model graph, node by node. Of several descriptions the one that fits best counts."""
        where = f"model at {self.place(model.anchor)}"
        found = Graph.read(model)
        graph = next(
            (graph for graph in graphs if "error" not in graph and Graph.observed(graph).fits(found)), graphs[0]
        )
        if "error" in graph:
            return
        if model.kind == "opaque":
            self.say(
                "model",
                where,
                UNKNOWN,
                f"opaque: {model.layers[0].opaque if model.layers else ''}",
                len(graph["nodes"]),
            )
            return
        self.same("model kind", where, graph["kind"], model.kind)
        self.same("model place", where, graph["place"], self.place(model.anchor))
        truth = Graph.observed(graph)
        if not truth.fits(found):
            why = _excuse(model)
            for label in truth.labels() if why else [""]:
                self.say(
                    "graph",
                    where,
                    UNKNOWN if why else WRONG,
                    why,
                    label or truth.sketch(),
                    "" if label else found.sketch(),
                )
            return
        self.say("graph", where, AGREE)
        self.same("sharing", where, truth.sharing(found), found.sharing(truth))
        shapes = {id(layer): shape for layer, shape in zip(model.layers, infer(model).layers, strict=True)}
        for (one, _), (other, _) in zip(truth.nodes, found.nodes, strict=True):
            self.layer(where, one, other)
            self.shape(f"{where}: {other.kind} at {self.place(other.anchor)}", one, shapes[id(other)])

    def shape(self, where: str, truth: Mapping[str, Any], found: LayerShape) -> None:
        """What a layer that the script has built puts out, and how many parameters it has."""
        if "shape" in truth:
            known = found.shape is not None
            shape = list(found.shape) if found.shape is not None else None
            outcome = UNKNOWN if not known else AGREE if shape == truth["shape"] else WRONG
            self.say("output shape", where, outcome, found.why, truth["shape"], shape)
        if truth.get("params") is not None:
            outcome = UNKNOWN if found.params is None else AGREE if found.params == truth["params"] else WRONG
            self.say("parameters", where, outcome, found.why_params, truth["params"], found.params)

    def layer(self, where: str, truth: Mapping[str, Any], layer: p.Layer) -> None:
        """One layer whose place in the graph agrees."""
        where = f"{where}: {layer.kind} at {self.place(layer.anchor)}"
        self.say("layer", where, AGREE)
        if "args" not in truth:
            return
        self.same("layer place", where, truth["place"], self.place(layer.anchor))
        self.same("wrapper", where, truth["wrapper"], layer.wrapper)
        if layer.kind.startswith("op:") or layer.kind in ("backbone", "unknown"):
            return
        if layer.kind == "custom":
            self.same("layer class", where, truth["opaque"], layer.opaque)
            return
        flag = layer.args.get("trainable")
        if flag is not None and not flag.options:
            self.say("trainable", where, UNKNOWN, flag.why, truth["trainable"])
        else:
            self.same("trainable", where, truth["trainable"], layer.trainable)
        self.arguments("layer argument", where, truth["args"], layer.args)
        if truth["activation"] is not None:
            name = layer.activation.name if layer.activation is not None else None
            unknown = name == "?"
            alike = name is not None and squash(name) == squash(truth["activation"])
            self.say(
                "activation",
                where,
                AGREE if alike else UNKNOWN if unknown else WRONG,
                "an activation not known",
                truth["activation"],
                name,
            )


def _excuse(model: p.Model) -> str:
    """Why the graph of a model may differ from the true one; "" when fitlint takes it for complete."""
    reasons = [gap.why for gap in model.gaps]
    reasons += ["a layer that only some runs add" for layer in model.layers if not layer.certain]
    reasons += ["one of several tensors" for layer in model.layers if layer.kind == "op:either"]
    return next(iter(reasons), "")


def weigh(truth: Any, fact: p.Fact | None) -> tuple[str, str]:
    """The outcome for one argument, and the reason where it is unknown."""
    if fact is None:
        return (AGREE if truth is ABSENT else WRONG), ""
    if not fact.options:
        return UNKNOWN, fact.why
    if truth is ABSENT:
        return WRONG, ""
    outcomes = [alike(truth, option) for option in fact.options]
    if len(outcomes) == 1:
        library = isinstance(fact.options[0], p.Data)
        return outcomes[0], "" if outcomes[
            0
        ] != UNKNOWN else "a value of a library" if library else "part of it is not known"
    return (WRONG if all(outcome == WRONG for outcome in outcomes) else UNKNOWN), "one of several values"


def alike(truth: Any, option: object) -> str:
    """Whether a value of the program stands for a value in plain data."""
    if isinstance(option, p.Component):
        return _component(truth, option)
    if isinstance(option, p.Optimizer):
        return AGREE if isinstance(truth, dict) and truth.get("kind") == option.name else WRONG
    if isinstance(option, p.Data):
        return AGREE if isinstance(truth, dict) and "kind" not in truth else UNKNOWN
    if isinstance(truth, dict):
        if "seq" in truth and isinstance(option, (tuple, list)):
            return _all(
                [alike(one, other) for one, other in zip(truth["seq"], option, strict=False)],
                len(truth["seq"]) == len(option),
            )
        if "map" in truth and isinstance(option, dict) and truth["map"].keys() == option.keys():
            return _all([weigh(value, option[name])[0] for name, value in truth["map"].items()], True)
        return WRONG
    if isinstance(truth, float) and isinstance(option, (int, float)) and not isinstance(option, bool):
        return AGREE if math.isclose(truth, option, rel_tol=1e-9) else WRONG
    return AGREE if type(truth) is type(option) and truth == option else WRONG


def _component(truth: Any, option: p.Component) -> str:
    if (
        not isinstance(truth, dict)
        or "kind" not in truth
        or squash(truth["kind"]) != squash(option.kind.rpartition(".")[2])
    ):
        return WRONG
    if truth["keras"] != option.keras and not option.keras and "." not in option.kind:
        return WRONG
    if not option.keras or not truth["keras"]:
        return AGREE
    names = {*truth["args"], *option.args}
    return _all([weigh(truth["args"].get(name, ABSENT), option.args.get(name))[0] for name in names], True)


def _all(outcomes: list[str], complete: bool) -> str:
    if not complete or WRONG in outcomes:
        return WRONG
    return UNKNOWN if UNKNOWN in outcomes else AGREE
