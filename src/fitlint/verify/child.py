"""The worker as the parent sees it: started, asked, and killed without a trace when it does not answer in time.

The parent imports neither Keras nor NumPy. The child sees nothing of the project: another working directory, an almost
empty environment, Python's isolated mode, and no network where the system allows that, unless it may download.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from importlib.util import find_spec
from queue import Empty, Queue
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple

from fitlint.verify import handing
from fitlint.verify.datasets import keep
from fitlint.verify.signals import held

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from types import TracebackType

BACKENDS = ("tensorflow", "jax", "torch")
MEMORY = 4 * 1024**3
"""Address space of the child in bytes: TensorFlow alone takes 1.2 GB of it."""
MOST_RESIDENT = 8 * 1024**3
"""Bytes that the child may really hold, wherever it trains: on a GPU, address space says nothing."""
_WATCHED_EVERY = 0.25  # seconds
MOST_THREADS = 4
START_SECONDS = 180.0
"""How long the engine may take to be imported: 4 s are usual, 95 s were seen on a machine that did much else."""
GRACE = 5.0
"""Seconds past its time that an experiment has to stop by itself before the child is killed."""
# What the child needs of the environment: where programs and CUDA libraries are, nothing that steers Python.
_KEPT = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "SYSTEMROOT", "CUDA_HOME")
# What a download may need of it besides.
_NETWORK = ("https_proxy", "no_proxy", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR")
_START = (
    "import json, sys; settings = json.loads(sys.argv[1]); sys.path += settings['path']; "
    "from fitlint.verify.worker.main import main; main(settings)"
)


class Died(Exception):  # noqa: N818 - it reads as what it says
    """The child ended, or was killed for its silence. The message says which."""


class Engine(NamedTuple):
    """What the child runs on. ``cuda``: whether TensorFlow was built for it, None for the other backends.

    ``offline``: it has no network. ``confined``: it reads its libraries and the data it is given, and writes in its
    folder, by the kernel's word.
    """

    keras: str
    backend: str
    version: str
    device: str
    gpus: int
    cuda: bool | None
    offline: bool
    confined: bool = False


def installed(wish: str = "") -> str | None:
    """Return the backend to use, without importing it: the one wished for, or the first that is installed.

    None when there is no Keras, or no backend for it.
    """
    if find_spec("keras") is None:
        return None
    return next((name for name in ((wish,) if wish else BACKENDS) if _importable(name)), None)


def _importable(name: str) -> bool:
    return name in BACKENDS and find_spec(name) is not None


class Child:
    """A worker process; starts when it is launched or first asked. To be used in a ``with`` statement, which ends it.

    ``download``: data sets of Keras may be fetched. It gives up the right to open files before it loads anything;
    those that a request names are handed to it open.
    """

    def __init__(self, backend: str, device: str = "auto", *, download: bool = False) -> None:
        self._backend = backend
        self._device = device
        self._download = download
        self._process: subprocess.Popen[str] | None = None
        self._lines: Queue[str] = Queue()
        self._walled = True
        self._files: socket.socket | None = None
        self._folder: TemporaryDirectory[str] | None = None
        self.engine: Engine | None = None

    def __enter__(self) -> Child:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.kill()

    def launch(self) -> None:
        """Start the process unless it runs; what it imports need not be waited for yet."""
        if self._process is not None:
            return
        self._folder = TemporaryDirectory(prefix="fitlint-verify-")
        self._files, theirs = socket.socketpair() if handing.POSSIBLE else (None, None)
        settings = {
            "memory": MEMORY,
            "device": self._device,
            "download": self._download,
            "walled": self._walled,
            "files": theirs.fileno() if theirs is not None else None,
            "path": search_path(),
        }
        with held():
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own code
                [sys.executable, "-I", "-c", _START, json.dumps(settings)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=None if os.environ.get("FITLINT_TRACEBACK") else subprocess.DEVNULL,
                env=_environment(self._backend, self._device, self._folder.name, download=self._download),
                cwd=self._folder.name,
                text=True,
                encoding="utf-8",
                start_new_session=True,
                pass_fds=() if theirs is None else (theirs.fileno(),),
            )
        if theirs is not None:
            theirs.close()

    def start(self, seconds: float = START_SECONDS) -> Engine:
        """Start the process unless it runs, and wait for its engine. Raises :class:`Died`."""
        if self.engine is not None:
            return self.engine
        self.launch()
        if self._process is None:
            raise Died("the worker is not running")
        self._lines = Queue()
        Thread(target=_drain, args=(self._process, self._lines), daemon=True).start()
        first = self._next(time.monotonic() + seconds)
        if first.get("confined") and "failed" in first:  # packages may be linked from a place of their own
            self.kill()
            self._walled = False
            return self.start(seconds)
        if "failed" in first:
            self.kill()
            raise Died(f"the engine cannot be loaded ({first['failed']})")
        known = first["ready"]
        self.engine = Engine(**{name: known[name] for name in Engine._fields})
        return self.engine

    def ask(
        self, request: Mapping[str, Any], seconds: float, progress: Callable[[str], None], wall: float | None = None
    ) -> dict[str, Any]:
        """Run one experiment and return its result as plain data. Raises :class:`Died`; the next call starts anew.

        It may work for so many ``seconds``, and take ``wall`` in all while others keep the processors busy.
        """
        self.start()
        process = self._process
        if process is None or process.stdin is None:
            raise Died("the worker is not running")
        try:
            handed = handing.send(request, self._files) if self._files is not None else []
            sent = {**request, "seconds": seconds, "wall": wall or seconds, "handed": handed}
            process.stdin.write(json.dumps(sent) + "\n")
            process.stdin.flush()
        except OSError:
            raise Died(self._ending()) from None
        end = time.monotonic() + (wall or seconds) + GRACE
        while True:
            message = self._next(end)
            if message.get("id") != request["id"]:
                continue
            if "result" in message:
                self._keep(message.get("fetched", ()))
                found: dict[str, Any] = message["result"]
                return found
            progress(str(message.get("progress", "")))

    def kill(self) -> None:
        """End the process and everything it started, and remove its folder."""
        process, self._process, self.engine = self._process, None, None
        if process is not None:
            kill_group(process)
            process.wait()
            for stream in (process.stdin, process.stdout, self._files):
                if stream is not None:
                    _close(stream)
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _keep(self, fetched: Iterable[str]) -> None:
        """Take over what was downloaded, so that it need not be fetched again."""
        if not self._download or self._folder is None:
            return
        for path in fetched:
            with suppress(OSError):  # of a folder that cannot be written to
                keep(path, os.path.join(self._folder.name, "datasets"), _datasets())

    def _next(self, end: float) -> dict[str, Any]:
        """Return the next message; raises :class:`Died` when none comes in time."""
        while True:
            left = max(end - time.monotonic(), 0.0)
            if self._process is not None and resident(self._process.pid) > MOST_RESIDENT:
                self.kill()
                raise Died(f"the worker took more than {MOST_RESIDENT / 1024**3:.0f} GB of memory and was stopped")
            try:
                line = self._lines.get(timeout=min(left, _WATCHED_EVERY))
                break
            except Empty:
                if left == 0:
                    self.kill()
                    raise Died("the worker did not answer in time and was stopped") from None
        if not line:
            raise Died(self._ending())
        message: dict[str, Any] = json.loads(line)
        return message

    def _ending(self) -> str:
        process = self._process
        code = process.wait() if process is not None else None
        self.kill()
        if code is not None and code < 0:
            try:
                name = signal.Signals(-code).name
            except ValueError:
                name = f"signal {-code}"
            return f"the worker was ended by {name}{', as happens when memory runs out' if name == 'SIGKILL' else ''}"
        return f"the worker ended with status {code}"


def _drain(process: subprocess.Popen[str], lines: Queue[str]) -> None:
    """Hand over each line as it comes, and an empty one at the end."""
    if process.stdout is not None:
        with suppress(ValueError):  # closed while waiting
            for line in process.stdout:
                lines.put(line)
    lines.put("")


def resident(pid: int) -> int:
    """Return the bytes of memory that a process holds; 0 where the system does not tell."""
    try:
        with open(f"/proc/{pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def kill_group(process: subprocess.Popen[str]) -> None:
    """End a process that leads a session of its own, with everything it started."""
    with suppress(ProcessLookupError, PermissionError):  # it is gone already
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


def _close(stream: Any) -> None:
    with suppress(OSError):  # what was not written yet has nowhere to go
        stream.close()


def search_path() -> list[str]:
    """The folders that the isolated child would not search: fitlint's own, and the user's site-packages if in use."""
    import site

    own = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    user = site.getusersitepackages() if site.ENABLE_USER_SITE else ""
    return [own, *([user] if user and user in sys.path else [])]


def _datasets() -> str:
    """The user's folder of downloads of Keras."""
    home = os.environ.get("KERAS_HOME") or os.path.expanduser(os.path.join("~", ".keras"))
    return os.path.join(os.path.abspath(home), "datasets")


def _environment(backend: str, device: str, folder: str, *, download: bool = False) -> dict[str, str]:
    threads = str(min(MOST_THREADS, os.cpu_count() or 1))
    names = (*_KEPT, *(_NETWORK if download else ()))
    kept = {name: os.environ[name] for name in names if name in os.environ}
    made = {
        "KERAS_BACKEND": backend,
        "KERAS_HOME": folder,
        "HOME": folder,
        "TMPDIR": folder,
        "FITLINT_DATASETS": _datasets(),
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_FORCE_GPU_ALLOW_GROWTH": "true",
        "XLA_PYTHON_CLIENT_PREALLOCATE": "false",
        "TF_NUM_INTRAOP_THREADS": threads,
        "TF_NUM_INTEROP_THREADS": "1",
        "OMP_NUM_THREADS": threads,
        "OMP_WAIT_POLICY": "PASSIVE",  # on a busy machine, threads of torch that wait by spinning took 50 times as long
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONHASHSEED": "0",
    }
    if device == "cpu":
        made |= {"CUDA_VISIBLE_DEVICES": "-1", "JAX_PLATFORMS": "cpu"}
    elif "CUDA_VISIBLE_DEVICES" in os.environ:
        made["CUDA_VISIBLE_DEVICES"] = os.environ["CUDA_VISIBLE_DEVICES"]
    return {**kept, **made}
