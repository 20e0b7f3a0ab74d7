"""Texts as people save them from pages and terminals, and what Dragoman should see in each.

All sentences are invented.
"""

from __future__ import annotations

import datetime as dt
import io
import textwrap

import pytest

from dragoman.readers import read
from dragoman.records import Caption, Document

BRIDGE = (
    "The foreign ministers of Chile and Peru agreed on Monday to reopen a border bridge that had been closed "
    "since a flood in 2019. Officials on both sides called the step long overdue."
)
SHARE = (
    "Peruvian Foreign Minister Rosa Quispe said her country would pay for half of the repairs. “We have waited "
    "long enough,” she told reporters in Arica."
)
TRADE = (
    "Trade between the two neighbours fell by a third after the crossing was closed, according to a chamber of "
    "commerce in Tacna. Lorries have had to take a detour of two hundred kilometres."
)
NIGHT = "A joint commission will meet again in October to settle who guards the bridge at night."
STORY = "\n\n".join((BRIDGE, SHARE, TRADE, NIGHT))


def wrap(text: str, width: int = 72) -> str:
    return textwrap.fill(text, width, break_on_hyphens=False)


def see(page: str, **options: object) -> Document:
    (document,) = read(io.BytesIO(page.encode()), name="page.txt", **options)  # type: ignore[arg-type]
    return document


def test_two_column_print_with_views_of_both_sides() -> None:
    seen = see(
        "Chile and Peru mark the return of a bridge despite lingering doubts\n"
        "and an open bill\n"
        "[June 3, 2025] By\n"
        "ANA TORRES and KIM SOO-YEON\n"
        "LIMA (AP) — Chile and Peru are celebrating the reopening of a bridge\n"
        "that was closed for six years. Both governments now face the question\n"
        "of who pays.\n"
        "Here is a look at the crossing from both capitals.\n"
        "The view from Lima, by Ana Torres\n"
        "Peru’s government is determined to finish the work before the rainy\n"
        "season, and has promised half of the money.\n"
        "Some in Lima want Chile to apologise for the delay, a step that Chile ’s\n"
        "president has ruled out more than once since he took office.\n"
        "[to top of second column] |\n"
        "\n"
        "Peruvian Foreign Minister Rosa Quispe, left, and Chilean Foreign\n"
        "Minister Pablo Rojas, right, shake hands at the bridge near Tacna,\n"
        "Peru, on June 1, 2025. (El Sur via AP)\n"
        " The view from Santiago, by Kim\n"
        "Soo-yeon\n"
        "Chile, eager to bring back trade, has said little about the bill\n"
        "and more about the road.\n"
        "\n"
        "Its ministers say that a third lane could follow.\n"
        "___\n"
        "Kim reported from Santiago, Chile.\n"
        "All contents © copyright 2021 Harbour Press. All rights reserved |"
    )
    assert (
        seen.title == "Chile and Peru mark the return of a bridge despite lingering doubts and an open bill"
    )
    assert seen.published == dt.date(2025, 6, 3)
    assert seen.authors == ("Ana Torres", "Kim Soo-yeon")
    assert (seen.agency, seen.dateline) == ("AP", "LIMA")
    assert [section.heading for section in seen.sections] == [
        "The view from Lima, by Ana Torres",
        "The view from Santiago, by Kim Soo-yeon",
    ]
    lima, santiago = (seen.text[section.start : section.end] for section in seen.sections)
    assert lima.startswith("Peru’s government is determined")
    assert lima.endswith("a step that Chile’s president has ruled out more than once since he took office.")
    assert santiago.startswith("Chile, eager to bring back trade")
    assert santiago.endswith("a third lane could follow.")
    assert seen.captions == (
        Caption(
            text="Peruvian Foreign Minister Rosa Quispe, left, and Chilean Foreign Minister Pablo Rojas, right, "
            "shake hands at the bridge near Tacna, Peru, on June 1, 2025.",
            credit="El Sur via AP",
        ),
    )
    assert seen.text.startswith("Chile and Peru are celebrating the reopening of a bridge that was closed")
    for furniture in ("|", "___", "©", "reported from", "via AP", "(AP)", "second column", "The view from"):
        assert furniture not in seen.text
    assert seen.notes == ()


def test_terminal_dump_of_a_wire() -> None:
    seen = see(
        "\x1b[1mChile, Peru agree to reopen border bridge\x1b[0m\n\n"
        "03-JUN-2025 14:12 GMT  |  Reuters\n"
        "By Ana Torres and Luis Vega\n\n"
        f"{wrap('LIMA, June 3 (Reuters) - ' + BRIDGE, 78)}\n\n"
        f"{wrap(SHARE, 78)}\n\n"
        "    (Adds comment from chamber of commerce)\n\n"
        f"{wrap(TRADE, 78)}\n\n{wrap(NIGHT, 78)}\n\n"
        "(Reporting by Ana Torres in Lima and Luis Vega in Santiago; Editing by\nMary Milton)\n\n"
        "((ana.torres@example.com; +51 1 555 0101;))\n"
    )
    assert seen.title == "Chile, Peru agree to reopen border bridge"
    assert seen.published == dt.date(2025, 6, 3)
    assert seen.authors == ("Ana Torres", "Luis Vega")
    assert (seen.agency, seen.dateline) == ("Reuters", "LIMA")
    assert seen.text == STORY


def test_broadcaster_page_with_navigation_and_image_labels() -> None:
    seen = see(
        "BBC News\nHome\nNews\nSport\nMore\nChile and Peru to reopen key border bridge\n\n3 hours ago\nShare\nSave\n"
        "Maria Jones\nReporting from Arica\nImage source, Getty Images\nImage caption,\n"
        "The bridge has been shut to traffic for six years\n\n"
        f"{BRIDGE}\n\n{SHARE}\n\nWhy does the bridge matter?\n\n{TRADE}\n\n{NIGHT}\n\n"
        "Related topics\nChile\nPeru\n\nMore on this story\nA town that lost its bridge\n"
        "Copyright © 2025 BBC. The BBC is not responsible for the content of external sites.\n"
    )
    assert seen.title == "Chile and Peru to reopen key border bridge"
    assert (seen.authors, seen.publisher) == (("Maria Jones",), "BBC News")
    assert seen.text == STORY
    assert [section.heading for section in seen.sections] == ["Why does the bridge matter?"]
    assert seen.captions == (
        Caption(text="The bridge has been shut to traffic for six years", credit="Getty Images"),
    )
    assert seen.notes == ("no date of publication: relative dates stay unresolved",)


ONE_A_LINE = (
    "Chile and Peru reopen bridge\nBy Jane Doe, The Associated Press\nUpdated 4:12 PM EDT, June 3, 2025\n"
    f"LIMA, Peru (AP) — {BRIDGE}\n{SHARE}\n{TRADE}\n{NIGHT}\n___\n"
    "Associated Press writer John Roe in Santiago, Chile, contributed to this report.\n"
    "Copyright 2025 The Associated Press. All rights reserved. This material may not be published, broadcast, "
    "rewritten or redistributed without permission.\n"
)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_one_paragraph_a_line_with_any_line_ends(ends: str) -> None:
    seen = see(ONE_A_LINE.replace("\n", ends))
    assert seen.title == "Chile and Peru reopen bridge"
    assert (seen.authors, seen.agency, seen.dateline) == (("Jane Doe",), "AP", "LIMA, Peru")
    assert seen.published == dt.date(2025, 6, 3)
    assert seen.text == STORY


@pytest.mark.parametrize("width", [40, 60, 72, 100])
def test_hard_wrap_with_blank_lines_between_paragraphs(width: int) -> None:
    page = "\n\n".join(wrap(part, width) for part in (BRIDGE, SHARE, TRADE, NIGHT))
    assert see(page).text == STORY


def test_hard_wrap_without_blank_lines_ends_paragraphs_at_short_lines() -> None:
    page = "\n".join(
        wrap(part, 60) for part in (BRIDGE + " So it seems.", SHARE, TRADE + " They are tired.", NIGHT)
    )
    assert see(page).text.count("\n\n") == 3


def test_double_spaced_copy() -> None:
    page = "\n\n\n".join(wrap(part, 66).replace("\n", "\n\n") for part in (BRIDGE, SHARE, TRADE))
    assert see(page).text == "\n\n".join((BRIDGE, SHARE, TRADE))


def test_no_title() -> None:
    seen = see(f"Published: 2025-06-03\n\n{BRIDGE}\n\n{SHARE}\n")
    assert (seen.title, seen.published) == (None, dt.date(2025, 6, 3))
    assert seen.text == f"{BRIDGE}\n\n{SHARE}"


def test_no_date() -> None:
    seen = see(f"Chile and Peru reopen bridge\n\n{BRIDGE}\n\n{SHARE}\n")
    assert (seen.title, seen.published) == ("Chile and Peru reopen bridge", None)
    assert "relative dates stay unresolved" in seen.notes[-1]


def test_mailed_press_release() -> None:
    seen = see(
        "From: Ministry of Foreign Affairs <press@example.org>\n"
        "To: undisclosed-recipients:;\n"
        "Subject: Joint statement on the reopening of the\n Concordia bridge\n"
        "Date: Tue, 3 Jun 2025 09:30:00 -0500\n"
        "Content-Type: text/plain; charset=utf-8\n\n"
        "FOR IMMEDIATE RELEASE\n\nContact: Press Office, +51 1 555 0101, press@example.org\n\n"
        f"{wrap('LIMA, Peru, June 3, 2025 /PRNewswire/ -- ' + BRIDGE)}\n\n{wrap(SHARE)}\n\n"
        "About the ministry\n\nThe ministry conducts the foreign relations of the republic.\n\n###\n"
    )
    assert seen.title == "Joint statement on the reopening of the Concordia bridge"
    assert (seen.publisher, seen.agency) == ("Ministry of Foreign Affairs", "PR Newswire")
    assert (seen.published, seen.dateline, seen.authors) == (dt.date(2025, 6, 3), "LIMA, Peru", ())
    assert [section.heading for section in seen.sections] == ["About the ministry"]
    assert seen.text == f"{BRIDGE}\n\n{SHARE}\n\nThe ministry conducts the foreign relations of the republic."


def test_dates_in_conflict_are_named() -> None:
    seen = see(
        "https://www.example.com/world/2025/06/02/chile-peru-bridge\nChile and Peru reopen bridge\nJune 3, 2025\n"
        f"LIMA, June 1 (Yonhap) -- {BRIDGE}\n{SHARE}\n(END)\n"
    )
    assert seen.published == dt.date(2025, 6, 3)
    assert seen.url == "https://www.example.com/world/2025/06/02/chile-peru-bridge"
    dateline, address = seen.notes
    assert "2025-06-03" in dateline
    assert "2025-06-01" in dateline
    assert "2025-06-02" in address
    assert seen.text == f"{BRIDGE}\n\n{SHARE}"


def test_newspaper_page_with_kicker_deck_and_newsletter() -> None:
    seen = see(
        "Chile\nThis article is more than 2 months old\nChile and Peru to reopen key border bridge\n\n"
        "Ministers hail ‘new chapter’ after six years of detours\n\n"
        "Ana Torres in Lima and Luis Vega in Santiago\nTue 3 Jun 2025 16.12 BST\n"
        "Last modified on Wed 4 Jun 2025 09.00 BST\nShare\n\n"
        f"{BRIDGE}\n\n{SHARE}\n\nSign up to The Long View\n\nFree weekly newsletter\n\nafter newsletter promotion\n\n"
        f"{TRADE}\n\n{NIGHT}\n"
    )
    assert seen.title == "Chile and Peru to reopen key border bridge"
    assert seen.authors == ("Ana Torres", "Luis Vega")
    assert seen.published == dt.date(2025, 6, 3)
    assert seen.text == f"Ministers hail ‘new chapter’ after six years of detours\n\n{STORY}"
    assert any("set aside above the title" in note for note in seen.notes)


def test_korean_wire_with_editors_note_photo_and_signature() -> None:
    seen = see(
        "Chile, Peru agree to reopen border bridge\nAll News 14:05 June 03, 2025\n"
        "(ATTN: UPDATES with more info in paras 3-4)\nBy Kim Soo-yeon\n"
        f"LIMA, June 3 (Yonhap) -- {BRIDGE}\n\n"
        f"The bridge is seen in this photo taken Monday. (Yonhap)\n\n{SHARE}\n\n{TRADE}\nsooyeon@example.com\n(END)\n"
    )
    assert (seen.authors, seen.agency, seen.dateline) == (("Kim Soo-yeon",), "Yonhap", "LIMA")
    assert seen.captions == (Caption(text="The bridge is seen in this photo taken Monday.", credit="Yonhap"),)
    assert seen.text == f"{BRIDGE}\n\n{SHARE}\n\n{TRADE}"


def test_chinese_wire_with_its_source_line() -> None:
    seen = see(
        "Chile, Peru agree to reopen border bridge\n\nSource: Xinhua| 2025-06-03 22:15:07|Editor: someone\n\n"
        f"LIMA, June 3 (Xinhua) -- {BRIDGE}\n\n{SHARE} Enditem\n"
    )
    assert (seen.published, seen.agency, seen.publisher) == (dt.date(2025, 6, 3), "Xinhua", None)
    assert seen.text == f"{BRIDGE}\n\n{SHARE}"


def test_title_set_large_is_wrapped_narrower_than_the_body() -> None:
    seen = see(
        "Chile and Peru Agree to Reopen\na Border Bridge Closed Since the\nFlood of 2019\n"
        "By JANE O'BRIEN and PETER SMITH-JONES\nJune 3, 2025, 5:03 a.m. ET\n\n"
        f"{wrap('LIMA, Peru — ' + BRIDGE, 76)}\n\n{wrap(SHARE, 76)}\n\n{wrap(TRADE, 76)}\n"
    )
    assert seen.title == "Chile and Peru Agree to Reopen a Border Bridge Closed Since the Flood of 2019"
    assert seen.authors == ("Jane O'Brien", "Peter Smith-Jones")
    assert (seen.dateline, seen.agency) == ("LIMA, Peru", None)


def test_database_copy_with_labelled_fields() -> None:
    seen = see(
        "Headline: Chile and Peru reopen bridge\nByline: Jane Doe\nSource: The Japan Times\nDate: 3 June 2025\n"
        f"Length: 400 words\nBody\n\n{BRIDGE}\n\n{SHARE}\n\nCopyright 2025 The Japan Times, All Rights Reserved\n"
    )
    assert seen.title == "Chile and Peru reopen bridge"
    assert (seen.authors, seen.publisher) == (("Jane Doe",), "The Japan Times")
    assert seen.text == f"{BRIDGE}\n\n{SHARE}"


def test_column_and_picture_in_the_middle_of_a_paragraph() -> None:
    rows = wrap(f"{BRIDGE} {SHARE}", 66).split("\n")
    seen = see(
        "Bridge to reopen\n[June 3, 2025]\n" + "\n".join(rows[:3]) + "\n[to top of second column] |\n\n"
        "The new bridge, right, is seen from the air near Tacna, Peru, on June\n1, 2025. (AP Photo/Jane Doe)\n"
        + "\n".join(rows[3:])
    )
    assert seen.text == f"{BRIDGE} {SHARE}"
    assert seen.captions[0].credit == "AP Photo/Jane Doe"


def test_page_break_in_the_middle_of_a_paragraph() -> None:
    rows = wrap(f"{BRIDGE} {SHARE} {TRADE}", 66).split("\n")
    page = "\n".join(rows[:4]) + "\n\n- 1 -\n\n\f" + "\n".join(rows[4:]) + "\n\nPage 2 of 2\n"
    assert see(page).text == f"{BRIDGE} {SHARE} {TRADE}"


def test_advertisement_between_two_lines_of_a_paragraph() -> None:
    rows = wrap(f"{BRIDGE} {SHARE}", 66).split("\n")
    page = "\n".join(rows[:1]) + "\nAdvertisement\n" + "\n".join(rows[1:])
    assert see(page).text == f"{BRIDGE} {SHARE}"


def test_title_with_the_publishers_name() -> None:
    seen = see(f"Chile and Peru reopen bridge | Al Jazeera\n3 June 2025\n\n{BRIDGE}\n\n{SHARE}\n")
    assert (seen.title, seen.publisher) == ("Chile and Peru reopen bridge", "Al Jazeera")


def test_date_above_the_title() -> None:
    seen = see(f"Tuesday, June 3, 2025\n\nChile and Peru reopen bridge\n\n{BRIDGE}\n\n{SHARE}\n")
    assert (seen.title, seen.published) == ("Chile and Peru reopen bridge", dt.date(2025, 6, 3))
    assert seen.text == f"{BRIDGE}\n\n{SHARE}"


def test_quoted_mail() -> None:
    page = f"Chile and Peru reopen bridge\nJune 3, 2025\n\n{wrap(BRIDGE)}\n\n{wrap(SHARE)}"
    quoted = "\n".join(f"> {row}".rstrip() for row in page.split("\n"))
    assert see(quoted).text == f"{BRIDGE}\n\n{SHARE}"


def test_words_broken_at_line_ends() -> None:
    seen = see(
        "Officials praised the coopera-\ntion between both capitals. The cooperation had been slow, and a three-\n"
        "way commission with Bolivia was never formed. Minister Kim Tong-\nhyung said on Tuesday that the north-\n"
        "south corridor was a national pri-\nority for his government and for the whole\n"
        "region, where most of the goods go by lorry.\n"
    )
    for mended in (
        "the cooperation between",
        "a three-way commission",
        "Kim Tong-hyung",
        "north-south",
        "priority",
    ):
        assert mended in seen.text


def test_agency_by_its_full_name() -> None:
    assert see(f"Bridge to reopen\nBy Jane Doe, Agence France-Presse\n\n{BRIDGE}\n\n{SHARE}").agency == "AFP"
    assert see(f"GENEVA, 3 May (The Associated Press) — {BRIDGE}\n\n{SHARE}").agency == "AP"


def test_file_photo_is_a_caption_without_its_label() -> None:
    caption = "FILE - Lorries wait near Tacna in 2018. (AP Photo/J. Doe, File)"
    page = f"Bridge to reopen\nJune 3, 2025\n\n{BRIDGE}\n\n{caption}\n\n{SHARE}"
    assert see(page).captions == (
        Caption(text="Lorries wait near Tacna in 2018.", credit="AP Photo/J. Doe, File"),
    )


def test_related_story_is_taken_out_and_the_prose_stays() -> None:
    seen = see(
        f"Bridge to reopen\nJune 3, 2025\n\n{BRIDGE}\n\nRead more: A town that lost its bridge\n\n{SHARE}"
    )
    assert seen.text == f"{BRIDGE}\n\n{SHARE}"


def test_reporting_line_names_the_authors_where_no_byline_does() -> None:
    seen = see(
        f"SEOUL (Reuters) - {BRIDGE}\n\n{SHARE}\n\n(Reporting by Ana Torres and Luis Vega; Editing by Mary Milton)"
    )
    assert seen.authors == ("Ana Torres", "Luis Vega")


def test_lines_of_unequal_width_do_not_part_a_sentence() -> None:
    # A page wraps by the width of its letters, so lines that could have held one word more are common.
    seen = see(
        "Bridge to reopen\n[June 3, 2025]\n"
        "While both governments have welcomed the plan of the late Minister Pablo\n"
        "Rojas 's office, the towns on either side of the river, from Arica to the\n"
        "hills above Tacna, have had little to celebrate, and the Peruvian\n"
        "Ministry of Transport has promised no date for the end of the works.\n"
        "At a reception in Lima, the minister said that he sees it all as\n"
        "“a bright future” for the valley. He also spoke of what the towns\n"
        "hope for, such as a market on the bridge and a school.\n"
    )
    assert seen.text.count("\n\n") == 1
    assert "Pablo Rojas's office" in seen.text
    assert "Peruvian Ministry of Transport" in seen.text
    assert seen.sections == ()


def test_summary_between_date_and_dateline() -> None:
    seen = see(
        "Chile, Peru agree to reopen bridge\nJune 3, 20257:05 PM GMT+3Updated 2 hours ago\nSummary\n"
        f"Ministers meet in Arica\nWorks to begin in May\nLIMA, June 3 (Reuters) - {BRIDGE}\n{SHARE}\n"
        "Reporting by Ana Torres; Editing by Luis Vega\nOur Standards: The Trust Principles.\n"
    )
    assert seen.title == "Chile, Peru agree to reopen bridge"
    assert (seen.published, seen.dateline, seen.agency) == (dt.date(2025, 6, 3), "LIMA", "Reuters")
    assert seen.text == f"Ministers meet in Arica\n\nWorks to begin in May\n\n{BRIDGE}\n\n{SHARE}"
    assert seen.authors == ("Ana Torres",)


def test_gallery_numbers_are_no_part_of_captions() -> None:
    seen = see(
        "Bridge to reopen\n1 of 2 | Lorries wait near Tacna, Sunday, June 1, 2025. (AP Photo/J. Doe)\n"
        "2 of 2 | A guard looks on near Tacna, Sunday, June 1, 2025. (AP Photo/J. Doe)\nRead More\n"
        "By ANA TORRES\nUpdated 10:12 AM GMT+3, June 3, 2025\nShare\n"
        f"LIMA (AP) — {BRIDGE}\n\nADVERTISEMENT\n\n{SHARE}\n"
    )
    assert [caption.text for caption in seen.captions] == [
        "Lorries wait near Tacna, Sunday, June 1, 2025.",
        "A guard looks on near Tacna, Sunday, June 1, 2025.",
    ]
    assert (seen.title, seen.authors) == ("Bridge to reopen", ("Ana Torres",))
    assert seen.text == f"{BRIDGE}\n\n{SHARE}"


def test_newspaper_page_with_credit_line_and_note_on_the_author() -> None:
    seen = see(
        "Chile and Peru Reopen a Bridge\n\nThe two ministers met in Arica and settled who pays.\n\n"
        "A guard holds a dog at the bridge on Sunday.\nCredit...Juan Perez for The New York Times\n\n"
        f"Ana Torres\nBy Ana Torres\nReporting from Arica, Chile\n\nJune 3, 2025\n\n{BRIDGE}\n\n{SHARE}\n\n"
        "Luis Vega contributed reporting from Lima.\n\n"
        "Ana Torres is the correspondent in the Andes for The Times. More about Ana Torres\n\n"
        "A version of this article appears in print on June 4, Section A. Order Reprints | Subscribe\n"
    )
    assert seen.captions == (
        Caption(
            text="A guard holds a dog at the bridge on Sunday.", credit="Juan Perez for The New York Times"
        ),
    )
    assert seen.text == f"The two ministers met in Arica and settled who pays.\n\n{BRIDGE}\n\n{SHARE}"
    assert (seen.sections, seen.authors) == ((), ("Ana Torres",))
