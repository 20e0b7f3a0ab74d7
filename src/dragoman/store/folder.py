"""The folder of a store: Parquet parts and the manifest that says which of them count.

    STORE/manifest.json                 format, version, the parts in order
    STORE/documents/000001-….parquet
    STORE/events/000001-….parquet
    STORE/lock                          held by the one who writes

A part is written under a temporary name, renamed, and only then named in the manifest, which is itself
replaced in one step. A writer that is killed leaves files that no manifest names; the next writer sweeps
them away.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dragoman.errors import StoreError
from dragoman.schema import SCHEMA_VERSION
from dragoman.store.lock import write_lock

if TYPE_CHECKING:
    import pyarrow as pa

FORMAT = "dragoman store"
VERSION = 1
TABLES = ("documents", "events")
SMALL = 100_000
"""Rows under which a part is small."""
MANY = 32
"""So many small parts are merged into one, so that ten million events stay in some hundred files."""
ROW_GROUP = 65_536


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One pair of files of the same name; ``sizes`` in bytes, documents first."""

    name: str
    documents: int
    events: int
    sizes: tuple[int, int]


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a store holds. ``serial`` numbers the parts and grows with each."""

    format: str = FORMAT
    version: int = VERSION
    schema: int = SCHEMA_VERSION
    serial: int = 0
    parts: tuple[Part, ...] = ()


class Folder:
    """A store's folder: reads its manifest, checks its parts, commits new ones."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def create(self) -> None:
        """Make an empty store; a folder that is there already must be empty."""
        try:
            for table in TABLES:
                (self.path / table).mkdir(parents=True, exist_ok=True)
            with write_lock(self.path / "lock"):
                if not (self.path / "manifest.json").exists():
                    self._write_manifest(Manifest())
        except OSError as error:
            raise StoreError(f"{self.path}: no store can be made here: {error.strerror or error}") from error

    def is_vacant(self) -> bool:
        """True when nothing is here but what a store's maker, killed half way, would have left."""
        if not self.path.exists():
            return True
        return self.path.is_dir() and all(
            entry.name == "lock"
            or entry.name.startswith(".tmp-")
            or (entry.name in TABLES and not any(entry.iterdir()))
            for entry in self.path.iterdir()
        )

    def manifest(self) -> Manifest:
        """The manifest as it is now. Raises StoreError naming the file when it is missing or no manifest."""
        file = self.path / "manifest.json"
        try:
            found = msgspec.json.decode(file.read_bytes(), type=Manifest)
        except OSError as error:
            raise StoreError(f"{file}: cannot be read: {error.strerror or error}") from error
        except msgspec.DecodeError as error:
            raise StoreError(
                f"{file}: not the manifest of a Dragoman store: {error};"
                " restore it from a copy, or name another folder"
            ) from error
        if found.format != FORMAT:
            raise StoreError(f"{file}: written by something else ({found.format!r}); name another folder")
        if found.version > VERSION or found.schema > SCHEMA_VERSION:
            raise StoreError(
                f"{file}: written by a later Dragoman (store version {found.version}, schema {found.schema};"
                f" this one reads {VERSION} and {SCHEMA_VERSION}); update Dragoman"
            )
        return found

    def files(self, parts: Iterable[Part], table: str) -> list[str]:
        """The paths of a table's parts, in the order given."""
        return [str(self.file(table, part)) for part in parts]

    def file(self, table: str, part: Part) -> Path:
        return self.path / table / f"{part.name}.parquet"

    def check(self, manifest: Manifest) -> None:
        """Raise StoreError naming the first part that is missing or not as long as it was written."""
        for part in manifest.parts:
            for table, size in zip(TABLES, part.sizes, strict=True):
                file = self.file(table, part)
                try:
                    found = file.stat().st_size
                except OSError as error:
                    raise damaged(file, "is missing") from error
                if found != size:
                    raise damaged(file, f"is damaged: {found} bytes where {size} were written")

    def blame(self, manifest: Manifest, error: Exception) -> StoreError:
        """The StoreError for a query that failed: reads each part to find the one at fault."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        for part in manifest.parts:
            for table in TABLES:
                file = self.file(table, part)
                try:
                    for _ in pq.ParquetFile(file).iter_batches():
                        pass
                except (OSError, pa.ArrowException) as cause:
                    return damaged(file, f"is damaged: {' '.join(str(cause).split())}")
        return StoreError(f"{self.path}: the store cannot be queried: {error}")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the store for writing and sweep away what a killed writer left."""
        with write_lock(self.path / "lock"):
            with _written(self.path):
                self._sweep()
            yield

    def commit(self, documents: pa.Table, events: pa.Table, *, instead_of: tuple[Part, ...] = ()) -> None:
        """Add one part, or put it in the place of others. Call it inside ``writing``."""
        manifest = self.manifest()
        serial = manifest.serial + 1
        name = f"{serial:06d}-{secrets.token_hex(4)}"
        with _written(self.path):
            sizes = tuple(
                self._write_part(self.path / table / f"{name}.parquet", rows)
                for table, rows in zip(TABLES, (documents, events), strict=True)
            )
            part = Part(
                name=name, documents=documents.num_rows, events=events.num_rows, sizes=(sizes[0], sizes[1])
            )
            gone = {old.name for old in instead_of}
            kept = tuple(old for old in manifest.parts if old.name not in gone)
            self._write_manifest(Manifest(serial=serial, parts=(*kept, part)))
            for old in instead_of:
                for table in TABLES:
                    self.file(table, old).unlink(missing_ok=True)

    def merge(self) -> None:
        """Merge the small parts into one when there are many. Call it inside ``writing``."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        small = tuple(part for part in self.manifest().parts if part.documents + part.events < SMALL)
        if len(small) < MANY:
            return
        tables = [
            pa.concat_tables(
                [pq.ParquetFile(self.file(table, part)).read() for part in small], promote_options="default"
            )
            for table in TABLES
        ]
        self.commit(tables[0], tables[1], instead_of=small)

    def _write_part(self, file: Path, rows: pa.Table) -> int:
        import pyarrow.parquet as pq

        order = (
            "published" if "published" in rows.column_names and "date" not in rows.column_names else "date"
        )
        scratch = file.with_name(f".tmp-{file.name}")
        pq.write_table(
            rows.sort_by([(order, "ascending"), ("id", "ascending")]),
            scratch,
            compression="zstd",
            row_group_size=ROW_GROUP,
            write_page_checksum=True,
        )
        return _settle(scratch, file)

    def _write_manifest(self, manifest: Manifest) -> None:
        scratch = self.path / ".tmp-manifest.json"
        scratch.write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n")
        _settle(scratch, self.path / "manifest.json")

    def _sweep(self) -> None:
        known = {part.name for part in self.manifest().parts}
        for table in TABLES:
            for file in (self.path / table).glob("*.parquet"):
                if file.stem not in known:
                    file.unlink()
        for file in self.path.rglob(".tmp-*"):
            file.unlink()


@contextmanager
def _written(path: Path) -> Iterator[None]:
    """Turn a failure to write (disk full, no permission) into a StoreError."""
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"{error.filename or path}: cannot be written: {error.strerror or error};"
            " what was stored before is unharmed"
        ) from error


def damaged(file: Path, what: str) -> StoreError:
    """The error for a part that cannot be read, with its cure."""
    return StoreError(
        f"{file}: this part of the store {what}; restore it from a copy, or read the reports anew"
    )


def _settle(scratch: Path, file: Path) -> int:
    """Bring a finished file to the disk, then under its name; its size in bytes."""
    with scratch.open("rb+") as handle:
        os.fsync(handle.fileno())
        size = os.fstat(handle.fileno()).st_size
    scratch.replace(file)
    return size
