"""One writer at a time: a lock that the operating system lets go of when its holder dies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman.errors import StoreError


@contextmanager
def write_lock(path: Path) -> Iterator[None]:
    """Hold the lock file at ``path``; it keeps the holder's process number for whoever has to wait.

    Raises StoreError when somebody else holds it.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not _acquire(handle):
            holder = os.pread(handle, 32, 0).decode(errors="replace").strip() if hasattr(os, "pread") else ""
            who = f"process {holder}" if holder else "another process"
            raise StoreError(
                f"{path.parent}: {who} is writing to this store;"
                " wait until it has ended and run the command again"
            )
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        os.close(handle)  # closing lets go of the lock


def _acquire(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            # far behind the process number, which others must still be able to read
            os.lseek(handle, 1 << 20, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
