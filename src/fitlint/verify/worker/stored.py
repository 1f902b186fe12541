"""The files that data are in: regular ones, whose contents are counted while they are unpacked.

Six megabytes of a gzip can be six gigabytes of zeros. Nothing is read past :data:`MOST_BYTES`, and no array is made
that its file does not hold.
"""

from __future__ import annotations

import io
import math
import os
import stat
from typing import IO, TYPE_CHECKING, Any, cast
from zipfile import ZipFile, is_zipfile

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

MOST_BYTES = 512 * 1024**2
"""Of one file, unpacked. A table of 200,000 rows has 2,600 bytes for each of them."""
_taken: dict[str | int, int] = {}
_NOT_READ = (".zst", ".tar", ".tgz")
_HEADERS = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}


def take(descriptors: Mapping[str | int, int]) -> None:
    """Read files of these names from these descriptors from now on, and close those taken before."""
    for descriptor in _taken.values():
        os.close(descriptor)
    _taken.clear()
    _taken.update(descriptors)


class DataError(Exception):
    """Data that cannot be made again. The message says why, and quotes nothing of them."""


class Counted(io.RawIOBase):
    """A stream that ends in :class:`DataError` once more than :data:`MOST_BYTES` were read of it.

    ``overflowed`` says so as well, for parsers that make other errors of those they meet.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._count = 0

    @property
    def overflowed(self) -> bool:
        """Whether there was more than may be read."""
        return self._count > MOST_BYTES

    def readable(self) -> bool:
        """See :class:`io.IOBase`."""
        return True

    def readinto(self, buffer: Any) -> int:
        """See :class:`io.RawIOBase`."""
        part = self._stream.read(len(buffer))
        self._count += len(part)
        if self.overflowed:
            raise too_large()
        buffer[: len(part)] = part
        return len(part)

    def close(self) -> None:
        """See :class:`io.IOBase`."""
        self._stream.close()
        super().close()


def too_large() -> DataError:
    """Return what is said of a file that unpacks to too much."""
    return DataError(f"a file holds more than {MOST_BYTES // 1024**2} MB once it is unpacked")


def opened(path: str) -> Counted:
    """Return what a text file holds, unpacked as its name says. Raises :class:`DataError` and ``OSError``."""
    name = path.lower()
    if name.endswith(_NOT_READ):
        raise DataError("a file is packed in a way that is not unpacked here")
    file = _regular(path)
    unpack = next((make for suffix, make in _UNPACKED.items() if name.endswith(suffix)), None)
    return Counted(file if unpack is None else unpack(file))


def arrays(path: str | int) -> Any:
    """Return the array of an npy file, or those of an npz file by name.

    A number is the descriptor of a file that is open already. Raises :class:`DataError` and ``OSError``.
    """
    with _regular(path) as file:
        if not is_zipfile(file):
            file.seek(0)
            return _array(file, os.fstat(file.fileno()).st_size)
        with ZipFile(file) as packed:
            members = [info for info in packed.infolist() if info.filename.endswith(".npy")]
            if sum(info.file_size for info in members) > MOST_BYTES:
                raise too_large()
            made = {}
            for info in members:
                with packed.open(info) as member:
                    made[info.filename.removesuffix(".npy")] = _array(member, info.file_size)
            return made


def _array(stream: IO[bytes], size: int) -> NDArray[Any]:
    """Read one array of at most so many bytes: its header may claim more than there is."""
    try:
        read = _HEADERS[np.lib.format.read_magic(stream)]
    except (KeyError, ValueError):
        raise DataError("a file is none of NumPy's, or of an unusual kind") from None
    shape, by_columns, dtype = read(stream)
    if dtype.kind not in "fiubcSU":
        raise DataError("an array holds something else than numbers")
    wanted = math.prod(shape) * dtype.itemsize
    if wanted > size:
        raise DataError("a file is damaged: it holds less than it says")
    if wanted > MOST_BYTES:
        raise too_large()
    held = bytearray()
    while len(held) < wanted:
        part = stream.read(min(wanted - len(held), 2**24))
        if not part:
            raise DataError("a file ends too early")
        held += part
    flat = np.frombuffer(held, dtype, count=math.prod(shape)) if wanted else np.zeros(math.prod(shape), dtype)
    return flat.reshape(shape, order="F" if by_columns else "C")


def _regular(path: str | int) -> IO[bytes]:
    """Open a regular file; a pipe or a device could keep us waiting for ever."""
    if path in _taken:
        file = os.fdopen(os.dup(_taken[path]), "rb")
        file.seek(0)
        return file
    if isinstance(path, int):
        raise FileNotFoundError
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    file = os.fdopen(descriptor, "rb")
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        file.close()
        raise FileNotFoundError
    return file


def _gzip(file: IO[bytes]) -> IO[bytes]:
    import gzip

    return cast("IO[bytes]", gzip.GzipFile(fileobj=file))


def _bz2(file: IO[bytes]) -> IO[bytes]:
    import bz2

    return bz2.BZ2File(file)


def _xz(file: IO[bytes]) -> IO[bytes]:
    import lzma

    return lzma.LZMAFile(file)


def _zip(file: IO[bytes]) -> IO[bytes]:
    packed = ZipFile(file)
    members = [info for info in packed.infolist() if not info.is_dir()]
    if len(members) != 1:
        raise DataError("an archive holds several files, or none")
    return packed.open(members[0])


_UNPACKED: dict[str, Callable[[IO[bytes]], IO[bytes]]] = {".gz": _gzip, ".bz2": _bz2, ".xz": _xz, ".zip": _zip}
