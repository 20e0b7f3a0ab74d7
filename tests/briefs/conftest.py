"""A store with what three newspapers, all invented, had to say about Japan and South Korea."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.records import Annotation
from dragoman.store import Store, open_store
from tests.build import Report

JAPAN, KOREA = "Japan=JPN/GOV", "South Korea=KOR/GOV"
ISHIBA = "Ishiba=JPN/GOV/Shigeru Ishiba/Prime Minister"
LEE = "Lee=KOR/GOV/Lee Jae Myung/President"


def reports() -> Iterator[Annotation]:
    curbs = Report("Chip curbs bite", "2019-07-05")
    curbs.says("Japan cut exports of chip gases to South Korea on Thursday.", "SANCTION", "cut", JAPAN, KOREA,
               date="2019-07-04", mode="discontinue")  # fmt: skip
    curbs.says("Seoul condemned the step as a breach of trust.", "ACCUSE", "condemned", "Seoul=KOR/GOV", JAPAN,
               date="2019-07-05", source="publication", mode="disapprove")  # fmt: skip
    curbs.says("Shoppers in Busan boycotted Japanese beer.", "PROTEST", "boycotted", "Shoppers=KOR/CVL",
               "Japanese=JPN", date="2019-07-05", source="passage", mode="boycott")  # fmt: skip
    curbs.says(
        "Brazil praised Chile.", "SUPPORT", "praised", "Brazil=BRA/GOV", "Chile=CHL/GOV", date="2019-07-05"
    )
    yield curbs.annotation

    barbs = Report("Neighbours trade barbs", "2019-07-06", "Evening Lantern")
    barbs.says("On Thursday Japan restricted sales of chip materials to South Korea.", "SANCTION", "restricted",
               JAPAN, KOREA, date="2019-07-04", mode="discontinue")  # fmt: skip
    barbs.says("Foreign Minister Taro Kono turned down talks with Seoul.", "REJECT", "turned down",
               "Taro Kono=JPN/GOV/Taro Kono/Foreign Minister", "Seoul=KOR/GOV", date="2019-07-06",
               mode="meet")  # fmt: skip
    yield barbs.annotation

    table = Report("Two leaders, one table", "2025-06-20")
    table.url = "https://example.org/table?a=1&b=2"
    table.says("Ishiba and Lee met in Kananaskis on Tuesday and agreed to revive visits.", "CONSULT", "met",
               f"{ISHIBA};{LEE}", date="2025-06-17", mode="multilateral")  # fmt: skip
    table.says("Ishiba and Lee met in Kananaskis on Tuesday and agreed to revive visits.", "AGREE", "agreed",
               f"{ISHIBA};{LEE}", date="2025-06-17", again=True)  # fmt: skip
    table.quotes_(
        "“Japan and we share one garden,” Lee told reporters.", "Japan and we share one garden,", LEE
    )
    table.quotes_("Ishiba saw “a road without end” in the ties with Seoul.", "a road without end", ISHIBA,
                  kind="partial")  # fmt: skip
    table.quotes_("“Tokyo must look history in the face,” the Morning Bell wrote.",
                  "Tokyo must look history in the face,", "Morning Bell=KOR/JRN/Morning Bell")  # fmt: skip
    table.write("Rain fell on the valley all day.")
    table.quotes_(
        "“The price of rice is too high,” Lee added.", "The price of rice is too high,", "he=KOR/GOV"
    )
    table.expects("South Korea marks its liberation from Japan on 15 August.", "15 August", "2025-08-15",
                  "liberation anniversary", "expected")  # fmt: skip
    table.says("Seoul will send envoys to Tokyo on 1 September.", "CONCEDE", "send", "Seoul=KOR/GOV",
               "Tokyo=JPN/GOV", date="2025-09-01", auxiliary="future")  # fmt: skip
    table.says("In 1965 Japan gave South Korea $500 million.", "AID", "gave", JAPAN, KOREA, date="1965-01-01",
               precision="year", auxiliary="historical")  # fmt: skip
    table.says("Lee has not threatened Japan.", "THREATEN", "threatened", LEE, JAPAN, date="2025-06-20",
               source="publication", auxiliary="negated")  # fmt: skip
    yield table.annotation


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = open_store(tmp_path / "store", create=True)
    made.add(reports())
    return made
