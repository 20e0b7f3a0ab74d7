"""The public contract: events and documents as Arrow tables, events as PLOVER JSON, versioned.

A change that takes a column away, renames it or gives it another meaning raises ``SCHEMA_VERSION``;
a new column at the end does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from dragoman.records import Actor, Annotation, Document, Event

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA_VERSION = 1


def event_schema() -> pa.Schema:
    """One row an event. Lists of actors and recipients run in parallel: one entry for each entity.

    ``actor`` and ``recipient`` hold what a dyad is made of: the country, or the code of an entity that
    belongs to none (see ``side``). ``event_scale`` runs from -10 to +10, ``confidence`` from 0 to 1;
    ``sentence`` and ``trigger`` are the words of the report that the event was read in, ``start`` and ``end`` the
    sentence's offsets. ``money`` is the first amount of money, in ``money_unit`` (ISO 4217).
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


def event_row(event: Event, document: Document) -> dict[str, Any]:
    """An event as a row of ``event_schema``; ``document`` is the one that it was read in."""
    text = part_text(event, document)
    info = event.text_info
    money = event.amounts[0] if event.amounts else None
    row: dict[str, Any] = {
        "id": event.id,
        "document": document.id,
        "published": document.published,
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
        "place_country": event.event_loc.country_code if event.event_loc else None,
        "confidence": event.confidence,
        "sentence": text[info.start : info.end],
        "trigger": text[slice(*info.trigger)],
        "title": document.title,
        "publication": event.cite_info.publication or document.publisher or document.agency,
        "coder": event.coder,
        "place": event.event_loc.extracted_place if event.event_loc else None,
        "money": money.value if money else None,
        "money_unit": money.unit if money else None,
        "dead": event.dead,
        "injured": event.injured,
        "arrested": event.arrested,
        "size": event.size,
        "sequence": info.sequence,
        "start": info.start,
        "end": info.end,
    }
    for role, entities in (("actor", event.actor), ("recipient", event.recipient)):
        row[role] = [side(entity) for entity in entities]
        row[f"{role}_code"] = [entity.code for entity in entities]
        row[f"{role}_sector"] = [entity.sector for entity in entities]
        row[f"{role}_text"] = [entity.entity_text for entity in entities]
    return row


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
