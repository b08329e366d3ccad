"""The path for "A client wants to post" in use: every way by clicking, the summary, and nothing kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from handbook_core.registers import Handbook
from playwright.sync_api import BrowserContext, Page, expect

from tests.chapters.test_client_path import PAGE as SOURCE
from tests.chapters.test_client_path import opening, read

from .conftest import Open, number
from .test_every_page import SIDEWAYS, violations_in_each_color
from .test_tools import CLIPBOARD, KEPT, SMALL

PATH = "toolkit/client-wants-to-post-path/"
TARGETS = ".path :is(button, .admonition a), .path-whole > summary, [data-tool] .outcome button"
ALL = "Show the summary for the notes"
TEXT = SOURCE.read_text(encoding="utf-8")
STEPS = read(TEXT)
FIRST = next(iter(STEPS))
YES = (
    "Yes, as far",
    "The client, on",
    "No.",
    "No.",
    "It helped me",
    "No.",
    "Nobody else",
    "No.",
    "No.",
    "Yes, I have",
    "Yes, and the purpose holds",
    "Yes, to some",
)


def answer(tab: Page, words: str) -> None:
    tab.locator(".path-answers").get_by_role("button", name=words).click()


def summary(tab: Page) -> list[str]:
    tab.get_by_role("button", name=ALL).click()
    return tab.get_by_role("region", name="Your result").get_by_role("listitem").all_inner_texts()


# Presses each answer of each question, goes on from there, and comes back with Back; all in the page, since the ways
# are many. Gives what stood there as a tree: title, answers with what followed, or the lines of the summary.
WALK = """(ask) => {
    const all = (selector) => [...document.querySelectorAll(selector)];
    const press = (words) => all('[data-tool] button').find((button) => button.textContent === words).click();
    const look = () => {
        const seen = { title: all('.path h2')[0].textContent, consent: all('.path a[href*=consent-to-share]').length };
        const answers = all('.path-answers button').map((button) => button.textContent);
        seen.answers = answers.map((words) => {
            press(words);
            const next = look();
            press('Back');
            return [words, next];
        });
        if (!answers.length) {
            press(ask);
            seen.summary = all('.outcome-answer li').map((line) => line.textContent);
        }
        return seen;
    };
    return look();
}"""


def test_every_way_by_clicking(visit: Open) -> None:
    """Down each way and back up again; what is shown and summed up is what the page says."""
    tab = visit(PATH, 360)
    address = tab.url
    ends: list[str] = []

    def compare(seen: dict[str, Any], id_: str, notes: tuple[str, ...]) -> None:
        step = STEPS[id_]
        assert seen["title"] == step.title
        assert seen["consent"] == (id_ == "yes-with-limits")
        assert [words for words, _ in seen["answers"]] == [one.words for one in step.answers]
        for (_, following), one in zip(seen["answers"], step.answers, strict=True):
            compare(following, one.to, (*notes, one.note))
        if not step.answers:
            ends.append(id_)
            assert seen["summary"] == [*opening(TEXT), *notes, step.note]

    compare(tab.evaluate(WALK, ALL), FIRST, ())
    assert len(ends) == 78
    assert set(ends) == {id_ for id_, step in STEPS.items() if not step.answers}
    assert tab.evaluate(KEPT) == []
    assert tab.evaluate("sessionStorage.length + document.cookie.length") == 0
    assert tab.url == address
    assert tab.evaluate("history.length") == 2


def test_what_to_do_first_stands_under_its_answer(visit: Open) -> None:
    tab = visit(PATH)
    for words in YES[:4]:
        answer(tab, words)
    praise = tab.locator(".path-answers li", has_text="how good you are")
    expect(praise.get_by_role("paragraph")).to_have_text("Take the thanks. Do not ask for the post and do not use it.")
    expect(tab.locator(".path")).not_to_contain_text("For the notes")


def test_by_keyboard_alone_with_the_focus_on_each_new_title(visit: Open) -> None:
    tab = visit(PATH)
    expect(tab.locator(".path [role=status]")).to_have_text("Question 1 of at most 12")
    expect(tab.get_by_role("button", name="Back")).to_be_hidden()
    tab.locator(".path-answers button").first.focus()
    tab.keyboard.press("Enter")
    title = tab.locator(".path h2")
    expect(title).to_be_focused()
    expect(title).to_have_text(STEPS["who-posts"].title)
    expect(tab.locator(".path [role=status]")).to_have_text("Question 2 of at most 12")
    # A source, the first answer, the second.
    for _ in range(3):
        tab.keyboard.press("Tab")
    tab.keyboard.press("Space")
    expect(title).to_be_focused()
    expect(title).to_have_text(STEPS["own-publishing"].title)
    expect(tab.locator(".path-count")).to_have_text("Where your answers lead")
    tab.get_by_role("button", name=ALL).focus()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", name="Summary for the notes", exact=True)).to_be_focused()
    tab.get_by_role("button", name="Start again").focus()
    tab.keyboard.press("Enter")
    expect(title).to_be_focused()
    expect(title).to_have_text(STEPS[FIRST].title)
    expect(tab.get_by_role("region", name="Your result")).to_have_count(0)


def test_the_summary_and_the_words_to_say_can_be_copied(visit: Open) -> None:
    tab = visit(PATH, permissions=CLIPBOARD)
    for words in YES:
        answer(tab, words)
    lines = summary(tab)
    tab.get_by_role("button", name="Copy the result").click()
    expect(tab.get_by_text("Copied")).to_be_visible()
    assert tab.evaluate("navigator.clipboard.readText()") == "\n".join(["Summary for the notes\n", *lines])
    tab.locator(".path").get_by_role("button", name="Copy: Say this").click()
    expect(tab.locator(".path .copy-said")).to_have_text("Copied")
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("I can agree to this edit")
    assert copied.endswith("Neither of us can call back copies.")


def test_answers_are_gone_when_the_page_is_left(visit: Open) -> None:
    tab = visit(PATH)
    for words in YES:
        answer(tab, words)
    tab.locator(".path").get_by_role("link", name="consent form").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Consent to share a session")
    tab.go_back()
    expect(tab.locator(".path h2")).to_have_text(STEPS[FIRST].title)


def test_not_safe_leads_to_lines_that_can_be_called(visit: Open, data: Handbook) -> None:
    tab = visit(PATH, 320)
    assert tab.locator("[data-page-content] > .admonition.help").first.is_visible()
    answer(tab, "No, or I am not sure")
    expect(tab.locator(".path h2")).to_have_text("Care comes first")
    for id_ in ("us-988", "gb-samaritans"):
        assert tab.locator(f".path .admonition.help a[href='{number(data, id_).href}']").first.is_visible()


def test_axe_finds_nothing_in_use(visit: Open) -> None:
    tab = visit(PATH, 320)
    for words in ((), ("No, or I am not sure",), YES):
        for one in words:
            answer(tab, one)
        assert tab.evaluate(SIDEWAYS) <= 0
        assert tab.evaluate(SMALL, TARGETS) == []
        if words:
            summary(tab)
            assert not violations_in_each_color(tab)
            tab.get_by_role("button", name="Start again").click()


def test_a_double_click_answers_one_question(visit: Open) -> None:
    tab = visit(PATH)
    tab.locator(".path-answers button").first.evaluate(
        "button => button.dispatchEvent(new MouseEvent('click', { detail: 2 }))"
    )
    expect(tab.locator(".path-count")).to_have_text("Question 1 of at most 12")


def test_without_scripts_it_is_a_page_of_links(visit: Open) -> None:
    tab = visit(PATH, 360, java_script_enabled=False)
    expect(tab.get_by_role("button")).to_have_count(0)
    for step in STEPS.values():
        expect(tab.get_by_role("main").get_by_role("heading", name=step.title).first).to_be_visible()
    tab.get_by_role("link", name="Care comes first.").click()
    expect(tab.get_by_role("heading", name="Care comes first")).to_be_in_viewport()


def test_a_link_to_a_part_of_the_path_unfolds_it(visit: Open) -> None:
    tab = visit(PATH + "#yes-with-limits")
    expect(tab.locator("#yes-with-limits")).to_be_in_viewport()
    other = visit(PATH)
    expect(other.locator("#others")).to_be_hidden()
    other.evaluate("location.hash = '#others'")
    expect(other.locator("#others")).to_be_in_viewport()


def test_paper_has_the_whole_path_or_the_summary_alone(visit: Open) -> None:
    tab = visit(PATH)
    answer(tab, "No, or I am not sure")
    summary(tab)
    # As the browser tells a page that it is about to be printed.
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    tab.emulate_media(media="print")
    for id_ in STEPS:
        expect(tab.locator(f"#{id_}")).to_be_visible()
    expect(tab.locator(".path")).to_be_hidden()
    tab.evaluate("document.documentElement.dataset.print = 'result'")
    expect(tab.get_by_role("heading", name="Summary for the notes", exact=True)).to_be_visible()
    expect(tab.locator("#care-first")).to_be_hidden()
    expect(tab.locator(".path")).to_be_hidden()
    expect(tab.get_by_role("heading", name="Someone to talk to", exact=True)).to_be_visible()


def test_it_works_from_a_folder(context: Callable[..., BrowserContext], folder: Path) -> None:
    tab = context().new_page()
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto((folder / "toolkit" / "client-wants-to-post-path.html").as_uri())
    for words in YES:
        answer(tab, words)
    assert len(summary(tab)) == len(YES) + len(opening(TEXT)) + 1
    tab.goto((folder / "toolkit" / "scenarios.html").as_uri())
    tab.locator(".case-answer").first.click()
    expect(tab.get_by_text(re.compile("^You chose 1"))).to_be_focused()
    assert not complaints
