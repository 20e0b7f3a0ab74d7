"""One actor phrase taken apart: its role word, its nationality, its organisation, its person's name.

The phrase is read by its own words alone; what only its surroundings tell is added by ``dossier``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from dragoman.actors.lexicon import NameMatch, lexicon
from dragoman.actors.names import name_at, skip_space
from dragoman.actors.tables import ORGANISATION, ROLE, TERRITORY, Entry, standing_words

# "Moscow-backed rebels" are not Moscow's; "Seoul-based" and "U.S.-led" do belong.
SIDED = re.compile(
    r"-(?:backed|aligned|allied|sponsored|supported|funded|linked|friendly|designated|armed|trained|occupied|held|"
    r"controlled|administered|born|made|style|imposed|brokered|mediated|inspired|affiliated|facing|first)\b"
)
AGAINST = re.compile(r"\b(?:pro|anti|non|counter)-$", re.I)

CUT = re.compile(
    r"(?<![\w-])(?:of|in|from|at|for|to|by|on|near|with|against|outside|inside|across|under|over|between|including|"
    r"based in|who|whom|whose|that|which|where|and|or|as well as|accused|loyal|fighting|killed|wounded|living)"
    r"(?![\w-])|[,;:()—–]",
    re.I,
)
MEMBERSHIP = frozenset(("of", "for"))
LOCATION = frozenset(("in", "from", "at", "near", "on", "across", "inside", "based in"))

PEOPLE = ("s", "men", "women", "people")

# "Dozens of refugees", "a group of students": the quantity says nothing about who.
QUANTITY = re.compile(
    r"^(?:(?:the|a|an|at least|more than|nearly|about|some|several)\s+)*"
    r"(?:(?:tens|hundreds|thousands|dozens|scores|millions)"
    r"(?:\s+of\s+(?:thousands|millions))?|group|groups|number|crowd|crowds|team|majority|handful|convoy|one|two|three|"
    r"members|most|many|all)\s+of\s+(?:the\s+)?(?!parliament|congress|the\s+(?:parliament|senate))",
    re.I,
)
NUMBERED = re.compile(
    r"\b(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|thousands|several|many|some)\b",
    re.I,
)


class Part(Struct, frozen=True):
    """A stretch of a phrase between two joints; ``joint`` is the preposition or comma before it."""

    joint: str
    start: int
    end: int
    matches: tuple[NameMatch, ...]

    def roles(self) -> list[NameMatch]:
        return [m for m in self.matches if m.entry.kind == ROLE]

    def first(self, kind: str) -> NameMatch | None:
        return next((m for m in self.matches if m.entry.kind == kind), None)


class Phrase(Struct, frozen=True, kw_only=True):
    """An actor phrase after its own words. ``head`` is the role word that decides the sector, ``title`` the

    title a person bears; ``nation`` and ``body`` are the territory and the organisation it belongs to.
    ``definite`` holds for "the president", "his predecessor": it refers back. ``coordinated`` lists the
    territories of "Japan and South Korea".
    """

    text: str
    head: Entry | None = None
    title: str | None = None
    nation: Entry | None = None
    body: Entry | None = None
    others: tuple[Entry, ...] = ()
    located: bool = False
    person: str | None = None
    former: bool = False
    relative: str | None = None
    definite: bool = False
    counted: bool = False
    coordinated: tuple[Entry, ...] = ()


def parts(text: str) -> list[Part]:
    """The phrase cut at prepositions, commas and relative pronouns that stand outside of names."""
    found = lexicon().find(text)
    matches = [
        m
        for m in found
        if not SIDED.match(text, m.end) and not AGAINST.search(text, max(0, m.start - 8), m.start)
    ]
    if any(m.entry.kind == ROLE for m in found):
        matches = [as_place(m) for m in matches]
    pieces: list[Part] = []
    joint, start = "", 0
    spans = [(m.start, m.end) for m in found]
    for cut in CUT.finditer(text):
        if any(a <= cut.start() < b for a, b in spans):
            continue
        pieces.append(piece(joint, start, cut.start(), matches))
        joint, start = cut.group().lower(), cut.end()
    pieces.append(piece(joint, start, len(text), matches))
    return [p for p in pieces if p.matches or text[p.start : p.end].strip(" '’\"“”s")]


def as_place(match: NameMatch) -> NameMatch:
    """A city that also stands for a body is a city beside a role: the Brussels police are Belgian."""
    place = next((other for other in match.others if other.kind == TERRITORY), None)
    return match if place is None else NameMatch(match.start, match.end, place)


def piece(joint: str, start: int, end: int, matches: list[NameMatch]) -> Part:
    return Part(joint, start, end, tuple(m for m in matches if start <= m.start < end))


@lru_cache(maxsize=65536)
def read_phrase(text: str) -> Phrase:
    """Take one actor phrase apart. Nothing outside the phrase is looked at."""
    whole, text = text, QUANTITY.sub("", text)
    cut = parts(text)
    main = main_parts(cut)
    seat = next((p for p in main if any(not r.entry.weak for r in p.roles())), None)
    seat = seat or next((p for p in main if p.roles()), None) or shared_role(cut, main)
    roles = outside_names(text, seat.roles()) if seat else []
    strong = [r for r in roles if not r.entry.weak and (r.entry.sector or r.entry.name in relatives())]
    ranked = strong or [r for r in roles if r.entry.sector] or roles
    head = ranked[-1] if ranked else None
    titled = next((r for r in reversed(roles) if r.entry.form == "person"), None)
    if titled is not None and seat is not None:
        cut, main, seat = without_name(text, cut, main, seat, titled)
    nation, located = nationality(cut, main, seat, head)
    body, others = organisation(cut, main, seat, head)
    body_part = complement_role(cut, head)
    decided = head.entry if head else None
    if body_part is not None and decided is not None and decided.heads:
        decided = body_part
    person = person_name(text, main, seat, roles, titled)
    former = head is not None and seat is not None and is_former(text[seat.start : head.start], head, text)
    return Phrase(
        text=text,
        head=decided,
        title=office(text, titled) if titled and (head is None or roles[-1] is titled) else None,
        nation=nation,
        body=body,
        others=others,
        located=located,
        person=person,
        former=former,
        relative=relative(head),
        definite=bool(re.match(r"(?:the|this|that|his|her|their|its)\b", text, re.I)),
        counted=bool(NUMBERED.search(whole)),
        coordinated=coordination(cut) if head is None and body is None else (),
    )


def shared_role(cut: list[Part], main: list[Part]) -> Part | None:
    """The role that several nationalities share: "Ethiopian and Kenyan troops", "80 or so soldiers"."""
    if any(m.entry.kind != TERRITORY or m.entry.form != "adjective" for p in main for m in p.matches):
        return None
    found = next((p for p in cut if p.joint in {"and", "or"} and p.roles()), None)
    if found is None or not main:
        return None
    return replace(found, matches=(*main[0].matches, *found.matches))


def outside_names(text: str, roles: list[NameMatch]) -> list[NameMatch]:
    """The role words that are no surname of whoever another one introduces: "Home Minister Amit Shah"."""
    kept: list[NameMatch] = []
    for role in roles:
        last = kept[-1] if kept else None
        begin = skip_space(text, last.end) if last is not None and last.entry.form == "person" else role.start
        named = name_at(text, begin) if begin < role.start else None
        if named is None or role.end > named[1]:
            kept.append(role)
    return kept


def without_name(
    text: str, cut: list[Part], main: list[Part], seat: Part, titled: NameMatch
) -> tuple[list[Part], list[Part], Part]:
    """The parts without what the lexicon sees in the name after a title: "President Kumba Yala", "Israel Galeano"."""
    named = name_at(text, skip_space(text, titled.end))
    inside = [m for m in seat.matches if named and titled.end <= m.start and m.end <= named[1]]
    if named is None or " " not in named[0] or not any(m.entry.kind == TERRITORY for m in inside):
        return cut, main, seat
    bare = replace(seat, matches=tuple(m for m in seat.matches if m not in inside))
    return [bare if p is seat else p for p in cut], [bare if p is seat else p for p in main], bare


def main_parts(cut: list[Part]) -> list[Part]:
    """The first part and what stands in apposition to it."""
    main: list[Part] = []
    for number, part in enumerate(cut):
        if number == 0 or part.joint in {",", "—", "–", "(", ")"}:
            main.append(part)
        elif part.joint not in MEMBERSHIP | LOCATION | {"and", "or"}:
            break
    return main


def nationality(
    cut: list[Part], main: list[Part], seat: Part | None, head: NameMatch | None
) -> tuple[Entry | None, bool]:
    """The territory a phrase belongs to, and whether it is only where the actor is."""
    home = seat or (main[0] if main else None)
    ordered = ([home] if home else []) + [p for p in main if p is not home]
    for part in ordered:
        found = part.first(TERRITORY)
        if found is not None:
            return found.entry, False
    role = head.entry if head else None
    for joints, located in ((MEMBERSHIP, False), (LOCATION, True)):
        if role is not None and ((located and role.abroad) or role.about):
            continue
        for part in cut:
            found = part.first(TERRITORY) if part.joint in joints else None
            if found is not None:
                return found.entry, located
    return None, False


def organisation(
    cut: list[Part], main: list[Part], seat: Part | None, head: NameMatch | None
) -> tuple[Entry | None, tuple[Entry, ...]]:
    """The organisation of a phrase: its own, or the one its leader leads."""
    for part in main:
        found = part.first(ORGANISATION)
        if found is not None:
            return found.entry, tuple(other for other in found.others if other.kind != ROLE)
    if (
        head is not None
        and (head.entry.heads or head.entry.form == "person" or head.entry.weak)
        and not head.entry.about
    ):
        for part in cut:
            found = (
                part.first(ORGANISATION)
                if part.joint in MEMBERSHIP | LOCATION and not head.entry.abroad
                else None
            )
            if found is not None:
                return found.entry, bearers(found)
    return None, ()


def bearers(match: NameMatch) -> tuple[Entry, ...]:
    """Other organisations of the same name."""
    return tuple(other for other in match.others if other.kind == ORGANISATION)


def complement_role(cut: list[Part], head: NameMatch | None) -> Entry | None:
    """The body that a leader leads: the court in "president of the court"."""
    if head is None or not head.entry.heads:
        return None
    for part in cut:
        if part.joint in MEMBERSHIP:
            roles = [r for r in part.roles() if r.entry.sector]
            if roles:
                return (next((r for r in reversed(roles) if not r.entry.weak), roles[-1])).entry
    return None


def person_name(
    text: str, main: list[Part], seat: Part | None, roles: list[NameMatch], titled: NameMatch | None
) -> str | None:
    """The personal name in a phrase: after the title, in apposition, or before the title's comma."""
    if titled is not None and seat is not None:
        if roles[-1] is not titled:
            return None
        named = name_at(text, skip_space(text, titled.end))
        if named is not None and named[1] <= seat.end:
            return named[0]
    for part in main:
        if part is seat or part.roles():
            continue
        begin = skip_space(text, part.start)
        named = name_at(text, begin)
        if named is not None and titled is not None and not text[named[1] : part.end].strip():
            return named[0]
    if seat is not None or not main:
        return None
    nation = main[0].first(TERRITORY)
    if (
        nation is not None
        and main[0].matches[-1] is nation
        and nation.entry.form in {"name", "capital", "adjective"}
    ):
        rest = re.match(r"(?:['’]s)?\s+", text[nation.end :])
        named = name_at(text, nation.end + rest.end()) if rest else None
        if named is not None and not text[named[1] : main[0].end].strip(" '’s"):
            return named[0]
    return None


def is_former(before: str, head: NameMatch, text: str) -> bool:
    """Whether a word before the role says that it is no longer held."""
    entry = head.entry
    body = entry.form == "group" and not entry.name.endswith(PEOPLE)
    words = standing_words()
    lowered = before.lower()
    return not body and any(
        re.search(rf"(?<![\w-]){re.escape(word)}(?![\w])", lowered)
        for word in (*words["former"], *words["late"])
    )


def relatives() -> frozenset[str]:
    words = standing_words()
    return frozenset((*words["follows"], *words["precedes"]))


def relative(head: NameMatch | None) -> str | None:
    """``predecessor`` or ``successor`` when the phrase is one."""
    if head is None or head.entry.name not in relatives():
        return None
    return "predecessor" if head.entry.name in standing_words()["follows"] else "successor"


def office(text: str, titled: NameMatch) -> str | None:
    """The office of a title, in the table's words or, where it says ``*``, as the text has it."""
    entry = titled.entry
    if entry.office != "*":
        return entry.office
    written = " ".join(text[titled.start : titled.end].split())
    return written if written[0].isupper() and written[-1] == "." else written.title()


def coordination(cut: list[Part]) -> tuple[Entry, ...]:
    """The territories of "Japan and South Korea"; empty when the phrase is something else."""
    found = [m.entry for part in cut if part.joint in {"", ",", "and", "or"} for m in part.matches[:1]]
    found = [entry for entry in found if entry.kind == TERRITORY and entry.code]
    several = len({entry.code for entry in found}) > 1
    return tuple(found) if several and any(part.joint == "and" for part in cut) else ()
