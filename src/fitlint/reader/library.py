"""Libraries other than Keras.

What a call of NumPy, scikit-learn, pandas, tf.data, argparse or a configuration reader is worth.

Nothing here is imported; a library object is an ``Ext`` with the path that made it. What rules need to know of data
travels as traits.
"""

from __future__ import annotations

import os.path
from typing import TYPE_CHECKING, Any

from fitlint.reader import paths, texts
from fitlint.reader.config_files import load
from fitlint.reader.containers import as_attributes, element, iterate, soften
from fitlint.reader.labels import component
from fitlint.reader.provenance import path_of
from fitlint.reader.run import Call, Exited, Run
from fitlint.reader.values import (
    NONE,
    Bound,
    Const,
    Dict,
    Edit,
    Ext,
    Func,
    Layer,
    Model,
    Namespace,
    Parser,
    Seq,
    Unknown,
    Value,
    leaves,
    one_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

STICKY = frozenset({"resampled", "augmented", "predicted", "weighted"})
NOISE_ROOTS = ("numpy.random.", "tensorflow.random.", "keras.random.", "jax.random.", "torch.rand", "random.")
NOISE_FUNCTIONS = frozenset(
    (
        "rand randn random random_sample ranf normal standard_normal uniform randint random_integers integers "
        "truncated_normal stateless_uniform stateless_normal binomial poisson choice"
    ).split()
)
CONSTANT_FUNCTIONS = frozenset("zeros ones full zeros_like ones_like full_like empty empty_like eye".split())
ARRAY_ROOTS = ("numpy.", "tensorflow.", "keras.ops.", "jax.numpy.")
# Functions and methods that only change the form of data: what was noise stays noise.
FORM = frozenset(
    (
        "array asarray reshape astype to_categorical one_hot expand_dims squeeze ravel flatten transpose copy cast "
        "constant convert_to_tensor float32 from_tensor_slices from_tensors batch shuffle repeat prefetch cache take "
        "skip to_numpy Variable tolist T swapaxes Dataset"
    ).split()
)
# Only these lay two sources side by side, as (x, y) pairs do.
PAIRING = frozenset({"from_tensor_slices", "from_tensors", "zip"})
# Methods that change a table or an array where it is.
IN_PLACE = frozenset({"drop", "dropna", "fillna"})
CHANGERS = frozenset({"pop", "insert", "update", "sort", "fill", "resize", "put"})
FITTING = frozenset({"fit", "fit_transform", "partial_fit"})
# Methods and functions that write data to a file, and which argument names it.
TABLE_METHODS = frozenset({"to_csv", "to_excel", "to_feather", "to_hdf", "to_json", "to_parquet", "to_pickle"})
WRITERS = {
    "numpy.save": 0,
    "numpy.savez": 0,
    "numpy.savez_compressed": 0,
    "numpy.savetxt": 0,
    "joblib.dump": 1,
    "pickle.dump": 1,
}
# Functions that split or shuffle data differently each time.
REDRAWING = frozenset({"train_test_split", "shuffle", "permutation", "choice", "sample", "resample", "random_split"})
RESAMPLERS = frozenset(
    (
        "fit_resample fit_sample rejection_resample sample_from_datasets choose_from_datasets "
        "balanced_batch_generator BalancedBatchGenerator"
    ).split()
)


def sticky(values: Iterable[Value]) -> frozenset[str]:
    """Traits that survive whatever is done to data, from any of the values."""
    return frozenset[str]().union(*(leaf.traits & STICKY for leaf in leaves(*values) if isinstance(leaf, Ext)))


def call(run: Run, function: Ext, call: Call) -> Value:
    """A call of something outside the project and outside Keras."""
    handler = FUNCTIONS.get(function.path)
    if handler is not None:
        return handler(run, call)
    if ".DEFINE_" in function.path and function.path.split(".DEFINE_")[0].endswith("flags"):
        return _define_flag(run, call)
    if function.path.endswith(CONFIG_LOADERS):
        content = load(run, function.path, call.first(), call)
        return as_attributes(content) if function.path.endswith("OmegaConf.load") else content
    if function.path.endswith(".from_pretrained") and function.path.startswith("transformers.TF"):
        return opaque_model(run, function.path, call)
    if function.path.endswith(".from_preset") and function.path.startswith(("keras_hub.", "keras_nlp.", "keras_cv.")):
        return (
            opaque_model(run, function.path, call)
            if ".models." in function.path
            else Layer("backbone", {}, call.node, function.path)
        )
    return data(run, function, call)


def opaque_model(run: Run, path: str, call: Call) -> Model:
    """A ready-made model of a library: certainly a Keras model, its layers are not seen."""
    model = Model("opaque", call.node, call.frame.qualname, opaque=path)
    model.args = dict(call.kwargs)
    run.models.append(model)
    return model


def data(run: Run, function: Ext, call: Call) -> Ext:
    """The result of a library call as data: where it came from, and what of its nature survives."""
    name = function.path.rpartition(".")[2]
    values = [item.value for item in (*call.args, *call.kwargs.values())]
    traits = sticky(values) | (function.traits & STICKY)
    if name in RESAMPLERS or (name == "resample" and function.path.startswith("sklearn.")):
        traits |= {"resampled"}
    if name in PAIRING and len(call.args) == 1 and isinstance(values[0], Seq) and len(values[0].items) == 3:
        traits |= {"weighted"}
    _note_rounds(run, function, name, call, scores="predicted" in traits)
    _note_table(run, function, name, call, "resampled" in traits)
    noise, form = _form(run, function, name, call)
    if name in ("transpose", "swapaxes"):
        form = without_rows(form)
    elif name == "repeat":
        form = frozenset(trait for trait in form if not trait.startswith("steps:"))
    path = f"{function.path}()"
    kwargs = {k: i.value for k, i in call.kwargs.items()}
    if name == "map" and call.args:
        element = _mapped(run, function, call)
        traits |= sticky((element,)) | {trait for trait in function.traits if trait.startswith(("one_batch", "steps:"))}
        kwargs["element"] = element
    if (
        name in ("random_flip_left_right", "random_brightness", "random_contrast", "random_crop", "random_hue")
        or ".image.random_" in path
    ):
        traits |= {"augmented"}
    made = Ext(
        path,
        function.base,
        tuple(item.value for item in call.args),
        kwargs,
        call.node,
        traits | form,
        noise,
    )
    if run.loops:
        run.drawn[id(made)] = (made, tuple(run.loops))
    _note_changes(run, function, name, call, made)
    return made


def _note_rounds(run: Run, function: Ext, name: str, call: Call, *, scores: bool) -> None:
    """Remember loops in which predictions are scored, and those in which data are split or shuffled at random."""
    state = call.kwargs.get("random_state")
    draws = name in REDRAWING or (name in NOISE_FUNCTIONS and function.path.startswith(NOISE_ROOTS))
    redraws = draws and not (state is not None and isinstance(state.value, Const))
    for loop in run.loops:
        loop.evaluates = loop.evaluates or (scores and function.path.startswith("sklearn.metrics."))
        loop.redraws = loop.redraws or redraws


def _note_changes(run: Run, function: Ext, name: str, call: Call, made: Ext) -> None:
    """Remember data that a call changes in place: ``frame.drop(..., inplace=True)``, ``shuffle(x)``."""
    given = call.kwargs.get("inplace")
    inplace = given.value if given is not None else NONE
    known = inplace.value if isinstance(inplace, Const) else None
    if isinstance(function.base, Ext) and (name in CHANGERS or not isinstance(inplace, Const) or known):
        repeatable = name == "pop" or (name in IN_PLACE and known is True)
        run.change(function.base, Edit(made.born, made) if repeatable else None)
    if name == "shuffle" and function.path.endswith("random.shuffle"):
        for item in call.args:
            run.change(item.value)
    if isinstance(function.base, Ext) and name in FITTING:
        run.fitted.append(function.base)


def _note_table(run: Run, function: Ext, name: str, call: Call, resampled: bool) -> None:
    """Remember files that data are written to."""
    if name in TABLE_METHODS and function.base is not None:
        target = call.get(0, "path_or_buf") or call.get(0, "path") or call.get(0, "excel_writer")
    else:
        position = WRITERS.get(function.path)
        target = None if position is None else call.get(position, "file" if position == 0 else "filename")
    if path := path_of(target):
        run.tables.append((path, resampled))


def _form(run: Run, function: Ext, name: str, call: Call) -> tuple[frozenset[int], frozenset[str]]:
    """Noise and form traits of a result.

    A fresh source, a constant fill, a literal, or the same data in another shape.
    """
    path = function.path
    if name in NOISE_FUNCTIONS and (
        path.startswith(NOISE_ROOTS) or ".default_rng()." in path or ".RandomState()." in path
    ):
        return run.noise(), frozenset(("random",))
    if name in CONSTANT_FUNCTIONS and path.startswith(ARRAY_ROOTS):
        return run.noise(), frozenset(("constant",))
    if name not in FORM:
        return frozenset(), frozenset()
    first = call.first()
    if function.base is not None and function.base is not first and ")" in path:
        return function.noise, function.traits | (_taken(first) if name == "take" else frozenset())
    if isinstance(first, Seq):
        return _sequence(first, name)
    if isinstance(first, Ext):
        return first.noise, first.traits
    return frozenset(), frozenset()


def without_rows(traits: frozenset[str]) -> frozenset[str]:
    """Traits of data whose first axis is another one now."""
    return frozenset(trait for trait in traits if not trait.startswith("rows:"))


def _taken(count: Value | None) -> frozenset[str]:
    """``dataset.take(5)`` is five steps at most, ``take(1)`` one batch."""
    if not isinstance(count, Const) or type(count.value) is not int or count.soft or count.value < 1:
        return frozenset()
    return frozenset((f"steps:{count.value}", *(("one_batch",) if count.value == 1 else ())))


def _sequence(value: Seq, name: str) -> tuple[frozenset[int], frozenset[str]]:
    found = list(leaves(value))
    parts = [v for v in found if isinstance(v, Ext)]
    if parts and len(parts) == len(found) and (name in PAIRING or len(parts) == 1):
        noise = frozenset[int]().union(*(p.noise for p in parts)) if all(p.noise for p in parts) else frozenset()
        traits = {"random"} if noise else set()
        return noise, frozenset(traits)
    if value.exact and not parts and _numbers(value):
        return frozenset(), frozenset(("literal", f"rows:{len(value.items)}"))
    return frozenset(), frozenset()


def _numbers(value: Seq) -> bool:
    return all(isinstance(v, Const) and isinstance(v.value, (int, float)) for v in leaves(value))


def _mapped(run: Run, function: Ext, call: Call) -> Value:
    """``dataset.map(f)``: what ``f`` makes of an element, which it gets in as many parts as it has parameters."""
    mapper = call.args[0].value
    if not isinstance(mapper, (Func, Bound)):
        return Unknown("a mapping that is not known")
    source = Ext(f"{function.path}[]", function.base, (), None, call.node)
    params = mapper.node.params.params if isinstance(mapper, Func) else ()
    parts = [component(function.base, i, call.node) for i in range(len(params))] if len(params) > 1 else [source]
    items = tuple(call.args[0]._replace(value=part) for part in parts)
    return run.call(mapper, Call(items, {}, False, call.node, call.frame))


def _exit(run: Run, call: Call) -> Value:
    raise Exited


def _same(run: Run, call: Call) -> Value:
    return call.first() or Unknown("nothing")


def _partial(run: Run, call: Call) -> Value:
    return Partial(call) if call.args else Unknown("functools.partial of nothing")


class Partial(Bound):
    """``functools.partial(f, ...)``."""

    __slots__ = ("given",)

    def __init__(self, given: Call) -> None:
        super().__init__(given.args[0].value, "partial")
        self.given = given


def _namespace(run: Run, call: Call) -> Value:
    first = call.first()
    entries: dict[str, Any] = {str(k): v for k, v in first.entries.items()} if isinstance(first, Dict) else {}
    return Namespace({**entries, **{name: item.value for name, item in call.kwargs.items()}})


def _attributes(run: Run, call: Call) -> Value:
    """EasyDict, Box, ConfigDict: a mapping whose entries are attributes too, at every depth."""
    first = call.first()
    if first is not None and not isinstance(first, Dict):
        return Unknown("a mapping of unknown content")
    result = as_attributes(first) if isinstance(first, Dict) else Dict({}, call.node, attributes=True)
    if isinstance(result, Dict):
        result.entries.update((name, as_attributes(item.value)) for name, item in call.kwargs.items())
    return result


def _parser(run: Run, call: Call) -> Value:
    return Parser()


def parser_method(run: Run, owner: Parser, name: str, call: Call) -> Value:
    """Methods of an ``argparse`` parser and its groups."""
    if name == "add_argument":
        _add_argument(run, owner, call)
    elif name == "set_defaults":
        for dest, item in call.kwargs.items():
            run.state.write(owner.cell, dest, soften(item.value))
    elif name in ("add_argument_group", "add_mutually_exclusive_group", "add_subparsers", "add_parser"):
        return owner
    elif name == "parse_args":
        return Namespace(dict(owner.cell))
    elif name == "parse_known_args":
        return Seq("tuple", (Namespace(dict(owner.cell)), Unknown("the other arguments")))
    else:
        return Unknown(f"argparse: {name}")
    return NONE


def _add_argument(run: Run, owner: Parser, call: Call) -> None:
    names = [
        item.value.value for item in call.args if isinstance(item.value, Const) and isinstance(item.value.value, str)
    ]
    long = [n for n in names if n.startswith("--")] or names
    dest = call.kwargs["dest"].value if "dest" in call.kwargs else None
    name = dest.value if isinstance(dest, Const) else long[0].lstrip("-").replace("-", "_") if long else None
    if not isinstance(name, str):
        return
    action = call.kwargs["action"].value if "action" in call.kwargs else None
    flags = {"store_true": False, "store_false": True}
    if "default" in call.kwargs:
        default = call.kwargs["default"]
        value: Value = soften(default.value)
        if isinstance(value, Const):
            value = Const(
                value.value,
                (run.place(default.node, f"default of {long[0]}: {value.value!r}"), *value.origin[1:]),
                soft=True,
            )
            value = _typed(run, value, call)
    elif isinstance(action, Const) and action.value in flags:
        value = Const(flags[action.value], soft=True)
    elif "choices" in call.kwargs and (choices := iterate(call.kwargs["choices"].value)):
        value = one_of([soften(choice) for choice in choices])
    elif names and not names[0].startswith("-"):
        value = Unknown(f"command-line argument `{name}`")
    else:
        value = Const(None, soft=True)
    run.state.write(owner.cell, name, value)


def _define_flag(run: Run, call: Call) -> Value:
    """``flags.DEFINE_float("lr", 0.1, "help")`` of absl, and of TensorFlow 1."""
    name, default = call.get(0, "name"), call.get(1, "default")
    if isinstance(name, Const) and default is not None:
        value = soften(default)
        if isinstance(value, Const):
            value = Const(
                value.value, (run.place(call.node, f"default of --{name.value}: {value.value!r}"),), soft=True
            )
        run.state.write(run.flags, name.value, value)
    return NONE


def _typed(run: Run, value: Const, call: Call) -> Value:
    """``type=`` is applied to defaults that are strings."""
    kind = call.kwargs["type"].value if "type" in call.kwargs else None
    if isinstance(value.value, str) and isinstance(kind, Ext) and kind.path in ("builtins.float", "builtins.int"):
        try:
            return Const(
                float(value.value) if kind.path == "builtins.float" else int(value.value), value.origin, soft=True
            )
        except ValueError:
            return Unknown("a default that does not convert")
    return value


def _config_parser(run: Run, call: Call) -> Value:
    return Dict({}, call.node)


def _start(run: Run, call: Call) -> Value:
    """``app.run(main)``, ``typer.run(main)``: called with what the command line says, or the defaults."""
    main = call.first()
    return run.call(main, Call((), {}, True, call.node, call.frame)) if isinstance(main, Func) else NONE


class Record(Bound):
    """A ``collections.namedtuple``: the names of its fields."""

    __slots__ = ("names",)

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(NONE, "namedtuple")
        self.names = names

    def make(self, call: Call) -> Namespace:
        """An instance."""
        values = dict(zip(self.names, (item.value for item in call.args), strict=False))
        return Namespace({**values, **{name: item.value for name, item in call.kwargs.items()}})


def _namedtuple(run: Run, call: Call) -> Value:
    names = call.get(1, "field_names")
    if isinstance(names, Const) and isinstance(names.value, str):
        return Record(tuple(names.value.replace(",", " ").split()))
    if isinstance(names, Seq) and names.exact:
        return Record(tuple(str(v.value) for v in names.items if isinstance(v, Const)))
    return Unknown("a namedtuple of unknown fields")


def _environment(run: Run, call: Call) -> Value:
    default = call.get(1, "default")
    return soften(default) if default is not None else Unknown("an environment variable")


def _element(run: Run, call: Call) -> Value:
    value = call.first()
    return element(value) if value is not None else Unknown("an element")


MOST_COLUMNS = 16


def _product(run: Run, call: Call) -> Value:
    columns = [iterate(item.value) for item in call.args]
    known = [c for c in columns if c is not None]
    if len(known) != len(columns) or call.kwargs or len(columns) > MOST_COLUMNS:
        return Ext("itertools.product()", None, tuple(item.value for item in call.args), None, call.node)
    rows: list[tuple[Value, ...]] = [()]
    for column in known:
        rows = [(*row, value) for row in rows for value in column]
        if len(rows) > 256:
            return Ext("itertools.product()", None, (), None, call.node, frozenset(("many",)))
    return Seq("list", tuple(Seq("tuple", row) for row in rows))


def _substitute(run: Run, call: Call) -> Value:
    return texts.substituted(call) or data(run, Ext("re.sub"), call)


def _backbone(run: Run, call: Call) -> Value:
    return Layer("backbone", dict(call.kwargs), call.node, "tensorflow_hub.KerasLayer")


CONFIG_LOADERS = (
    "yaml.safe_load", "yaml.load", "yaml.full_load", "json.load", "json.loads", "tomllib.load", "tomllib.loads",
    "commentjson.load", "commentjson.loads", "json5.load", "json5.loads",
    "tomli.load", "tomli.loads", "toml.load", "toml.loads", "yaml.unsafe_load", "OmegaConf.load",
)  # fmt: skip

FUNCTIONS: dict[str, Callable[[Run, Call], Value]] = {
    "sys.exit": _exit,
    "os._exit": _exit,
    "os.path.join": paths.join,
    "os.path.dirname": paths.on_path(os.path.dirname),
    "os.path.basename": paths.on_path(os.path.basename),
    "os.path.abspath": paths.on_path(os.path.normpath),
    "os.path.realpath": paths.on_path(os.path.normpath),
    "os.path.normpath": paths.on_path(os.path.normpath),
    "os.fspath": paths.on_path(str),
    "os.path.exists": paths.test("exists"),
    "os.path.isfile": paths.test("is_file"),
    "os.path.isdir": paths.test("is_dir"),
    "pathlib.Path": paths.path,
    "pathlib.PurePath": paths.path,
    "os.environ.get": _environment,
    "os.getenv": _environment,
    "copy.copy": _same,
    "copy.deepcopy": _same,
    "functools.partial": _partial,
    "types.SimpleNamespace": _namespace,
    "argparse.Namespace": _namespace,
    "argparse.ArgumentParser": _parser,
    "easydict.EasyDict": _attributes,
    "box.Box": _attributes,
    "box.ConfigBox": _attributes,
    "ml_collections.ConfigDict": _attributes,
    "omegaconf.OmegaConf.create": _attributes,
    "addict.Dict": _attributes,
    "yacs.config.CfgNode": _attributes,
    "collections.namedtuple": _namedtuple,
    "typer.run": _start,
    "fire.Fire": _start,
    "absl.app.run": _start,
    "tensorflow.app.run": _start,
    "tensorflow.compat.v1.app.run": _start,
    "configparser.ConfigParser": _config_parser,
    "itertools.product": _product,
    "random.choice": _element,
    "re.sub": _substitute,
    "tensorflow_hub.KerasLayer": _backbone,
}
