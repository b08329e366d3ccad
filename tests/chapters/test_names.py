"""A page has one name: in the menu, at its head, and where a list leads to it. Home asks in readers' words instead."""

from __future__ import annotations

import posixpath
import re

import pytest
from handbook_core.parsing import front_matter

from tests.conftest import DOCS

PAGES = {path.relative_to(DOCS).as_posix(): path.read_text(encoding="utf-8") for path in sorted(DOCS.rglob("*.md"))}
TITLES = {path: str(front_matter.parse(text, path)["title"]) for path, text in PAGES.items()}
_HEAD = re.compile(r"^# (.*?)(?: \{.*\})?$", re.MULTILINE)
_LEADS = re.compile(r"^ *(?:[-*]|\d+\.) (?:\*\*)?\[(?P<words>[^\]]+)\]\((?P<path>[^)#:]+\.md)\)", re.MULTILINE)


@pytest.mark.parametrize("path", [path for path in PAGES if path != "index.md"])
def test_a_page_has_one_name(path: str) -> None:
    head = _HEAD.search(PAGES[path])
    assert head is not None
    assert head[1] == TITLES[path]
    for link in _LEADS.finditer(PAGES[path]):
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link["path"]))
        assert link["words"] == TITLES[target], f"{path} calls {target} by another name"
