"""Bylines and datelines."""

from __future__ import annotations

import pytest

from dragoman.readers.agencies import read_dateline
from dragoman.readers.bylines import proper_name, read_byline


@pytest.mark.parametrize(
    ("line", "authors", "agency"),
    [
        ("By MARI YAMAGUCHI and KIM TONG-HYUNG", ("Mari Yamaguchi", "Kim Tong-hyung"), None),
        ("By Jane Doe, Reuters", ("Jane Doe",), "Reuters"),
        (
            "By JANE DOE, JOHN ROE and ANA DE LA CRUZ, Associated Press",
            ("Jane Doe", "John Roe", "Ana de la Cruz"),
            "AP",
        ),
        ("BY JANE DOE | THE ASSOCIATED PRESS", ("Jane Doe",), "AP"),
        ("By Jane Doe, Staff Writer", ("Jane Doe",), None),
        ("By Jane Doe in Seoul and John Roe in Tokyo", ("Jane Doe", "John Roe"), None),
        ("By: Jane Doe & John Roe", ("Jane Doe", "John Roe"), None),
        ("By AFP", (), "AFP"),
        ("Written by Jane Doe", ("Jane Doe",), None),
        ("By Jane Doe of The Associated Press", ("Jane Doe",), "AP"),
    ],
)
def test_byline(line: str, authors: tuple[str, ...], agency: str | None) -> None:
    seen = read_byline(line)
    assert seen is not None
    assert (seen.authors, seen.agency) == (authors, agency)


@pytest.mark.parametrize(
    "line", ["By Monday", "By then the talks had ended", "By land and by sea", "Bygone days", "By"]
)
def test_no_byline(line: str) -> None:
    assert read_byline(line) is None


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("KIM TONG-HYUNG", "Kim Tong-hyung"),
        ("HYUNG-JIN KIM", "Hyung-jin Kim"),
        ("TSAI ING-WEN", "Tsai Ing-wen"),
        ("ANNE SMITH-JONES", "Anne Smith-Jones"),
        ("JEAN-PIERRE DUPONT", "Jean-Pierre Dupont"),
        ("CONOR O'BRIEN", "Conor O'Brien"),
        ("J.K. MCDONALD", "J.K. McDonald"),
        ("URSULA VON DER LEYEN", "Ursula von der Leyen"),
        ("Kim Tong-hyung", "Kim Tong-hyung"),
    ],
)
def test_names_as_print_writes_them(given: str, printed: str) -> None:
    assert proper_name(given) == printed


def test_the_articles_own_spelling_wins() -> None:
    assert proper_name("PARK MIN-SEO", "A view by Park Min-Seo follows.") == "Park Min-Seo"


@pytest.mark.parametrize(
    ("opening", "place", "agency"),
    [
        ("TOKYO (AP) — ", "TOKYO", "AP"),
        ("SEOUL, June 3 (Yonhap) -- ", "SEOUL", "Yonhap"),
        ("BEIJING (Reuters) - ", "BEIJING", "Reuters"),
        ("GENEVA, 3 May (Xinhua) — ", "GENEVA", "Xinhua"),
        ("KANANASKIS, Alberta (AP) — ", "KANANASKIS, Alberta", "AP"),
        ("Washington, D.C. (AFP) – ", "Washington, D.C.", "AFP"),
        ("New Delhi [India], June 3 (ANI): ", "New Delhi [India]", "ANI"),
        ("Tokyo, June 3 (Jiji Press)--", "Tokyo", "Jiji"),
        ("ABOARD AIR FORCE ONE (AP) — ", "ABOARD AIR FORCE ONE", "AP"),
        ("(Reuters) - ", None, "Reuters"),
        ("MANILA, Philippines — ", "MANILA, Philippines", None),
        ("NEW DELHI: ", "NEW DELHI", None),
        ("SEOUL/TOKYO (Reuters) - ", "SEOUL/TOKYO", "Reuters"),
        ("MOSCOW, Sept 1 2024 - ", "MOSCOW", None),
        ("MOSCOW (Sept 1 2024) - ", "MOSCOW", None),
        ("KYIV, 3 March 2022 — ", "KYIV", None),
        ("Lima, March 3 - ", "Lima", None),
        ("Lima, Monday, March 3 -- ", "Lima", None),
        ("The Hague, 3 May 2024 – ", "The Hague", None),
        ("WASHINGTON, D.C., March 3, 2022 - ", "WASHINGTON, D.C.", None),
        ("Rio de Janeiro, 2024-09-01 – ", "Rio de Janeiro", None),
    ],
)
def test_dateline(opening: str, place: str | None, agency: str | None) -> None:
    seen = read_dateline(opening + "The two ministers met again on Tuesday.")
    assert seen is not None
    assert (seen.place, seen.agency, seen.length) == (place, agency, len(opening))


@pytest.mark.parametrize(
    "text",
    [
        "WATCH: The ministers meet in a tent.",
        "EXCLUSIVE — The ministers met in secret.",
        "Japan (population 125 million) — a neighbour — has agreed.",
        "The talks — which began in May — went on.",
        "NATO said on Monday that the talks went on.",
        "Kim (right) shook hands with Lee.",
        "U.S. – China talks went on.",
        "In Lima, March 3 - Peru was quiet.",
        "Lima, March 3 - the day of the vote - was quiet.",
        "Peru, March 3 - 5, is where they met.",
        "President Kim, June 3 - A day for the books.",
    ],
)
def test_no_dateline(text: str) -> None:
    assert read_dateline(text) is None
