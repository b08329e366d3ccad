"""What works in the page: ticks that stay, words to copy, the help finder."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from handbook_core.registers import Handbook
from handbook_core.registers.helplines.links import contact_text
from playwright.sync_api import Locator, Page, expect

from .conftest import Open, line, number
from .test_every_page import SIDEWAYS, violations_in_each_color

KEPT = "Object.keys(localStorage)"
CLIPBOARD = ["clipboard-read", "clipboard-write"]
BOXES = "toolkit/moderation-plan/"
OTHER_BOXES = "toolkit/consent-to-share/"
SHOWN = ".service:not([hidden]):not([data-kind=emergency])"
SMALL = """(selector) => [...document.querySelectorAll(selector)].filter(target => target.checkVisibility())
    .filter(target => target.getBoundingClientRect().height < 43.9).map(target => target.innerText)"""

TARGETS = (
    ".picker :is(button, select, summary, .finder-young, .picker-count a), .ticks button, .line-country select, .copy"
)


def tick(tab: Page, words: str) -> None:
    tab.get_by_label(words).check()


# Check boxes


def test_ticks_survive_a_reload_and_stay_on_their_page(visit: Open) -> None:
    tab = visit(BOXES, 360)
    clear = tab.get_by_role("button", name="Clear these ticks")
    expect(clear).to_be_hidden()
    tick(tab, "Everyone is 18 or over")
    tick(tab, "Tell the second person")
    expect(clear).to_be_visible()
    tab.reload()
    expect(tab.get_by_label("Everyone is 18 or over")).to_be_checked()
    expect(tab.locator(".check input:checked")).to_have_count(2)
    assert tab.evaluate(KEPT) == [f"care.ticks/{BOXES}"]
    tab.goto(tab.url.replace(BOXES, OTHER_BOXES))
    expect(tab.locator(".check input:checked")).to_have_count(0)


def test_ticks_can_be_cleared_by_keyboard(visit: Open) -> None:
    tab = visit(BOXES, 360)
    tab.get_by_label("Everyone is 18 or over").focus()
    tab.keyboard.press("Space")
    clear = tab.get_by_role("button", name="Clear these ticks")
    clear.focus()
    tab.keyboard.press("Enter")
    expect(clear).to_be_hidden()
    expect(tab.locator(".ticks [role=status]")).to_have_text("Cleared. No box on this page is ticked.")
    expect(tab.locator(".ticks [role=status]")).to_be_focused()
    assert tab.evaluate(KEPT) == []


def test_a_tick_of_a_line_that_is_gone_moves_to_no_other(visit: Open) -> None:
    tab = visit(BOXES)
    tick(tab, "Everyone is 18 or over")
    tab.evaluate("Object.keys(localStorage).forEach((name) => localStorage.setItem(name, 'gone old'))")
    tab.reload()
    expect(tab.locator(".check input:checked")).to_have_count(0)
    expect(tab.get_by_role("button", name="Clear these ticks")).to_be_hidden()


def test_the_privacy_page_names_ticks_and_forgets_them(visit: Open) -> None:
    tab = visit(BOXES)
    page = tab.url
    tick(tab, "Everyone is 18 or over")
    tab.goto(page.replace(BOXES, "about/privacy/"))
    expect(tab.get_by_text("Kept now: ticks on 1 page.")).to_be_visible()
    tab.get_by_role("button", name="Forget everything on this device").click()
    expect(tab.get_by_text("Nothing is kept on this device now.")).to_be_visible()
    tab.go_back()
    expect(tab.locator(".check input:checked")).to_have_count(0)


def test_ticks_are_seen_on_paper(visit: Open) -> None:
    """Also where the browser prints no backgrounds, as it does unless told otherwise."""
    tab = visit(BOXES)
    tick(tab, "Everyone is 18 or over")
    tab.emulate_media(media="print")
    seen = "box => [getComputedStyle(box).backgroundColor, getComputedStyle(box).printColorAdjust]"
    assert tab.get_by_label("Everyone is 18 or over").evaluate(seen) == ["rgb(0, 0, 0)", "exact"]


def test_two_tabs_of_one_page_agree(visit: Open) -> None:
    tab = visit(BOXES)
    other = tab.context.new_page()
    other.goto(tab.url)
    tick(tab, "Everyone is 18 or over")
    expect(other.get_by_label("Everyone is 18 or over")).to_be_checked()


# Copying


def copied(tab: Page, box: str) -> str:
    shown = tab.locator(box)
    shown.get_by_role("button", name=re.compile("^Copy: ")).click()
    expect(shown.get_by_role("status")).to_have_text("Copied")
    return str(tab.evaluate("navigator.clipboard.readText()"))


def test_a_script_is_copied_with_its_numbers_and_without_title_or_marks(visit: Open, data: Handbook) -> None:
    text = copied(visit("crisis", permissions=CLIPBOARD), SCRIPT)
    assert text.startswith("There are people")
    for id_ in ("us-988", "gb-samaritans"):
        assert number(data, id_).shown in text
    assert not re.search(r"Say this|Copy|\[\d|\"$", text)


def test_a_link_is_copied_with_its_address(visit: Open, data: Handbook) -> None:
    text = copied(visit("toolkit/scripts/", permissions=CLIPBOARD), ".admonition.script:has-text('Two countries')")
    assert contact_text(number(data, "us-crisis-text-line", "sms")) in text
    directory = data.registry.services["int-findahelpline"]
    assert f"{directory.name} ({directory.url})" in text


def test_paragraphs_and_numbered_lines_stay_apart(visit: Open) -> None:
    tab = visit("create/money-and-disclosure/", permissions=CLIPBOARD)
    text = copied(tab, ".admonition.script:has(ol)")
    assert text.startswith("Before I decide, please answer in writing:\n\n1. ")
    assert re.search(r"\n2\. .*\n3\. ", text)


def test_better_words_can_be_copied_and_descriptions_not(visit: Open) -> None:
    tab = visit("create/lives-duets-challenges/", permissions=CLIPBOARD)
    text = copied(tab, ".admonition.better:has-text('my phone in another room')")
    assert text.startswith("This week I'm putting")
    # Of a description only what it says to send.
    text = copied(tab, ".admonition.better:has-text('No stitch.')")
    assert text.startswith("Hi Dana, I saw your video")
    tab.goto(tab.url.replace("create/lives-duets-challenges", "toolkit/safe-wording"))
    described = tab.locator(".admonition.better", has_text="In the video:")
    expect(described.get_by_role("button")).to_have_count(0)


def test_lines_of_a_list_to_copy_have_buttons(visit: Open) -> None:
    tab = visit("toolkit/scripts/", permissions=CLIPBOARD)
    assert copied(tab, "li:has-text('Own story:')").startswith("Living with bipolar disorder.")
    assert copied(tab, "li:has-text('Panic attacks, one')") == "Panic attacks, one minute, one thing that helps me."


def test_copying_that_is_refused_says_so(visit: Open) -> None:
    tab = visit("crisis")
    tab.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    script = tab.locator(".admonition.script").first
    script.get_by_role("button", name=re.compile("^Copy: ")).click()
    expect(script.get_by_role("status")).to_contain_text("Select the words")


# Copying with the line of the reader's own country

SCRIPT = ".admonition.script:has(a[data-help]) >> nth=0"


def second(tab: Page, box: str = SCRIPT) -> Locator:
    return tab.locator(box).get_by_role("button", name=re.compile("^Copy, with "))


def test_the_line_of_a_chosen_country_follows_the_script(visit: Open, data: Handbook) -> None:
    tab = visit("toolkit/scripts/", permissions=CLIPBOARD)
    american = ".admonition.script:has-text('any hour')"
    expect(second(tab, american)).to_have_text("Copy, with my country's line")
    second(tab, american).click()
    country = tab.locator(american).get_by_label("Which country?")
    expect(country).to_be_focused()
    expect(country).to_have_value("")
    country.select_option("gb")
    expect(second(tab, american)).to_have_text("Copy, with the line for the UK")
    second(tab, american).click()
    expect(tab.locator(american).get_by_role("status")).to_have_text("Copied, with the line for the UK")
    text = tab.evaluate("navigator.clipboard.readText()")
    assert number(data, "us-988").shown in text
    assert text.endswith(f"\n\n{line(data, 'gb')}")
    assert tab.evaluate(KEPT) == ["care.country"]

    # Every such button names the country now, also after a reload and on another page.
    tab.reload()
    expect(second(tab, american)).to_have_text("Copy, with the line for the UK")
    tab.goto(tab.url.replace("toolkit/scripts/", "create/someone-in-crisis/"))
    expect(second(tab)).to_have_text("Copy, with the line for the UK")


def test_a_service_that_the_script_names_is_not_named_again(visit: Open, data: Handbook) -> None:
    tab = visit("toolkit/scripts/", permissions=CLIPBOARD)
    tab.evaluate("localStorage.setItem('care.country', 'gb')")
    tab.reload()
    british = ".admonition.script:has-text('call Samaritans, ')"
    second(tab, british).click()
    expect(tab.locator(british).get_by_role("status")).to_contain_text("It names the lines for the UK already")
    text = tab.evaluate("navigator.clipboard.readText()")
    shown = number(data, "gb-samaritans").shown, number(data, "gb-shout", "sms").shown
    assert [text.count(each) for each in shown] == [1, 1]
    # A script about eating gets the line for that, too.
    eating = ".admonition.script:has-text('No numbers here')"
    tab.locator(eating).get_by_role("button", name=re.compile("^Copy, with ")).click()
    expect(tab.locator(eating).get_by_role("status")).to_contain_text("Copied")
    text = tab.evaluate("navigator.clipboard.readText()")
    assert f"\n{line(data, 'gb')}" in text
    assert text.count(number(data, "gb-beat").shown) == 1


def test_a_script_on_eating_gets_its_topic_in_another_country(visit: Open, data: Handbook) -> None:
    tab = visit("toolkit/scripts/", permissions=CLIPBOARD)
    tab.evaluate("localStorage.setItem('care.country', 'ie')")
    tab.reload()
    eating = ".admonition.script:has-text('No numbers here')"
    second(tab, eating).click()
    expect(tab.locator(eating).get_by_role("status")).to_have_text("Copied, with the line for Ireland")
    text = tab.evaluate("navigator.clipboard.readText()")
    assert f"\n\n{line(data, 'ie', 'eating')}" in text
    assert f"\n{line(data, 'ie')}" in text


def test_a_script_without_a_service_has_one_button(visit: Open) -> None:
    tab = visit("create/money-and-disclosure/")
    expect(tab.locator(".admonition.script").first.get_by_role("button")).to_have_count(1)
    # And what nobody needs is not loaded.
    assert tab.locator("script[src*='captions.js'], script[src*='help-lines.js']").count() == 0


@pytest.mark.parametrize("kept", [None, "us"])
def test_a_country_that_cannot_be_kept_is_used_all_the_same(visit: Open, data: Handbook, kept: str | None) -> None:
    """Storage may be full or off; nobody may get the line of another country for that."""
    tab = visit("crisis", permissions=CLIPBOARD)
    if kept:
        tab.evaluate("kept => localStorage.setItem('care.country', kept)", kept)
        tab.reload()
    tab.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full') }; }")
    second(tab).click()
    tab.get_by_label("Which country?").select_option("ie")
    second(tab).click()
    expect(tab.locator(SCRIPT).get_by_role("status")).to_have_text("Copied, with the line for Ireland")
    assert line(data, "ie") in tab.evaluate("navigator.clipboard.readText()")


def test_a_country_forgotten_elsewhere_is_forgotten_here(visit: Open) -> None:
    tab = visit("crisis", permissions=CLIPBOARD)
    second(tab).click()
    tab.get_by_label("Which country?").select_option("gb")
    tab.evaluate("localStorage.clear(); dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(second(tab)).to_have_text("Copy, with my country's line")
    expect(tab.get_by_label("Which country?")).to_have_value("")


def test_the_data_come_only_when_asked_for(visit: Open) -> None:
    tab = visit("crisis", permissions=CLIPBOARD)
    expect(second(tab)).to_be_visible()
    assert tab.locator("script[src*='help-lines.js']").count() == 0
    second(tab).click()
    expect(tab.get_by_label("Which country?")).to_be_visible()
    assert tab.locator("script[src*='help-lines.js']").count() == 1


def test_an_unknown_kept_country_is_asked_for(visit: Open) -> None:
    tab = visit("crisis", permissions=CLIPBOARD)
    tab.evaluate("localStorage.setItem('care.country', 'atlantis')")
    tab.reload()
    expect(second(tab)).to_have_text("Copy, with my country's line")
    second(tab).click()
    expect(tab.get_by_label("Which country?")).to_have_value("")


def test_the_country_can_be_chosen_and_dropped_by_keyboard(visit: Open) -> None:
    tab = visit("crisis", permissions=CLIPBOARD)
    second(tab).focus()
    tab.keyboard.press("Enter")
    expect(tab.get_by_label("Which country?")).to_be_focused()
    tab.keyboard.type("Ireland")
    expect(second(tab)).to_have_text("Copy, with the line for Ireland")
    tab.keyboard.press("Home")
    expect(second(tab)).to_have_text("Copy, with my country's line")
    assert tab.evaluate(KEPT) == []


def test_every_line_for_captions_has_a_copy_button(visit: Open) -> None:
    tab = visit("toolkit/caption-lines/")
    boxes = tab.locator("[data-own-lines] .admonition")
    assert boxes.count() > 60
    expect(boxes.get_by_role("button")).to_have_count(boxes.count())


# The help finder


def choose(tab: Page, need: str = "", way: str = "", young: bool = False) -> None:
    if tab.locator(".finder").get_attribute("open") is None:
        tab.get_by_text("Choose by need, way of contact or age").click()
    tab.get_by_label("What is it about?").select_option(need)
    tab.get_by_label("How do you want to talk?").select_option(way)
    tab.get_by_label("Only services for children").set_checked(young)


def count(tab: Page) -> int:
    return tab.locator(SHOWN).count()


def test_each_filter_shows_what_fits_and_every_emergency_number(visit: Open) -> None:
    tab = visit("help", 360)
    everything, emergencies = count(tab), tab.locator("[data-kind=emergency]").count()
    for choice in ({"need": "eating"}, {"way": "chat"}, {"young": True}, {"need": "suicide", "way": "text"}):
        choose(tab, **choice)
        assert 0 < count(tab) < everything
        expect(tab.locator(".picker-count")).to_contain_text(f"Shown: {count(tab)} services, and every emergency")
        assert tab.locator("[data-kind=emergency]:visible").count() == emergencies
    for service in tab.locator(SHOWN).all():
        assert "suicide" in (service.get_attribute("data-needs") or "").split()
        assert service.get_by_role("link", name=re.compile("^Text ")).count()
    tab.get_by_role("button", name="Show everything").click()
    assert count(tab) == everything
    expect(tab.get_by_role("button", name="Show everything")).to_be_hidden()
    expect(tab.get_by_label("Where are you?")).to_be_focused()
    # What someone looks for is kept nowhere.
    assert tab.evaluate(KEPT) == []
    assert tab.evaluate("location.search") == ""


def test_each_need_finds_a_service(visit: Open, data: Handbook) -> None:
    tab = visit("get-help/?need=eating")
    expect(tab.get_by_label("What is it about?")).to_have_value("eating")
    for need in data.vocabulary.needs:
        choose(tab, need)
        assert count(tab), need


def test_country_and_way_work_together(visit: Open) -> None:
    tab = visit("help")
    tab.get_by_label("Where are you?").select_option("gb")
    mine = tab.locator(".picker-shown")
    before = mine.locator(SHOWN).count()
    expect(tab.locator(".picker-count")).to_contain_text(f"United Kingdom: {before} services, and the emergency number")
    choose(tab, way="text")
    left = mine.locator(SHOWN).count()
    assert 0 < left < before
    expect(tab.locator(".picker-count")).to_contain_text(f"United Kingdom: {left} services")
    expect(mine.locator("[data-kind=emergency]").first).to_be_visible()
    # No list or title is left over without a service under it.
    for title in mine.locator(".services-title:visible").all():
        assert title.evaluate("title => title.nextElementSibling.checkVisibility()")


def test_a_list_has_an_address_that_can_be_shared(visit: Open) -> None:
    tab = visit("help", permissions=CLIPBOARD)
    tab.get_by_label("Where are you?").select_option("gb")
    choose(tab, way="text", young=True)
    tab.get_by_role("button", name="Copy a link to this list").click()
    expect(tab.get_by_text("Copied.")).to_be_visible()
    link = tab.evaluate("navigator.clipboard.readText()")
    assert link.endswith("get-help/?country=gb&way=text&age=young")

    shared = link.partition("get-help/")[2]
    other = visit("get-help/" + shared, 360)
    expect(other.get_by_label("Where are you?")).to_have_value("gb")
    expect(other.get_by_label("How do you want to talk?")).to_have_value("text")
    expect(other.get_by_label("Only services for children")).to_be_checked()
    expect(other.locator(".picker-count")).to_contain_text("You opened a link to this choice.")
    # Opening somebody's link changes nothing that is kept, and the address goes with the first change.
    assert other.evaluate(KEPT) == []
    other.get_by_label("How do you want to talk?").select_option("")
    assert other.evaluate("location.search") == ""


def test_unknown_words_in_an_address_are_left_aside(visit: Open) -> None:
    tab = visit("get-help/?country=atlantis&need=%22%3E&way=fax&age=old")
    assert tab.locator(".service:not([hidden])").count() == tab.locator(".service").count()
    expect(tab.locator(".picker-count")).to_be_empty()


def test_when_nothing_fits_it_says_what_to_do(visit: Open) -> None:
    tab = visit("get-help/?country=nz&need=images&way=call&age=young")
    said = tab.locator(".picker-count")
    expect(said).to_contain_text("Nothing else in our list fits these choices. Take one choice away, or show")
    expect(said).to_contain_text("only the emergency number")
    expect(said.get_by_role("link", name="Find A Helpline")).to_be_visible()
    expect(tab.locator(".picker-shown [data-kind=emergency]").first).to_be_visible()
    # Without the way of contact something under Anywhere fits, and is named.
    tab.get_by_label("How do you want to talk?").select_option("")
    said.get_by_role("link", name=re.compile("under Anywhere")).click()
    expect(tab.get_by_role("heading", name="Anywhere")).to_be_in_viewport()


def test_the_finder_works_by_keyboard(visit: Open) -> None:
    tab = visit("help")
    tab.get_by_label("Where are you?").focus()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    tab.keyboard.type("Text")
    expect(tab.get_by_label("How do you want to talk?")).to_have_value("text")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Space")
    expect(tab.get_by_label("Only services for children")).to_be_checked()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    expect(tab.locator(".picker-count")).to_have_text("Every service is shown.")


def test_paper_shows_the_country_that_was_chosen(visit: Open) -> None:
    tab = visit("get-help/?country=gb")
    tab.emulate_media(media="print")
    expect(tab.get_by_role("heading", name="United Kingdom")).to_be_visible()
    expect(tab.locator("#country")).to_be_hidden()


# All of them


def test_axe_finds_nothing_in_the_tools_in_use(visit: Open) -> None:
    tab = visit("get-help/?country=nz&need=images&way=call&age=young", 320)
    ticked = visit(BOXES, 320)
    tick(ticked, "Everyone is 18 or over")
    script = visit("crisis", 320, permissions=CLIPBOARD)
    second(script).click()
    expect(script.get_by_label("Which country?")).to_be_focused()
    for page in (tab, ticked, script):
        assert not violations_in_each_color(page)
        assert page.evaluate(SIDEWAYS) <= 0
        assert page.evaluate(SMALL, TARGETS) == []


@pytest.mark.parametrize("page", [BOXES, "help", "crisis"])
def test_without_scripts_nothing_dead_is_shown(visit: Open, page: str) -> None:
    tab = visit(page, 360, java_script_enabled=False)
    expect(tab.get_by_role("button")).to_have_count(0)
    expect(tab.get_by_role("combobox")).to_have_count(0)
    expect(tab.get_by_text("Choose by need")).to_be_hidden()
    assert tab.locator(".service").count() == tab.locator(".service:visible").count()


def test_open_data_is_published_and_holds_what_the_page_shows(built: Path) -> None:
    helplines = json.loads((built / "data" / "helplines.json").read_text("utf-8"))
    rows = list(csv.DictReader(io.StringIO((built / "data" / "helplines.csv").read_text("utf-8-sig"))))
    page = (built / "get-help" / "index.html").read_text("utf-8")
    listed = re.findall(r'<li class="service" id="([^"]+)"', page)
    assert sorted(service["id"] for service in helplines["services"]) == sorted(listed)
    assert [row["id"] for row in rows] == [service["id"] for service in helplines["services"]]
    assert json.loads((built / "data" / "safe-wording.json").read_text("utf-8"))["phrases"]
