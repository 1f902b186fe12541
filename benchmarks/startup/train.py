"""Classify short audio clips by their spectrograms: the script that the start-up benchmark lints."""

import argparse
import json
import random
from pathlib import Path

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers, regularizers
from tensorflow.keras.callbacks import EarlyStopping, ModelCheckpoint, ReduceLROnPlateau

SAMPLE_RATE = 16_000
CLIP_SECONDS = 1.0
FRAME_LENGTH = 512
FRAME_STEP = 256
MEL_BINS = 64
CLASSES = ("yes", "no", "up", "down", "left", "right", "on", "off", "stop", "go")
WEIGHT_DECAY = 1e-4


def parse_arguments():
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clips", type=Path, help="folder with one sub-folder of WAV files a class")
    parser.add_argument("--architecture", choices=("dense", "cnn", "resnet", "recurrent"), default="cnn")
    parser.add_argument("--learning-rate", type=float, default=1e-3)
    parser.add_argument("--batch-size", type=int, default=64)
    parser.add_argument("--epochs", type=int, default=40)
    parser.add_argument("--dropout", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--output", type=Path, default=Path("runs/latest"))
    return parser.parse_args()


def seed_everything(seed):
    """Make runs repeatable."""
    random.seed(seed)
    np.random.seed(seed)
    tf.random.set_seed(seed)


def list_clips(folder):
    """Return the paths of all clips and their class indexes, shuffled."""
    pairs = []
    for index, name in enumerate(CLASSES):
        pairs.extend((str(path), index) for path in sorted((folder / name).glob("*.wav")))
    random.shuffle(pairs)
    return [path for path, _ in pairs], [label for _, label in pairs]


def split(paths, labels, test_share=0.1, validation_share=0.1):
    """Cut the clips into training, validation and test parts."""
    n_test = int(len(paths) * test_share)
    n_validation = int(len(paths) * validation_share)
    bounds = {
        "test": slice(0, n_test),
        "validation": slice(n_test, n_test + n_validation),
        "train": slice(n_test + n_validation, None),
    }
    return {name: (paths[part], labels[part]) for name, part in bounds.items()}


def decode(path, label):
    """Read one WAV file as a waveform of fixed length."""
    audio, _ = tf.audio.decode_wav(tf.io.read_file(path), desired_channels=1)
    length = int(SAMPLE_RATE * CLIP_SECONDS)
    audio = tf.squeeze(audio, axis=-1)[:length]
    audio = tf.pad(audio, [[0, length - tf.shape(audio)[0]]])
    return audio, label


def spectrogram(audio, label):
    """Turn a waveform into a log-mel spectrogram."""
    stft = tf.signal.stft(audio, frame_length=FRAME_LENGTH, frame_step=FRAME_STEP)
    power = tf.math.square(tf.abs(stft))
    mel = tf.signal.linear_to_mel_weight_matrix(MEL_BINS, FRAME_LENGTH // 2 + 1, SAMPLE_RATE, 60.0, 7600.0)
    return tf.math.log(tf.tensordot(power, mel, 1) + 1e-6)[..., tf.newaxis], label


def add_noise(audio, label):
    """Augment a waveform with quiet noise and a small shift in time."""
    noise = tf.random.normal(tf.shape(audio), stddev=0.005)
    shift = tf.random.uniform([], -1600, 1600, dtype=tf.int32)
    return tf.roll(audio + noise, shift, axis=0), label


def dataset(paths, labels, batch_size, training):
    """Make an input pipeline."""
    clips = tf.data.Dataset.from_tensor_slices((paths, labels))
    if training:
        clips = clips.shuffle(len(paths), reshuffle_each_iteration=True)
    clips = clips.map(decode, num_parallel_calls=tf.data.AUTOTUNE)
    if training:
        clips = clips.map(add_noise, num_parallel_calls=tf.data.AUTOTUNE)
    clips = clips.map(spectrogram, num_parallel_calls=tf.data.AUTOTUNE)
    return clips.batch(batch_size).prefetch(tf.data.AUTOTUNE)


def dense_model(shape, dropout):
    """Build the baseline: dense layers over the flattened spectrogram."""
    model = keras.Sequential(name="dense")
    model.add(keras.Input(shape=shape))
    model.add(layers.Flatten())
    for units in (512, 256, 128):
        model.add(layers.Dense(units, activation="relu", kernel_initializer="he_normal"))
        model.add(layers.Dropout(dropout))
    model.add(layers.Dense(len(CLASSES), activation="softmax"))
    return model


def cnn_model(shape, dropout):
    """Build three convolution blocks."""
    stack = [keras.Input(shape=shape)]
    for filters in [32, 64, 128]:
        stack += [
            layers.Conv2D(filters, 3, padding="same", use_bias=False),
            layers.BatchNormalization(),
            layers.Activation("relu"),
            layers.MaxPooling2D(),
        ]
    stack += [
        layers.GlobalAveragePooling2D(),
        layers.Dropout(dropout),
        layers.Dense(len(CLASSES), activation="softmax"),
    ]
    return keras.Sequential(stack, name="cnn")


def residual_block(x, filters, stride=1):
    """Add two convolutions to their input."""
    shortcut = x
    if stride != 1 or x.shape[-1] != filters:
        shortcut = layers.Conv2D(filters, 1, strides=stride, use_bias=False)(x)
    y = layers.Conv2D(
        filters,
        3,
        strides=stride,
        padding="same",
        use_bias=False,
        kernel_regularizer=regularizers.l2(WEIGHT_DECAY),
    )(x)
    y = layers.BatchNormalization()(y)
    y = layers.ReLU()(y)
    y = layers.Conv2D(filters, 3, padding="same", use_bias=False)(y)
    y = layers.BatchNormalization()(y)
    return layers.ReLU()(layers.Add()([shortcut, y]))


def resnet_model(shape, dropout):
    """Build a small residual network."""
    inputs = keras.Input(shape=shape)
    x = layers.Conv2D(32, 5, strides=2, padding="same", activation="relu")(inputs)
    for filters, stride in ((32, 1), (64, 2), (128, 2)):
        x = residual_block(x, filters, stride)
        x = residual_block(x, filters)
    x = layers.GlobalAveragePooling2D()(x)
    x = layers.Dropout(dropout)(x)
    outputs = layers.Dense(len(CLASSES), activation="softmax")(x)
    return keras.Model(inputs, outputs, name="resnet")


def recurrent_model(shape, dropout):
    """Build a bidirectional recurrent network over time."""
    inputs = keras.Input(shape=shape)
    x = layers.Reshape((shape[0], shape[1]))(inputs)
    x = layers.Bidirectional(layers.LSTM(64, return_sequences=True))(x)
    x = layers.Bidirectional(layers.LSTM(64))(x)
    x = layers.Dropout(dropout)(x)
    outputs = layers.Dense(len(CLASSES), activation="softmax")(x)
    return keras.Model(inputs, outputs, name="recurrent")


BUILDERS = {"dense": dense_model, "cnn": cnn_model, "resnet": resnet_model, "recurrent": recurrent_model}


def callbacks(output):
    """Keep the best weights, lower the rate on plateaus, stop early."""
    return [
        EarlyStopping(monitor="val_loss", patience=8, restore_best_weights=True),
        ReduceLROnPlateau(monitor="val_loss", factor=0.5, patience=3, min_lr=1e-5),
        ModelCheckpoint(str(output / "best.keras"), monitor="val_loss", save_best_only=True),
    ]


def confusions(model, clips):
    """Count how often each class is taken for each other one."""
    counts = np.zeros((len(CLASSES), len(CLASSES)), dtype=int)
    for spectrograms, labels in clips:
        predicted = model.predict(spectrograms, verbose=0).argmax(axis=-1)
        np.add.at(counts, (labels.numpy(), predicted), 1)
    return counts


def main():
    """Train one architecture and report its accuracy on unseen clips."""
    arguments = parse_arguments()
    seed_everything(arguments.seed)
    arguments.output.mkdir(parents=True, exist_ok=True)

    parts = split(*list_clips(arguments.clips))
    train = dataset(*parts["train"], arguments.batch_size, training=True)
    validation = dataset(*parts["validation"], arguments.batch_size, training=False)
    test = dataset(*parts["test"], arguments.batch_size, training=False)

    frames = 1 + (int(SAMPLE_RATE * CLIP_SECONDS) - FRAME_LENGTH) // FRAME_STEP
    model = BUILDERS[arguments.architecture]((frames, MEL_BINS, 1), arguments.dropout)
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=arguments.learning_rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.summary()
    history = model.fit(
        train,
        validation_data=validation,
        epochs=arguments.epochs,
        callbacks=callbacks(arguments.output),
    )
    loss, accuracy = model.evaluate(test)

    report = {"loss": loss, "accuracy": accuracy, "epochs": len(history.history["loss"])}
    report["confusions"] = confusions(model, test).tolist()
    (arguments.output / "report.json").write_text(json.dumps(report, indent=2))
    print(f"test accuracy {accuracy:.3f} after {report['epochs']} epochs")


if __name__ == "__main__":
    main()
