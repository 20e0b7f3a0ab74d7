"""A text in another language is noted, since only English is coded."""

from __future__ import annotations

import io

import pytest

from dragoman.readers import read

NOTE = "reads like another language than English: only English is coded"


def notes(text: str) -> tuple[str, ...]:
    (document,) = read(io.BytesIO(text.encode()), name="page.txt")
    return document.notes


@pytest.mark.parametrize(
    "text",
    [
        "Perú retiró el lunes a su embajador en Chile tras una disputa por la pesca. La presidenta dijo al "
        "congreso que la medida era necesaria y que no habrá diálogo hasta nuevo aviso.",
        "Peru heeft maandag zijn ambassadeur in Chili teruggeroepen na een ruzie over vis. De president zei in "
        "het congres dat de stap nodig was en dat er geen overleg is tot de zomer.",
        "Peru hat am Montag seinen Botschafter in Chile nach einem Streit um Fisch zurückgerufen. Die Präsidentin "
        "sagte im Kongress, der Schritt war nötig, und das will sie so lange nicht ändern.",
        "Le Pérou a rappelé lundi son ambassadeur au Chili après un différend sur la pêche. La présidente a dit "
        "au congrès que la mesure était nécessaire et que l'on attend une réponse.",
        "Перу отозвало посла в Чили.",
        "秘鲁星期一召回驻智利大使，两国因渔业问题发生争执。",
    ],
)
def test_another_language_is_noted(text: str) -> None:
    assert NOTE in notes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Peru recalled its envoy to Chile on Monday after a row over fish, and the president told the congress "
        "that the step was needed.",
        "Japan summons ambassador.",
        "Chinese Foreign Minister Wang Yi (王毅) met South Korean counterpart Cho Tae-yul (조태열) in Beijing on "
        "Monday to discuss trade, state media said, without details of the talks.",
    ],
)
def test_english_is_not(text: str) -> None:
    assert NOTE not in notes(text)
