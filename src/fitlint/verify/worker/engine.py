"""Keras as it runs here: its version and backend, the devices it sees, what failures of it mean."""

from __future__ import annotations

from typing import Any

OLDEST_KERAS = 3
"""The first version that trains on several backends and holds its operations in ``keras.ops``."""


class TooOld(Exception):  # noqa: N818 - it reads as what it says
    """The Keras that is installed has not what the experiments need. The message says so."""


def description() -> dict[str, Any]:
    """Import Keras and say what there is. Raises what the import raises.

    ``device`` is ``"cpu"`` or ``"gpu"``, ``gpus`` their number, ``cuda`` whether TensorFlow was built for it (None for
    the other backends).
    """
    import keras

    if int(keras.__version__.partition(".")[0]) < OLDEST_KERAS:
        raise TooOld(f"Keras {OLDEST_KERAS} or later is needed, this is {keras.__version__}")
    backend = keras.backend.backend()
    version, gpus, cuda = _BACKENDS[backend]()
    return {
        "keras": keras.__version__,
        "backend": backend,
        "version": version,
        "gpus": gpus,
        "cuda": cuda,
        "device": "gpu" if gpus else "cpu",
    }


def _tensorflow() -> tuple[str, int, bool | None]:
    import tensorflow as tf

    return tf.__version__, len(tf.config.list_physical_devices("GPU")), bool(tf.test.is_built_with_cuda())


def _jax() -> tuple[str, int, bool | None]:
    import jax

    return jax.__version__, sum(device.platform == "gpu" for device in jax.devices()), None


def _torch() -> tuple[str, int, bool | None]:
    import torch

    return torch.__version__, torch.cuda.device_count() if torch.cuda.is_available() else 0, None


_BACKENDS = {"tensorflow": _tensorflow, "jax": _jax, "torch": _torch}


def refusal(error: BaseException) -> str:
    """Return why the engine cannot be loaded, without the texts of others."""
    if isinstance(error, TooOld):
        return str(error)
    if isinstance(error, ModuleNotFoundError) and error.name:
        return f"the module {error.name} is not installed"
    return f"{type(error).__name__}; FITLINT_TRACEBACK=1 shows all of it"


def out_of_memory(error: BaseException) -> bool:
    """Whether an error says that memory ran out."""
    if isinstance(error, MemoryError):
        return True
    text = f"{type(error).__name__}: {error}".lower()
    return any(word in text for word in ("resourceexhausted", "out of memory", "oom when", "can't allocate memory",
                                         "cannot allocate memory", "unable to allocate"))  # fmt: skip
