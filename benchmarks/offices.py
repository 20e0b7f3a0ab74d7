"""The heads in the tables of office holders beside REIGN's leaders, day by day since 1990.

    python benchmarks/offices.py REIGN.csv [FOLDER]

REIGN (Bell, 2016; ``../shared/data/facts/reign_leaders_1945_2021.csv``) has one effective leader for each country and
day. A country-day counts where both have a head. It agrees if REIGN's leader is among the persons whom the tables have
that day in an office of a head of state or government, in sector GOV or MIL: by surname, without accents and case, in
the name or an alias, and with a letter or two spelt otherwise (Burdjanadze, Burjanadze). REIGN ends a term by month
alone: the days of that month count up to the successor's first, or not at all. Its own rows end early in 2021. What
differs is printed by country and leader, most days first, with the heads of the tables in those days. FOLDER has other
tables to look at.
"""

from __future__ import annotations

import argparse
import calendar
import csv
import datetime as dt
import tomllib
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from typing import Any

from dragoman.actors.names import SUFFIXES, name_key

TABLES = Path(__file__).parents[1] / "src" / "dragoman" / "actors" / "offices"
FIRST, LAST = dt.date(1990, 1, 1), dt.date(2021, 3, 1)
ALIKE = 0.8
DAY = dt.timedelta(days=1)
# Letters that do not come apart into a letter and an accent.
LETTERS = str.maketrans(
    {"đ": "dj", "ø": "o", "ł": "l", "ı": "i", "æ": "ae", "ß": "ss", "ð": "d", "þ": "th", "ə": "a"}
)

# The abbreviations of Correlates of War in REIGN, each with its ISO alpha-3. East Germany, South Vietnam and South
# Yemen are left out.
CODES = """
AABATG AFGAFG ALBALB ALGDZA ANDAND ANGAGO ARGARG ARMARM AULAUS AUSAUT AZEAZE BAHBHR BARBRB BELBEL
BENBEN BFOBFA BHMBHS BHUBTN BLRBLR BLZBLZ BNGBGD BOLBOL BOSBIH BOTBWA BRABRA BRUBRN BUIBDI BULBGR
CAMKHM CANCAN CAOCMR CAPCPV CDICIV CENCAF CHATCD CHLCHL CHNCHN COLCOL COMCOM CONCOG COSCRI CROHRV
CUBCUB CYPCYP CZECZE CZRCZE DENDNK DJIDJI DMADMA DOMDOM DRCCOD DRVVNM ECUECU EGYEGY EQGGNQ ERIERI
ESTEST ETHETH ETMTLS FIJFJI FINFIN FRNFRA FSMFSM GABGAB GAMGMB GFRDEU GHAGHA GMYDEU GNBGNB GRCGRC
GRGGEO GRNGRD GUAGTM GUIGIN GUYGUY HAIHTI HONHND HUNHUN ICEISL INDIND INSIDN IREIRL IRNIRN IRQIRQ
ISRISR ITAITA JAMJAM JORJOR JPNJPN KENKEN KIRKIR KOSXKX KUWKWT KYRKGZ KZKKAZ LAOLAO LATLVA LBRLBR
LEBLBN LESLSO LIBLBY LIELIE LITLTU LUXLUX MAAMRT MACMKD MADMDV MAGMDG MALMYS MASMUS MAWMWI MEXMEX
MLDMDA MLIMLI MLTMLT MNCMCO MNGMNE MONMNG MORMAR MSIMHL MYAMMR MZMMOZ NAMNAM NAUNRU NEPNPL NEWNZL
NICNIC NIGNGA NIRNER NORNOR NTHNLD OMAOMN PAKPAK PALPLW PANPAN PARPRY PERPER PHIPHL PNGPNG POLPOL
PORPRT PRKPRK QATQAT ROKKOR ROMROU RUSRUS RWARWA SAFZAF SALSLV SAUSAU SENSEN SEYSYC SIESLE SINSGP
SKNKNA SLOSVK SLULCA SLVSVN SNMSMR SOLSLB SOMSOM SPNESP SRILKA SSDSSD STPSTP SUDSDN SURSUR SVGVCT
SWASWZ SWDSWE SWZCHE SYRSYR TAJTJK TAWTWN TAZTZA THITHA TKMTKM TOGTGO TONTON TRITTO TUNTUN TURTUR
TUVTUV UAEARE UGAUGA UKGGBR UKRUKR URUURY USAUSA UZBUZB VANVUT VENVEN WSMWSM YARYEM YEMYEM YUGSRB
ZAMZMB ZIMZWE
"""
ISO = {pair[:3]: pair[3:] for pair in CODES.split()}

# A head's office is one of these words alone, or with one of the openings before it.
HEADS = """
president; prime minister; chancellor; king; queen; emperor; emir; sultan; prince; grand duke; premier; co-prince;
governor-general; supreme leader; head of state; chief of state; co-president; member of the presidency; junta leader;
military ruler; military head of state; leader of the revolution; state counsellor; chief adviser; chief executive;
prince regent; head of the junta; head of the interim government; head of military government; de facto leader;
head of government; general secretary of the communist party; first secretary of the communist party;
first secretary of the party of labour; president of serbia
"""
RULING = """
council of state; state council; presidency; sovereignty council; supreme council; presidium; supreme soviet;
presidium of the supreme soviet; council of ministers; presidential council; presidential leadership council;
military council; national transitional council; national council of government; transitional council;
transitional government; supreme council of the armed forces; national defence commission; palestinian authority;
high transitional authority; central military commission; general national congress; high council of state
"""
HEAD_OFFICES = {office.strip() for office in HEADS.split(";")}
HEAD_OFFICES |= {
    f"{chair} of the {council.strip()}"
    for council in RULING.split(";")
    for chair in ("chairman", "chairwoman", "president")
}
OPENINGS = ("acting ", "interim ", "transitional ", "caretaker ", "federal ")


def is_head(office: str) -> bool:
    """Whether an office is that of a head of state or government, or of the council that rules in one's place."""
    office = office.lower()
    for opening in OPENINGS:
        office = office.removeprefix(opening)
    return office in HEAD_OFFICES


def words_of(name: str) -> list[str]:
    """The words of a name as they are compared."""
    key = name_key(name.lower().translate(LETTERS)).replace("'", "")
    return [word for word in key.split() if word.upper() not in SUFFIXES and word not in {"jr", "sr"}]


def alike(one: str, other: str) -> bool:
    return one == other or SequenceMatcher(None, one, other).ratio() >= ALIKE


def same_person(leader: str, holder: dict[str, Any]) -> bool:
    """Whether the last word of REIGN's name is among the holder's, or the holder's surname among REIGN's."""
    theirs = words_of(leader)
    ours = [word for name in (holder["name"], *holder.get("aliases", ())) for word in words_of(name)]
    family = words_of(holder.get("family", "")) or words_of(holder["name"])[-1:]
    return any(alike(theirs[-1], word) for word in ours) or any(alike(family[-1], word) for word in theirs)


def first_day(written: str) -> dt.date:
    return dt.date.fromisoformat(written + "-01-01"[len(written) - 4 :])


def last_day(written: str) -> dt.date:
    first = first_day(written)
    if len(written) == 4:
        return first.replace(month=12, day=31)
    return first if len(written) == 10 else first.replace(day=calendar.monthrange(first.year, first.month)[1])


def read_reign(path: Path) -> dict[str, dict[dt.date, str]]:
    """REIGN's leader of each country on each day."""
    terms: dict[str, list[tuple[dt.date, dt.date, str]]] = defaultdict(list)
    with path.open(encoding="utf-8", errors="replace", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["stateabb"] in ISO and row["syear"].isdigit() and row["leader"].strip():
                start = dt.date(*(int(row[column]) for column in ("syear", "smonth", "sdate")))
                end = dt.date(int(row["eyear"]), int(row["emonth"]), 1) if row["eyear"] else LAST
                terms[ISO[row["stateabb"]]].append((start, end, row["leader"].strip()))
    days: dict[str, dict[dt.date, str]] = defaultdict(dict)
    for country, rows in terms.items():
        rows.sort()
        for (start, end, leader), (follows, _, _) in pairwise([*rows, (dt.date.max, dt.date.max, "")]):
            if (end.year, end.month) == (follows.year, follows.month) or follows < end:
                end = follows
            day = max(start, FIRST)
            while day < min(end, LAST):
                days[country][day] = leader
                day += DAY
    return days


def read_heads(folder: Path) -> dict[str, list[tuple[dt.date, dt.date, dict[str, Any]]]]:
    """The heads of each country in the tables, with the first and the last day that each can have been in office."""
    heads: dict[str, list[tuple[dt.date, dt.date, dict[str, Any]]]] = defaultdict(list)
    for file in sorted(folder.glob("*.toml")):
        for person in tomllib.loads(file.read_text(encoding="utf-8"))["person"]:
            for term in person["terms"]:
                if term["sector"] in {"GOV", "MIL"} and is_head(term["office"]):
                    end = last_day(term["to"]) if "to" in term else LAST
                    heads[person["country"]].append((first_day(term["from"]), end, person))
    return heads


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reign", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=TABLES)
    arguments = parser.parse_args()
    reign, heads = read_reign(arguments.reign), read_heads(arguments.folder)
    both = agreed = 0
    differing: dict[tuple[str, str], list[dt.date]] = defaultdict(list)
    instead: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for country, leaders in sorted(reign.items()):
        right = {
            (leader, id(person)): same_person(leader, person)
            for leader in set(leaders.values())
            for _, _, person in heads[country]
        }
        for day, leader in leaders.items():
            present = [person for start, end, person in heads[country] if start <= day <= end]
            both += bool(present)
            if any(right[leader, id(person)] for person in present):
                agreed += 1
            elif present:
                differing[country, leader].append(day)
                instead[country, leader].update(person["name"] for person in present)
    print(f"agreement {agreed / max(both, 1):.4f} over {both} country-days of {len(reign)} countries")
    print(f"REIGN's days of which the tables have no head: {sum(map(len, reign.values())) - both}")
    for (country, leader), days in sorted(differing.items(), key=lambda item: (-len(item[1]), item[0])):
        names = ", ".join(f"{name} {number}" for name, number in instead[country, leader].most_common(4))
        print(f"{country} {leader:24} {len(days):5} days, {days[0]} to {days[-1]}: {names}")


if __name__ == "__main__":
    main()
