"""Tools go by the marks of a page: with every sentence in other words, and more in front of it, each still works."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

import pytest
from lxml import html
from playwright.sync_api import Locator, Page, Route, expect

from tests.conftest import DOCS

from .conftest import Open, ask, title

# What a writer may put before the part that a tool reads.
MORE = """<div><h2 id="more">More</h2><p><strong>More:</strong> ____</p><ul>
<li><strong>More.</strong> <em>More</em></li></ul>
<ol><li>More</li></ol><table><tr><th>1</th><td>2</td></tr></table></div>"""


def reworded(page: str) -> str:
    """The page with each letter and digit of its text another one; blanks and marks stay."""
    document = html.document_fromstring(page)
    (content,) = document.xpath("//*[@data-page-content]")
    for part in content.iter():
        part.text, part.tail = other(part.text), other(part.tail)
    for block in reversed(html.fragment_fromstring(MORE)):
        content.insert(0, block)
    return str(html.tostring(document, encoding="unicode", doctype="<!doctype html>"))


def other(text: str | None) -> str | None:
    return text and codecs.encode(text, "rot13").translate(str.maketrans("0123456789", "5678901234"))


@pytest.fixture
def reworked(visit: Open) -> Callable[[str], Page]:
    """Opens a page in other words."""

    def open_(address: str) -> Page:
        tab = visit(address)

        def serve(route: Route) -> None:
            answer = route.fetch()
            route.fulfill(response=answer, body=reworded(answer.text()))

        tab.route(f"**/{address}", serve)
        tab.reload()
        expect(tab.locator("#more")).to_be_visible()
        return tab

    return open_


def words(place: Locator) -> str:
    return re.sub(r"\s+", " ", place.inner_text()).strip()


def test_score_card(reworked: Callable[[str], Page]) -> None:
    tab = reworked("toolkit/video-score-card/")
    tab.locator("[data-who=creator] > label input").check()
    for question in tab.locator("[data-question]").all()[1:]:
        question.locator("xpath=..").locator("input").check()
    cells = tab.locator("tr:has([data-result=weighs]) > *")
    does, fix = words(cells.last), words(tab.locator("[data-fix='1']"))
    result = ask(tab)
    expect(title(result)).to_contain_text(does)
    expect(result.locator("li > a")).to_have_count(1)
    expect(result.locator("li span")).to_have_text(fix)
    tab.locator("[data-stop] input").first.check()
    does = words(tab.locator("tr:has([data-result=stop]) > *").last)
    expect(title(ask(tab))).to_contain_text(does)


def test_trend_check(reworked: Callable[[str], Page]) -> None:
    tab = reworked("toolkit/trend-check/")
    for item in tab.locator("[data-unwatched], [data-asks]").all():
        item.locator("input").first.check()
    tab.locator("[data-evidence] input").first.check()
    for found, change in (("go", "[data-evidence]"), ("change", "[data-warning]"), ("leave", "")):
        name, day = tab.locator(f"tr:has([data-result={found}]) > *").first, tab.locator("[data-column=today]").first
        named = words(name)
        result = ask(tab)
        expect(title(result)).to_contain_text(named)
        expect(result).to_contain_text(f"{words(day)}:")
        expect(tab.locator(f"[data-verdict={found}] input")).to_be_checked()
        if change:
            box = tab.locator(f"{change} input").first
            box.set_checked(not box.is_checked())


def test_client_path(reworked: Callable[[str], Page]) -> None:
    tab = reworked("toolkit/client-wants-to-post-path/")
    notes = []
    while (answers := tab.locator(".path-answers button")).count():
        id_ = tab.evaluate(
            """(title) => [...document.querySelectorAll(".path-whole > h2")]
                .find((one) => one.textContent.endsWith(title)).id""",
            tab.locator(".path h2").inner_text(),
        )
        notes.append(tab.locator(f"#{id_} ~ ul").first.locator("[data-note]").first.text_content())
        answers.first.click()
    tab.locator("[data-tool] .outcome button").click()
    lines = tab.locator(".outcome-answer li").all_inner_texts()
    assert lines[2:-1] == notes
    assert len(notes) > 5


def test_scenarios(reworked: Callable[[str], Page]) -> None:
    tab = reworked("toolkit/scenarios/")
    for index, best in enumerate(tab.locator("[data-best] button").all()):
        best.click()
        expect(tab.locator(".outcome-progress")).to_contain_text(f"Same first step as this page: {index + 1}.")
    expect(tab.locator(".case-rest[open]")).to_have_count(tab.locator("[data-best]").count())


def test_before_you_post(reworked: Callable[[str], Page]) -> None:
    tab = reworked("toolkit/before-you-post/")
    tab.locator(".check:has([data-role=creator]) input").check()
    for item in tab.locator(".check:has([data-roles]):visible").all():
        item.locator("input").check()
    ending = tab.locator(".ends-post .admonition-title").first.text_content() or ""
    expect(title(ask(tab))).to_contain_text(ending)


@pytest.mark.parametrize("page", ["video-score-card", "trend-check"])
def test_every_box_of_a_tool_is_marked(page: str) -> None:
    """A box without a mark would count for nothing, and nobody would see it."""
    text = (DOCS / "toolkit" / f"{page}.md").read_text(encoding="utf-8")
    boxes = re.findall(r"^( *)- \[ \] (.*\n.*)$", text, re.MULTILINE)
    assert boxes
    for indent, box in boxes:
        # On the card the box under a question belongs to it.
        assert "{ data-" in box or (indent and page == "video-score-card"), box
