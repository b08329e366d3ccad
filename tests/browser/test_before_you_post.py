"""The before-you-post check: it asks only what matters, and ends in post, change or wait, with a caption to copy."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from handbook_core.registers import Handbook
from handbook_core.registers.before_you_post import Question
from playwright.sync_api import BrowserContext, Locator, Page, expect

from .conftest import Open, line, number
from .test_every_page import SIDEWAYS, violations_in_each_color
from .test_tools import CLIPBOARD, KEPT, SMALL

CHECK = "toolkit/before-you-post/"
ROLES = {"creator": "I am a creator", "therapist": "I treat people for a living"}
TICK_ALL = """() => document.querySelectorAll('.check:not([hidden]):has([data-roles]) input:not(:checked)')
    .forEach(box => box.click())"""
SHOWN = """() => [...document.querySelectorAll('.check:has([data-roles])')].filter(item => item.checkVisibility())
    .map(item => item.querySelector('[data-fix]').textContent)"""


def start(tab: Page, data: Handbook, role: str, *touches: str) -> None:
    tab.get_by_label(ROLES[role]).check()
    for touch in data.before_you_post.touches:
        if touch.id in touches:
            tab.get_by_role("checkbox", name=touch.box, exact=True).check()


def question(data: Handbook, id_: str) -> Question:
    return next(question for question in data.before_you_post.questions if question.id == id_)


def box(tab: Page, data: Handbook, id_: str) -> Locator:
    return tab.get_by_role("checkbox", name=question(data, id_).text[:40])


def ask(tab: Page) -> Locator:
    tab.get_by_role("button", name="What is my result?").click()
    return tab.get_by_role("region", name="Your result")


def caption(tab: Page) -> list[str]:
    return tab.locator(".caption-maker .admonition p:not(.admonition-title)").all_inner_texts()


@pytest.mark.parametrize("role", ROLES)
def test_each_role_and_touch_asks_only_what_matters(visit: Open, data: Handbook, role: str) -> None:
    check = data.before_you_post

    def wanted(*touches: str) -> list[str]:
        every = [question for part in check.parts for question in check.asked(part, role)]
        return [q.fix for q in every if not q.when or set(q.when) & set(touches)]

    def plain(fixes: list[str]) -> list[str]:
        return [fix.replace("*", "") for fix in fixes]

    tab = visit(CHECK)
    assert tab.evaluate(SHOWN) == []
    start(tab, data, role)
    assert tab.evaluate(SHOWN) == plain(wanted())
    for touch in check.touches:
        one = tab.get_by_role("checkbox", name=touch.box, exact=True)
        one.check()
        assert tab.evaluate(SHOWN) == plain(wanted(touch.id)), touch.id
        assert len(wanted(touch.id)) > len(wanted()), touch.id
        one.uncheck()
    start(tab, data, role, "suicide", "money")
    assert tab.evaluate(SHOWN) == plain(wanted("suicide", "money"))
    expect(tab.get_by_text(f"{len(wanted('suicide', 'money'))} questions for this video.")).to_be_visible()
    # No heading is left without a question under it, on the page and beside it.
    for heading in tab.locator("main h2:visible").all():
        assert heading.evaluate("h => h.nextElementSibling.checkVisibility()")
    for link in tab.locator(".toc a:visible").all():
        assert tab.locator(str(link.get_attribute("href"))).is_visible()
    # A part that asks nothing of this video is not shown; the others keep their order.
    titles = tab.locator("main h2:visible").all_inner_texts()
    numbers = [int(title.partition(".")[0]) for title in titles if title[0].isdigit()]
    assert numbers == sorted(set(numbers))


def test_a_therapist_who_tells_their_own_story_is_asked_as_both(visit: Open, data: Handbook) -> None:
    tab = visit(CHECK)
    start(tab, data, "creator", "own-story")
    alone = len(tab.evaluate(SHOWN))
    start(tab, data, "therapist")
    assert len(tab.evaluate(SHOWN)) > alone
    expect(box(tab, data, "not-that-client")).to_be_visible()
    expect(box(tab, data, "seen-by-mine")).to_be_visible()


@pytest.mark.parametrize("role", ROLES)
def test_all_ticked_means_post(visit: Open, data: Handbook, role: str) -> None:
    tab = visit(CHECK, 360)
    start(tab, data, role, "trend")
    tab.evaluate(TICK_ALL)
    expect(tab.get_by_text(re.compile(r"(\d+) of \1 boxes ticked"))).to_be_visible()
    result = ask(tab)
    expect(result.locator(".admonition-title")).to_have_text("Your result: Post")
    expect(result.locator(".admonition-title")).to_be_focused()
    expect(result.get_by_role("listitem")).to_have_count(0)


@pytest.mark.parametrize(
    ("role", "id_", "outcome", "under"),
    [
        ("creator", "true-hook", "Change this first", "Change this first"),
        ("creator", "rested", "Give it a night", "Better after a night"),
        ("creator", "not-for-help-tonight", "Talk to someone first", "Left empty, so not yet"),
        ("therapist", "no-client-trace", "Change this first", "Change this first"),
        ("therapist", "seen-by-board", "Change this first", "Change this first"),
        ("therapist", "rested", "Give it a night", "Better after a night"),
    ],
)
def test_one_blank_decides_and_brings_its_fix_and_chapter(
    visit: Open, data: Handbook, role: str, id_: str, outcome: str, under: str
) -> None:
    tab = visit(CHECK)
    start(tab, data, role, "own-story")
    tab.evaluate(TICK_ALL)
    box(tab, data, id_).uncheck()
    result = ask(tab)
    expect(result.locator(".admonition-title")).to_have_text(f"Your result: {outcome}")
    item = result.locator("ol > li")
    expect(item).to_have_count(1)
    asked = question(data, id_)
    expect(item).to_contain_text(asked.fix)
    expect(item.get_by_role("link", name=asked.page, exact=True)).to_have_attribute(
        "href", re.compile(asked.chapter.removesuffix("index.md").removesuffix(".md"))
    )
    expect(result.get_by_role("heading", name=under)).to_be_visible()
    expect(result.get_by_role("heading", name="Someone to talk to")).to_have_count(1 if "Talk" in outcome else 0)
    # Whoever is safe has the caption, whatever else is open.
    expect(tab.locator(".caption-maker")).to_be_visible(visible="Talk" not in outcome)
    item.get_by_role("link").first.click()
    expect(box(tab, data, id_)).to_be_focused()
    # The result goes as soon as it may be wrong, and the caption with it.
    tab.keyboard.press("Space")
    expect(result.locator(".admonition-title")).to_have_count(0)
    expect(tab.locator(".caption-maker")).to_be_hidden()


def test_a_result_to_wait_is_copied_without_the_list_of_countries(visit: Open, data: Handbook) -> None:
    tab = visit(CHECK, permissions=CLIPBOARD)
    start(tab, data, "creator")
    tab.wait_for_function("window.careInPublic.helpLines")
    result = ask(tab)
    expect(result.get_by_label("Which country?")).to_be_visible()
    result.get_by_role("button", name="Copy the result").click()
    expect(result.get_by_role("status")).to_have_text("Copied")
    assert "Choose a country" not in tab.evaluate("navigator.clipboard.readText()")


def test_the_kinds_of_blank_are_told_apart(visit: Open, data: Handbook) -> None:
    tab = visit(CHECK)
    start(tab, data, "creator", "money")
    result = ask(tab)
    expect(result.locator(".admonition-title")).to_have_text("Your result: Talk to someone first")
    expect(result.get_by_role("heading")).to_have_text(
        ["Someone to talk to", "Left empty, so not yet", "Change this first", "Better after a night"]
    )
    expect(result.locator("ol > li")).to_have_count(tab.locator(".check:has([data-roles]):visible").count())


def test_someone_to_talk_to_is_in_the_readers_country_when_it_is_known(visit: Open, data: Handbook) -> None:
    tab = visit(CHECK)
    start(tab, data, "creator", "suicide")
    tab.wait_for_function("window.careInPublic.helpLines")
    result = ask(tab)
    expect(result.get_by_role("link", name="Find someone to talk to in your country")).to_be_visible()
    # Who is not safe is offered people, and no caption to post with.
    expect(tab.locator(".caption-maker")).to_be_hidden()
    # Who has to be quiet texts: a number to call and to text is two links.
    result.get_by_label("Which country?").select_option("us")
    for verb, kind in (("call", "tel"), ("text", "sms")):
        to = number(data, "us-988", kind)
        expect(result.get_by_role("link", name=f"{verb} {to.shown}")).to_have_attribute("href", to.href)
    result.get_by_label("Which country?").select_option("gb")
    expect(result.get_by_role("link", name=re.compile("Samaritans"))).to_be_visible()
    danger = number(data, "gb-emergency")
    link = result.get_by_role("link", name=f"In danger now: call {danger.shown}")
    expect(link).to_have_attribute("href", danger.href)
    expect(result.get_by_label("Which country?")).to_have_value("gb")
    expect(tab.locator(".caption-maker")).to_be_hidden()
    tab.reload()
    expect(tab.locator("script[src*='help-lines.js']")).to_have_count(1)
    tab.wait_for_function("window.careInPublic.helpLines")
    result = ask(tab)
    samaritans = result.get_by_role("link", name=re.compile("Samaritans"))
    expect(samaritans).to_have_attribute("href", number(data, "gb-samaritans").href)


@pytest.mark.parametrize(
    ("country", "touch", "wanted"),
    [
        (
            "gb",
            "suicide",
            [
                "This is about suicide. Skip it if today is not the day.",
                ("gb", "talk"),
                ("gb", "emergency"),
                "Anywhere else: find someone to talk to at findahelpline.com.",
            ],
        ),
        (
            "us",
            "eating-disorder",
            [
                "This is about an eating disorder. Skip it if today is not the day.",
                ("us", "eating"),
                ("us", "talk"),
                "Anywhere else: find someone to talk to at findahelpline.com.",
            ],
        ),
        (
            "",
            "suicide",
            [
                "This is about suicide. Skip it if today is not the day.",
                "In danger now: call the emergency number where you are.",
                "In any country: find someone to talk to at findahelpline.com.",
            ],
        ),
        (
            "",
            "eating-disorder",
            [
                "This is about an eating disorder. Skip it if today is not the day.",
                "In any country: find someone to talk to at findahelpline.com.",
            ],
        ),
        (
            "tr",
            "trend",
            ["This is about ____.", "In Türkiye: find someone to talk to at findahelpline.com."],
        ),
    ],
)
def test_the_caption_has_the_lines_that_fit(
    visit: Open, data: Handbook, country: str, touch: str, wanted: list[str | tuple[str, str]]
) -> None:
    lines = [text if isinstance(text, str) else line(data, *text) for text in wanted]
    tab = visit(CHECK, permissions=CLIPBOARD)
    start(tab, data, "creator", touch)
    tab.evaluate(TICK_ALL)
    tab.wait_for_function("window.careInPublic.helpLines")
    ask(tab)
    maker = tab.get_by_role("region", name="A caption to copy")
    assert tab.evaluate("localStorage.getItem('care.country')") is None
    expect(maker.get_by_label("Which country?")).to_have_value("")
    expect(maker.get_by_role("status")).to_contain_text("No country is chosen yet")
    if country:
        maker.get_by_label("Which country?").select_option(country)
        expect(maker.get_by_role("status")).to_be_empty()
    assert caption(tab) == lines
    maker.get_by_role("button", name="Copy the caption").click()
    expect(maker.get_by_role("status")).to_have_text("Copied")
    assert tab.evaluate("navigator.clipboard.readText()").split("\n") == lines
    assert tab.evaluate("localStorage.getItem('care.country')") == (country or None)


def test_the_first_line_is_the_writers_own_and_is_not_kept(visit: Open, data: Handbook) -> None:
    tab = visit(CHECK)
    start(tab, data, "creator", "abuse", "children")
    tab.evaluate(TICK_ALL)
    tab.wait_for_function("window.careInPublic.helpLines")
    ask(tab)
    tab.get_by_label("Which country?").select_option("gb")
    tab.get_by_label("What is it about?").fill("Leaving, ten years later.")
    found = caption(tab)
    assert found[0] == "Leaving, ten years later."
    assert [said.partition(":")[0] for said in found[1:]] == [
        "About abuse, in the UK",
        "For children and young people, in the UK",
        "In the UK",
        "In danger now, in the UK",
        "Anywhere else",
    ]
    assert "ten years" not in tab.evaluate("JSON.stringify(localStorage)")


def test_role_touches_and_ticks_survive_a_reload_and_can_be_cleared(visit: Open, data: Handbook) -> None:
    tab = visit(CHECK, 360)
    start(tab, data, "therapist", "money")
    box(tab, data, "disclosed").check()
    tab.reload()
    expect(tab.get_by_label(ROLES["therapist"])).to_be_checked()
    expect(box(tab, data, "disclosed")).to_be_checked()
    expect(tab.get_by_text(re.compile(r"^1 of \d+ boxes ticked$"))).to_be_visible()
    assert tab.evaluate(KEPT) == [f"care.ticks/{CHECK}"]
    tab.get_by_role("button", name="Clear these ticks").click()
    expect(tab.locator(".check input:checked")).to_have_count(0)
    expect(tab.get_by_text("Tick who you are, and the questions appear here.")).to_be_visible()
    expect(tab.get_by_role("button", name="What is my result?")).to_be_hidden()
    assert tab.evaluate(KEPT) == []


def test_nothing_about_the_topics_is_put_in_the_address(visit: Open, data: Handbook) -> None:
    tab = visit(CHECK)
    before = tab.evaluate("history.length")
    start(tab, data, "creator", "suicide", "abuse")
    ask(tab)
    assert tab.evaluate("location.pathname + location.search + location.hash") == f"/{CHECK}"
    assert tab.evaluate("history.length") == before


def test_it_works_by_keyboard(visit: Open, data: Handbook) -> None:
    tab = visit(CHECK, permissions=CLIPBOARD)
    tab.wait_for_function("window.careInPublic.helpLines")
    tab.get_by_label(ROLES["creator"]).focus()
    tab.keyboard.press("Space")
    # One Tab for each box: the therapist's, the eleven touches, then the first question.
    for _ in range(13):
        tab.keyboard.press("Tab")
    expect(box(tab, data, "not-for-help-tonight")).to_be_focused()
    tab.keyboard.press("Space")
    expect(tab.get_by_text(re.compile(r"^1 of \d+ boxes ticked$"))).to_be_visible()
    tab.evaluate(TICK_ALL)
    tab.get_by_role("button", name="What is my result?").focus()
    tab.keyboard.press("Enter")
    expect(tab.locator(".outcome .admonition-title")).to_be_focused()
    tab.get_by_label("What is it about?").focus()
    tab.keyboard.press("Tab")
    tab.keyboard.type("New Zealand")
    assert any(said.startswith("In New Zealand: call ") for said in caption(tab))
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    expect(tab.locator(".caption-maker [role=status]")).to_have_text("Copied")


def test_the_result_can_be_copied_with_each_fix_on_its_own_line(visit: Open, data: Handbook) -> None:
    tab = visit(CHECK, permissions=CLIPBOARD)
    start(tab, data, "creator")
    tab.evaluate(TICK_ALL)
    for id_ in ("sourced", "who-reads"):
        box(tab, data, id_).uncheck()
    result = ask(tab)
    result.get_by_role("button", name="Copy the result").click()
    expect(result.get_by_role("status")).to_have_text("Copied")
    text = tab.evaluate("navigator.clipboard.readText()")
    assert text.startswith("Your result: Change this first\n\n")
    first = question(data, "sourced")
    assert f"1. {first.text}\n{first.fix}\n{first.page}\n2. " in text


def test_axe_finds_nothing_in_the_check_in_use(visit: Open, data: Handbook) -> None:
    tab = visit(CHECK, 320)
    tab.wait_for_function("window.careInPublic.helpLines")
    start(tab, data, "creator", "suicide", "money")
    box(tab, data, "rested").check()
    tab.evaluate("localStorage.setItem('care.country', 'gb')")
    targets = ".outcome :is(button, a, select), .caption-maker :is(button, input, select), .ticks button, .check label"
    for outcome in ("Talk to someone first", "Post"):
        expect(ask(tab).locator(".admonition-title")).to_have_text(f"Your result: {outcome}")
        assert not violations_in_each_color(tab)
        assert tab.evaluate(SIDEWAYS) <= 0
        assert tab.evaluate(SMALL, targets) == []
        tab.evaluate(TICK_ALL)


def test_without_scripts_everything_can_be_read_and_nothing_is_dead(visit: Open, data: Handbook) -> None:
    tab = visit(CHECK, 360, java_script_enabled=False)
    expect(tab.get_by_role("button")).to_have_count(0)
    expect(tab.get_by_role("combobox")).to_have_count(0)
    for asked in data.before_you_post.questions:
        expect(tab.get_by_text(asked.fix.replace("*", ""), exact=True).first).to_be_visible()
    expect(tab.get_by_text("For creators, if it touches").first).to_be_visible()
    for outcome in ("Post", "Give it a night", "Change this first", "Talk to someone first"):
        expect(tab.locator(".admonition-title", has_text=re.compile(f"^{outcome}$"))).to_be_visible()


def test_paper_holds_the_questions_that_matter_or_all_of_them(visit: Open, data: Handbook) -> None:
    tab = visit(CHECK)

    def printed() -> tuple[int, int, int]:
        tab.emulate_media(media="print")
        tab.evaluate("dispatchEvent(new Event('beforeprint'))")
        found = tab.evaluate(SHOWN), tab.locator("[data-fix]:visible").all(), tab.locator(".do:visible, .avoid:visible")
        counts = len(found[0]), len(found[1]), found[2].count()
        tab.emulate_media(media="screen")
        tab.evaluate("dispatchEvent(new Event('afterprint'))")
        return counts

    every = len(data.before_you_post.questions)
    assert printed() == (every, every, 4)
    assert tab.evaluate(SHOWN) == []
    start(tab, data, "creator")
    mine = len(tab.evaluate(SHOWN))
    assert printed() == (mine, 0, 4)


def test_it_works_in_a_downloaded_folder(context: Callable[..., BrowserContext], data: Handbook, folder: Path) -> None:
    tab = context().new_page()
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto((folder / "toolkit" / "before-you-post.html").as_uri())
    start(tab, data, "creator", "suicide")
    tab.wait_for_function("window.careInPublic.helpLines")
    ask(tab)
    expect(tab.locator(".outcome ol").get_by_role("link", name="Safe wording").first).to_have_attribute(
        "href", re.compile(r"safe-wording\.html$")
    )
    tab.evaluate(TICK_ALL)
    ask(tab)
    tab.get_by_label("Which country?").select_option("ie")
    assert any(said.startswith("In Ireland: call Samaritans Ireland") for said in caption(tab))
    assert not complaints
