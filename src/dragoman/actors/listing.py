"""A person of the tables recognised in a text, and what the text itself says of the person beside it."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dragoman.actors.grounds import RUN
from dragoman.actors.holders import rank
from dragoman.actors.lexicon import NameMatch, lexicon
from dragoman.actors.names import NO_NAME, PARTICLES, longer, name_before, same_office
from dragoman.actors.officeholders import FULL_NAME, find_holder
from dragoman.actors.persons import Persons
from dragoman.actors.phrase import Phrase
from dragoman.actors.resolution import Resolution
from dragoman.actors.tables import ROLE, TERRITORY, Entry

if TYPE_CHECKING:
    from dragoman.actors.dossier import Dossier


# Something of a listed person's.
OWNER = 0.8


def listed_person(
    dossier: Dossier, text: str, phrase: Phrase, known: Resolution | None, start: int
) -> Resolution | None:
    """A name that the tables know: "President Mandela", "Tony Blair", "Tusk" in a text about Warsaw."""
    name = phrase.person or (text if phrase.head is None and phrase.body is None else None)
    if name is None:
        return None
    spoken = dossier.traces.total
    if phrase.person is not None and phrase.person != text and not (phrase.head and is_rank(phrase.head)):
        # A title may be part of the name as the table has it: Sheikh Hasina, Sheikh Sharif Sheikh Ahmed.
        whole = find_holder(text, dossier.day, former=phrase.former, spoken=spoken) if " " in text else None
        if whole is not None and whole.confidence >= FULL_NAME:
            return whole
    # Whom the text itself introduces keeps the full name it gave: "Brown" is then the singer Chris Brown.
    introduced = dossier.persons.find(name, start)
    full = longer(name, introduced[0].name) if introduced else fuller(dossier, name)
    title = None if phrase.head is not None and is_rank(phrase.head) else phrase.title
    return find_holder(full, dossier.day, title=title, former=phrase.former, spoken=spoken)


def list_persons(persons: Persons, matches: Sequence[NameMatch], day: dt.date | None) -> None:
    """Add what the tables know of the persons whom a text introduces without saying of which country.

    "President Kais Saied" is Tunisia's; and where text and table give one office to one full name on one day, the
    country of the table stands even if the text names another beside it.
    """
    spoken = Counter(m.entry.country for m in matches if m.entry.kind == TERRITORY and m.entry.country)
    for number, person in enumerate(persons.everybody):
        title = None if person.vague and person.sector == "MIL" else person.office
        held = find_holder(person.name, day, title=title, former=person.former, spoken=spoken)
        if held is None or held.country == person.country:
            continue
        if person.code is not None and not (
            held.confidence >= FULL_NAME and held.sector and same_office(held.office, person.office or "")
        ):
            continue
        person.code, person.country, person.why = held.code, held.country, held.why
        own = None if person.vague and (person.sector != "MIL" or rank(held.office)) else person.sector
        person.sector = own or held.sector or person.sector
        person.office = person.office or held.office
        persons.index(number, person)


OF = re.compile(r"\b(?:of|for|to)\s+(?:(?:Mr|Mrs|Ms)\.?\s+)?$")


def listed_owner(dossier: Dossier, phrase: Phrase, found: Resolution) -> Resolution | None:
    """ "The Biden administration", "Erdogan's office": of a listed person, by the name before the role word."""
    if phrase.person is not None:
        return None
    roles = [match.start for match in lexicon().find(phrase.text) if match.entry.kind == ROLE]
    for run in RUN.finditer(phrase.text):
        name = run.group().removesuffix("'s").removesuffix("’s")
        before = OF.search(phrase.text, 0, run.start()) or run.end() + 1 in roles
        if not before or name in NO_NAME or lexicon().find(run.group()):
            continue
        held = find_holder(name, dossier.day, spoken=dossier.traces.total)
        if held is not None and held.country is not None:
            return replace(
                found,
                code=held.code,
                country=held.country,
                sector=found.sector or held.sector,
                confidence=min(held.confidence, OWNER),
                why=f"{found.why.split(';')[0].rstrip('.')}, and belongs to {held.name} of {held.country}.",
            )
    return None


def is_rank(role: Entry) -> bool:
    """Whether a title is a military rank, which who governs may bear as well: "General Pervez Musharraf"."""
    return role.sector == "MIL" and role.form == "person" and role.office == "*"


def fuller(dossier: Dossier, name: str) -> str:
    """The name in full, where the text has it so elsewhere without a word on who it is."""
    if " " in name:
        return name
    for found in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", dossier.text):
        longer_one = name_before(dossier.text, found.end())
        if longer_one is None or " " not in longer_one[0] or longer_one[0].split()[0].lower() in PARTICLES:
            continue
        begin = longer_one[1]
        if not any(begin <= match.start < found.start() for match in dossier.matches):
            return longer_one[0]
    return name


def agreed(known: Resolution, held: Resolution | None, spoken: Mapping[str, float]) -> Resolution:
    """What the text says of a person, with what the tables add.

    The tables' country counts where their full name stands against a country that the text ties to the person, and
    the text speaks of the tables' one as well ("the Speaker of the Majlis" in Male).
    """
    if held is None:
        return known
    if held.country != known.country:
        if held.confidence < FULL_NAME or not spoken.get(held.country or ""):
            return known
        return replace(held, sector=known.sector or held.sector, office=known.office or held.office)
    return replace(
        known,
        sector=known.sector or held.sector,
        office=known.office or held.office,
        identifier_id=known.identifier_id or held.identifier_id,
    )


def in_office(phrase: Phrase, found: Resolution, known: Resolution | None, held: Resolution) -> Resolution:
    """A listed person, in the sector of the tables or, where they tell none, of the words.

    A general who holds an office lower than the highest ones acts as a general.
    """
    rank_alone = phrase.head is not None and is_rank(phrase.head) and not rank(held.office)
    said = found.sector or (known.sector if known else None)
    return replace(held, sector="MIL" if rank_alone else held.sector or said)


def complete(dossier: Dossier, phrase: Phrase, found: Resolution, start: int) -> Resolution:
    """A person whose words tell the country, with the sector and full name of the tables.

    "Israel's Yair Lapid", and "Kurdish leader Masoud Barzani", whose "leader" says little.
    """
    held = listed_person(
        dossier, phrase.person or "", Phrase(text=phrase.text, person=phrase.person), None, start
    )
    if held is None or held.country != found.country:
        return found
    vague = phrase.head is None or phrase.head.weak or is_rank(phrase.head)
    if phrase.head is not None and is_rank(phrase.head) and not rank(held.office):
        vague = False
    sector = held.sector if vague and held.sector and not phrase.former else found.sector
    why = f"{found.why[:-1]}; {held.why}" if sector != found.sector else found.why
    return replace(
        found,
        sector=sector,
        name=found.name if " " in (found.name or "") else held.name,
        office=found.office or held.office,
        identifier_id=found.identifier_id or held.identifier_id,
        why=why,
    )
