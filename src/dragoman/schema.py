"""The public contract: events and documents as Arrow tables, events as PLOVER JSON, versioned.

A change that takes a column away, renames it or gives it another meaning raises ``SCHEMA_VERSION``;
a new column at the end does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from dragoman.records import Actor, Amount, Annotation, CiteInfo, Document, Event, Place, TextInfo

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA_VERSION = 1


def event_schema() -> pa.Schema:
    """One row an event. Lists of actors and recipients run in parallel: one entry for each entity.

    ``actor`` and ``recipient`` hold what a dyad is made of: the country, or the code of an entity that
    belongs to none (see ``side``). ``event_scale`` runs from -10 to +10, ``confidence`` from 0 to 1;
    ``sentence`` and ``trigger`` are the words of the report that the event was read in, ``start`` and ``end`` the
    sentence's offsets. ``money`` is the first amount of money, in ``money_unit`` (ISO 4217).

    ``cameo`` is the code that an imported event had in its source, ``weight`` how many events it stands for in a
    sample (1 unless the source says otherwise). A statement or an appeal (CAMEO 01 and 02) has no type in PLOVER:
    ``event``, ``quad_code`` and ``event_scale`` are null, so that it counts as attention and never as a score. A
    table holds such rows only where they are asked for (``Store.event_table(attention=True)``).
    """
    import pyarrow as pa

    words = pa.list_(pa.string())
    return pa.schema(
        [
            pa.field("id", pa.string(), nullable=False),
            pa.field("document", pa.string(), nullable=False),
            ("published", pa.date32()),
            ("date", pa.date32()),
            ("enddate", pa.date32()),
            ("date_precision", pa.string()),
            ("date_source", pa.string()),
            ("event", pa.string()),
            ("mode", words),
            ("context", words),
            ("auxiliary", words),
            ("quad_code", pa.int8()),
            ("event_scale", pa.float64()),
            ("actor", words),
            ("actor_code", words),
            ("actor_sector", words),
            ("actor_text", words),
            ("recipient", words),
            ("recipient_code", words),
            ("recipient_sector", words),
            ("recipient_text", words),
            ("place_country", pa.string()),
            ("confidence", pa.float64()),
            ("sentence", pa.string()),
            ("trigger", pa.string()),
            ("title", pa.string()),
            ("publication", pa.string()),
            ("coder", pa.string()),
            ("place", pa.string()),
            ("money", pa.float64()),
            ("money_unit", pa.string()),
            ("dead", pa.int64()),
            ("injured", pa.int64()),
            ("arrested", pa.int64()),
            ("size", pa.int64()),
            ("sequence", pa.int32()),
            ("start", pa.int32()),
            ("end", pa.int32()),
            ("actor_name", words),
            ("recipient_name", words),
            ("lat", pa.float64()),
            ("lon", pa.float64()),
            ("url", pa.string()),
            ("cameo", pa.string()),
            ("weight", pa.int32()),
        ],
        metadata={"dragoman.table": "events", "dragoman.schema": str(SCHEMA_VERSION)},
    )


def document_schema() -> pa.Schema:
    """One row a document: what it is found by. Its text and the rest of its record are JSON in the store."""
    import pyarrow as pa

    return pa.schema(
        [
            pa.field("id", pa.string(), nullable=False),
            ("published", pa.date32()),
            ("title", pa.string()),
            ("publisher", pa.string()),
            ("agency", pa.string()),
            ("url", pa.string()),
            ("events", pa.int32()),
        ],
        metadata={"dragoman.table": "documents", "dragoman.schema": str(SCHEMA_VERSION)},
    )


def side(actor: Actor) -> str | None:
    """What stands for an entity in a dyad: its country, or its own code when it belongs to no country."""
    return actor.country or actor.code


def part_text(event: Event, document: Document) -> str:
    """The text that an event's offsets count in: the document's body, or the caption that tells of it."""
    info = event.text_info
    if info.part == "caption" and info.caption is not None:
        return document.captions[info.caption].text
    return document.text


def event_row(event: Event, document: Document | None = None) -> dict[str, Any]:
    """An event as a row of ``event_schema``; ``document`` is the one that it was read in, where that is at hand."""
    info, cite = event.text_info, event.cite_info
    text = part_text(event, document) if document else None
    place = event.event_loc
    money = event.amounts[0] if event.amounts else None
    publication = cite.publication
    if document and not publication:
        publication = document.publisher or document.agency
    row: dict[str, Any] = {
        "id": event.id,
        "document": cite.document,
        "published": document.published if document else cite.date,
        "date": event.date,
        "enddate": event.enddate,
        "date_precision": event.date_precision,
        "date_source": event.date_source,
        "event": event.event,
        "mode": event.mode,
        "context": event.context,
        "auxiliary": event.auxiliary,
        "quad_code": event.quad_code,
        "event_scale": event.event_scale,
        "place_country": place.country_code if place else None,
        "confidence": event.confidence,
        "sentence": event.text if text is None else text[info.start : info.end],
        "trigger": _trigger(event) if text is None else text[slice(*info.trigger)],
        "title": document.title if document else cite.title,
        "publication": publication,
        "coder": event.coder,
        "place": (place.extracted_place or None) if place else None,
        "money": money.value if money else None,
        "money_unit": money.unit if money else None,
        "dead": event.dead,
        "injured": event.injured,
        "arrested": event.arrested,
        "size": event.size,
        "sequence": info.sequence,
        "start": info.start,
        "end": info.end,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "url": cite.url or (document.url if document else None),
        "cameo": event.cameo,
        "weight": event.weight,
    }
    for role, entities in (("actor", event.actor), ("recipient", event.recipient)):
        row[role] = [side(entity) for entity in entities]
        row[f"{role}_code"] = [entity.code for entity in entities]
        row[f"{role}_sector"] = [entity.sector for entity in entities]
        row[f"{role}_text"] = [entity.entity_text for entity in entities]
        row[f"{role}_name"] = [entity.name for entity in entities]
    return row


def _trigger(event: Event) -> str | None:
    """The words of the trigger in an event's own text, whose first character has the offset ``start``."""
    if event.text is None:
        return None
    first, last = (place - event.text_info.start for place in event.text_info.trigger)
    return event.text[first:last] or None


def row_event(row: dict[str, Any]) -> Event:
    """The event of a row of ``event_schema``: what an import made without a record of its own.

    The row has a type; offsets of entities, which no column holds, are 0.
    """
    place = None
    if any(row[name] is not None for name in ("place", "place_country", "lat")):
        place = Place(
            extracted_place=row["place"] or "",
            start=0,
            end=0,
            country_code=row["place_country"],
            lat=row["lat"],
            lon=row["lon"],
        )
    amounts: tuple[Amount, ...] = ()
    if row["money"] is not None:
        amount = Amount(kind="money", value=row["money"], unit=row["money_unit"], text="", start=0, end=0)
        amounts = (amount,)
    start = row["start"] or 0
    return Event(
        id=row["id"],
        date=row["date"],
        enddate=row["enddate"],
        date_precision=row["date_precision"],
        date_source=row["date_source"],
        event=row["event"],
        mode=tuple(row["mode"] or ()),
        context=tuple(row["context"] or ()),
        auxiliary=tuple(row["auxiliary"] or ()),
        quad_code=row["quad_code"],
        event_scale=row["event_scale"],
        actor=_entities(row, "actor"),
        recipient=_entities(row, "recipient"),
        event_loc=place,
        amounts=amounts,
        dead=row["dead"],
        injured=row["injured"],
        arrested=row["arrested"],
        size=row["size"],
        text_info=TextInfo(
            sequence=row["sequence"] or 0, start=start, end=row["end"] or start, trigger=(start, start)
        ),
        cite_info=CiteInfo(
            document=row["document"],
            title=row["title"],
            url=row["url"],
            publication=row["publication"],
            date=row["published"],
        ),
        confidence=row["confidence"],
        coder=row["coder"],
        text=row["sentence"],
        cameo=row["cameo"],
        weight=row["weight"],
    )


def _entities(row: dict[str, Any], role: str) -> tuple[Actor, ...]:
    """The entities of one role: their country is their side, unless that is a code of no country."""
    columns = (row[role], *(row[f"{role}_{what}"] for what in ("code", "sector", "text", "name")))
    return tuple(
        Actor(entity_text=text or "", start=0, end=0, code=code, country=country, sector=sector, name=name)
        for country, code, sector, text, name in zip(*(column or () for column in columns), strict=True)
    )


def document_row(annotation: Annotation) -> dict[str, Any]:
    """A document as a row of ``document_schema``."""
    document = annotation.document
    return {
        "id": document.id,
        "published": document.published,
        "title": document.title,
        "publisher": document.publisher,
        "agency": document.agency,
        "url": document.url,
        "events": len(annotation.events),
    }


def event_table(annotations: list[Annotation]) -> pa.Table:
    """The events of some annotated documents as one Arrow table of ``event_schema``, in the order given."""
    import pyarrow as pa

    rows = [event_row(event, one.document) for one in annotations for event in one.events]
    return pa.Table.from_pylist(rows, schema=event_schema())


def event_json(event: Event) -> str:
    """An event as one line of PLOVER JSON, as ``dragoman code`` prints it."""
    return msgspec.json.encode(event).decode()


def event_json_schema() -> dict[str, Any]:
    """The JSON Schema of an event, for those who read Dragoman's output in another language."""
    return msgspec.json.schema(Event)
