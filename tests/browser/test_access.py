"""Pages that everybody can read: axe-core finds nothing serious, by day and by night, wide and narrow."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Reader

PAGES = (
    "/",
    "/pair/JPN/KOR",
    "/pair/FRA/DEU",
    "/events?a=JPN",
    "/actor/JPN",
    "/search?q=islands",
    "/compare?pairs=JPN-KOR,BRA-PER",
    "/codebook",
    "/codebook/COERCE",
    "/data",
    "/documents",
    "/api/",
    "/nothing",
    "event",
    "document",
)


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1440), ("dark", 1440), ("light", 390), ("dark", 390)]
)
def test_axe_finds_nothing_serious(chromium: Any, site: str, axe: str, scheme: str, width: int) -> None:
    reader = Reader(
        chromium, site, color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True
    )
    page = reader.page
    found = []
    for address in PAGES:
        if address in ("event", "document"):
            page.goto("/events?a=JPN&b=KOR")
            page.locator("td a[href*='/event/']").first.click()
            page.wait_for_url("**/event/**")
            if address == "document":
                page.get_by_role("link", name="the whole report").click()
                page.wait_for_url("**/document/**")
        else:
            page.goto(address)
        page.evaluate(axe)
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        found += [
            f"{address}: {one['id']} ({one['impact']}): {node['html'][:120]} {node['failureSummary'][:200]}"
            for one in result["violations"]
            if one["impact"] in ("serious", "critical", "moderate")
            for node in one["nodes"][:3]
        ]
        too_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        if too_wide:
            found.append(f"{address}: wider than the window")
    reader.trouble = [said for said in reader.trouble if "404" not in said]
    reader.close()
    assert not found, "\n".join(found)
