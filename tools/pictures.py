"""Draw the pictures of the front door anew: `make pictures`.

docs/assets/social.png from tools/social.svg and mkdocs.yml, and what the README shows, in .github/pictures, from
the site as it is built in site/.
"""

from __future__ import annotations

import shutil
import sys
from html import escape
from pathlib import Path
from textwrap import wrap

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from benchmarks.static_server import serve

ROOT = Path(__file__).resolve().parents[1]
SOCIAL = ROOT / "docs" / "assets" / "social.png"
SHOWN = ROOT / ".github" / "pictures"
# What the README shows, by the name of its picture: a page and where on it. No part with a number to call, which
# could change and stay in the picture.
PAGES = {"home": ("", "h2"), "client-path": ("toolkit/client-wants-to-post-path/", "[data-tool]")}


def drawing(settings: MkDocsConfig, root: Path = ROOT) -> str:
    """The picture for shared links as SVG, in the words and colors of the settings of mkdocs.yml."""
    brand = settings.extra["brand"]
    lines = enumerate(wrap(brand["tagline"], 46))
    return (
        (root / "tools" / "social.svg")
        .read_text(encoding="utf-8")
        .format(
            name=escape(settings.site_name),
            tagline="".join(f'<text x="96" y="{450 + 58 * n}">{escape(line)}</text>' for n, line in lines),
            logo=(root / "overrides" / brand["logo"]).read_text(encoding="utf-8"),
            **brand["colors"],
        )
    )


def main() -> int:
    """Draw and save each picture; returns the exit status."""
    settings = load_config(str(ROOT / "mkdocs.yml"))
    SHOWN.mkdir(exist_ok=True)
    with sync_playwright() as playwright, serve(ROOT / "site") as host:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1200, "height": 630})
        tab.set_content(f'<body style="margin:0">{drawing(settings)}')
        tab.screenshot(path=SOCIAL)
        _small(SOCIAL)
        for name, (page, part) in PAGES.items():
            _show(browser, host.url + page, part, SHOWN / f"{name}.png")
        browser.close()
    return 0


def _show(browser: Browser, address: str, part: str, target: Path) -> None:
    tab = browser.new_page(viewport={"width": 1100, "height": 800})
    tab.goto(address, wait_until="load")
    tab.locator(part).first.evaluate("part => scrollTo(0, part.getBoundingClientRect().top - 24)")
    tab.screenshot(path=target)
    _small(target)
    print(target.relative_to(ROOT))


def _small(path: Path) -> None:
    """Flat areas and letters need no more than 64 colors."""
    Image.open(path).convert("RGB").quantize(64).save(path, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
