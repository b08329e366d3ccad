"""The whole site from a zip: unpacked, opened from the folder, used."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, expect


def test_the_unzipped_site_works_without_a_server(
    context: Callable[..., BrowserContext], downloads: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(downloads / "care-in-public-site.zip") as archive:
        archive.extractall(tmp_path)
    (folder,) = tmp_path.iterdir()
    tab = context(1280).new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto((folder / "index.html").as_uri())
    assert tab.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(253, 250, 245)"
    tab.get_by_role("navigation", name="Quick links").get_by_role("link", name="Get help").click()
    tab.get_by_label("Where are you?").select_option("ie")
    expect(tab.locator(".picker-shown")).to_contain_text("Samaritans Ireland")
    tab.goto((folder / "toolkit" / "consent-to-share.html").as_uri())
    box = tab.get_by_role("checkbox").first
    box.check()
    expect(box).to_be_checked()
    assert not errors
    assert not [url for url in asked if not url.startswith(("file:", "data:"))]
