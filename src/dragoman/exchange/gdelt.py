"""GDELT: event tables of version 1.0 (57 and 58 columns) and 2.0 (61 columns), and the mentions of 2.0."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dragoman.errors import ReadError
from dragoman.exchange.columns import (
    Party,
    cameo_columns,
    dates,
    entity_columns,
    joined,
    mapped,
    numbers,
    same,
    visitor_first,
)
from dragoman.exchange.naming import of_country, table
from dragoman.exchange.sheets import OnError, finish, first_line, read_tabbed
from dragoman.readers.opening import Opened

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
DEED = (
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
)  # fmt: skip
MENTION = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
SEPARATOR = "\x1f"


def columns_of(width: int) -> tuple[str, ...] | None:
    """The names of an event table's columns by their number; ``None`` for no table of GDELT's."""
    if width not in (57, 58, 61):
        return None
    places = GEO if width == 61 else tuple(name for name in GEO if name != "ADM2Code")
    names = (
        *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
        *(f"{who}{what}" for who, what in product(("Actor1", "Actor2"), ACTOR)),
        *DEED,
        *(f"{whose}Geo_{what}" for whose, what in product(("Actor1", "Actor2", "Action"), places)),
        *("DATEADDED", "SOURCEURL"),
    )
    return names[:width]


class Mentions:
    """For each event the mention that GDELT is surest of: how sure, by whom, where, in which sentence.

    Held in memory, about a hundred bytes an event.
    """

    def __init__(self, rows: pa.Table) -> None:
        import pyarrow as pa
        import pyarrow.compute as pc

        order = pc.sort_indices(rows, [("id", "ascending"), ("confidence", "descending")])
        ordered = rows.take(order)
        ids = ordered.column("id").to_numpy()
        first = pa.array([True]) if len(ids) else pa.array([], pa.bool_())
        if len(ids):
            first = pa.concat_arrays([first, pa.array(ids[1:] != ids[:-1])])
        self._rows = ordered.filter(first)
        self._ids: NDArray[np.int64] = self._rows.column("id").to_numpy()

    def of(self, ids: pa.Array) -> dict[str, pa.Array]:
        """The columns of the mentions of some events, null for an event without one."""
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        wanted = pc.fill_null(ids, -1).to_numpy(zero_copy_only=False)
        places = np.searchsorted(self._ids, wanted)
        found = places < len(self._ids)
        found[found] = self._ids[places[found]] == wanted[found]
        told = self._rows.take(pa.array(places, mask=~found))
        return {name: told.column(name).combine_chunks() for name in told.column_names}


def read_mentions(given: Opened, on_error: OnError) -> Iterator[pa.Table]:
    """The rows of one file of mentions. Raises ReadError when it is none."""
    import pyarrow as pa
    import pyarrow.compute as pc

    _checked(given, len(first_line(given).split("\t")) == len(MENTION), "mentions have 16 columns")
    for block in read_tabbed(given, MENTION, on_error, header=False):
        number = numbers(block["GLOBALEVENTID"])
        confidence = numbers(block["Confidence"])
        columns = {
            "id": number.cast(pa.int64()),
            "confidence": pc.divide(confidence, 100.0),
            "source": block["MentionSourceName"],
            "url": block["MentionIdentifier"],
            "sequence": numbers(block["SentenceID"]).cast(pa.int32()),
        }
        odd = [
            ("GLOBALEVENTID", pc.is_null(number), "a number"),
            ("Confidence", _outside(confidence, 0, 100), "a number from 0 to 100"),
        ]
        yield finish(block, columns, odd, on_error)


def gather(tables: Iterable[pa.Table]) -> Mentions | None:
    """Files of mentions as one; ``None`` without any."""
    import pyarrow as pa

    found = list(tables)
    return Mentions(pa.concat_tables(found)) if found else None


def read(given: Opened, on_error: OnError, mentions: Mentions | None = None) -> Iterator[pa.Table]:
    """Tables of events from one file. Raises ReadError when it is no event table of GDELT's.

    With ``mentions`` an event has the confidence of its surest mention, and its source, address and sentence.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    head = first_line(given).split("\t")
    names = columns_of(len(head))
    _checked(given, names is not None, "event tables have 57, 58 or 61 columns, with tabs")
    header = head[0].strip().upper() == "GLOBALEVENTID"
    coder = f"GDELT {'2.0' if len(head) == 61 else '1.0'}"
    for block in read_tabbed(given, names or (), on_error, header=header):
        number = numbers(block["GLOBALEVENTID"]).cast(pa.int64())
        day = dates(block["SQLDATE"], "%Y%m%d", 8)
        codes = block["EventCode"]
        meant, unknown = cameo_columns(codes)
        keys = [
            joined(SEPARATOR, *(block[f"{who}{what}"] for what in ("Code", "Name", *ACTOR[2:4], *ACTOR[7:])))
            for who in ("Actor1", "Actor2")
        ]
        actor, recipient = visitor_first(codes, *keys)
        ids = pc.binary_join_element_wise("gdelt", pc.utf8_lpad(block["GLOBALEVENTID"], 10, "0"), "-")
        url = block.columns.get("SOURCEURL", pa.nulls(len(block), pa.string()))
        confidence = same(1.0, len(block), pa.float64())
        source = mapped(url, _host, pa.string())
        sequence = same(0, len(block), pa.int32())
        if mentions is not None:
            told = mentions.of(number)
            confidence = pc.coalesce(told["confidence"], confidence)
            source = pc.coalesce(told["source"], source)
            sequence = pc.coalesce(told["sequence"], sequence)
            url = pc.coalesce(told["url"], url)
        columns = {
            "id": ids,
            "document": pc.coalesce(mapped(url, _document, pa.string()), ids),
            "published": dates(block["DATEADDED"], "%Y%m%d", 8),
            "date": day,
            "date_precision": same("day", len(block), pa.string()),
            **meant,
            **entity_columns("actor", actor, _parties),
            **entity_columns("recipient", recipient, _parties),
            "place": block["ActionGeo_FullName"],
            "place_country": mapped(block["ActionGeo_CountryCode"], table("gdelt")["fips"].get, pa.string()),
            "lat": numbers(block["ActionGeo_Lat"]),
            "lon": numbers(block["ActionGeo_Long"]),
            "confidence": confidence,
            "publication": source,
            "sequence": sequence,
            "url": mapped(url, _web, pa.string()),
            "coder": same(coder, len(block), pa.string()),
        }
        odd = [
            ("GLOBALEVENTID", pc.is_null(number), "a number"),
            ("SQLDATE", pc.is_null(day), "a day, as 20140531"),
            ("EventCode", unknown, "a code of CAMEO, as 042"),
        ]
        yield finish(block, columns, odd, on_error)


def _checked(given: Opened, sound: bool, expected: str) -> None:
    if not sound:
        reason = f"its first line has {len(first_line(given).split(chr(9)))} columns"
        raise ReadError(reason, source=given.name, place="line 1", cure=expected)


def _outside(column: pa.Array, least: float, most: float) -> pa.Array:
    import pyarrow.compute as pc

    within = pc.and_(pc.greater_equal(column, least), pc.less_equal(column, most))
    return pc.invert(pc.fill_null(within, False))


def _web(url: str) -> str | None:
    """An address on the web; for other sources GDELT writes the name of a collection."""
    return url if url.startswith(("http://", "https://")) else None


def _host(url: str) -> str | None:
    if _web(url) is None:
        return None
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def _document(url: str) -> str | None:
    """An id of the report at an address."""
    if _web(url) is None:
        return None
    return f"gdelt-{hashlib.blake2b(url.encode(), digest_size=8).hexdigest()}"


@lru_cache(maxsize=1 << 17)
def _parties(key: str) -> tuple[Party]:
    """Who a row's codes stand for: a known group, else the country, else the kind of body; sector is the first role."""
    code, name, country, group, *types = key.split(SEPARATOR)
    known = table("gdelt")
    place = country or code[:3]
    if group in known["groups"]:
        home = of_country(known["groups"][group])
    else:
        home = of_country(known["countries"].get(place, place))
    if home.code is None:
        entity = next((known["entities"][one] for one in types if one in known["entities"]), None)
        home = of_country(entity) if entity else home
    sector = next((known["sectors"][one] for one in types if one in known["sectors"]), None)
    return (Party(text=name or code, side=home.side, code=home.code, sector=sector),)
