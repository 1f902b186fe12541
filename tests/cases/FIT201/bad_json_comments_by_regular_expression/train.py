# A regular expression takes the comments out.
import json
import re
from pathlib import Path

import keras
import numpy as np

text = Path("settings.json").read_text()
text = re.sub(r"//.*?$|/\*.*?\*/", "", text, flags=re.MULTILINE | re.DOTALL)
options = json.loads(text)
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(learning_rate=options["training"]["learning_rate"]), loss="mse")  # FIT201
model.fit(data["x"], data["y"], epochs=50, validation_split=0.2)
