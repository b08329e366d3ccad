"""The rules finder: shows the page's own entries that fit, says what was not found, keeps nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

from handbook_core.registers import Handbook
from handbook_core.words import say
from playwright.sync_api import Browser, Page, expect

from .conftest import Open
from .test_every_page import SIDEWAYS, violations_in_each_color
from .test_tools import CLIPBOARD, KEPT, SMALL

PAGE = "practice/rules-by-country/"
SHOWN = ".standard:visible"
RULES = "li[data-question]:visible"
TARGETS = ".rules-finder :is(button, select, a)"


def choose(tab: Page, profession: str = "", country: str = "", question: str = "") -> None:
    tab.get_by_label("What are you?").select_option(profession)
    tab.get_by_label("Where?").select_option(country)
    tab.get_by_label("What is it about?").select_option(question)


def said(tab: Page) -> str:
    return tab.locator(".rules-said").inner_text()


def ids(tab: Page) -> set[str]:
    return set(tab.locator(SHOWN).evaluate_all("all => all.map(one => one.id)"))


# Each choice alone, then together


def test_each_choice_alone_shows_what_fits(visit: Open, data: Handbook) -> None:
    tab = visit(PAGE, 360)
    documents = data.standards.documents
    assert ids(tab) == {d.id for d in documents}
    expect(tab.get_by_role("button", name="Show everything")).to_be_hidden()

    choose(tab, profession="social-worker")
    assert ids(tab) == {d.id for d in documents if {"social-worker", "anyone"} & set(d.professions)}
    choose(tab, country="ie")
    assert ids(tab) == {d.id for d in documents if "IE" in d.countries}
    # A law of the Union stands under Europe and is shown for Ireland.
    assert "eu-gdpr" in ids(tab)
    assert tab.locator("h2[data-country]:visible").all_inner_texts() == ["Ireland", "Europe"]
    choose(tab, question="recording")
    asked = [d for d in documents if "recording" in (*d.not_seen, *(rule.question for rule in d.rules))]
    assert ids(tab) == {d.id for d in asked}
    assert tab.locator(RULES).count() == sum(rule.question == "recording" for d in asked for rule in d.rules)
    expect(tab.get_by_role("heading", name="When two rules meet")).to_be_visible()
    expect(tab.locator("#sources")).to_be_visible()

    tab.get_by_role("button", name="Show everything").click()
    assert ids(tab) == {d.id for d in documents}
    expect(tab.get_by_label("What are you?")).to_be_focused()
    expect(tab.locator(".rules-said")).to_have_text("Every entry is shown")
    assert tab.locator(RULES).count() == sum(len(d.rules) for d in documents)
    assert tab.evaluate(KEPT) == []


def test_all_three_together_with_what_binds_everyone(visit: Open) -> None:
    tab = visit(PAGE, 360)
    choose(tab, "psychologist", "gb", "testimonials")
    assert ids(tab) == {"gb-hcpc-standards", "gb-cap-testimonials"}
    assert "2 rules on “Testimonials and reviews” in 1 document, United Kingdom" in said(tab)
    # The one rule of another question is not shown, what is not seen is.
    expect(tab.locator("#gb-hcpc-standards ~ ul").first.locator("li:visible")).to_have_text(
        "Not seen: Testimonials and reviews."
    )
    unseen = tab.locator(".rules-unseen a")
    expect(unseen).to_have_text("Health and Care Professions Council: standards and social media guidance")
    unseen.click()
    expect(tab.locator("#gb-hcpc-standards")).to_be_in_viewport()


def test_who_has_no_document_of_their_own_sees_what_reaches_everyone(visit: Open) -> None:
    tab = visit(PAGE)
    choose(tab, "social-worker", "gb")
    assert "We have no document made for social workers here." in said(tab)
    assert {"gb-cap-mental-health", "eu-gdpr"} <= ids(tab)
    assert "gb-hcpc-standards" not in ids(tab)
    choose(tab, "anyone", "gb")
    assert "We have no document" not in said(tab)


def test_nothing_found_is_not_called_allowed(visit: Open) -> None:
    tab = visit(PAGE)
    choose(tab, "counselor", "nz", "searching")
    assert ids(tab) == set()
    assert "We did not find one on “Looking clients up”, New Zealand" in said(tab)
    assert "does not mean that there is none. Ask your board, your association or your insurer" in said(tab)
    # What to know about the place stays.
    expect(tab.get_by_role("heading", name="New Zealand", exact=True)).to_be_visible()
    expect(tab.get_by_text("any rules for counselors")).to_be_visible()


def test_every_question_of_a_us_psychologist_is_answered_or_said_to_be_open(visit: Open, data: Handbook) -> None:
    tab = visit(f"{PAGE}?profession=psychologist&country=us&question=ai")
    expect(tab.get_by_label("What is it about?")).to_have_value("ai")
    for question in data.vocabulary.rule_questions:
        choose(tab, "psychologist", "us", question)
        found = bool(tab.locator(RULES).count())
        assert ("Shown below: " if found else "We did not find one") in said(tab)
        assert found is (question != "old-posts")


# What an entry says


def test_every_entry_shows_date_link_and_whether_it_binds(visit: Open, data: Handbook) -> None:
    tab = visit(PAGE)
    for document in data.standards.documents:
        facts = tab.locator(f"#{document.id} + .standard-facts")
        expect(facts).to_contain_text(f"{say(f'rules_{document.binding}')}: ")
        expect(facts).to_contain_text(f"Date: {document.date}.")
        href = facts.get_by_role("link", name=re.compile("^Open the source: ")).get_attribute("href")
        assert href == data.sources[document.sources[0]].href
        doubt = tab.locator(f"#{document.id} + .standard-facts + .standard-doubt")
        expect(doubt).to_have_count(1 if document.not_confirmed else 0)


def test_what_is_not_confirmed_says_so_and_is_counted(visit: Open) -> None:
    tab = visit(f"{PAGE}?profession=psychologist&country=us&question=searching")
    assert "It is marked “Not confirmed”, whole or in part." in said(tab)
    expect(tab.get_by_text("We have read only accounts of it")).to_be_visible()
    # Of the two rules only one is second-hand.
    choose(tab, "anyone", "gb", "testimonials")
    assert "It is marked “Not confirmed”" in said(tab)
    expect(tab.get_by_text("Not confirmed: Second-hand summary, 2019.")).to_be_visible()
    choose(tab, "psychologist", "gb", "old-posts")
    assert "Not confirmed" not in said(tab)


# The country kept on this device, links


def test_the_country_kept_for_get_help_is_filled_in_and_said(visit: Open) -> None:
    tab = visit("help")
    tab.get_by_label("Where are you?").select_option("ie")
    page = tab.url.replace("get-help/", PAGE)
    tab.goto(page)
    expect(tab.get_by_label("Where?")).to_have_value("ie")
    assert "the country that you chose on the Get help page. It is kept on this device only." in said(tab)
    # Another choice here changes nothing that is kept.
    choose(tab, country="us", question="ai")
    assert tab.evaluate("Object.entries(localStorage)") == [["care.country", "ie"]]
    assert "Get help page" not in said(tab)
    # Who follows a link to one entry sees it, and so does who follows one later.
    tab = tab.context.new_page()
    tab.goto(page + "#australia")
    expect(tab.get_by_label("Where?")).to_have_value("")
    expect(tab.get_by_role("heading", name="Australia", exact=True)).to_be_in_viewport()
    choose(tab, country="us")
    tab.evaluate("location.hash = '#ie-psi-code'")
    expect(tab.locator("#ie-psi-code")).to_be_in_viewport()
    # Also one with a choice that hides it, and one that leads nowhere.
    for broken in ("#%E0%A4%A", "#no-such-entry"):
        tab.goto(f"{page}?country=us{broken}")
        expect(tab.get_by_label("Where?")).to_have_value("us")
    tab.goto("about:blank")
    tab.goto(page + "?country=us#australia")
    expect(tab.get_by_role("heading", name="Australia", exact=True)).to_be_in_viewport()


def test_a_country_without_an_entry_is_not_filled_in(visit: Open, data: Handbook) -> None:
    tab = visit(PAGE)
    tab.evaluate("localStorage.setItem('care.country', 'fi')")
    tab.reload()
    expect(tab.get_by_label("Where?")).to_have_value("")
    assert len(ids(tab)) == len(data.standards.documents)


def test_a_choice_has_an_address_only_when_asked_for(visit: Open) -> None:
    tab = visit(PAGE, permissions=CLIPBOARD)
    choose(tab, "counselor", "us", "following")
    assert tab.evaluate("location.search") == ""
    tab.get_by_role("button", name="Copy a link to this choice").click()
    expect(tab.get_by_text("Copied. The link holds your choices and nothing else.")).to_be_visible()
    link = tab.evaluate("navigator.clipboard.readText()")
    assert link.endswith(f"{PAGE}?profession=counselor&country=us&question=following")
    shown = ids(tab)
    other = visit(PAGE + link.partition(PAGE)[2], 360)
    assert ids(other) == shown
    assert "You opened a link to this choice." in said(other)
    choose(other, "counselor", "us", "ai")
    assert other.evaluate("location.search") == ""
    assert other.evaluate(KEPT) == []


def test_unknown_words_in_an_address_are_left_aside(visit: Open, data: Handbook) -> None:
    tab = visit(f"{PAGE}?profession=%22%3E&country=atlantis&question=tea")
    assert len(ids(tab)) == len(data.standards.documents)
    expect(tab.locator(".rules-said")).to_be_empty()


# Every reader


def test_it_works_by_keyboard(visit: Open) -> None:
    tab = visit(PAGE)
    tab.get_by_label("What are you?").focus()
    tab.keyboard.type("Couns")
    tab.keyboard.press("Tab")
    tab.keyboard.type("Unit")
    tab.keyboard.press("Tab")
    tab.keyboard.type("Looking")
    expect(tab.locator(".rules-said")).to_contain_text("1 rule on “Looking clients up” in 1 document, United States")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    expect(tab.locator(".rules-said")).to_have_text("Every entry is shown")
    expect(tab.get_by_label("What are you?")).to_be_focused()


def test_without_scripts_every_entry_is_there_and_nothing_dead(visit: Open, data: Handbook) -> None:
    tab = visit(PAGE, 360, java_script_enabled=False)
    expect(tab.get_by_role("button")).to_have_count(0)
    expect(tab.get_by_role("combobox")).to_have_count(0)
    expect(tab.get_by_text("Find your rules")).to_be_hidden()
    for document in data.standards.documents:
        expect(tab.locator(f"#{document.id}")).to_be_visible()
    assert tab.locator(RULES).count() == sum(len(document.rules) for document in data.standards.documents)


def test_axe_finds_nothing_in_use(visit: Open) -> None:
    tab = visit(PAGE + "?profession=social-worker&country=us&question=testimonials", 320)
    assert tab.locator(".rules-unseen a:visible").count() == 1
    assert not violations_in_each_color(tab)
    assert tab.evaluate(SIDEWAYS) <= 0
    assert tab.evaluate(SMALL, TARGETS) == []


def test_it_works_from_a_folder(browser: Browser, folder: Path) -> None:
    tab = browser.new_page()
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto((folder / "practice" / "rules-by-country.html").as_uri())
    choose(tab, "doctor", "us", "public-advice")
    assert ids(tab) == {"us-goldwater-rule"}
    tab.get_by_role("button", name="Show everything").click()
    assert len(ids(tab)) > 40
    tab.close()
    assert not complaints


def test_the_published_data_holds_what_the_page_shows(built: Path) -> None:
    page = (built / "practice" / "rules-by-country" / "index.html").read_text("utf-8")
    listed = re.findall(r'<h3 class="standard"[^>]* id="([^"]+)"', page)
    published = json.loads((built / "data" / "standards.json").read_text("utf-8"))["documents"]
    assert sorted(document["id"] for document in published) == sorted(listed)


def test_paper_shows_what_was_chosen_without_the_choices(visit: Open) -> None:
    tab = visit(f"{PAGE}?country=ie")
    tab.emulate_media(media="print")
    expect(tab.locator("#ie-psi-code")).to_be_visible()
    expect(tab.locator("#us-apa-ethics-code")).to_be_hidden()
    expect(tab.locator(".rules-finder select").first).to_be_hidden()
    expect(tab.locator(".rules-said")).to_contain_text("Ireland")
    # A sheet that holds everything has nothing to say about a choice.
    tab.goto(tab.url.partition("?")[0])
    expect(tab.locator(".rules-finder")).to_be_hidden()
