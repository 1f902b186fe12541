"""Scripts made to keep the reader busy for ever: each ends in seconds of processor time, in bounded memory, and other
files are judged.

They run in a child process, one after the other; a child that dies or hangs fails the test of the script it was at.
"""

# ruff: noqa: E501 - the lines hold whole scripts

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

import fitlint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECONDS = 10  # of processor time, for one script
MEMORY = 1 << 30
HEALTHY = """\
import numpy as np
from tensorflow import keras
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(0.5), "mse")
model.fit(data["x"], data["y"], validation_split=0.1)
"""
CHILD = f"""
import json, resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
import fitlint
healthy, *hostile = sys.argv[1:]
for path in hostile:
    start = time.process_time()
    resource.setrlimit(resource.RLIMIT_CPU, (int(start) + {SECONDS} + 1, resource.RLIM_INFINITY))
    found = [(finding.code, finding.site.filename.rpartition("/")[2]) for finding in fitlint.check_paths([path, healthy])]
    print(json.dumps([path, time.process_time() - start, found]), flush=True)
"""
TRAIN = "m.compile('adam', 'mse')\nm.fit(a, b)\n"
NET = "m = keras.Sequential([keras.layers.Dense(1)])\n"


def lines(text: str, count: int) -> str:
    """``text`` once for each number, ``{i}`` standing for it and ``{j}`` for the one before."""
    return "".join(text.replace("{i}", str(i)).replace("{j}", str(i - 1)) for i in range(1, count))


def deeper(header: str, count: int) -> str:
    """A block inside a block inside a block."""
    return "".join(f"{'    ' * i}{header.replace('{i}', str(i))}\n" for i in range(count)) + "    " * count + "pass\n"


HOSTILE = {
    # Loops that never end, or far away.
    "endless while": "while True:\n    pass\n",
    "endless while that grows": "x = [1]\nwhile x:\n    x = x + x\n",
    "endless while that counts": "i = 0\nwhile i >= 0:\n    i += 1\n",
    "far counter": "i = 0\nwhile i < 10**9:\n    i += 1\n",
    "far range": "for i in range(10**12):\n    x = [i] * i\n",
    "nested loops": deeper("for v{i} in data{i}:", 15),
    "nested known loops": deeper("for v{i} in range(30):", 8),
    "nested whiles": deeper("while c{i}():", 12),
    "nested comprehensions": "x = [[i*j*k*l for i in range(30)] for j in range(30) for k in range(30) for l in range(30)]\n",
    # Loops of ordinary scripts, and loops in which something grows.
    "batches": NET + "m.compile('adam', 'mse')\nfor e in range(50):\n  for s in range(100):\n    n = np.random.rand(3)\n    l = m.train_on_batch(x + n, y)\n    if s % 10 == 0:\n      print(e, s, l)\n",
    "two networks": NET + "g = keras.Sequential([keras.layers.Dense(3)])\nm.compile('adam', 'mse')\nz = keras.Input((3,))\nb = keras.Model(z, m(g(z)))\nb.compile('adam', 'mse')\nh = []\nfor e in range(100):\n  for s in range(100):\n    f = g.predict(np.random.rand(8, 3))\n    h.append((m.train_on_batch(f, 0), b.train_on_batch(f, 1)))\n    m.trainable = s % 2 == 0\n    if e % 10 == 9 and s == 99:\n      g.save('g%d.h5' % e)\n",
    "branches in nested loops": "v = 0\n" + deeper("for v{i} in range(100):", 4).replace("pass", "pass\n") + "for a in range(100):\n  for b in range(100):\n" + lines("    if a * b > {i}:\n      v += {i}\n    elif c{i}:\n      v -= a\n", 40),
    "ways out of nested loops": "for a in range(100):\n  for b in range(100):\n" + lines("    if x[{i}] > b:\n      continue\n    if x[{i}] < a:\n      break\n", 30) + "  else:\n    continue\n",
    "models in nested loops": "for a in range(100):\n  for b in range(100):\n    " + NET + "    m.compile('adam', 'mse')\n    m.fit(x, y)\n    m.evaluate(x, y)\n",
    "layers on layers in nested loops": "h = i = keras.Input((3,))\nfor a in range(100):\n  for b in range(100):\n    h = keras.layers.add([keras.layers.Dense(3)(h), h])\nm = keras.Model(i, h)\n" + TRAIN,
    "a model on itself in loops": NET + "h = i = keras.Input((3,))\nfor a in range(100):\n  for b in range(100):\n    h = m(h)\nn = keras.Model(i, h)\n" + TRAIN.replace("m.", "n."),
    "models of models in loops": NET + "for a in range(100):\n  for b in range(100):\n    m = keras.Sequential([m, keras.layers.Dense(3)])\n" + TRAIN,
    "texts that grow in loops": "s = ''\nfor a in range(100):\n  for b in range(100):\n    s += str(a) + f'{s}' + s.upper()\n    s = s.replace('1', s)\n",
    "mappings that grow in loops": "d = {}\nfor a in range(100):\n  for b in range(100):\n    d = {**d, a * b: d, **{a: b}}\n    d |= {str(b): [d, d]}\n    d.update(d, k=d)\n",
    "mappings that are written out and grow": "d = {}\n" + lines("d = {**d, 'k{i}': [d, {i}]}\n", 1_000),
    "lists that grow in loops": "l = [1]\nfor a in range(100):\n  for b in range(100):\n    l = l + [a]\n    l.append(l[:])\n    l.extend(l)\n    l[0] = (l, b)\n    k = l * 3 + [*l, *l]\n",
    "tables that grow in loops": "t = pd.DataFrame()\nfor a in range(100):\n  for b in range(100):\n    t = pd.concat([t, t, pd.read_csv('%d.csv' % a)]).dropna()[t > a]\n    t['c'] = t['c'] + t.d * b\n",
    "data sets that grow in loops": "d = tf.data.Dataset.from_tensor_slices((x, y))\nfor a in range(100):\n  for b in range(100):\n    d = d.concatenate(d).map(lambda p, q: (p + a, q)).shuffle(b).batch(a)\n" + NET + "m.compile('adam', 'mse')\nm.fit(d)\n",
    "attributes that grow in loops": "class A:\n  def __init__(self, o):\n    self.o = o\n    self.l = [o, o]\n  def f(self):\n    return A(self.o and self)\na = A(None)\nfor i in range(100):\n  for j in range(100):\n    a = A(a).f()\n    setattr(a, 'n%d' % j, a)\n    a.l.append(a)\n",
    "functions that grow in loops": "f = lambda k: k\nfor i in range(100):\n  for j in range(100):\n    f = functools.partial(f, i, j, **{str(i): f})\n    g = lambda k, f=f: f(f(k))\n    f = g\nf(1)\n",
    "rates that change in loops": NET + "m.compile('adam', 'mse')\nfor i in range(100):\n  for j in range(100):\n    m.optimizer.learning_rate = m.optimizer.learning_rate * 0.9 + i\n    keras.backend.set_value(m.optimizer.lr, j)\n    m.fit(a, b)\n",
    "compiled in loops": NET + "for i in range(100):\n  for j in range(100):\n    m.compile(keras.optimizers.Adam(0.1 / (i + 1)), 'mse')\n    m.fit(a, b, callbacks=[keras.callbacks.EarlyStopping(patience=j)])\n",
    "bombs of comprehensions": "a = [i for i in range(100)]\nb = [[c for c in a] for _ in a]\nd = {i: {j: [k for k in a if k > j] for j in a} for i in a}\ne = {(i, j, k) for i in a for j in a for k in a}\nf = [f(i, j) for i in a for j in a]\ng = sum([x for y in b for x in y for _ in a])\n",
    "comprehensions of layers": "m = keras.Sequential([keras.layers.Dense(i * j + 1) for i in range(100) for j in range(100)])\n" + TRAIN,
    "maps of maps": "a = list(range(100))\nf = lambda g: list(map(lambda k: [k, g], a))\nx = list(map(f, map(f, map(f, a))))\ny = [list(zip(*x)), dict(zip(x, x)), sorted(x), max(a, key=f)]\n",
    "whiles in whiles": deeper("while v{i} < 100:", 5).replace("pass", "v0 += 1; v4 += 1; v2 = v0 * v4"),
    "a while with a for": "v0 = v1 = 0\nwhile v0 < 10**9:\n  v0 += 1\n  for k in range(100):\n    v1 += k\n    if v1 > v0:\n      v0 = v1\n",
    "recursion in loops": "def f(n, l):\n  for i in range(n):\n    l.append(f(n - 1, l + [i]))\n    if n < 2:\n      return l\n  return f(n - 2, l) + f(n // 2, [l])\nr = f(40, [])\n",
    "generators in loops": "def g(n):\n  for i in range(n):\n    yield g(i)\nl = [list(g(i)) for i in range(100)]\nfor a in g(100):\n  for b in a:\n    for c in b:\n      l.append([a, b, c, l])\n",
    "long lines in loops": "for i in range(128):\n  for j in range(128):\n    v = [" + ", ".join(f"x{k} + i * {k}" for k in range(900)) + "]\n",
    "exceptions in loops": "for i in range(100):\n  for j in range(100):\n    try:\n      l = x[i:j]\n      if c(j):\n        raise ValueError(l)\n    except ValueError as e:\n      l = [e, l]\n    finally:\n      l = l, i\n",
    # Branches.
    "many branches": "x = 0\n" + lines("if c{i}:\n    x = {i}\nelse:\n    x = -{i}\n", 500),
    "nested branches": deeper("if c{i}:", 15),
    "many returns": "def f(m):\n" + lines("    m.append({i})\n    if c{i}:\n        return m\n", 400) + "    return m\nf([])\n",
    "many ways out of a loop": "m = []\nfor i in range(30):\n" + lines("    m.append({i})\n    if c{i}:\n        continue\n    if d{i}:\n        break\n", 90),
    "many handlers": "try:\n    pass\nexcept:\n    pass\n" * 300,
    "layers in branches": "x = i = keras.Input((3,))\n" + lines("if c{i}:\n    x = keras.layers.Dense({i})(x)\n", 300) + "m = keras.Model(i, x)\n" + TRAIN,
    "calls in conditions": (
        "x = 1\nif c:\n    x = 2\ndef f0():\n    return 1\n"
        + lines("def f{i}():\n    if x == f{j}():\n        return 1\n    return x\n", 30) + "f29()\n" + NET + TRAIN
    ),
    # Calls.
    "exponential inlining": "def f0(x):\n    return x\n" + lines("def f{i}(x):\n    return f{j}(x) + f{j}(x)\n", 40) + "f39(1)\n" + NET + TRAIN,
    "exponential lambdas": "f = lambda x: x\n" + "f = (lambda g: (lambda x: g(g(x))))(f)\n" * 40 + "f(1)\n",
    "exponential methods": "class A:\n    def m0(self):\n        return 1\n" + lines("    def m{i}(self):\n        return self.m{j}() + self.m{j}()\n", 40) + "A().m39()\n",
    "exponential closures": "def f0():\n    return 1\n" + lines("def f{i}(g=f{j}):\n    return [g(), g(), g()]\n", 40) + "f39()\n",
    "recursion": "def f(x):\n    return f(x + 1)\nf(0)\n",
    "branching recursion": "def f(n):\n    if n:\n        return f(n - 1) + f(n - 1)\n    return 0\nf(30)\n",
    "mutual recursion": "def f(x):\n    return g(x) + g(x)\ndef g(x):\n    return f(x) + f(x)\nf(0)\n",
    "mutual recursion of three": "def f(x):\n    return [g(x), h(x)]\ndef g(x):\n    return [h(x), f(x)]\ndef h(x):\n    return [f(x), g(x)]\nf(0)\n",
    "a class that makes itself": "class A:\n    def __init__(self):\n        self.a = A()\nA()\n",
    "a property of itself": "class A:\n    @property\n    def a(self):\n        return self.a\nA().a\n",
    "a class of itself": "class A(B):\n    pass\nclass B(A):\n    pass\nclass A(B):\n    pass\nA().foo\nB().bar\n",
    "a model that calls itself": "class A(keras.Model):\n    def call(self, x):\n        return self(self(x))\nm = A()\n" + TRAIN,
    "a layer that calls itself": "class A(keras.layers.Layer):\n    def call(self, x):\n        return self(x) + self(x)\nm = keras.Sequential([A()])\n" + TRAIN,
    "decorators": "@keras.x\n" * 500 + "def f():\n    pass\n",
    # Values.
    "huge numbers": "x = 9**9**9**9\ny = 'a' * 10**10\nz = [0] * 10**10\nw = 10**10000 * 10**10000\nv = 1 << 10**9\n",
    "wide formats": "x = '%1000000000d' % 1\ny = '{:>1000000000}'.format(1)\nz = f'{1:>1000000000}'\nw = 'a'.ljust(10**10)\n",
    "descent by hand": "x = 5.0\nwhile x > 0.1:\n    x = x - 0.01 * x\n" + NET + TRAIN,
    "two numbers that make each other": "a, b = 1.0, 1.0\nwhile a < 10**300:\n    a, b = a + b, a * 1.01 + b\n" + NET + TRAIN,
    "numbers that grow in a function": "def f(x):\n    for i in range(60):\n        x = x * x % 7 + x\n    return x\n" + NET + "m.compile(keras.optimizers.SGD(f(3)), 'mse')\nm.fit(a, b)\n",
    "paths that grow": "from pathlib import Path\np = Path('a')\nl = []\nwhile p:\n    p = p / 'b' / p\n    l.append(p.parents)\n",
    "paths that are joined": "import os\np = 'a'\nfor i in range(100):\n    for j in range(100):\n        p = os.path.join(p, p)\n",
    "joined texts": "x = ('a' * 4000).join(['b'] * 2000)\nl = []\nfor i in range(100):\n    for j in range(100):\n        l.append(('a' * 4000).join(['b'] * 2000))\n",
    "texts of many words": "l = []\nfor i in range(100):\n    for j in range(100):\n        l.append(('a ' * 2000).split())\n",
    "noise on noise": "import numpy as np\nimport tensorflow as tf\nx = np.random.rand(3)\nfor i in range(100):\n    for j in range(100):\n        x = tf.data.Dataset.from_tensor_slices((x, np.random.rand(3)))\n",
    "products of columns": "import itertools\nfor x in itertools.product(*[[1]] * 2000):\n    pass\nfor i in range(100):\n    x = list(zip(*[[0] * 2000] * 2000))\n",
    "attributes of mappings in themselves": "import addict\nd = {}\n" + "d = {'a': d, 'b': d}\n" * 100 + "d['c'] = d\nx = addict.Dict(d)\n",
    "doubled lists": "x = [1]\n" + "x = x + x\n" * 60 + "y = x * 5\n",
    "doubled texts": "x = 'ab'\n" + "x = x + x\n" * 60,
    "doubled formats": "x = 'ab'\n" + "x = f'{x}{x}'\n" * 40,
    "nested lists": "x = [1]\n" + "x = [x, x]\n" * 200 + "print(x)\nm = keras.Sequential(x)\n" + TRAIN,
    "nested tuples": "x = 1\n" + "x = (x, x)\n" * 300 + "import numpy as np\nnp.array(x).reshape(1)\nm = keras.Sequential([keras.layers.Dense(x)])\n" + TRAIN,
    "nested dicts": "x = {}\n" + "x = {'a': x, 'b': x}\n" * 300 + "class_counts = x\n" + NET + TRAIN,
    "lists that hold themselves": (
        "x = []\nx.append(x)\nd = {}\nd['a'] = d\nclass_counts = d\nl = keras.layers.Dense(1)(x)\n"
        "m = keras.Sequential(x)\nm.compile('adam', 'mse', d)\nm.fit(x, d, callbacks=x)\n"
    ),
    "lists that hold each other": (
        "a, b = [], []\nfor i in range(30):\n    a.append(b)\n    b.append(a)\n"
        "m = keras.Sequential([keras.layers.Dense(a)])\nm.compile('adam', b, metrics=a)\nm.fit(a, b, callbacks=[a, b])\n"
    ),
    "doubled data": "import numpy as np\nx = np.zeros((3, 4))\n" + "x = x + x\n" * 200 + "for i in range(30):\n    print(x.shape, len(x))\n",
    "lists of data": "import numpy as np\nx = [1]\n" + "x = [x, x]\n" * 100 + "y = []\ny.append(y)\nfor i in range(30):\n    print(np.array(x).shape, np.array(y).shape)\n",
    "many keywords": "keras.layers.Dense(**{str(i): i for i in range(200)})\n",
    "long attribute": "x = keras" + ".a" * 400 + "\n",
    "long call": "x = keras.f" + "()" * 400 + "\n",
    # Graphs.
    "deep graph": "x = i = keras.Input((3,))\nfor k in range(39):\n  for j in range(39):\n    x = keras.layers.Dense(3)(x)\nm = keras.Model(i, x)\n" + TRAIN,
    "shapes of a deep graph": "x = i = keras.Input((3, 3, 4))\nfor k in range(39):\n  for j in range(19):\n    x = keras.layers.Conv2D(x.shape[-1], 1)(x)\nm = keras.Model(i, x)\n" + TRAIN,
    "shapes inside a call": "class A(keras.layers.Layer):\n  def call(self, x):\n    y = self(x)\n    return keras.layers.Dense(y.shape[-1])(y)\nm = keras.Sequential([keras.Input((3,)), A()])\nprint(m.output_shape)\n" + TRAIN,
    "doubled paths": "x = i = keras.Input((3,))\nfor k in range(39):\n  x = keras.layers.add([x, x])\nm = keras.Model(i, x)\n" + TRAIN,
    "many models in models": NET + "m = keras.Sequential([m] * 40)\n" * 12 + TRAIN,
    "doubled models": NET + "m = keras.Sequential([m, m])\n" * 30 + TRAIN,
    "a model in itself": "m = keras.Sequential()\nm.add(m)\n" + TRAIN,
    "models in each other": "m, n = keras.Sequential(), keras.Sequential()\nm.add(n)\nn.add(m)\n" + TRAIN,
    "freezing models in each other": "m, n = keras.Sequential(), keras.Sequential()\nm.add(n)\nn.add(m)\nm.trainable = False\n" + TRAIN,
    "many models": "for i in range(39):\n  for j in range(39):\n    " + NET.rstrip() + "\n    m.compile('adam', 'mse')\n    m.fit(a, b)\n",
}  # fmt: skip


class Outcome(NamedTuple):
    seconds: float
    found: list[list[str]]


def outcomes(folder: Path) -> Iterator[tuple[str, Outcome | str]]:
    """Judge every hostile script beside the healthy one; after a death a new child goes on with the next."""
    healthy = folder / "healthy.py"
    healthy.write_text(HEALTHY, encoding="utf-8")
    waiting = {}
    for number, (name, text) in enumerate(HOSTILE.items()):
        path = folder / f"hostile_{number}.py"
        path.write_text(f"import keras\n{text}", encoding="utf-8")
        waiting[str(path)] = name
    while waiting:
        done = subprocess.run([sys.executable, "-c", CHILD, str(healthy), *waiting], capture_output=True, text=True)
        for line in done.stdout.splitlines():
            path_, seconds, found = json.loads(line)
            yield waiting.pop(path_), Outcome(seconds, found)
        if waiting and done.returncode != 0:
            yield waiting.pop(next(iter(waiting))), done.stderr[-3_000:]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome | str]:
    return dict(outcomes(tmp_path_factory.mktemp("hostile")))


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_it_ends_and_the_file_beside_it_is_judged(name: str, judged: dict[str, Outcome | str]) -> None:
    outcome = judged[name]
    assert isinstance(outcome, Outcome), outcome
    assert outcome.seconds < SECONDS
    assert ["FIT201", "healthy.py"] in outcome.found


def test_what_was_found_before_the_budget_ended_is_kept() -> None:
    program = fitlint.inspect_source(HEALTHY + HOSTILE["exponential inlining"] + "f39(1)\n" * 400)
    (stop,) = program.partial
    assert stop.why == "the script takes more steps than fitlint follows"
    assert stop.anchor is not None
    assert stop.anchor.filename == program.filename
    assert program.trainings[0].optimizers[0].name == "Adam"


def test_an_ordinary_script_is_far_from_the_budget() -> None:
    assert fitlint.inspect_source(HEALTHY * 50).partial == ()
