"""The eight scenarios as questions: each answer of each case, by mouse and keyboard, on paper and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import DOCS

from .conftest import Open
from .test_every_page import SIDEWAYS, violations_in_each_color
from .test_tools import KEPT, SMALL

SCENARIOS = "toolkit/scenarios/"
TARGETS = ".case-answer, .case-rest > summary, .outcome button, .admonition.help a"
TEXT = (DOCS / "toolkit" / "scenarios.md").read_text(encoding="utf-8")
# Each case: its heading, its answers, the number to begin with, the numbers that have a reason of their own.
CASES = [
    (
        part.partition("\n")[0],
        re.findall(r"^\d\. (.+)$", part.partition("\n")[2], re.MULTILINE),
        int(best[1]),
        [int(number) for number in re.findall(r"^- \*\*(\d)\.\*\* ", part, re.MULTILINE)],
    )
    for part in re.split(r"^## ", TEXT, flags=re.MULTILINE)
    if (best := re.search(r"^\*\*Begin with (\d)\.\*\* ", part, re.MULTILINE))
]
URGENT = 3


def answers(tab: Page, case: int) -> list[str]:
    return tab.locator(".case-answers").nth(case).locator(".case-answer").all_inner_texts()


def choose(tab: Page, case: int, number: int) -> None:
    tab.locator(".case-answers").nth(case).locator(".case-answer").nth(number - 1).click()


def test_every_case_has_one_best_answer_and_a_reason_for_each_other() -> None:
    assert len(CASES) == 8
    for heading, given, best, others in CASES:
        assert 3 <= len(given) <= 4, heading
        assert sorted([best, *others]) == list(range(1, len(given) + 1)), heading
    # Not always the same place in the list.
    assert len({best for _, _, best, _ in CASES}) == 4
    # Whoever has such a message in front of them reads the right thing first.
    assert CASES[URGENT][2] == 1


def test_each_answer_of_each_case(visit: Open) -> None:
    tab = visit(SCENARIOS, 360)
    for case, (_, given, best, others) in enumerate(CASES):
        rest = tab.locator(".case-rest").nth(case)
        said = tab.locator(".case-said").nth(case)
        assert answers(tab, case) == given
        parts = rest.locator("> :not(summary)")
        expect(parts.first).to_be_hidden()
        for number in range(1, len(given) + 1):
            choose(tab, case, number)
            like = "This page begins there too." if number == best else f"This page would begin with {best}."
            expect(said).to_have_text(f"You chose {number}. {like} The reasons are below.")
            expect(said).to_be_focused()
            expect(said).to_have_attribute("role", "status")
            pressed = tab.locator(".case-answer[aria-pressed=true]")
            expect(pressed).to_have_count(1)
            expect(pressed).to_have_text(given[number - 1])
            same = int(number == best)
            expect(tab.locator(".outcome-progress")).to_have_text(
                f"You have chosen in 1 of 8 cases. Same first step as this page: {same}."
            )
        assert parts.count() > 3
        assert all(part.is_visible() for part in parts.all())
        for number in others:
            expect(rest.get_by_text(f"{number}.", exact=True).first).to_be_visible()
        expect(tab.locator(".case-rest[open]")).to_have_count(1)
        tab.get_by_role("button", name="Start again").click()
    assert tab.evaluate(KEPT) == []


def test_the_answer_can_be_shown_without_choosing(visit: Open) -> None:
    tab = visit(SCENARIOS)
    shown = tab.locator(".case-rest summary")
    expect(shown).to_have_count(8)
    shown.first.focus()
    tab.keyboard.press("Enter")
    expect(tab.locator(".case-rest").first.get_by_text("Decide")).to_be_visible()
    expect(tab.locator(".outcome-progress")).to_contain_text("0 of 8 cases")


def test_by_keyboard_alone_with_a_count_and_a_new_start(visit: Open) -> None:
    tab = visit(SCENARIOS)
    again = tab.get_by_role("button", name="Start again")
    expect(again).to_be_hidden()
    for case, (_, _, best, _) in enumerate(CASES):
        tab.locator(".case-answers").nth(case).locator(".case-answer").nth(best - 1).focus()
        tab.keyboard.press("Space" if case % 2 else "Enter")
        expect(tab.locator(".case-said").nth(case)).to_be_focused()
        # The next stop is what was asked for: the answer, with its first link or box after it.
        tab.keyboard.press("Tab")
        expect(tab.locator(".case-rest summary").nth(case)).to_be_focused()
    expect(tab.locator(".outcome-progress")).to_have_text(
        "You have chosen in 8 of 8 cases. Same first step as this page: 8."
    )
    expect(tab.locator(".outcome")).to_contain_text("This is a count and no grade.")
    again.focus()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", name=CASES[0][0])).to_be_focused()
    expect(tab.locator(".outcome [role=status]")).to_have_text("Every case is folded again.")
    expect(tab.locator(".case-rest[open]")).to_have_count(0)
    expect(tab.locator(".case-answer[aria-pressed=true]")).to_have_count(0)
    expect(again).to_be_hidden()


def test_nothing_is_kept_when_the_page_is_left(visit: Open) -> None:
    tab = visit(SCENARIOS)
    choose(tab, 0, 1)
    assert tab.evaluate("sessionStorage.length + localStorage.length + document.cookie.length") == 0
    assert tab.url.endswith(SCENARIOS)
    tab.goto(tab.url.replace(SCENARIOS, ""))
    tab.go_back()
    expect(tab.locator(".case-answer[aria-pressed=true]")).to_have_count(0)
    expect(tab.locator(".case-rest[open]")).to_have_count(0)


def test_help_is_first_and_never_folded(visit: Open) -> None:
    tab = visit(SCENARIOS, 360)
    top = tab.locator("[data-page-content] > .admonition").first
    expect(top).to_contain_text("If one of these is happening now")
    assert all(link.is_visible() for link in top.get_by_role("link").all())
    # In the case itself the box comes before the question, and says to skip it.
    box = tab.get_by_text("Happening now? Skip the question")
    expect(box).to_be_visible()
    order = "(box, all) => box.compareDocumentPosition(document.querySelectorAll('.case-answers')[3]) & 4"
    assert box.evaluate(order)


@pytest.mark.parametrize("way", ["click", "address"])
def test_with_such_a_message_in_front_of_you_nothing_is_folded(visit: Open, way: str) -> None:
    tab = visit(SCENARIOS + ("#4-a-message-at-2-am-about-dying" if way == "address" else ""), 360)
    if way == "click":
        tab.get_by_role("link", name="scenario 4").click()
    expect(tab.locator(".case-rest").nth(URGENT).get_by_text("I believe you. Please call")).to_be_visible()
    expect(tab.get_by_role("heading", name=CASES[URGENT][0])).to_be_in_viewport()
    expect(tab.locator(".case-rest[open]")).to_have_count(1)
    expect(tab.locator(".outcome-progress")).to_contain_text("0 of 8 cases")


def test_axe_finds_nothing_in_use(visit: Open) -> None:
    tab = visit(SCENARIOS, 320)
    for case in range(8):
        choose(tab, case, 1)
    assert not violations_in_each_color(tab)
    assert tab.evaluate(SIDEWAYS) <= 0
    assert tab.evaluate(SMALL, TARGETS) == []


def test_without_scripts_everything_is_there_to_read(visit: Open) -> None:
    tab = visit(SCENARIOS, 360, java_script_enabled=False)
    expect(tab.get_by_role("button")).to_have_count(0)
    expect(tab.locator(".case-rest[open]")).to_have_count(8)
    main = tab.get_by_role("main")
    for _, given, best, _ in CASES:
        for words in given:
            expect(main.get_by_text(words).first).to_be_visible()
        expect(main.get_by_text(f"Begin with {best}.").first).to_be_visible()


def test_paper_shows_everything_and_afterward_it_is_as_before(visit: Open) -> None:
    tab = visit(SCENARIOS)
    choose(tab, 1, 1)
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    tab.emulate_media(media="print")
    for case, (_, given, _, _) in enumerate(CASES):
        expect(tab.locator(".case-rest").nth(case).locator("> :last-child")).to_be_visible()
        # The buttons leave no box on paper; their words stay.
        assert tab.locator(".case-answers").nth(case).inner_text().splitlines() == given
    for hidden in (".case-said", ".case-rest > summary", ".outcome"):
        expect(tab.locator(hidden).first).to_be_hidden()
    tab.emulate_media(media="screen")
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(tab.locator(".case-rest[open]")).to_have_count(1)
