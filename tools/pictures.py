"""Take a picture of each page of a running server, by day and by night, at 1,440 and 390 pixels.

    dragoman serve --store mystore --port 8350 &
    python tools/pictures.py http://127.0.0.1:8350 docs/pictures/demo --pair JPN KOR

Needs Chromium (Debian's will do) and the extra dragoman[dev]. A picture shows the head of a page, 1,440 by 1,800 or
390 by 1,600 pixels, or less where the page ends; as WebP, which Chromium itself writes.
"""

from __future__ import annotations

import argparse
import base64
import json
import shutil
import urllib.request
from pathlib import Path

SIZES = {1440: 1800, 390: 1600}
SCHEMES = {"light": "day", "dark": "night"}
QUALITY = 72


def addresses(base: str, a: str, b: str) -> dict[str, str]:
    """Each page by name. The event is the one of the pair with the most to show, from the latest hundred."""
    with urllib.request.urlopen(f"{base}/api/events?a={a}&b={b}&limit=100") as answer:
        events = json.load(answer)["data"]
    event = max(
        events,
        key=lambda one: (
            len(one["recipient"]) > 0,
            one["event_loc"] is not None,
            one["date_source"] == "event",
            len(one["quotes"]) > 0,
            one["confidence"],
        ),
    )
    info = event["text_info"]
    return {
        "world": "/?days=365",
        "pair": f"/pair/{a}/{b}",
        "span": f"/pair/{a}/{b}?from=2018&to=2020&by=month",
        "events": f"/events?a={a}&b={b}&happened=yes",
        "event": f"/event/{event['id']}",
        "document": f"/document/{event['cite_info']['document']}?start={info['start']}&end={info['end']}",
        "actor": f"/actor/{a}",
        "compare": f"/compare?pairs={a}-{b},USA-CHN,RUS-UKR"
        if (a, b) != ("JPN", "KOR")
        else "/compare?pairs=JPN-KOR,USA-JPN",
        "search": "/search?q=talks",
        "codebook": "/codebook",
        "data": "/data",
        "api": "/api/",
    }


def take(base: str, folder: Path, a: str, b: str, only: list[str]) -> None:
    """Take the pictures of all pages, or of those named."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    wanted = {name: address for name, address in addresses(base, a, b).items() if not only or name in only}
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for scheme, time in SCHEMES.items():
            for width, height in SIZES.items():
                page = browser.new_page(
                    viewport={"width": width, "height": 900},
                    color_scheme=scheme,  # type: ignore[arg-type]
                )
                session = page.context.new_cdp_session(page)
                for name, address in wanted.items():
                    page.goto(base + address, wait_until="networkidle")
                    full = int(page.evaluate("document.documentElement.scrollHeight"))
                    clip = {"x": 0, "y": 0, "width": width, "height": min(full, height), "scale": 1}
                    shot = session.send(
                        "Page.captureScreenshot",
                        {"format": "webp", "quality": QUALITY, "clip": clip, "captureBeyondViewport": True},
                    )
                    file = folder / f"{name}-{width}-{time}.webp"
                    file.write_bytes(base64.b64decode(shot["data"]))
                page.close()
        browser.close()
    files = sorted(folder.glob("*.webp"))
    print(f"{len(files)} pictures, {sum(file.stat().st_size for file in files):,} bytes in {folder}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("base", help="address of a running server")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument(
        "--pair", nargs=2, default=["JPN", "KOR"], metavar="CODE", help="the pair that is shown"
    )
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="PAGE", help="only these pages, as world data"
    )
    given = parser.parse_args()
    take(given.base.rstrip("/"), given.folder, *given.pair, given.only)
