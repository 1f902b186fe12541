"""Predict which customers leave, from one row of numbers a customer."""

from pathlib import Path

import pandas as pd
import yaml
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from tensorflow import keras
from tensorflow.keras import layers

HERE = Path(__file__).parent


def load_config(path):
    """Read the settings of a run."""
    with open(path, encoding="utf-8") as file:
        return yaml.safe_load(file)


def load_customers(settings):
    """Split the customer table into scaled train and test features, and their labels."""
    customers = pd.read_csv(HERE / settings["path"])
    features = customers.drop(columns=[settings["label"]])
    labels = customers[settings["label"]]
    x_train, x_test, y_train, y_test = train_test_split(
        features, labels, test_size=settings["test_share"], stratify=labels, random_state=settings["seed"]
    )
    scaler = StandardScaler()
    return scaler.fit_transform(x_train), scaler.transform(x_test), y_train, y_test


def build_model(n_features, settings):
    """Build a dense network that ends in the probability of leaving."""
    model = keras.Sequential(name="churn")
    model.add(keras.Input(shape=(n_features,)))
    for units in settings["hidden_units"]:
        model.add(layers.Dense(units, activation="sigmoid"))
    model.add(layers.Dense(1, activation="sigmoid"))
    return model


def main():
    """Train on the customer table and print the score on unseen customers."""
    config = load_config(HERE / "config.yaml")
    x_train, x_test, y_train, y_test = load_customers(config["data"])
    training = config["training"]

    model = build_model(x_train.shape[1], config["model"])
    model.compile(
        optimizer=keras.optimizers.Adam(training["learning_rate"]),
        loss="binary_crossentropy",
        metrics=[keras.metrics.AUC(name="auc")],
    )
    model.fit(
        x_train,
        y_train,
        batch_size=training["batch_size"],
        epochs=training["epochs"],
    )

    loss, auc = model.evaluate(x_test, y_test)
    print(f"test loss {loss:.3f}, AUC {auc:.3f}")


if __name__ == "__main__":
    main()
