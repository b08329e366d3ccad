"""How many bytes a first visit costs, beside stock Material with the same content, in one run: `make weight`.

Both sites are built from docs/, served with gzip and opened in Chromium; every byte that the host sends is counted,
search index and workers included. Headers are not counted, on either side.
"""

from __future__ import annotations

import logging
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from playwright.sync_api import Browser, sync_playwright

from benchmarks.static_server import serve

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("", "get-help/", "create/someone-in-crisis/", "toolkit/before-you-post/")
CHAPTER = "create/someone-in-crisis/"
TARGET = 0.4
STOCK: dict[str, Any] = {
    "theme": {"name": "material", "language": "en", "font": False},
    "plugins": ["search"],
    "hooks": ["hooks/handbook.py"],
    "extra_css": [],
    "extra_javascript": [],
    # No frame of our own.
    "extra": {},
}


def make(target: Path, **changes: Any) -> Path:
    """Build the handbook into `target`, with `changes` to its settings."""
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(target), **changes)
    config.plugins.on_startup(command="build", dirty=False)
    # When its text has problems the site is written all the same; those are the check's business.
    with suppress(Abort):
        build(config)
    if not (target / "index.html").is_file():
        sys.exit(f"{target.name}: no page was built; type make build to see why")
    return target


def visit(browser: Browser, site: Path, page: str, search: str = "") -> int:
    """Bytes that a first visit to the page costs, with a first search when words are given."""
    with serve(site) as host:
        context = browser.new_context(viewport={"width": 360, "height": 740})
        tab = context.new_page()
        tab.goto(host.url + page, wait_until="networkidle")
        if search:
            tab.get_by_role("button", name="Search").click()
            tab.get_by_role("searchbox").fill(search)
            tab.locator(".results a").first.wait_for()
            tab.wait_for_load_state("networkidle")
        context.close()
        return sum(sent.size for sent in host.sent)


def main() -> int:
    """Print the table; 1 if the chapter weighs more than the target."""
    logging.disable(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        ours, stock = make(Path(folder) / "ours"), make(Path(folder) / "stock", **STOCK)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        print(f"{'First visit, bytes on the wire':40}{'handbook':>10}{'stock':>10}{'ratio':>8}")
        ratios = {}
        for page in PAGES:
            light, heavy = visit(browser, ours, page), visit(browser, stock, page)
            ratios[page] = light / heavy
            print(f"{'/' + page:40}{light:10,}{heavy:10,}{ratios[page]:8.2f}")
        searched = visit(browser, ours, CHAPTER, "client clip")
        print(f"{'/' + CHAPTER + ' and a search':40}{searched:10,}  (stock has loaded its index by then)")
        browser.close()
    print(f"Target for a chapter: at most {TARGET} of stock.")
    return int(ratios[CHAPTER] > TARGET)


if __name__ == "__main__":
    sys.exit(main())
