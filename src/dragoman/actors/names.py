"""Personal names as they stand in English news: where one begins, where it ends, how two are compared."""

from __future__ import annotations

import re
from functools import lru_cache

from dragoman.actors.tables import read_table, without_accents

WORD = re.compile(r"[^\W\d_](?:[\w]|['’\-](?=\w))*\.?")

ENGLISH = {key: frozenset(words) for key, words in read_table("english").items()}
PARTICLES, HONORIFICS, SUFFIXES, NO_NAME = (
    ENGLISH[key] for key in ("particles", "honorifics", "suffixes", "no_name")
)

# Where the family name comes first in a person's own language, so that either end of the name may stand alone.
FAMILY_NAME_FIRST = frozenset(
    ("CHN", "KOR", "PRK", "TWN", "HKG", "MAC", "JPN", "VNM", "SGP", "KHM", "HUN", "MMR")
)

# At most this many words make a name: enough for Portuguese and Arabic ones.
LONGEST = 7


def is_name_word(word: str) -> bool:
    """Whether a word can be part of a name by its looks: a capital first, not a known other word."""
    return word[:1].isupper() and word.rstrip(".") not in NO_NAME


def name_at(text: str, start: int) -> tuple[str, int] | None:
    """The personal name that begins at an offset, and where it ends; ``None`` when none begins there.

    A possessive ending is left out; initials, particles and suffixes are part of a name, honorifics are not.
    """
    words: list[str] = []
    end = position = start
    name_start: int | None = None
    while len(words) < LONGEST:
        found = WORD.match(text, position)
        if found is None:
            break
        word = found.group()
        stop = found.end()
        bare = word.rstrip(".")
        if not words and bare in HONORIFICS:
            position = skip_space(text, stop)
            continue
        possessive = bare.endswith(("'s", "’s"))
        if possessive:
            bare = bare[:-2]
            stop = found.start() + len(bare)
        initial = len(bare) == 1 and word.endswith(".")
        suffix = bare in SUFFIXES and bool(words)
        if word.endswith(".") and not initial and bare not in {"Jr", "Sr"}:
            stop = found.start() + len(bare)
        if is_name_word(bare) or suffix or (initial and word[0].isupper()):
            if name_start is None:
                name_start = found.start()
            words.append(bare)
            end = stop
        elif (bare.lower() in PARTICLES or bare.startswith(("al-", "el-", "ul-"))) and (words or "-" in bare):
            if name_start is None:
                name_start = found.start()
            words.append(bare)
            if "-" in bare:
                end = stop
        else:
            break
        if possessive or (stop < found.end() and not initial):
            break
        following = skip_space(text, stop if not initial else found.end())
        if initial:
            end = found.end()
        if following == (found.end() if initial else stop) and not initial:
            break
        position = following
    if name_start is None or end <= name_start:
        return None
    name = " ".join(text[name_start:end].split())
    return (name, end) if any(len(w.rstrip(".")) > 1 for w in name.split()) else None


def skip_space(text: str, position: int) -> int:
    """The offset of the next character that is no blank; a blank line ends a phrase, so it is not crossed."""
    while position < len(text) and text[position] in " \n\u00a0" and text[position : position + 2] != "\n\n":
        position += 1
    return position


LAST_WORDS = re.compile(r"(?:[^\W\d_](?:\w|['’\-.](?=\w))*\.?\s+){0,6}[^\W\d_](?:\w|['’\-](?=\w))*$")


def name_before(text: str, end: int) -> tuple[str, int] | None:
    """The personal name that ends at an offset, and where it begins."""
    window = max(0, end - 80)
    found = LAST_WORDS.search(text[window:end])
    if found is None:
        return None
    starts = [word.start() for word in re.finditer(r"\S+", found.group())]
    # from the left: the longest run of name words that reaches the end
    for offset in starts:
        begin = window + found.start() + offset
        if not text[begin].isupper() and not text[begin:].startswith(("al-", "el-")):
            continue
        named = name_at(text, begin)
        if named is not None and named[1] == end:
            return named[0], begin
    return None


@lru_cache(maxsize=32768)
def name_key(name: str) -> str:
    """A name as it is compared: no case, accents, hyphens or stray dots (``Lee Jae-myung`` is ``Lee Jae Myung``)."""
    return " ".join(
        without_accents(name).lower().replace("-", " ").replace("’", "'").replace(".", " ").split()
    )


def short_forms(name: str) -> list[str]:
    """The keys by which a person is called once the full name is known, the likelier first.

    The last word, the first (the surname in China, Korea, Japan's and Hungary's own order), the words from each
    later one to the end ("Lopez Obrador"), and an Arabic surname without its article.
    """
    words = [
        word for word in name_key(name).split() if word.upper() not in SUFFIXES and word not in {"jr", "sr"}
    ]
    if not words:
        return []
    keys = [words[-1], words[0]]
    keys += [" ".join(words[i:]) for i in range(1, len(words) - 1)]
    if len(words) > 2 and words[-2] in {"al", "el"}:
        keys += [f"{words[-2]} {words[-1]}"]
    if len(words) > 2:
        keys += [f"{words[0]} {words[-1]}", words[1] if words[1] not in PARTICLES else words[-1]]
    return [key for key in dict.fromkeys(keys) if len(key) > 1]


def candidate_names(text: str) -> list[str]:
    """The parts of a mention that may name a person: all its capitalised words, then each."""
    words = []
    for word in WORD.finditer(text):
        bare = word.group().rstrip(".")
        bare = bare[:-2] if bare.endswith(("'s", "’s")) else bare
        words.append(bare)
    names = [word for word in words if word[:1].isupper() and word not in {"The", "Mr", "Ms", "Mrs"}]
    return list(dict.fromkeys(([" ".join(names)] if len(names) > 1 else []) + names[::-1]))


def same_office(office: str | None, wanted: str) -> bool:
    """Whether "the minister" may be the foreign minister: same title, or its last word alone."""
    if office is None:
        return False
    office, wanted = office.lower(), wanted.lower()
    if office == wanted:
        return True
    return (
        wanted in {"minister", "secretary", "leader", "official"}
        and office.endswith(wanted)
        and "prime" not in office
    )


def longer(one: str | None, other: str) -> str:
    """The fuller of two names of one person."""
    return one if one is not None and len(one.split()) >= len(other.split()) else other


# A text in which this share of the longer words is capitalised is a headline: its capitals tell no names.
HEADLINE = 0.7


def is_headline(text: str) -> bool:
    """Whether a text is written in title case, so that its capitals do not mark names."""
    words = [word for word in text.split() if len(word) > 3]
    return len(words) > 4 and sum(word[0].isupper() for word in words) > HEADLINE * len(words)
