"""Reading a file that a stranger's script names: a regular file inside the project, of a known kind and bounded size.

Nothing in a path is expanded (no ``~``, no variables), and a path that is spelled to lead outside is not looked up.
"""

from __future__ import annotations

import os
import stat
from typing import Final

from fitlint.reader.configs.entry import MAX_BYTES, Refused

FORMATS: Final = {
    "yaml": "yaml",
    "yml": "yaml",
    "json": "json",
    "jsonc": "jsonc",
    "json5": "jsonc",
    "toml": "toml",
    "ini": "ini",
    "cfg": "ini",
    "conf": "ini",
}
"""The format of each file name suffix; files with any other suffix are not opened."""

_FLAGS: Final = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")
)
_WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def suffix_of(path: str) -> str:
    """Return the suffix of a file name in lower case and without its dot; empty when it has none."""
    return os.path.splitext(path)[1][1:].lower()


def read_text(path: str, root: str) -> str:
    """Read the text of the configuration file ``path`` inside the project folder ``root``.

    Lines of the result end with a line feed, and a byte order mark is gone. Both paths are ordinary ones, relative to
    the working directory unless absolute. Raises :class:`Refused` for everything that is not a UTF-8 file of at most
    :data:`MAX_BYTES` bytes with a suffix of :data:`FORMATS` whose real place is below the real place of ``root``.
    """
    name = os.path.basename(path) or path
    if "\0" in path or "\0" in root:
        raise Refused("the path holds a NUL character")
    return _decoded(_content(_real_path(path, root, name), name), name)


def _real_path(path: str, root: str, name: str) -> str:
    """Find where the file really is.

    The spelling of the path is judged first, because looking up a path outside may already wake a network share.
    """
    try:
        real_root = os.path.realpath(root)
        spelled = os.path.abspath(path)
        if not (_below(spelled, os.path.abspath(root)) or _below(spelled, real_root)):
            raise Refused(f"{name} is outside the project")
        real = os.path.realpath(path)
    except (OSError, ValueError) as error:
        raise Refused(f"{name} cannot be found ({_reason(error)})") from error
    if not _below(real, real_root):
        raise Refused(f"{name} leads out of the project")
    if suffix_of(path) not in FORMATS or suffix_of(real) not in FORMATS:
        raise Refused(f"{name} is not a {', '.join(FORMATS)} file")
    return real


def _below(path: str, root: str) -> bool:
    """Whether an absolute path is inside a folder, by whole names: ``/proj-evil/x`` is not inside ``/proj``."""
    path, root = os.path.normcase(path), os.path.normcase(root)
    try:
        return path != root and os.path.commonpath([path, root]) == root
    except ValueError:  # two drives
        return False


def _content(real: str, name: str) -> bytes:
    """Read a regular file. Opening neither waits for a pipe's writer nor follows a link made in the meantime."""
    try:
        handle = os.open(real, _FLAGS)
    except FileNotFoundError as error:
        raise Refused(f"{name} does not exist") from error
    except (OSError, ValueError) as error:
        raise Refused(f"{name} cannot be opened ({_reason(error)})") from error
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise Refused(f"{name} is not a regular file")
        if status.st_size > MAX_BYTES:
            raise Refused(f"{name} is larger than {MAX_BYTES:,} bytes")
        with os.fdopen(handle, "rb", closefd=False) as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Refused(f"{name} cannot be read ({_reason(error)})") from error
    finally:
        os.close(handle)
    if len(content) > MAX_BYTES:  # it grew since, or did not know its size
        raise Refused(f"{name} is larger than {MAX_BYTES:,} bytes")
    return content


def _decoded(content: bytes, name: str) -> str:
    if content.startswith(_WIDE_MARKS):
        raise Refused(f"{name} is written in UTF-16 or UTF-32; save it as UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise Refused("the text is not UTF-8; save it as UTF-8", row, name) from error
    if "\0" in text:
        raise Refused("the text holds a NUL character", text.count("\n", 0, text.index("\0")) + 1, name)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _reason(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or type(error).__name__
