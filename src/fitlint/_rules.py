"""The rules, compiled from rules/*.yaml by ``python -m fitlint.dev sync``. Edit the YAML, not this file."""
# fmt: off

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fitlint.finding import Profile
    from fitlint.rule import Category, Rule


def _fit001() -> Rule:
    from fitlint.rule import Example, Reference, Rule

    return Rule(
        code="FIT001",
        name="unreadable-file",
        category="run",
        severity="warning",
        profile="default",
        summary="A file could not be read or parsed, so nothing in it was judged.",
        why=(
            "Nothing in this file has been checked: a clean result for it says nothing about the training in it.\n"
            "\n"
            "A file is unreadable when Python could not run it either (a syntax error, a `return` outside a function, "
            "Python 2 code, an unfilled template, a wrong or missing encoding), or when it is built to exhaust a "
            "reader (thousands of nested brackets, a literal of several megabytes). In a notebook only the cell that "
            "Python refuses is left out, which is told as a note; the other cells are still judged."
        ),
        fix=(
            "Repair the line named in the message, or exclude the file with `exclude` in the settings.\n"
            "\n"
            "Python 2 sources can be converted with `2to3` or left out; a file in another encoding needs a `# -*- "
            "coding: … -*-` line (PEP 263)."
        ),
        ignore_when=(
            "The file is not meant to be Python as it stands: a template, a fixture of a parser's tests, a script for "
            "another interpreter."
        ),
        options=(),
        references=(
            Reference(
                title="PEP 263: Defining Python Source Code Encodings",
                url="https://peps.python.org/pep-0263/",
            ),
            Reference(
                title="The Python Language Reference: Lexical analysis",
                url="https://docs.python.org/3/reference/lexical_analysis.html",
            ),
        ),
        examples=(
            Example(
                name="a Python 2 print statement",
                bad=True,
                code=(
                    "import keras\n"
                    "\n"
                    'print "building the model"  # FIT001\n'
                    "model = keras.Sequential([keras.layers.Dense(1)])\n"
                ),
            ),
            Example(
                name="an unfilled template",
                bad=True,
                code=(
                    "import keras\n"
                    "\n"
                    "model = keras.Sequential()\n"
                    "model.add(keras.layers.Dense(??))  # FIT001\n"
                ),
            ),
            Example(
                name="a return outside a function",
                bad=True,
                code=(
                    "import keras\n"
                    "import numpy as np\n"
                    "\n"
                    'x = np.load("x.npy")\n'
                    "if not len(x):\n"
                    "    return  # FIT001\n"
                    "model = keras.Sequential([keras.layers.Dense(1)])\n"
                ),
            ),
            Example(
                name="the same script for Python 3",
                bad=False,
                code=(
                    "import keras\n"
                    "\n"
                    'print("building the model")\n'
                    "model = keras.Sequential([keras.layers.Dense(1)])\n"
                ),
            ),
        ),
        verify=None,
    )


def _fit002() -> Rule:
    from fitlint.rule import Example, Reference, Rule

    return Rule(
        code="FIT002",
        name="unused-suppression",
        category="run",
        severity="info",
        profile="default",
        summary="A suppression comment names a rule that finds nothing there.",
        why=(
            "The comment hides nothing today, but it will hide the next real finding on its line.\n"
            "\n"
            "Suppressions outlive the code they were written for: the rate gets lowered, the callback gets added, and "
            "the comment stays. Readers then believe the line is an accepted exception although it is not one."
        ),
        fix="Delete the comment, or the code in it that no longer applies.",
        ignore_when=(
            "The rule fires only under a stricter profile or a lower confidence than the one in use here, and another "
            "run uses that one."
        ),
        options=(),
        references=(
            Reference(
                title="ruff: unused-noqa (RUF100), the same rule for Python at large",
                url="https://docs.astral.sh/ruff/rules/unused-noqa/",
            ),
        ),
        examples=(
            Example(
                name="the rate was lowered and the comment stayed",
                bad=True,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    "model = keras.Sequential([keras.layers.Dense(1)])\n"
                    'model.compile(keras.optimizers.Adam(learning_rate=0.001), "mse")  # noqa: FIT201  # FIT002\n'
                    'model.fit(data["x"], data["y"], validation_split=0.1)\n'
                ),
            ),
            Example(
                name="a suppression that is needed",
                bad=False,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    "model = keras.Sequential([keras.layers.Dense(1)])\n"
                    'model.compile(keras.optimizers.Adam(learning_rate=0.1), "mse")  # noqa: FIT201\n'
                    'model.fit(data["x"], data["y"], validation_split=0.1)\n'
                ),
            ),
            Example(
                name="a comment for another linter",
                bad=False,
                code=(
                    "import numpy as np  # noqa: F401\n"
                    "from tensorflow import keras\n"
                    "\n"
                    "model = keras.Sequential([keras.layers.Dense(1)])\n"
                ),
            ),
        ),
        verify=None,
    )


def _fit003() -> Rule:
    from fitlint.rule import Example, Reference, Rule

    return Rule(
        code="FIT003",
        name="partly-read",
        category="run",
        severity="info",
        profile="default",
        summary="Reading of a file stopped before its end, so what stands behind was not judged.",
        why=(
            "What stands behind this place has not been checked: a clean result speaks of the part in front of it "
            "only.\n"
            "\n"
            "fitlint follows a script step by step and bounds what one file may cost: steps, calls in one another, "
            "memory and time. A loop or call that costs too much is left out, and what stands behind it is read; a "
            "script that spends all there is, most often with functions that call each other very often, is judged as "
            "far as it was read."
        ),
        fix=(
            "Move the training into a file of its own, away from the loops or tables that take so much reading.\n"
            "\n"
            'Nothing is wrong with the script as such. `fitlint inspect` shows what was read; `ignore = ["FIT003"]` in '
            "the settings hides the note."
        ),
        ignore_when="The rest of the file trains nothing.",
        options=(),
        references=(
            Reference(
                title="fitlint: how a script is read, and within which bounds",
                url="https://github.com/fitlint/fitlint/blob/main/docs/architecture.md",
            ),
        ),
        examples=(
            Example(
                name="functions that call each other over and over",
                bad=True,
                code=(
                    "from tensorflow import keras\n"
                    "\n"
                    "def one(x):\n"
                    "    return x + 1\n"
                    "\n"
                    "def some(x):\n"
                    "    return one(one(one(one(one(one(one(one(x))))))))\n"
                    "\n"
                    "def many(x):\n"
                    "    return some(some(some(some(some(some(some(some(x))))))))\n"
                    "\n"
                    "def very_many(x):\n"
                    "    return many(many(many(many(many(many(many(many(x))))))))\n"
                    "\n"
                    "def most(x):\n"
                    "    return "
                    "very_many(very_many(very_many(very_many(very_many(very_many(very_many(very_many(x))))))))\n"
                    "\n"
                    "units = most(most(most(most(most(most(most(most(0))))))))\n"
                    "classes = most(most(most(most(most(most(most(most(1))))))))  # FIT003\n"
                    "model = keras.Sequential([keras.layers.Dense(units), keras.layers.Dense(classes)])\n"
                ),
            ),
            Example(
                name="the number itself",
                bad=False,
                code=(
                    "from tensorflow import keras\n"
                    "\n"
                    "units, classes = 32_768, 32_769\n"
                    "model = keras.Sequential([keras.layers.Dense(units), keras.layers.Dense(classes)])\n"
                ),
            ),
        ),
        verify=None,
    )


def _fit101() -> Rule:
    from fitlint.rule import Example, Option, Recipe, Reference, Rule

    return Rule(
        code="FIT101",
        name="imbalanced-labels",
        category="data",
        severity="warning",
        profile="default",
        summary=(
            "Declared class counts are ten to one or worse, and the training does nothing about it."
        ),
        why=(
            "A model can ignore the rare class and still look accurate: with 95 % of one class, always answering that "
            "class is 95 % right.\n"
            "\n"
            "The loss is a sum over samples, so the frequent class supplies almost all of the gradient. Early in "
            "training, and for good when the classes overlap, the cheapest way to a lower loss is to predict the "
            "frequent class everywhere. Accuracy does not show it; the recall of the rare class does. The counts are "
            "taken from what the project itself declares: a configuration file that the script loads, or a literal in "
            "the script, be it a variable, an argument or the default of a field."
        ),
        fix=(
            "Pass `class_weight=` to `fit`, computed from these counts: weight of a class = total / (number of classes "
            "* its count).\n"
            "\n"
            "Alternatives: `sample_weight`, a focal or weighted loss, over- or under-sampling of the training part "
            "(never of the validation part), `tf.data.Dataset.sample_from_datasets` with weights. Weights mostly move "
            "the decision threshold; lowering the threshold of a trained binary model to the share of the rare class "
            "is often as good. Watch recall, precision or the area under the precision-recall curve instead of "
            "accuracy."
        ),
        ignore_when=(
            "The classes are so well separated that the rare one is found anyway (look at its recall), or the score of "
            "interest is a ranking and you choose the decision threshold later."
        ),
        options=(
            Option(
                name="min_ratio",
                type="number",
                default=10,
                minimum=1,
                unit="samples of the largest class per sample of the smallest",
                help="Counts at or above this ratio are imbalanced.",
                source=(
                    "On synthetic two-class data (20 features, separation 2.5, Adam, 400 steps) the recall of the rare "
                    "class is 0.84 at 2 : 1 but 0.52 at 10 : 1 and 0.36 at 19 : 1; balanced weights bring it back to "
                    "0.87 and 0.85."
                ),
            ),
            Option(
                name="keys",
                type="strings",
                default=(
                    "class_counts",
                    "label_counts",
                    "class_count",
                    "label_count",
                    "samples_per_class",
                    "samples_per_label",
                    "n_per_class",
                    "class_distribution",
                    "label_distribution",
                    "class_frequencies",
                    "label_frequencies",
                    "class_balance",
                    "class_shares",
                ),
                unit="key patterns",
                help=(
                    "Keys that declare counts or shares of all classes, as a mapping, a list or records. A pattern "
                    "matches the end of a dotted path, whatever the case; `*` stands for one key, `[]` for the items "
                    "of a list."
                ),
                source="The names in use for this purpose in training configurations.",
            ),
            Option(
                name="record_keys",
                type="strings",
                default=("classes", "labels"),
                unit="key patterns",
                help=(
                    "Keys of records, one a class, that declare a count or share where the record holds one."
                ),
                source="The names in use for this purpose in training configurations.",
            ),
            Option(
                name="record_fields",
                type="strings",
                default=("count", "share", "samples", "n"),
                unit="keys",
                help=(
                    "What a record calls the count or share of its class, behind every key of `keys` and `record_keys` "
                    "(`classes[].count`, `class_distribution.*.share`)."
                ),
                source="The names in use for this purpose in training configurations.",
            ),
            Option(
                name="resampled_names",
                type="strings",
                default=(
                    "balanced",
                    "rebalanced",
                    "resampled",
                    "oversampled",
                    "undersampled",
                    "upsampled",
                    "downsampled",
                    "smote",
                    "smoted",
                    "adasyn",
                ),
                unit="words",
                help=(
                    "A training that reads a file or folder with one of these words in its path reads data that were "
                    "resampled before; declared counts are then those from before and say nothing about it."
                ),
                source=(
                    "The names that over- and undersampled tables are given. A table that another script of the "
                    "project writes after resampling counts whatever its name."
                ),
            ),
            Option(
                name="share_keys",
                type="strings",
                default=(
                    "positive_rate",
                    "positive_share",
                    "positive_fraction",
                    "pos_rate",
                    "pos_share",
                    "pos_fraction",
                    "minority_share",
                    "minority_fraction",
                ),
                unit="key patterns",
                help=(
                    "Keys that declare one number between 0 and 1, the share of the positive class; the other class "
                    "has the rest."
                ),
                source="The names in use for this purpose in training configurations.",
            ),
            Option(
                name="ratio_keys",
                type="strings",
                default=("imbalance_ratio", "class_imbalance_ratio"),
                unit="key patterns",
                help=(
                    "Keys that declare majority divided by minority (or its inverse) as one number."
                ),
                source="The names in use for this purpose in training configurations.",
            ),
        ),
        references=(
            Reference(
                title="He, Garcia: Learning from Imbalanced Data. IEEE TKDE 21 (2009)",
                url="https://doi.org/10.1109/TKDE.2008.239",
            ),
            Reference(
                title=(
                    "Buda, Maki, Mazurowski: A systematic study of the class imbalance problem in convolutional neural "
                    "networks (2018)"
                ),
                url="https://arxiv.org/abs/1710.05381",
            ),
            Reference(
                title="TensorFlow tutorial: Classification on imbalanced data",
                url="https://www.tensorflow.org/tutorials/structured_data/imbalanced_data",
            ),
        ),
        examples=(
            Example(
                name="counts in a configuration file",
                bad=True,
                code=(
                    "import numpy as np\n"
                    "import yaml\n"
                    "from tensorflow import keras\n"
                    "\n"
                    'config = yaml.safe_load(open("config.yaml"))\n'
                    'data = np.load("train.npz")\n'
                    'model = keras.Sequential([keras.layers.Dense(16, "relu"), keras.layers.Dense(1, "sigmoid")])\n'
                    'model.compile("adam", "binary_crossentropy", metrics=["accuracy"])\n'
                    'model.fit(data["x"], data["y"], epochs=config["epochs"], validation_split=0.2)\n'
                ),
                files=(
                    (
                        "config.yaml",
                        (
                            "epochs: 20\n"
                            "class_counts:  # FIT101\n"
                            "  healthy: 9500\n"
                            "  sick: 500\n"
                        ),
                    ),
                ),
            ),
            Example(
                name="counts as a literal",
                bad=True,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "\n"
                    'class_counts = {"cat": 12000, "dog": 11000, "lynx": 300}  # FIT101\n'
                    'data = np.load("animals.npz")\n'
                    'model = keras.Sequential([keras.layers.Dense(64, "relu"), keras.layers.Dense(len(class_counts), '
                    '"softmax")])\n'
                    'model.compile("adam", "sparse_categorical_crossentropy")\n'
                    'model.fit(data["x"], data["y"], validation_split=0.2)\n'
                ),
            ),
            Example(
                name="weights computed from the counts",
                bad=False,
                code=(
                    "import numpy as np\n"
                    "import yaml\n"
                    "from tensorflow import keras\n"
                    "\n"
                    'counts = list(yaml.safe_load(open("config.yaml"))["class_counts"].values())\n'
                    "weights = {i: sum(counts) / (len(counts) * n) for i, n in enumerate(counts)}\n"
                    'data = np.load("train.npz")\n'
                    'model = keras.Sequential([keras.layers.Dense(16, "relu"), keras.layers.Dense(1, "sigmoid")])\n'
                    'model.compile("adam", "binary_crossentropy")\n'
                    'model.fit(data["x"], data["y"], class_weight=weights, validation_split=0.2)\n'
                ),
                files=(
                    (
                        "config.yaml",
                        (
                            "class_counts:\n"
                            "  healthy: 9500\n"
                            "  sick: 500\n"
                        ),
                    ),
                ),
            ),
            Example(
                name="a focal loss",
                bad=False,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "\n"
                    'class_counts = {"healthy": 9500, "sick": 500}\n'
                    'data = np.load("train.npz")\n'
                    'model = keras.Sequential([keras.layers.Dense(16, "relu"), keras.layers.Dense(1, "sigmoid")])\n'
                    'model.compile("adam", keras.losses.BinaryFocalCrossentropy(apply_class_balancing=True, '
                    "alpha=0.9))\n"
                    'model.fit(data["x"], data["y"], validation_split=0.2)\n'
                ),
            ),
        ),
        verify=Recipe(
            experiment="compare-class-balance",
            parameters={
                "arms": ("as-written", "balanced-class-weight", "threshold-at-prior"),
                "seeds": 3,
                "separations": (2, 3, 4, 6),
                "decisive_separations": (4, 6),
                "min_steps": 800,
                "confirm_gain": 0.05,
                "refute_gain": 0.02,
            },
        ),
    )


def _fit201() -> Rule:
    from fitlint.rule import Example, Option, Recipe, Reference, Rule

    return Rule(
        code="FIT201",
        name="large-fixed-learning-rate",
        category="hyperparameters",
        severity="warning",
        profile="default",
        summary=(
            "A constant learning rate far above the optimizer's default, and nothing lowers it."
        ),
        why=(
            "Steps this large overshoot: the loss jumps about or diverges, and because nothing lowers the rate, it "
            "never settles.\n"
            "\n"
            "The learning rate is how far each update moves the weights. Above a limit set by the curvature of the "
            "loss an update lands further from the minimum than it started. Plain SGD then diverges; Adam and RMSprop "
            "divide by the size of recent gradients, so they rarely reach NaN but kill ReLU units and hover at a high "
            "loss instead. A large rate is fine at the start of a schedule, where it is lowered before the end. Keras "
            "optimizers keep the rate constant unless a schedule, a callback or an assignment changes it. A callback "
            "must act in time: ReduceLROnPlateau waits for its `patience`, and an EarlyStopping with hardly more "
            "patience, or the last epoch, ends the training first. A LearningRateScheduler whose function returns one "
            "number changes nothing. From the limit up to three times the limit a rate is often a matter of taste, so "
            "that the finding is `info` there; so it is for a schedule that begins without a warm-up at ten times the "
            "limit."
        ),
        fix=(
            "Start at the optimizer's default (0.001 for Adam, 0.01 for SGD), or lower the rate with a schedule or "
            "`ReduceLROnPlateau`.\n"
            "\n"
            "`keras.optimizers.schedules.CosineDecay(initial_learning_rate, decay_steps)` in place of the number is "
            "the shortest change; it keeps the large rate for the first steps, where it may help. Give EarlyStopping "
            "several epochs more patience than ReduceLROnPlateau, so that the lower rate can show what it is worth."
        ),
        ignore_when=(
            "You measured that this rate works: very wide batches (thousands of samples), a very small network, or "
            "gradients that are scaled down elsewhere."
        ),
        options=(
            Option(
                name="thresholds",
                type="table",
                default={
                    "adam": 0.01,
                    "adamw": 0.01,
                    "nadam": 0.01,
                    "adamax": 0.01,
                    "rmsprop": 0.01,
                    "sgd": 0.1,
                    "adagrad": 0.1,
                    "ftrl": 0.1,
                    "lion": 0.001,
                    "adadelta": 1.0,
                },
                minimum=0,
                unit="learning rate",
                help="Limit for each optimizer. A rate at or above its limit is large.",
                source=(
                    "About ten times the default of Keras for the Adam family, RMSprop and SGD; the authors of Lion "
                    "advise rates 3 to 10 times below AdamW's; Zeiler's Adadelta is defined with a rate of 1. UMLAUT, "
                    "a run-time checker, warns above 0.01 as well."
                ),
            ),
            Option(
                name="above_only",
                type="strings",
                default=("adadelta",),
                unit="optimizers",
                help=(
                    "Optimizers whose limit is itself a normal rate. Only a rate above it is large."
                ),
                source=(
                    "Adadelta as published has no learning rate, which is a rate of exactly 1.0 in Keras."
                ),
            ),
            Option(
                name="min_decay",
                type="number",
                default=0.0001,
                minimum=0,
                unit="decay a step (legacy argument `decay`)",
                help="A legacy `decay` at or above this counts as a schedule.",
                source=(
                    "The rate after n steps is lr / (1 + decay * n). With 1e-4 it is halved after 10,000 steps; with "
                    "1e-6 it has lost 1 %."
                ),
            ),
            Option(
                name="shallow_factor",
                type="number",
                default=10,
                minimum=1,
                unit="times the limit",
                help=(
                    "A model without a hidden layer is reported only from limit times this factor on, unless its loss "
                    "is the mean squared error and its inputs are many or unknown."
                ),
                source=(
                    "Linear and logistic regression are convex. Of 48 findings read one by one, 11 were about such "
                    "models, none of which the rate had harmed."
                ),
            ),
            Option(
                name="shallow_inputs",
                type="number",
                default=8,
                minimum=1,
                unit="inputs",
                help=(
                    "With the mean squared error, a model without a hidden layer has this many known inputs at most "
                    "for `shallow_factor` to count."
                ),
                source=(
                    "A squared error is as steep as its inputs are many: with n standardized inputs and batches of 32 "
                    "SGD is stable up to a rate of 1 / (1 + sqrt(n / 32))^2, which is 0.4 at 8 inputs and 0.06 at 300. "
                    "Measured with 300 inputs, SGD at 0.1 ended at a test error of 2e7, at 0.01 at 0.12. The slope of "
                    "a cross-entropy is bounded."
                ),
            ),
            Option(
                name="warning_factor",
                type="number",
                default=3,
                minimum=1,
                unit="times the limit",
                help=(
                    "A rate below limit times this factor is reported as `info`, from there on as `warning`."
                ),
                source=(
                    "Of 65 findings in public code that people read one by one, 49 were debatable, a matter of taste "
                    "at such a rate."
                ),
            ),
            Option(
                name="plateau_margin",
                type="number",
                default=3,
                minimum=0,
                unit="epochs",
                help=(
                    "ReduceLROnPlateau beside an EarlyStopping that watches the same value counts only if its patience "
                    "is shorter by at least this much."
                ),
                source=(
                    "EarlyStopping counts on from the same best epoch. After the rate is lowered there are only as "
                    "many epochs left as the two differ by, and in one or two of them noise decides."
                ),
            ),
            Option(
                name="schedule_factor",
                type="number",
                default=10,
                minimum=1,
                unit="times the limit",
                help=(
                    "A schedule without warm-up whose first rate reaches limit times this factor is reported as "
                    "`info`. With SGD, momentum counts: a rate r with momentum m makes steps like r / (1 - m)."
                ),
                source=(
                    "At ten times the limit small networks on real data did clearly worse than with a lower rate in 14 "
                    "(Adam) and 17 (SGD) of 24 cases. Goyal et al. (2017) need a warm-up to start at such rates."
                ),
            ),
            Option(
                name="large_epsilon",
                type="number",
                default=0.001,
                minimum=0,
                unit="epsilon",
                help=(
                    "An optimizer that divides by the size of gradients and has an `epsilon` at or above this is not "
                    "reported."
                ),
                source=(
                    "Such a step is rate * gradient / (size of gradients + epsilon), and small where gradients are "
                    "smaller than epsilon. Keras' default is 1e-7; the documentation of Adam in TensorFlow names 1.0 "
                    "and 0.1 for an Inception network on ImageNet."
                ),
            ),
            Option(
                name="high_confidence_factor",
                type="number",
                default=3,
                minimum=1,
                unit="times the limit",
                help=(
                    "A rate below limit times this factor is reported with medium confidence, from there on with high "
                    "confidence."
                ),
                source=(
                    "Small networks on real data (24 of them an entry, 800 steps, 3 seeds) did clearly worse than with "
                    "a lower rate in 2 of 24 cases with Adam at 0.01, 9 at 0.03, 14 at 0.1; SGD in 0 at 0.1, 4 at 0.3, "
                    "17 at 1.0."
                ),
            ),
        ),
        references=(
            Reference(
                title="Keras: optimizers and their defaults",
                url="https://keras.io/api/optimizers/",
            ),
            Reference(
                title="Keras: ReduceLROnPlateau",
                url="https://keras.io/api/callbacks/reduce_lr_on_plateau/",
            ),
            Reference(
                title=(
                    "Goyal et al.: Accurate, Large Minibatch SGD: Training ImageNet in 1 Hour (2017)"
                ),
                url="https://arxiv.org/abs/1706.02677",
            ),
            Reference(
                title=(
                    "Bengio: Practical recommendations for gradient-based training of deep architectures (2012)"
                ),
                url="https://arxiv.org/abs/1206.5533",
            ),
            Reference(
                title="Chen et al.: Symbolic Discovery of Optimization Algorithms (Lion, 2023)",
                url="https://arxiv.org/abs/2302.06675",
            ),
            Reference(
                title="Zeiler: ADADELTA, an adaptive learning rate method (2012)",
                url="https://arxiv.org/abs/1212.5701",
            ),
        ),
        examples=(
            Example(
                name="a literal",
                bad=True,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    'model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])\n'
                    'model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.1), loss="mse")  # FIT201\n'
                    'model.fit(data["x"], data["y"], validation_split=0.1)\n'
                ),
            ),
            Example(
                name="from a configuration file",
                bad=True,
                code=(
                    "import numpy as np\n"
                    "import yaml\n"
                    "from keras import Sequential, layers, optimizers\n"
                    "\n"
                    'with open("config.yaml") as file:\n'
                    "    config = yaml.safe_load(file)\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    'model = Sequential([layers.Dense(32, activation="relu"), layers.Dense(1)])\n'
                    'model.compile(optimizers.RMSprop(config["training"]["lr"]), "mse")  # FIT201\n'
                    'model.fit(data["x"], data["y"], validation_split=0.1)\n'
                ),
                files=(
                    (
                        "config.yaml",
                        (
                            "training:\n"
                            "  lr: 0.05\n"
                        ),
                    ),
                ),
            ),
            Example(
                name="a callback that never acts",
                bad=True,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    'model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])\n'
                    'model.compile(optimizer=keras.optimizers.Adam(0.1), loss="mse")  # FIT201\n'
                    "callbacks = [keras.callbacks.ReduceLROnPlateau(patience=10), "
                    "keras.callbacks.EarlyStopping(patience=5)]\n"
                    'model.fit(data["x"], data["y"], epochs=100, validation_split=0.1, callbacks=callbacks)\n'
                ),
            ),
            Example(
                name="the optimizer's default",
                bad=False,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    'model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])\n'
                    'model.compile(optimizer=keras.optimizers.Adam(), loss="mse")\n'
                    'model.fit(data["x"], data["y"], validation_split=0.1)\n'
                ),
            ),
            Example(
                name="a schedule starts large and ends small",
                bad=False,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    'model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])\n'
                    "rate = keras.optimizers.schedules.CosineDecay(0.05, decay_steps=10_000)\n"
                    'model.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")\n'
                    'model.fit(data["x"], data["y"], validation_split=0.1)\n'
                ),
            ),
            Example(
                name="a callback lowers the rate",
                bad=False,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    'model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])\n'
                    'model.compile(optimizer=keras.optimizers.SGD(0.2), loss="mse")\n'
                    "lower = keras.callbacks.ReduceLROnPlateau(patience=3)\n"
                    'model.fit(data["x"], data["y"], epochs=50, validation_split=0.1, callbacks=[lower])\n'
                ),
            ),
        ),
        verify=Recipe(
            experiment="compare-learning-rates",
            parameters={
                "arms": ("as-written", "tenth", "optimizer-default"),
                "tasks": ("teacher", "correlated-teacher"),
                "checkpoints": (100, 200),
                "slow_checkpoints": (200, 400),
                "own_checkpoints": (400, 800),
                "seeds": 3,
                "early_stop_ratio": 3.0,
                "wide_ratio": 10.0,
                "confirm_ratio": 2.0,
                "refute_ratio": 0.8,
                "fix_progress_above": 0.2,
                "held_out_harm": 0.01,
                "held_out_samples": 4,
                "dead_share": 0.3,
            },
        ),
    )


def _fit301() -> Rule:
    from fitlint.rule import Example, Option, Recipe, Reference, Rule

    return Rule(
        code="FIT301",
        name="unregularized-deep-dense",
        category="architecture",
        severity="warning",
        profile="default",
        summary=(
            "Three or more hidden Dense layers in a row, and nothing keeps the model from memorizing its data."
        ),
        why=(
            "A stack like this can learn its training samples by heart; the training loss then keeps falling while new "
            "data gets no better answers.\n"
            "\n"
            "Every unit of a Dense layer is connected to every unit before it, so a few layers of 32 or more hold "
            "thousands of free weights, often more than there are samples. Without dropout, a penalty on the weights, "
            "noise, normalization or early stopping, nothing tells the model to prefer a simple answer to a memorized "
            "one."
        ),
        fix=(
            "Add one brake: an `EarlyStopping` callback with validation data, a `Dropout` layer between the Dense "
            "layers, or `kernel_regularizer`.\n"
            "\n"
            "Start with `EarlyStopping(patience=5, restore_best_weights=True)`: it costs nothing and shows when "
            "memorizing begins. Add dropout of 0.2 to 0.5 or `keras.regularizers.l2(1e-4)` if the gap between training "
            "and validation loss stays wide. Fewer or smaller layers are the other way out.\n"
            "\n"
            "An autoencoder, trained on its own input through a narrow layer, is left alone; a regression with as many "
            "outputs as inputs is not. In a loop of your own a loss that is the sum of losses of targets and outputs "
            "holds no penalty on the weights."
        ),
        ignore_when=(
            "You have far more samples than weights (a teacher's outputs, simulated data), memorizing is the aim, or "
            "validation curves show no gap. What a trainer of another library does with the model is not read: the "
            "finding is then of medium confidence, as for any builder."
        ),
        options=(
            Option(
                name="min_hidden_layers",
                type="integer",
                default=3,
                minimum=1,
                unit="hidden Dense layers in a row",
                help="Rows at least this long are judged. The output layer does not count.",
                source=(
                    "Every network measured with three or more hidden layers of 32 or more units learned 128 samples "
                    "with random labels by heart within 300 steps."
                ),
            ),
            Option(
                name="few_rows",
                type="integer",
                default=30,
                minimum=0,
                unit="samples",
                help=(
                    "A model that is trained on at most this many samples is left alone; no brake makes it say "
                    "anything about others."
                ),
                source=(
                    "Of 71 findings read one by one, 12 were about tables of 3 to 14 rows typed into the script."
                ),
            ),
            Option(
                name="plenty_of_samples",
                type="number",
                default=100,
                minimum=0,
                unit="samples for each weight",
                help=(
                    "Where every training is known to have more than this, the finding is of medium confidence and "
                    "names both numbers: so many samples can be a brake themselves."
                ),
                source=(
                    "Baum and Haussler (1989) need some W / e samples for W weights and a share e of wrong answers; a "
                    "hundred for each weight stand for 1 %."
                ),
            ),
            Option(
                name="min_units",
                type="integer",
                default=32,
                minimum=1,
                unit="units",
                help=(
                    "At least one layer of the row has this many units, or an unknown number of them."
                ),
                source=(
                    "In the same measurement networks of this width reached 100 %, tiny ones stopped at 84 %."
                ),
            ),
        ),
        references=(
            Reference(
                title=(
                    "Zhang et al.: Understanding deep learning requires rethinking generalization (2017)"
                ),
                url="https://arxiv.org/abs/1611.03530",
            ),
            Reference(
                title=(
                    "Srivastava et al.: Dropout, a simple way to prevent neural networks from overfitting. JMLR 15 "
                    "(2014)"
                ),
                url="https://jmlr.org/papers/v15/srivastava14a.html",
            ),
            Reference(
                title=(
                    "Baum, Haussler: What size net gives valid generalization? Neural Computation 1 (1989)"
                ),
                url="https://doi.org/10.1162/neco.1989.1.1.151",
            ),
            Reference(
                title="TensorFlow tutorial: Overfit and underfit",
                url="https://www.tensorflow.org/tutorials/keras/overfit_and_underfit",
            ),
            Reference(
                title="Keras: EarlyStopping",
                url="https://keras.io/api/callbacks/early_stopping/",
            ),
        ),
        examples=(
            Example(
                name="three wide layers",
                bad=True,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "from tensorflow.keras import layers\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    "model = keras.Sequential([\n"
                    '    layers.Dense(128, activation="relu"),  # FIT301\n'
                    '    layers.Dense(128, activation="relu"),\n'
                    '    layers.Dense(64, activation="relu"),\n'
                    "    layers.Dense(1),\n"
                    "])\n"
                    'model.compile("adam", "mse")\n'
                    'model.fit(data["x"], data["y"], epochs=200, validation_split=0.2)\n'
                ),
            ),
            Example(
                name="a sum of losses holds no penalty",
                bad=True,
                code=(
                    "import keras\n"
                    "import numpy as np\n"
                    "import tensorflow as tf\n"
                    "\n"
                    'data = tf.data.Dataset.from_tensor_slices((np.load("x.npy"), np.load("y.npy"))).batch(32)\n'
                    'hidden = [keras.layers.Dense(256, activation="relu") for _ in range(3)]  # FIT301\n'
                    "model = keras.Sequential([keras.Input((30,)), *hidden, keras.layers.Dense(1)])\n"
                    "optimizer = keras.optimizers.Adam(1e-3)\n"
                    "square, absolute = keras.losses.MeanSquaredError(), keras.losses.MeanAbsoluteError()\n"
                    "for epoch in range(30):\n"
                    "    for x, y in data:\n"
                    "        with tf.GradientTape() as tape:\n"
                    "            out = model(x, training=True)\n"
                    "            loss = square(y, out) + 0.5 * absolute(y, out)\n"
                    "        slopes = tape.gradient(loss, model.trainable_variables)\n"
                    "        optimizer.apply_gradients(zip(slopes, model.trainable_variables))\n"
                ),
            ),
            Example(
                name="dropout between the layers",
                bad=False,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "from tensorflow.keras import layers\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    "model = keras.Sequential([\n"
                    '    layers.Dense(128, activation="relu"),\n'
                    "    layers.Dropout(0.3),\n"
                    '    layers.Dense(128, activation="relu"),\n'
                    "    layers.Dropout(0.3),\n"
                    '    layers.Dense(64, activation="relu"),\n'
                    "    layers.Dense(1),\n"
                    "])\n"
                    'model.compile("adam", "mse")\n'
                    'model.fit(data["x"], data["y"], epochs=200, validation_split=0.2)\n'
                ),
            ),
            Example(
                name="early stopping",
                bad=False,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "from tensorflow.keras import layers\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    'hidden = [layers.Dense(128, activation="relu") for _ in range(3)]\n'
                    "model = keras.Sequential([*hidden, layers.Dense(1)])\n"
                    'model.compile("adam", "mse")\n'
                    "stop = keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True)\n"
                    'model.fit(data["x"], data["y"], epochs=200, validation_split=0.2, callbacks=[stop])\n'
                ),
            ),
            Example(
                name="an autoencoder",
                bad=False,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "from tensorflow.keras import layers\n"
                    "\n"
                    'x = np.load("spectra.npy")\n'
                    "model = keras.Sequential([\n"
                    "    keras.Input((400,)),\n"
                    '    layers.Dense(128, activation="relu"),\n'
                    '    layers.Dense(8, activation="relu"),\n'
                    '    layers.Dense(128, activation="relu"),\n'
                    "    layers.Dense(400),\n"
                    "])\n"
                    'model.compile("adam", "mse")\n'
                    "model.fit(x, x, epochs=100, validation_split=0.2)\n"
                ),
            ),
            Example(
                name="small layers",
                bad=False,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "from tensorflow.keras import layers\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    'model = keras.Sequential([layers.Dense(8, "relu"), layers.Dense(8, "relu"), layers.Dense(8, '
                    '"relu"), layers.Dense(1)])\n'
                    'model.compile("adam", "mse")\n'
                    'model.fit(data["x"], data["y"], validation_split=0.2)\n'
                ),
            ),
        ),
        verify=Recipe(
            experiment="compare-regularization",
            parameters={
                "arms": ("as-written", "dropout", "l2", "early-stopping"),
                "seeds": 3,
                "confirm_gain": 0.02,
                "refute_gap": 0.02,
                "memorize_samples": 128,
                "memorize_steps": 300,
            },
        ),
    )


def _fit302() -> Rule:
    from fitlint.rule import Example, Option, Recipe, Reference, Rule

    return Rule(
        code="FIT302",
        name="sigmoid-in-deep-hidden",
        category="architecture",
        severity="warning",
        profile="default",
        summary="Sigmoid activations inside a deep network, where they make the gradients vanish.",
        why=(
            "A sigmoid's slope is at most 1/4, so each one shrinks the learning signal; the first layers of a deep "
            "network then hardly learn.\n"
            "\n"
            "Gradients are multiplied by the slope of every activation on their way back. Measured at the start of "
            "training, the gradient of the first layer is about 1/18 of the last layer's behind two sigmoid layers and "
            "about 1/65 behind three; with ReLU the two are equal. The outputs are also all positive, which shifts the "
            "inputs of the next layer. Such networks sit on a plateau for many epochs and often do not leave it."
        ),
        fix=(
            'Use `activation="relu"` (or `"gelu"`, `"swish"`) in hidden layers and keep the sigmoid for the output.\n'
            "\n"
            "With ReLU use `kernel_initializer=\"he_normal\"` or Keras's default. If the sigmoid has to stay, put a "
            "`BatchNormalization` after each such layer."
        ),
        ignore_when=(
            "The sigmoid is part of the method (a reproduction of an older paper, an energy model, a gate that the "
            "reader did not recognize). Scores that leave the model, also in a mapping beside other outputs, are not "
            "hidden and not reported."
        ),
        options=(
            Option(
                name="min_sigmoid_layers",
                type="integer",
                default=2,
                minimum=1,
                unit="hidden layers with a sigmoid on one path",
                help="This many or more are reported at any depth.",
                source=(
                    "The first layer's gradient falls to about 1/4 of the last one's with one sigmoid layer, 1/18 with "
                    "two, 1/65 with three (medians)."
                ),
            ),
            Option(
                name="deep_layers",
                type="integer",
                default=3,
                minimum=1,
                unit="hidden Dense or Conv layers on one path",
                help="On a path with this many hidden layers a single sigmoid is reported.",
                source=(
                    "With Adam and RMSprop none of 9 measured sigmoid networks of depth 2 did clearly worse than with "
                    "ReLU, but 9 of 27 deeper ones did; with plain SGD 10 of 12 did at any depth from 2."
                ),
            ),
            Option(
                name="activations",
                type="strings",
                default=("sigmoid", "hard_sigmoid"),
                unit="Keras names of activations",
                help="Activations that count as a sigmoid.",
                source="Both squash into (0, 1) with a slope of at most 1/4.",
            ),
        ),
        references=(
            Reference(
                title=(
                    "Glorot, Bengio: Understanding the difficulty of training deep feedforward neural networks. "
                    "AISTATS (2010)"
                ),
                url="https://proceedings.mlr.press/v9/glorot10a.html",
            ),
            Reference(
                title="He et al.: Delving deep into rectifiers (2015)",
                url="https://arxiv.org/abs/1502.01852",
            ),
            Reference(
                title="Keras: layer activation functions",
                url="https://keras.io/api/layers/activations/",
            ),
        ),
        examples=(
            Example(
                name="sigmoid in every layer",
                bad=True,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "from tensorflow.keras import layers\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    "model = keras.Sequential([\n"
                    '    layers.Dense(16, activation="sigmoid"),  # FIT302\n'
                    '    layers.Dense(16, activation="sigmoid"),\n'
                    '    layers.Dense(1, activation="sigmoid"),\n'
                    "])\n"
                    'model.compile("adam", "binary_crossentropy")\n'
                    'model.fit(data["x"], data["y"], validation_split=0.2)\n'
                ),
            ),
            Example(
                name="a separate activation layer",
                bad=True,
                code=(
                    "import numpy as np\n"
                    "from keras.layers import Activation, Conv2D, Dense, Flatten\n"
                    "from keras.models import Sequential\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    "model = Sequential()\n"
                    'model.add(Conv2D(16, 3, activation="relu"))\n'
                    'model.add(Conv2D(32, 3, activation="relu"))\n'
                    "model.add(Flatten())\n"
                    "model.add(Dense(64))\n"
                    'model.add(Activation("sigmoid"))  # FIT302\n'
                    'model.add(Dense(10, activation="softmax"))\n'
                    'model.compile("adam", "sparse_categorical_crossentropy")\n'
                    'model.fit(data["x"], data["y"], validation_split=0.2)\n'
                ),
            ),
            Example(
                name="sigmoid at the output only",
                bad=False,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "from tensorflow.keras import layers\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    "model = keras.Sequential([\n"
                    '    layers.Dense(16, activation="relu"),\n'
                    '    layers.Dense(16, activation="relu"),\n'
                    '    layers.Dense(1, activation="sigmoid"),\n'
                    "])\n"
                    'model.compile("adam", "binary_crossentropy")\n'
                    'model.fit(data["x"], data["y"], validation_split=0.2)\n'
                ),
            ),
            Example(
                name="a gate",
                bad=False,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "from tensorflow.keras import layers\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    "x = inputs = keras.Input((32,))\n"
                    "for _ in range(3):\n"
                    '    gate = layers.Dense(32, activation="sigmoid")(x)\n'
                    '    x = layers.multiply([layers.Dense(32, activation="relu")(x), gate])\n'
                    "model = keras.Model(inputs, layers.Dense(1)(x))\n"
                    'model.compile("adam", "mse")\n'
                    'model.fit(data["x"], data["y"], validation_split=0.2)\n'
                ),
            ),
            Example(
                name="a score that leaves the model in a mapping",
                bad=False,
                code=(
                    "import keras\n"
                    "import numpy as np\n"
                    "from keras import layers\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    "inputs = keras.Input((32,))\n"
                    'x = layers.Dense(64, activation="relu")(inputs)\n'
                    'x = layers.Dense(64, activation="relu")(x)\n'
                    'reader = keras.Model(inputs, {"code": x, "score": layers.Dense(1, activation="sigmoid")(x)})\n'
                    "found = reader(inputs)\n"
                    'outputs = {"y": layers.Dense(4)(found["code"]), "score": found["score"]}\n'
                    "model = keras.Model(inputs, outputs)\n"
                    'model.compile("adam", {"y": "mse", "score": "binary_crossentropy"})\n'
                    'model.fit(data["x"], {"y": data["y"], "score": data["score"]}, validation_split=0.2)\n'
                ),
            ),
        ),
        verify=Recipe(
            experiment="compare-activations",
            parameters={
                "arms": ("as-written", "relu-he"),
                "fallback_arms": ("relu-glorot", "tenth-of-rate"),
                "tasks": ("teacher", "correlated-teacher"),
                "checkpoints": (200, 600),
                "long_checkpoints": (600, 1800),
                "seeds": 3,
                "confirm_progress_below": 0.05,
                "wide_below": 0.01,
                "fix_progress_above": 0.1,
                "fading_below": 0.1,
            },
        ),
    )


def _fit303() -> Rule:
    from fitlint.rule import Example, Option, Recipe, Reference, Rule

    return Rule(
        code="FIT303",
        name="missing-hidden-activation",
        category="architecture",
        severity="warning",
        profile="default",
        summary=(
            "A hidden Dense or convolutional layer without an activation, which adds nothing to the layer behind it."
        ),
        why=(
            "Two layers with nothing non-linear between them compute what a single linear layer could, so the network "
            "is shallower than it looks.\n"
            "\n"
            "`Dense` and `Conv2D` have no activation unless one is given. The product of two weight matrices is one "
            "weight matrix: such a stack fits straight lines only, however deep it is. Normalization, dropout, pooling "
            "and reshaping in between do not change that; max-pooling bends the result a little, but is no "
            "replacement. On XOR-shaped data a stack without activations stays at 50 % accuracy where the same stack "
            "with ReLU reaches 95 %."
        ),
        fix=(
            'Give the layer an activation: `Dense(64, activation="relu")`, or an `Activation("relu")` layer behind '
            "it.\n"
            "\n"
            "Layers that are linear on purpose are left alone: without a bias before a normalization, 1x1 "
            "convolutions, a kernel in two parts (1x7, then 7x1), projections into a sum, a concatenation, a dot "
            "product or attention, a Dense layer whose output is laid out as a picture, and bottlenecks narrower than "
            "half of both neighbours."
        ),
        ignore_when=(
            "The layer is a linear projection by design (a factorized matrix, a linear autoencoder, an embedding that "
            "later layers share)."
        ),
        options=(
            Option(
                name="bottleneck_ratio",
                type="number",
                default=0.5,
                minimum=0,
                unit="of the width of a neighbour",
                help=(
                    "A layer narrower than this share of the layers before and behind it counts as a bottleneck, which "
                    "may be linear."
                ),
                source=(
                    "Sandler et al. (MobileNetV2) make bottlenecks linear on purpose, since an activation in few "
                    "dimensions destroys information."
                ),
            ),
        ),
        references=(
            Reference(
                title="Keras: layer activation functions",
                url="https://keras.io/api/layers/activations/",
            ),
            Reference(
                title="Cybenko: Approximation by superpositions of a sigmoidal function (1989)",
                url="https://doi.org/10.1007/BF02551274",
            ),
            Reference(
                title=(
                    "Sandler et al.: MobileNetV2, inverted residuals and linear bottlenecks (2018)"
                ),
                url="https://arxiv.org/abs/1801.04381",
            ),
            Reference(
                title=(
                    "Nikanjam et al.: NeuraLint, automatic fault detection for deep learning programs (2021)"
                ),
                url="https://arxiv.org/abs/2105.08095",
            ),
        ),
        examples=(
            Example(
                name="a stack of linear layers",
                bad=True,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "from tensorflow.keras import layers\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    "model = keras.Sequential([\n"
                    "    layers.Dense(64),  # FIT303\n"
                    "    layers.Dense(32),\n"
                    '    layers.Dense(1, activation="sigmoid"),\n'
                    "])\n"
                    'model.compile("adam", "binary_crossentropy")\n'
                    'model.fit(data["x"], data["y"], validation_split=0.2)\n'
                ),
            ),
            Example(
                name="normalization and dropout are no activation",
                bad=True,
                code=(
                    "import keras\n"
                    "import numpy as np\n"
                    "from keras import layers\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    "inputs = keras.Input((32, 32, 3))\n"
                    "x = layers.Conv2D(32, 3)(inputs)  # FIT303\n"
                    "x = layers.BatchNormalization()(x)\n"
                    "x = layers.MaxPooling2D()(x)\n"
                    "x = layers.Dropout(0.2)(x)\n"
                    'x = layers.Conv2D(64, 3, activation="relu")(x)\n'
                    "x = layers.Flatten()(x)\n"
                    'model = keras.Model(inputs, layers.Dense(10, activation="softmax")(x))\n'
                    'model.compile("adam", "sparse_categorical_crossentropy")\n'
                    'model.fit(data["x"], data["y"], validation_split=0.2)\n'
                ),
            ),
            Example(
                name="the activation follows",
                bad=False,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "from tensorflow.keras import layers\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    "model = keras.Sequential([\n"
                    "    layers.Dense(64, use_bias=False),\n"
                    "    layers.BatchNormalization(),\n"
                    '    layers.Activation("relu"),\n'
                    "    layers.Dense(32),\n"
                    "    layers.LeakyReLU(),\n"
                    '    layers.Dense(1, activation="sigmoid"),\n'
                    "])\n"
                    'model.compile("adam", "binary_crossentropy")\n'
                    'model.fit(data["x"], data["y"], validation_split=0.2)\n'
                ),
            ),
            Example(
                name="a projection into a sum",
                bad=False,
                code=(
                    "import keras\n"
                    "import numpy as np\n"
                    "from keras import layers\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    "inputs = keras.Input((32,))\n"
                    'x = layers.Dense(64, activation="relu")(inputs)\n'
                    "x = layers.Dense(32)(x)\n"
                    "x = layers.add([x, inputs])\n"
                    "model = keras.Model(inputs, layers.Dense(1)(x))\n"
                    'model.compile("adam", "mse")\n'
                    'model.fit(data["x"], data["y"], validation_split=0.2)\n'
                ),
            ),
        ),
        verify=Recipe(
            experiment="structure-nonlinearity",
            parameters={"seeds": 3, "linear_below": 0.0001},
        ),
    )


def _fit304() -> Rule:
    from fitlint.rule import Example, Recipe, Reference, Rule

    return Rule(
        code="FIT304",
        name="softmax-single-unit",
        category="architecture",
        severity="error",
        profile="default",
        summary="A softmax over a single unit, which always gives 1.",
        why=(
            "Softmax divides each output by the sum of all. With one output that is always 1, so every sample gets the "
            "same answer.\n"
            "\n"
            "The gradient through such a layer is exactly zero: measured on 64 samples that a sigmoid output "
            "memorizes, loss and accuracy were the same after training as before (JAX, PyTorch). On TensorFlow, Keras "
            "computes the binary cross-entropy from what stands in front of the softmax: there the loss falls, but "
            "every prediction is still 1, and accuracy stays at chance. In an attention layer the effect is quieter: "
            "all positions get the same weight, 1."
        ),
        fix=(
            'Use `activation="sigmoid"` for one output between 0 and 1, or one unit for each class with softmax.\n'
            "\n"
            'Two classes: `Dense(1, activation="sigmoid")` with `binary_crossentropy`. Several: `Dense(num_classes, '
            'activation="softmax")` with `sparse_categorical_crossentropy` (class numbers) or '
            "`categorical_crossentropy` (one-hot). For attention weights let softmax run over the positions: "
            "`Softmax(axis=1)`."
        ),
        ignore_when=(
            "Never for training. A model with one class left over while a script is being written is a reason to "
            "silence it for a while."
        ),
        options=(),
        references=(
            Reference(
                title="Keras: the softmax activation",
                url="https://keras.io/api/layers/activations/#softmax-function",
            ),
            Reference(
                title=(
                    "Wardat et al.: DeepLocalize, fault localization for deep neural networks (2021)"
                ),
                url="https://arxiv.org/abs/2103.03376",
            ),
            Reference(
                title=(
                    "Islam et al.: A comprehensive study on deep learning bug characteristics (2019)"
                ),
                url="https://arxiv.org/abs/1906.01388",
            ),
        ),
        examples=(
            Example(
                name="two classes",
                bad=True,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "from tensorflow.keras import layers\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    "model = keras.Sequential([\n"
                    '    layers.Dense(16, activation="relu"),\n'
                    '    layers.Dense(1, activation="softmax"),  # FIT304\n'
                    "])\n"
                    'model.compile("adam", "binary_crossentropy")\n'
                    'model.fit(data["x"], data["y"], validation_split=0.2)\n'
                ),
            ),
            Example(
                name="a separate layer",
                bad=True,
                code=(
                    "import numpy as np\n"
                    "from keras.layers import Activation, Dense\n"
                    "from keras.models import Sequential\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    "model = Sequential()\n"
                    'model.add(Dense(16, activation="relu"))\n'
                    "model.add(Dense(1))\n"
                    'model.add(Activation("softmax"))  # FIT304\n'
                    'model.compile("adam", "binary_crossentropy")\n'
                    'model.fit(data["x"], data["y"], validation_split=0.2)\n'
                ),
            ),
            Example(
                name="a sigmoid for one output",
                bad=False,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "from tensorflow.keras import layers\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    'model = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(1, '
                    'activation="sigmoid")])\n'
                    'model.compile("adam", "binary_crossentropy")\n'
                    'model.fit(data["x"], data["y"], validation_split=0.2)\n'
                ),
            ),
            Example(
                name="attention weights over positions",
                bad=False,
                code=(
                    "import keras\n"
                    "import numpy as np\n"
                    "from keras import layers\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    "inputs = keras.Input((20, 8))\n"
                    "x = layers.LSTM(16, return_sequences=True)(inputs)\n"
                    'weights = layers.Softmax(axis=1)(layers.Dense(1, activation="tanh")(x))\n'
                    "x = layers.Flatten()(layers.multiply([x, weights]))\n"
                    'model = keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))\n'
                    'model.compile("adam", "binary_crossentropy")\n'
                    'model.fit(data["x"], data["y"], validation_split=0.2)\n'
                ),
            ),
        ),
        verify=Recipe(
            experiment="memorize-samples",
            parameters={
                "arms": ("as-written", "matching-head"),
                "samples": 32,
                "steps": 600,
                "seeds": 3,
                "memorized": 0.95,
                "failed_below": 0.8,
            },
        ),
    )


def _fit305() -> Rule:
    from fitlint.rule import Example, Recipe, Reference, Rule

    return Rule(
        code="FIT305",
        name="missing-output-activation",
        category="architecture",
        severity="error",
        profile="default",
        summary=(
            "A cross-entropy that takes probabilities, behind a last layer without an activation."
        ),
        why=(
            "The loss takes the logarithm of the output as if it were a probability. A layer without an activation "
            "gives any number, and Keras cuts it to (0, 1).\n"
            "\n"
            "Where the output was cut, its gradient is zero: samples whose output starts below 0 or above 1 stop "
            "teaching. Some runs still get somewhere, others stay where they began. Measured on 64 samples that any "
            "network of this size can memorize, `Dense(1)` with `binary_crossentropy` reached 87 % on average and 38 % "
            "in the worst of five seeds; with a sigmoid it was 100 % in each."
        ),
        fix=(
            'Add `activation="sigmoid"` (binary) or `activation="softmax"` to the last layer, or pass '
            "`from_logits=True` to the loss.\n"
            "\n"
            "The second is a little more exact: `loss=keras.losses.BinaryCrossentropy(from_logits=True)` computes both "
            "steps at once. Predictions are logits then, and `accuracy` needs a threshold of 0 "
            "(`keras.metrics.BinaryAccuracy(threshold=0.0)`)."
        ),
        ignore_when=(
            "Something outside of the model that fitlint could not see turns its output into probabilities before the "
            "loss."
        ),
        options=(),
        references=(
            Reference(
                title="Keras: probabilistic losses and from_logits",
                url="https://keras.io/api/losses/probabilistic_losses/",
            ),
            Reference(
                title="Humbatova et al.: Taxonomy of real faults in deep learning systems (2020)",
                url="https://arxiv.org/abs/1910.11015",
            ),
        ),
        examples=(
            Example(
                name="a string loss",
                bad=True,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "from tensorflow.keras import layers\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    "model = keras.Sequential([\n"
                    '    layers.Dense(16, activation="relu"),\n'
                    "    layers.Dense(1),  # FIT305\n"
                    "])\n"
                    'model.compile("adam", loss="binary_crossentropy")\n'
                    'model.fit(data["x"], data["y"], validation_split=0.2)\n'
                ),
            ),
            Example(
                name="from_logits is False unless it is given",
                bad=True,
                code=(
                    "import keras\n"
                    "import numpy as np\n"
                    "from keras import layers\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    "inputs = keras.Input((28, 28))\n"
                    "x = layers.Flatten()(inputs)\n"
                    'x = layers.Dense(64, activation="relu")(x)\n'
                    "outputs = layers.Dense(10)(x)  # FIT305\n"
                    "model = keras.Model(inputs, outputs)\n"
                    'model.compile("adam", loss=keras.losses.SparseCategoricalCrossentropy())\n'
                    'model.fit(data["x"], data["y"], validation_split=0.2)\n'
                ),
            ),
            Example(
                name="logits and a loss that takes them",
                bad=False,
                code=(
                    "import keras\n"
                    "import numpy as np\n"
                    "from keras import layers\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    'model = keras.Sequential([layers.Dense(64, activation="relu"), layers.Dense(10)])\n'
                    'model.compile("adam", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))\n'
                    'model.fit(data["x"], data["y"], validation_split=0.2)\n'
                ),
            ),
            Example(
                name="an activation in single precision",
                bad=False,
                code=(
                    "import keras\n"
                    "import numpy as np\n"
                    "from keras import layers\n"
                    "\n"
                    'keras.mixed_precision.set_global_policy("mixed_float16")\n'
                    'data = np.load("train.npz")\n'
                    "model = keras.Sequential([\n"
                    '    layers.Dense(64, activation="relu"),\n'
                    "    layers.Dense(10),\n"
                    '    layers.Activation("softmax", dtype="float32"),\n'
                    "])\n"
                    'model.compile("adam", loss="sparse_categorical_crossentropy")\n'
                    'model.fit(data["x"], data["y"], validation_split=0.2)\n'
                ),
            ),
        ),
        verify=Recipe(
            experiment="memorize-samples",
            parameters={
                "arms": ("as-written", "matching-head"),
                "samples": 32,
                "steps": 600,
                "seeds": 3,
                "memorized": 0.95,
                "failed_below": 0.8,
            },
        ),
    )


def _fit306() -> Rule:
    from fitlint.rule import Example, Recipe, Reference, Rule

    return Rule(
        code="FIT306",
        name="loss-activation-mismatch",
        category="architecture",
        severity="error",
        profile="default",
        summary="A loss that does not fit the activation of the output.",
        why=(
            "Each loss expects one kind of output: probabilities that add up to 1, independent probabilities, logits, "
            "or plain numbers. Another kind misleads it.\n"
            "\n"
            "Errors are outputs that leave the range from 0 to 1 (ReLU, tanh) in front of a cross-entropy of "
            "probabilities: they are cut off, and where they were cut nothing is learned. Warnings train, but worse or "
            "towards something else than meant: several sigmoids with a categorical cross-entropy (which divides them "
            "by their sum), softmax with a binary one, `from_logits=True` behind softmax or sigmoid, a distance "
            "between numbers for classes. Advice is given on the mean squared error behind a sigmoid or softmax: it "
            "does learn (measured, every network memorized its samples), only slowly.\n"
            "\n"
            "Backends differ. With `from_logits=True` behind softmax a small network ended at a loss of 0.91 on JAX, "
            "where the fitting pair reached 0.01. On TensorFlow both reached 0.01: there Keras looks behind sigmoid "
            "and softmax and computes cross-entropies from logits, whatever the loss says. The outputs still mean "
            "something else than the loss that shaped them."
        ),
        fix=(
            "One class of several: softmax with `sparse_categorical_crossentropy` or `categorical_crossentropy`. "
            "Several labels, or two classes: sigmoid with `binary_crossentropy`.\n"
            "\n"
            "Numbers: no activation with `mse` or `mae`. Logits: no activation with a cross-entropy and "
            "`from_logits=True`."
        ),
        ignore_when=(
            "The pair is meant: the Brier score (squared error of probabilities), a regression on ordered classes, a "
            "comparison with an older paper."
        ),
        options=(),
        references=(
            Reference(
                title="Keras: probabilistic losses",
                url="https://keras.io/api/losses/probabilistic_losses/",
            ),
            Reference(
                title="Goodfellow, Bengio, Courville: Deep Learning, 6.2.2 Output units (2016)",
                url="https://www.deeplearningbook.org/contents/mlp.html",
            ),
            Reference(
                title="Golik et al.: Cross-entropy vs. squared error training (2013)",
                url="https://doi.org/10.21437/Interspeech.2013-436",
            ),
            Reference(
                title=(
                    "Wardat et al.: DeepLocalize, fault localization for deep neural networks (2021)"
                ),
                url="https://arxiv.org/abs/2103.03376",
            ),
        ),
        examples=(
            Example(
                name="ReLU gives no probabilities",
                bad=True,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "from tensorflow.keras import layers\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    'model = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(1, '
                    'activation="relu")])  # FIT306\n'
                    'model.compile("adam", loss="binary_crossentropy")\n'
                    'model.fit(data["x"], data["y"], validation_split=0.2)\n'
                ),
            ),
            Example(
                name="independent outputs for one class of several",
                bad=True,
                code=(
                    "import numpy as np\n"
                    "from keras.layers import Dense\n"
                    "from keras.models import Sequential\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    "model = Sequential()\n"
                    'model.add(Dense(32, activation="relu"))\n'
                    'model.add(Dense(5, activation="sigmoid"))  # FIT306\n'
                    'model.compile("adam", loss="categorical_crossentropy")\n'
                    'model.fit(data["x"], data["y"], validation_split=0.2)\n'
                ),
            ),
            Example(
                name="logits that are none",
                bad=True,
                code=(
                    "import keras\n"
                    "import numpy as np\n"
                    "from keras import layers\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    'model = keras.Sequential([layers.Dense(32, activation="relu"), layers.Dense(10, '
                    'activation="softmax")])\n'
                    "loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)  # FIT306\n"
                    'model.compile("adam", loss=loss)\n'
                    'model.fit(data["x"], data["y"], validation_split=0.2)\n'
                ),
            ),
            Example(
                name="several labels at once",
                bad=False,
                code=(
                    "import numpy as np\n"
                    "from keras.layers import Dense\n"
                    "from keras.models import Sequential\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    'model = Sequential([Dense(32, activation="relu"), Dense(5, activation="sigmoid")])\n'
                    'model.compile("adam", loss="binary_crossentropy")\n'
                    'model.fit(data["x"], data["y"], validation_split=0.2)\n'
                ),
            ),
            Example(
                name="pictures between 0 and 1",
                bad=False,
                code=(
                    "import keras\n"
                    "import numpy as np\n"
                    "from keras import layers\n"
                    "\n"
                    'images = np.load("images.npy") / 255\n'
                    "model = keras.Sequential([\n"
                    '    layers.Conv2D(16, 3, padding="same", activation="relu"),\n'
                    '    layers.Conv2D(3, 3, padding="same", activation="sigmoid"),\n'
                    "])\n"
                    'model.compile("adam", loss="mae")\n'
                    "model.fit(images, images, validation_split=0.2)\n"
                ),
            ),
        ),
        verify=Recipe(
            experiment="memorize-samples",
            parameters={
                "arms": ("as-written", "matching-head"),
                "samples": 32,
                "steps": 600,
                "seeds": 3,
                "memorized": 0.95,
                "failed_below": 0.8,
            },
        ),
    )


def _fit307() -> Rule:
    from fitlint.rule import Example, Option, Reference, Rule

    return Rule(
        code="FIT307",
        name="clipped-regression-output",
        category="architecture",
        severity="warning",
        profile="default",
        summary=(
            "A regression whose last activation cannot give all numbers that the targets have, such as ReLU or a "
            "sigmoid."
        ),
        why=(
            "A sigmoid ends at 0 and 1, tanh at -1 and 1, ReLU at 0. Targets beyond that are never reached: the "
            "network learns to press against the end.\n"
            "\n"
            "ReLU has another side: where its input is negative its gradient is zero, so that a last layer that starts "
            "on the wrong side stays there. With a single output that happens to whole networks: if the last unit is "
            "negative for all samples, the prediction is 0 for each of them and never changes again. Targets that are "
            "never negative are no reason for it, a linear layer learns that by itself.\n"
            "\n"
            "A sigmoid or tanh is reported where the script shows that its targets go further (numbers that are "
            "written out, standardized targets, pixels up to 255, a data set that comes along), or are a column of a "
            "file that nothing has scaled while the metrics are those of numbers. Where nothing is known of them, it "
            "is reported under the profile `strict` only."
        ),
        fix=(
            "Leave the last layer linear: `Dense(1)`. Where the prediction must not be negative, use `softplus`, or "
            "predict the logarithm.\n"
            "\n"
            "For sigmoid and tanh scale the targets into their range, for instance with `MinMaxScaler`."
        ),
        ignore_when=(
            "The targets are scaled into the range of the activation in a way that fitlint does not see."
        ),
        options=(
            Option(
                name="always",
                type="strings",
                default=("relu",),
                unit="Keras names of activations",
                help=(
                    "Activations that are reported in every profile where nothing is known of the targets; others only "
                    "under `strict`."
                ),
                source=(
                    "ReLU is the one whose gradient vanishes altogether; for sigmoid and tanh scaled targets are "
                    "common."
                ),
            ),
        ),
        references=(
            Reference(
                title="Keras: regression losses",
                url="https://keras.io/api/losses/regression_losses/",
            ),
            Reference(
                title="Lu et al.: Dying ReLU and initialization (2019)",
                url="https://arxiv.org/abs/1903.06733",
            ),
        ),
        examples=(
            Example(
                name="prices",
                bad=True,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "from tensorflow.keras import layers\n"
                    "\n"
                    'data = np.load("houses.npz")\n'
                    "model = keras.Sequential([\n"
                    '    layers.Dense(32, activation="relu"),\n'
                    '    layers.Dense(1, activation="relu"),  # FIT307\n'
                    "])\n"
                    'model.compile("adam", loss="mse")\n'
                    'model.fit(data["rooms"], data["price"], validation_split=0.2)\n'
                ),
            ),
            Example(
                name="standardized targets",
                bad=True,
                code=(
                    "import numpy as np\n"
                    "from sklearn.preprocessing import StandardScaler\n"
                    "from tensorflow import keras\n"
                    "from tensorflow.keras import layers\n"
                    "\n"
                    'data = np.load("houses.npz")\n'
                    'prices = StandardScaler().fit_transform(data["price"])\n'
                    "model = keras.Sequential([\n"
                    '    layers.Dense(32, activation="relu"),\n'
                    '    layers.Dense(1, activation="sigmoid"),  # FIT307\n'
                    "])\n"
                    'model.compile("adam", loss="mae")\n'
                    'model.fit(data["rooms"], prices, validation_split=0.2)\n'
                ),
            ),
            Example(
                name="a linear output",
                bad=False,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "from tensorflow.keras import layers\n"
                    "\n"
                    'data = np.load("houses.npz")\n'
                    'model = keras.Sequential([layers.Dense(32, activation="relu"), layers.Dense(1)])\n'
                    'model.compile("adam", loss="mse")\n'
                    'model.fit(data["rooms"], data["price"], validation_split=0.2)\n'
                ),
            ),
            Example(
                name="targets between 0 and 1",
                bad=False,
                code=(
                    "import numpy as np\n"
                    "from sklearn.preprocessing import MinMaxScaler\n"
                    "from tensorflow import keras\n"
                    "from tensorflow.keras import layers\n"
                    "\n"
                    'data = np.load("houses.npz")\n'
                    'prices = MinMaxScaler().fit_transform(data["price"])\n'
                    'model = keras.Sequential([layers.Dense(32, activation="relu"), layers.Dense(1, '
                    'activation="relu")])\n'
                    'model.compile("adam", loss="mse")\n'
                    'model.fit(data["rooms"], prices, validation_split=0.2)\n'
                ),
            ),
        ),
        verify=None,
    )


def _fit308() -> Rule:
    from fitlint.rule import Example, Recipe, Reference, Rule

    return Rule(
        code="FIT308",
        name="sparse-vs-categorical-mismatch",
        category="architecture",
        severity="error",
        profile="default",
        summary="One-hot labels with a loss for class numbers, or the other way round.",
        why=(
            "`sparse_categorical_crossentropy` takes class numbers, `categorical_crossentropy` one-hot rows. With the "
            "other kind the shapes do not even match.\n"
            "\n"
            "Most versions of Keras stop with an error about shapes once the first batch arrives, after the data were "
            "loaded and the GPU was taken. Some shapes slip through: class numbers of shape `(n, 1)` are broadcast "
            "against all outputs, and the network learns nonsense."
        ),
        fix=(
            'Class numbers: `loss="sparse_categorical_crossentropy"`. One-hot rows: `loss="categorical_crossentropy"`. '
            "Rows of several labels: sigmoid and `binary_crossentropy`.\n"
            "\n"
            "`keras.utils.to_categorical` makes rows of class numbers. The sparse loss needs less memory and gives the "
            "same gradients."
        ),
        ignore_when=(
            "The labels are changed again in a place that fitlint could not see, such as a generator."
        ),
        options=(),
        references=(
            Reference(
                title="Keras: probabilistic losses",
                url="https://keras.io/api/losses/probabilistic_losses/",
            ),
            Reference(
                title="Keras: to_categorical",
                url="https://keras.io/api/utils/python_utils/#to_categorical-function",
            ),
        ),
        examples=(
            Example(
                name="one-hot labels",
                bad=True,
                code=(
                    "from tensorflow import keras\n"
                    "from tensorflow.keras import layers\n"
                    "\n"
                    "(x, y), _ = keras.datasets.mnist.load_data()\n"
                    "y = keras.utils.to_categorical(y, 10)\n"
                    'model = keras.Sequential([layers.Flatten(), layers.Dense(10, activation="softmax")])\n'
                    'model.compile("adam", "sparse_categorical_crossentropy")  # FIT308\n'
                    "model.fit(x / 255, y, validation_split=0.2)\n"
                ),
            ),
            Example(
                name="class numbers",
                bad=True,
                code=(
                    "import pandas as pd\n"
                    "from keras.layers import Dense\n"
                    "from keras.models import Sequential\n"
                    "from sklearn.preprocessing import LabelEncoder\n"
                    "\n"
                    'table = pd.read_csv("flowers.csv")\n'
                    'labels = LabelEncoder().fit_transform(table["species"])\n'
                    'model = Sequential([Dense(16, activation="relu"), Dense(3, activation="softmax")])\n'
                    'model.compile(loss="categorical_crossentropy", optimizer="adam")  # FIT308\n'
                    'model.fit(table.drop(columns="species").values, labels, validation_split=0.2)\n'
                ),
            ),
            Example(
                name="class numbers with the sparse loss",
                bad=False,
                code=(
                    "from tensorflow import keras\n"
                    "from tensorflow.keras import layers\n"
                    "\n"
                    "(x, y), _ = keras.datasets.mnist.load_data()\n"
                    'model = keras.Sequential([layers.Flatten(), layers.Dense(10, activation="softmax")])\n'
                    'model.compile("adam", "sparse_categorical_crossentropy")\n'
                    "model.fit(x / 255, y, validation_split=0.2)\n"
                ),
            ),
            Example(
                name="encoded in the pipeline",
                bad=False,
                code=(
                    "import tensorflow as tf\n"
                    "from tensorflow import keras\n"
                    "from tensorflow.keras import layers\n"
                    "\n"
                    "(x, y), _ = keras.datasets.cifar10.load_data()\n"
                    "train = tf.data.Dataset.from_tensor_slices((x, y)).batch(64)\n"
                    "train = train.map(lambda image, label: (image / 255, tf.one_hot(tf.squeeze(label), 10)))\n"
                    'model = keras.Sequential([layers.Flatten(), layers.Dense(10, activation="softmax")])\n'
                    'model.compile("adam", "categorical_crossentropy")\n'
                    "model.fit(train.skip(100), validation_data=train.take(100))\n"
                ),
            ),
        ),
        verify=Recipe(
            experiment="memorize-samples",
            parameters={
                "arms": ("as-written", "matching-loss"),
                "samples": 32,
                "steps": 600,
                "seeds": 3,
                "memorized": 0.95,
                "failed_below": 0.8,
            },
        ),
    )


def _fit309() -> Rule:
    from fitlint.rule import Example, Recipe, Reference, Rule

    return Rule(
        code="FIT309",
        name="output-units-mismatch",
        category="architecture",
        severity="error",
        profile="default",
        summary=(
            "A last layer with too few or too many units for its loss and the classes in the labels."
        ),
        why=(
            "A classifier needs one output for each class. With a single output a categorical cross-entropy has "
            "nothing to choose from and learns nothing.\n"
            "\n"
            "After softmax the one output is always 1, and without it Keras divides the output by itself, which is 1 "
            "as well. With class numbers that go beyond the last output the loss becomes NaN on a GPU and an error on "
            "a CPU. One-hot rows of another width stop with an error about shapes as soon as the first batch arrives; "
            "so does a binary cross-entropy whose several outputs meet one class number a sample."
        ),
        fix=(
            'Two classes: one sigmoid output with `loss="binary_crossentropy"`. More: one unit for each class, '
            '`Dense(num_classes, activation="softmax")`.'
        ),
        ignore_when="Classes are left out or merged in a way that fitlint did not see.",
        options=(),
        references=(
            Reference(
                title="Keras: probabilistic losses",
                url="https://keras.io/api/losses/probabilistic_losses/",
            ),
            Reference(
                title="Keras: built-in small datasets",
                url="https://keras.io/api/datasets/",
            ),
            Reference(
                title="Humbatova et al.: Taxonomy of real faults in deep learning systems (2020)",
                url="https://arxiv.org/abs/1910.11015",
            ),
        ),
        examples=(
            Example(
                name="one output and a categorical loss",
                bad=True,
                code=(
                    "import numpy as np\n"
                    "from keras.layers import Dense\n"
                    "from keras.models import Sequential\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    "model = Sequential()\n"
                    'model.add(Dense(16, activation="relu"))\n'
                    'model.add(Dense(1, activation="sigmoid"))  # FIT309\n'
                    'model.compile("adam", "categorical_crossentropy")\n'
                    'model.fit(data["x"], data["y"], validation_split=0.2)\n'
                ),
            ),
            Example(
                name="a hundred classes",
                bad=True,
                code=(
                    "from tensorflow import keras\n"
                    "from tensorflow.keras import layers\n"
                    "\n"
                    "(x, y), _ = keras.datasets.cifar100.load_data()\n"
                    "model = keras.Sequential([\n"
                    "    layers.Flatten(),\n"
                    '    layers.Dense(64, activation="relu"),\n'
                    '    layers.Dense(10, activation="softmax"),  # FIT309\n'
                    "])\n"
                    'model.compile("adam", "sparse_categorical_crossentropy")\n'
                    "model.fit(x / 255, y, validation_split=0.2)\n"
                ),
            ),
            Example(
                name="two outputs and one yes or no a sample",
                bad=True,
                code=(
                    "from keras.layers import Dense\n"
                    "from keras.models import Sequential\n"
                    "from sklearn.datasets import load_breast_cancer\n"
                    "\n"
                    "x, y = load_breast_cancer(return_X_y=True)\n"
                    'model = Sequential([Dense(16, activation="relu"), Dense(2, activation="sigmoid")])  # FIT309\n'
                    'model.compile("adam", "binary_crossentropy")\n'
                    "model.fit(x / x.max(axis=0), y, validation_split=0.2)\n"
                ),
            ),
            Example(
                name="two classes, one sigmoid",
                bad=False,
                code=(
                    "import numpy as np\n"
                    "from keras.layers import Dense\n"
                    "from keras.models import Sequential\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    'model = Sequential([Dense(16, activation="relu"), Dense(1, activation="sigmoid")])\n'
                    'model.compile("adam", "binary_crossentropy")\n'
                    'model.fit(data["x"], data["y"], validation_split=0.2)\n'
                ),
            ),
            Example(
                name="as many as to_categorical makes",
                bad=False,
                code=(
                    "from tensorflow import keras\n"
                    "from tensorflow.keras import layers\n"
                    "\n"
                    "num_classes = 10\n"
                    "(x, y), _ = keras.datasets.mnist.load_data()\n"
                    "y = keras.utils.to_categorical(y, num_classes)\n"
                    'model = keras.Sequential([layers.Flatten(), layers.Dense(num_classes, activation="softmax")])\n'
                    'model.compile("adam", "categorical_crossentropy")\n'
                    "model.fit(x / 255, y, validation_split=0.2)\n"
                ),
            ),
        ),
        verify=Recipe(
            experiment="memorize-samples",
            parameters={
                "arms": ("as-written", "enough-outputs"),
                "samples": 32,
                "steps": 600,
                "seeds": 3,
                "memorized": 0.95,
                "failed_below": 0.8,
            },
        ),
    )


def _fit401() -> Rule:
    from fitlint.rule import Example, Option, Recipe, Reference, Rule

    return Rule(
        code="FIT401",
        name="missing-validation",
        category="evaluation",
        severity="warning",
        profile="default",
        summary="A training without validation data, so overfitting stays invisible.",
        why=(
            "Without data held back from training, nothing shows when the model starts to memorize instead of learn.\n"
            "\n"
            "The training loss falls either way. Only the loss on samples the model has not seen tells the two apart, "
            "and early stopping, checkpoints of the best epoch and the choice of the number of epochs all need it. An "
            "`evaluate` after training comes too late to steer anything: it gives one number for the last epoch, and "
            "repeating the same training with its final test ten times only gives ten such numbers.\n"
            "\n"
            "`EarlyStopping`, `ReduceLROnPlateau` and `ModelCheckpoint(save_best_only=True)` wait for `val_loss` "
            "unless told otherwise. Without validation data there is none: they never act, and Keras only prints a "
            "warning."
        ),
        fix=(
            "Pass `validation_split=0.2`, or `validation_data=(x_val, y_val)` when the samples are ordered or come "
            "from a dataset.\n"
            "\n"
            "`validation_split` takes the last part of the arrays before shuffling, so shuffle sorted data first; for "
            "time series keep the order and hold back the end. Do not use the test set for it: whatever steers "
            "training is no longer a fair test.\n"
            "\n"
            "Several trainings in one function, or of models from one builder, are one finding; the places of the "
            "others stand below it."
        ),
        ignore_when=(
            "All decisions are made (epochs, size, rates) and this is the last training on all data, or the data is "
            "simulated without end, so that no sample is ever seen twice. A training of a few epochs, or on data that "
            "the script makes up itself, is reported as info only: most such scripts are lessons. A callback that "
            "evaluates held-out data after each epoch counts as validation and is not reported."
        ),
        options=(
            Option(
                name="few_rows",
                type="integer",
                default=30,
                minimum=0,
                unit="samples",
                help=(
                    "A training on at most this many samples is left alone; nothing can be held back from a table that "
                    "small."
                ),
                source=(
                    "Of 50 findings read one by one, 15 were about tables of 3 to 13 rows typed into the script, where "
                    "one held-out row says nothing."
                ),
            ),
            Option(
                name="few_steps",
                type="integer",
                default=10,
                minimum=0,
                unit="steps",
                help=(
                    "A training of at most this many steps in all (`steps_per_epoch` or `take`, times epochs) is left "
                    "alone; it only shows that `fit` runs."
                ),
                source=(
                    "Calls that only try `fit` out, such as a smoke test or a warm-up in front of a benchmark, take 1 "
                    "to 10 steps in public code. The limit goes by intent; ten steps on the same 64 digits already "
                    "overstate the accuracy by 0.1."
                ),
            ),
            Option(
                name="few_epochs",
                type="integer",
                default=3,
                minimum=0,
                unit="epochs",
                help="A training known to last at most this many epochs is reported as info.",
                source=(
                    "Of 46 findings on public code read one by one, half were about lessons and toys, which train for "
                    "1 to 3 epochs to show a step, or on data made up in the script."
                ),
            ),
        ),
        references=(
            Reference(
                title="Keras: Model training APIs (`fit`)",
                url="https://keras.io/api/models/model_training_apis/",
            ),
            Reference(
                title="TensorFlow tutorial: Overfit and underfit",
                url="https://www.tensorflow.org/tutorials/keras/overfit_and_underfit",
            ),
            Reference(
                title=(
                    "Goodfellow, Bengio, Courville: Deep Learning, 5.3 Hyperparameters and Validation Sets"
                ),
                url="https://www.deeplearningbook.org/contents/ml.html",
            ),
        ),
        examples=(
            Example(
                name="no validation at all",
                bad=True,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    'model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])\n'
                    'model.compile("adam", "mse")\n'
                    'model.fit(data["x"], data["y"], epochs=100)  # FIT401\n'
                ),
            ),
            Example(
                name="only a final test",
                bad=True,
                code=(
                    "from tensorflow import keras\n"
                    "\n"
                    "(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()\n"
                    "model = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(10, "
                    'activation="softmax")])\n'
                    'model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])\n'
                    "model.fit(x_train / 255.0, y_train, epochs=10, validation_split=0.0)  # FIT401\n"
                    "model.evaluate(x_test / 255.0, y_test)\n"
                ),
            ),
            Example(
                name="early stopping that never stops",
                bad=True,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    'model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])\n'
                    'model.compile("adam", "mse")\n'
                    'model.fit(data["x"], data["y"], epochs=500, '
                    "callbacks=[keras.callbacks.EarlyStopping(patience=5)])  # FIT401\n"
                ),
            ),
            Example(
                name="a share of the training data",
                bad=False,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    'model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])\n'
                    'model.compile("adam", "mse")\n'
                    'model.fit(data["x"], data["y"], epochs=100, validation_split=0.2)\n'
                ),
            ),
            Example(
                name="cross-validation evaluates each fold",
                bad=False,
                code=(
                    "import numpy as np\n"
                    "from sklearn.model_selection import KFold\n"
                    "from tensorflow import keras\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    'x, y = data["x"], data["y"]\n'
                    "for train, held_out in KFold(5, shuffle=True).split(x):\n"
                    '    model = keras.Sequential([keras.layers.Dense(32, activation="relu"), '
                    "keras.layers.Dense(1)])\n"
                    '    model.compile("adam", "mse")\n'
                    "    model.fit(x[train], y[train], epochs=100)\n"
                    "    print(model.evaluate(x[held_out], y[held_out]))\n"
                ),
            ),
            Example(
                name="a callback evaluates each epoch",
                bad=False,
                code=(
                    "import numpy as np\n"
                    "from tensorflow import keras\n"
                    "\n"
                    'data = np.load("train.npz")\n'
                    "\n"
                    "class Watch(keras.callbacks.Callback):\n"
                    "    def on_epoch_end(self, epoch, logs=None):\n"
                    '        print(self.model.evaluate(data["x_val"], data["y_val"], verbose=0))\n'
                    "\n"
                    'model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])\n'
                    'model.compile("adam", "mse")\n'
                    'model.fit(data["x"], data["y"], epochs=100, callbacks=[Watch()])\n'
                ),
            ),
        ),
        verify=Recipe(
            experiment="measure-blind-spot",
            parameters={
                "arms": ("as-written",),
                "seeds": 3,
                "held_out_share": 0.2,
                "confirm_overstatement": 0.05,
                "refute_overstatement": 0.02,
            },
        ),
    )


INDEX: Final[tuple[tuple[str, str, Category, Profile], ...]] = (
    ("FIT001", "unreadable-file", "run", "default"),
    ("FIT002", "unused-suppression", "run", "default"),
    ("FIT003", "partly-read", "run", "default"),
    ("FIT101", "imbalanced-labels", "data", "default"),
    ("FIT201", "large-fixed-learning-rate", "hyperparameters", "default"),
    ("FIT301", "unregularized-deep-dense", "architecture", "default"),
    ("FIT302", "sigmoid-in-deep-hidden", "architecture", "default"),
    ("FIT303", "missing-hidden-activation", "architecture", "default"),
    ("FIT304", "softmax-single-unit", "architecture", "default"),
    ("FIT305", "missing-output-activation", "architecture", "default"),
    ("FIT306", "loss-activation-mismatch", "architecture", "default"),
    ("FIT307", "clipped-regression-output", "architecture", "default"),
    ("FIT308", "sparse-vs-categorical-mismatch", "architecture", "default"),
    ("FIT309", "output-units-mismatch", "architecture", "default"),
    ("FIT401", "missing-validation", "evaluation", "default"),
)

BUILDERS: Final[Mapping[str, Callable[[], Rule]]] = {
    "FIT001": _fit001,
    "FIT002": _fit002,
    "FIT003": _fit003,
    "FIT101": _fit101,
    "FIT201": _fit201,
    "FIT301": _fit301,
    "FIT302": _fit302,
    "FIT303": _fit303,
    "FIT304": _fit304,
    "FIT305": _fit305,
    "FIT306": _fit306,
    "FIT307": _fit307,
    "FIT308": _fit308,
    "FIT309": _fit309,
    "FIT401": _fit401,
}
