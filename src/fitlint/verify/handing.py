"""Files that the worker gets open, so that it needs no right to open any: those a request names, and no other.

The parent opens them when it asks, and sends the descriptors through a socket. Where a system cannot do that, the
worker opens files by their names, and has no walls either.
"""

from __future__ import annotations

import os
import socket
import stat
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fitlint.verify.spec import Spec

POSSIBLE = hasattr(socket, "send_fds")
MOST = 200
"""Files of one request; Linux takes 253 descriptors in one message."""


def opening(spec: Mapping[str, Any]) -> Iterator[Spec]:
    """Yield the settings of the steps of a specification's data that open a ``"file"`` or have a ``"descriptor"``."""
    stack = [recipe for recipe in spec.get("data", {}).values() if isinstance(recipe, dict)]
    while stack:
        recipe = stack.pop()
        stack.extend(recipe["sources"])
        if not recipe["settings"].keys().isdisjoint(("file", "descriptor")):
            yield recipe["settings"]


def send(request: Mapping[str, Any], through: socket.socket) -> list[str | int]:
    """Open the files of a request and send them; returns what they are called there, in the order in which they come.

    What is no regular file, or cannot be read, is not sent: the worker says so. Raises ``OSError``.
    """
    settings = list(opening(request["spec"]))
    paths = [*filter(None, request["file"].split(",")), *(given["file"] for given in settings if "file" in given)]
    held: dict[str | int, int] = {
        given["descriptor"]: given["descriptor"] for given in settings if "descriptor" in given
    }
    opened = []
    try:
        for path in list(dict.fromkeys(paths))[: MOST - len(held)]:
            try:
                descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
            except OSError:
                continue
            opened.append(descriptor)
            if stat.S_ISREG(os.fstat(descriptor).st_mode):
                held[path] = descriptor
        if held:
            socket.send_fds(through, [b"f"], list(held.values()))
    finally:
        for descriptor in opened:
            os.close(descriptor)
    return list(held)


def receive(names: list[str | int], through: socket.socket) -> dict[str | int, int]:
    """Return the descriptors that :func:`send` has sent, by what they are called."""
    if not names:
        return {}
    _, descriptors, _, _ = socket.recv_fds(through, 1, len(names))
    return dict(zip(names, descriptors, strict=False))
