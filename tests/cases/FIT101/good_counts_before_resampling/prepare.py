# Counts the classes, then balances them.
import json

import pandas as pd
from imblearn.over_sampling import SMOTE

table = pd.read_csv("raw.csv")
x, y = table.drop("label", axis=1), table["label"]
json.dump({"class_distribution": y.value_counts().to_dict()}, open("meta.json", "w"))
x, y = SMOTE().fit_resample(x, y)
x.assign(label=y).to_csv("train_balanced.csv", index=False)
