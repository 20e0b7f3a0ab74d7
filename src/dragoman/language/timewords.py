"""The words of time expressions, read from ``time.toml``, and the regular expressions made of them."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from typing import Any

from .numbers import NUMBER, ORDINALS, alternatives, either_case


def _load() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("time.toml").read_text("utf-8"))


_TIME = _load()
MONTHS: dict[str, int] = {name.lower(): int(key) for key, names in _TIME["months"].items() for name in names}
WEEKDAYS: dict[str, int] = {
    name.lower(): int(key) for key, names in _TIME["weekdays"].items() for name in names
}
UNITS: dict[str, str] = _TIME["units"]
SEASONS: dict[str, str] = _TIME["seasons"]
DAY_PARTS: dict[str, str] = _TIME["day_parts"]
SETS: dict[str, str] = _TIME["sets"]
HOLIDAYS: dict[str, str] = {name.lower(): day for name, day in _TIME["holidays"].items()}
REFERENCES: dict[str, str] = {p: value for value, phrases in _TIME["references"].items() for p in phrases}
COUNTED: frozenset[str] = frozenset(_TIME["counted"]["words"])
OCCASIONS: frozenset[str] = frozenset(_TIME["occasions"]["words"])
NAMED_DAYS: dict[tuple[str, str], int] = {
    (day["month_day"], word): day["year"] for day in _TIME["named_days"] for word in day["words"]
}

_MONTH_NAMES = [name for names in _TIME["months"].values() for name in names]
_LONG_MONTHS = [names[0] for names in _TIME["months"].values()]
_DAY_NAMES = [names[0] for names in _TIME["weekdays"].values()]


def _cased(names: list[str]) -> str:
    """Names as news writes them: capitalised, or in capitals in a headline."""
    return f"(?:{alternatives([*names, *(name.upper() for name in names)])})"


MONTH = rf"(?:{_cased(_LONG_MONTHS)}(?!\w)|{_cased(_MONTH_NAMES)}(?!\w)\.?)"
LONG_MONTH = rf"{_cased(_LONG_MONTHS)}(?!\w)|(?:Sept|Jan|Feb|Aug|Oct|Nov|Dec)\."
WEEKDAY = rf"{_cased(_DAY_NAMES)}(?!\w)"
DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.,]\d)"
YEAR = r"(?:1\d{3}|20\d{2}|2100)(?![\w%]|[.,:]\d)"
BC = r"(?:\s?(?:BCE?|B\.C\.(?:E\.)?))"
UNIT = rf"(?:{alternatives(u for u in UNITS if u != 'century')}|centur(?:y|ie))"
SEASON = rf"(?i:{alternatives(SEASONS)})\b"
PART = rf"(?i:{alternatives(DAY_PARTS)})\b"
ORDINAL = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|(?i:{alternatives(ORDINALS)}))"
HOLIDAY = rf"(?:{alternatives(_TIME['holidays'])})"
COUNT = (
    rf"(?:{NUMBER}|(?i:an?\s(?:few|couple(?:\sof)?|dozen)|a|an|one|several|some|many|few|half\sa|half\san))"
)
# "early", "the end of", "mid-": they move within the unit, whose TIMEX3 value stays the same.
MOD = (
    r"(?:(?:[Tt]he\s)?(?:[Ee]arly|[Ll]ate|[Mm]id|[Bb]eginning|[Ss]tart|[Mm]iddle|[Ee]nd|[Ll]atter\spart)"
    r"(?:\s(?:of|in))?[\s-](?:the\s)?)"
)
CLOCK = (
    r"(?:(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)?\s?(?:[aApP]\.[mM]\.|[aApP][mM]\b)"
    r"|(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\w:])(?:\s?(?:hrs|hours))?|\d{4}\s(?:GMT|UTC|hrs|hours)\b)"
)
ZONE = r"(?:\s(?:GMT|UTC|[ECMP][SD]?T|BST|CES?T|KST|JST|IST|local\stime)(?!\w))?"

FUTURE = (
    rf"(?i:(?<!\w)(?:{alternatives(_TIME['tense']['future'])})(?!\w)(?:\s(?:not\s|also\s)?be\s\w{{2,16}})?)"
)
# "is left", "are held", "be taken" have the form of a past but are none.
_PASSIVE = r"(?<!\bis\s)(?<!\bare\s)(?<!\bbe\s)(?<!\bis\snot\s)(?<!\bbeing\s)"
PAST = rf"{_PASSIVE}(?:(?i:(?<!\w)(?:{alternatives(_TIME['tense']['past'])})(?!\w))|\b[a-z]{{2,16}}ed\b)"
TENSE = re.compile(
    rf"(?P<future>{FUTURE})|(?P<present>\b(?:is|are)\s(?:\w+ly\s)?\w{{2,16}}ing\b)|(?P<past>{PAST})"
)

# Every expression holds one of these, so that text without them is passed over fast.
_CORE_WORDS = (
    *UNITS, *(f"{unit}s" for unit in UNITS), "centuries", *SEASONS, *DAY_PARTS, *SETS, "quarter", "half", "weekend",
    "noon", "midnight", "today", "yesterday", "tomorrow", "tonight", "fiscal", "financial",
    *(p.rpartition(" ")[2] for p in REFERENCES),
)  # fmt: skip
_CORE_FIGURES = (
    r"(?<![\d.,])(?:1\d{3}|20\d{2}|2100)(?!\d)|\d0s\b|\d[:.]\d\d|\d\s?[ap]\.?m\b|\d\s?B\.?C|\d/\d"
    r"|(?<=\d[-–])\d\d\b|\dth\sof|\bFY\s?\d"
)
CORE = re.compile(
    rf"\b(?:{_cased([*_MONTH_NAMES, *_DAY_NAMES])}|{either_case(_CORE_WORDS)}"
    rf"|{alternatives({name.partition(' ')[0] for name in _TIME['holidays']})})(?!\w)|{_CORE_FIGURES}"
)
