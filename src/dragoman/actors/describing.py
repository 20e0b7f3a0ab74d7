"""Descriptions in their place: whom "the kingdom", "his host", "the general", "both men" stand for in a document."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dragoman.actors.beside import Found
from dragoman.actors.coding import same_kind
from dragoman.actors.companions import peer, related, several
from dragoman.actors.descriptions import BODY as BODY_NOUN
from dragoman.actors.descriptions import PEER, RELATION, SEVERAL, Description, nouns, read_description
from dragoman.actors.descriptions import PERSON as PERSON_NOUN
from dragoman.actors.descriptions import STATE as STATE_NOUN
from dragoman.actors.lexicon import NameMatch
from dragoman.actors.mentions import BODY, GROUP, PERSON, Raw, Referent
from dragoman.actors.phrase import read_phrase
from dragoman.actors.sides import country_at
from dragoman.actors.singles import one_body, one_person, one_state

if TYPE_CHECKING:
    from dragoman.actors.discourse import Discourse

# Of these a country has its own, so that a bare "parliament" is the one of the country spoken of.
DOMESTIC = frozenset(("GOV", "MIL", "LEG", "JUD", "COP", "OPP", "PTY", "SPY"))


def described(discourse: Discourse, raw: Raw) -> Found:
    """Whom a stretch with a role word or a noun of the table speaks of: somebody known, or somebody new."""
    words = discourse.text[raw.start : raw.end]
    description = read_description(words)
    if description is not None:
        found, antecedent = describe(discourse, description, raw.start, raw.end)
        if found is not None:
            return found, antecedent
    if not isinstance(raw.what, NameMatch) or (
        description is not None and description.kind == SEVERAL and description.number
    ):
        return None, None
    return newly(discourse, words, raw.what.entry.form == "group", raw.start), None


def newly(discourse: Discourse, words: str, group: bool, start: int) -> Referent | None:
    """Somebody whom the text speaks of for the first time, by their own words."""
    found = discourse.dossier.single(words, read_phrase(words), start, False)
    if found.sector is None and found.code is None:
        return None
    phrase = read_phrase(words)
    if (
        group
        and phrase.body is not None
        and phrase.head is not None
        and (
            same_kind(phrase.head, phrase.body)
            or phrase.head.sector is None
            or phrase.head.heads
            or words.split()[-1].lower() in nouns("body", "")
        )
    ):
        named = ("body", phrase.body.name)
        if named not in discourse.by_key:
            discourse.by_key[named] = Referent(
                kind=BODY, code=found.code, country=found.country, sector=found.sector, name=phrase.body.name,
                confidence=found.confidence, why=found.why, identifier_id=phrase.body.wikidata,
            )  # fmt: skip
        return discourse.by_key[named]
    code, country, guessed, why = found.code, found.country, False, found.why
    if code is None and found.sector in DOMESTIC and "foreign" not in words.lower():
        country, _, reason = country_at(discourse, start, found.sector)
        code, guessed, why = country, True, f"{found.why.split(';')[0].rstrip('.')}; {reason}."
    plural = group and words.split()[-1].lower().endswith(("s", "police", "people", "men", "women"))
    key = (GROUP, code, found.sector, plural, "")
    if group and key in discourse.by_key and code is not None:
        return discourse.by_key[key]
    told = read_description(words)
    made = Referent(
        female=told.female if told is not None and not group else None,
        kind=GROUP if group else PERSON,
        code=code,
        country=country,
        sector=found.sector,
        name=found.name if found.name and not group else None,
        office=found.office,
        plural=plural,
        guessed=guessed,
        confidence=found.confidence,
        why=why,
    )
    if not group and phrase.body is not None:
        made.home = Referent(
            kind=BODY,
            code=found.code,
            country=found.country,
            sector=phrase.body.sector,
            name=phrase.body.name,
        )
    if group and code is not None:
        discourse.by_key[key] = made
    return made


def describe(discourse: Discourse, description: Description, start: int, end: int) -> Found:
    """Whom a description stands for, and the mention it is read by."""
    how: dict[str, Callable[[Discourse, Description, int, int], Found]] = {
        PERSON_NOUN: one_person,
        STATE_NOUN: one_state,
        BODY_NOUN: one_body,
        RELATION: related,
        SEVERAL: several,
        PEER: peer,
    }
    return how[description.kind](discourse, description, start, end)
