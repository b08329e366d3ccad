"""The trend check: each verdict from each cause, what does not apply, lines that are written on and kept nowhere."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from .conftest import Open, ask, asking, title
from .test_every_page import SIDEWAYS, violations_in_each_color
from .test_reading import sheets
from .test_tools import CLIPBOARD, KEPT, SMALL

CHECK = "toolkit/trend-check/"
STOPS = ("It can injure someone", "It asks you to stop", "It tricks or frightens", "It asks for a secret")
UNWATCHED = "I would want this even if nobody watched."
SUPPORT, UNTESTED, WARNING = "that supports it", "found nothing either way", "I found a warning"
ALONE = "Nobody but me is filmed"
OTHERS = ("Everyone in it said yes", "Saying no would have been easy", "They know how to get it taken down")
# Each of these is ticked for a go-ahead, beside one box of part 2 and, where others are in it, OTHERS.
REST = (
    "I can say how I will know",
    "I would be all right with it on a bad day",
    "The youngest person",
    "Someone who already has the problem",
    "If it goes badly",
    "My version has a plan",
    "My version has a way to stop",
    "There is someone to talk to after",
)
VERDICTS = ["Go ahead", "Change it first", "Leave it"]
EVIDENCE = "Nothing is ticked under “What speaks for it?”"
TARGETS = ".check label, .blank textarea, .outcome :is(button, a), .ticks button"


def fill(tab: Page, *apart: str, found: str = SUPPORT, alone: bool = False) -> None:
    """Tick all that a go-ahead needs, except the boxes `apart`."""
    for words in {UNWATCHED, *REST, *([ALONE] if alone else OTHERS), *([found] if found else [])} - set(apart):
        tab.get_by_label(words).check()


def ticked(tab: Page) -> list[str]:
    """The verdicts at the end of the page that are ticked."""
    return [name for name in VERDICTS if tab.get_by_label(name, exact=True).is_checked()]


def verdict(tab: Page, named: str) -> Locator:
    """Ask, and expect this verdict with the page's own action for today, here and in the boxes at the end."""
    result = ask(tab)
    expect(title(result)).to_have_text(f"Your result: {named}")
    expect(title(result)).to_be_focused()
    row = tab.locator("main tbody tr", has=tab.get_by_role("rowheader", name=named))
    expect(result).to_contain_text(f"Do this today: {row.locator('td').nth(1).inner_text()}")
    expect(result).to_contain_text(f"Why: {row.locator('td').nth(0).inner_text()}.")
    expect(result).to_contain_text("Nobody has tested if it leads to better choices.")
    assert ticked(tab) == [named]
    return result


def test_a_stop_means_leave_it_with_help(visit: Open) -> None:
    tab = visit(CHECK)
    fill(tab)
    for stop in STOPS:
        tab.get_by_label(stop).check()
        result = verdict(tab, "Leave it")
        expect(result.locator("li > a")).to_have_text([re.compile(stop)])
        expect(result).to_contain_text("If someone is pushing you, tell someone you trust")
        expect(result.get_by_role("link", name="A line for your country")).to_be_visible()
        expect(result.locator("a[href^='tel:']")).to_have_count(1)
        tab.get_by_label(stop).uncheck()


def test_a_stop_needs_no_other_answer(visit: Open) -> None:
    tab = visit(CHECK)
    tab.get_by_label(STOPS[0]).check()
    expect(verdict(tab, "Leave it").locator("li > a")).to_have_count(1)


def test_a_warning_means_leave_it(visit: Open) -> None:
    tab = visit(CHECK)
    fill(tab)
    tab.get_by_label(WARNING).check()
    result = verdict(tab, "Leave it")
    expect(result.locator("li > a")).to_have_text([re.compile(WARNING)])
    expect(result.get_by_role("link", name="A line for your country")).to_have_count(0)


def test_not_unwatched_means_leave_it(visit: Open) -> None:
    tab = visit(CHECK)
    fill(tab, UNWATCHED)
    result = verdict(tab, "Leave it")
    expect(result.locator("li > a")).to_have_text([UNWATCHED])
    expect(result).to_contain_text("If not: the clip is the aim.")


def test_one_empty_box_means_change_it_first(visit: Open) -> None:
    tab = visit(CHECK)
    fill(tab)
    for box in (*REST, *OTHERS):
        tab.get_by_label(box).uncheck()
        result = verdict(tab, "Change it first")
        expect(result.locator("li > a")).to_have_text([re.compile(box)])
        # What the page says under this box, and nothing of another.
        note = tab.locator(".check", has=tab.get_by_label(box)).locator("li").inner_text()
        assert note.startswith("If not: ")
        expect(result.locator("li span")).to_have_text([note])
        result.locator("li > a").click()
        expect(tab.get_by_label(box).first).to_be_focused()
        # The verdict goes as soon as it may be wrong.
        tab.keyboard.press("Space")
        expect(result).to_be_empty()
        assert ticked(tab) == []
    verdict(tab, "Go ahead")


def test_a_trend_that_nobody_looked_up_is_not_a_go(visit: Open) -> None:
    tab = visit(CHECK)
    fill(tab, found="")
    result = verdict(tab, "Change it first")
    expect(result.locator("li > a")).to_have_text([EVIDENCE])
    expect(result.locator("li span")).to_have_text([re.compile("^None of the three[?] Search its name")])


def test_everything_that_applies_means_go_ahead(visit: Open) -> None:
    tab = visit(CHECK, 360)
    fill(tab, found="")
    for found, other in ((SUPPORT, UNTESTED), (UNTESTED, SUPPORT)):
        tab.get_by_label(found).check()
        tab.get_by_label(other).uncheck()
        result = verdict(tab, "Go ahead")
        expect(result.locator("li > a")).to_have_text([re.compile(found)])
        expect(result).to_contain_text("It does not mean that the trend works.")
    # With nobody else in it, the boxes on others may be empty.
    for box in OTHERS:
        tab.get_by_label(box).uncheck()
    verdict(tab, "Change it first")
    tab.get_by_label(ALONE).check()
    verdict(tab, "Go ahead")


def test_with_nobody_else_in_it_the_rest_of_four_does_not_apply(visit: Open) -> None:
    tab = visit(CHECK)
    said = "The other boxes here do not apply"
    tab.get_by_label(ALONE).check()
    expect(tab.get_by_text(said)).to_be_visible()
    for box in OTHERS:
        expect(tab.get_by_label(box)).to_be_hidden()
    tab.reload()
    expect(tab.get_by_label(OTHERS[0])).to_be_hidden()
    tab.get_by_label(ALONE).uncheck()
    expect(tab.get_by_label(OTHERS[0])).to_be_visible()
    expect(tab.get_by_text(said)).to_have_count(0)


def test_an_unanswered_check_has_no_verdict(visit: Open) -> None:
    tab = visit(CHECK)
    expect(asking(tab)).to_be_hidden()
    expect(tab.get_by_text("Nothing is ticked yet. Go through the stop box")).to_be_visible()
    for name in VERDICTS:
        expect(tab.get_by_label(name, exact=True)).to_be_disabled()
    tab.get_by_label(UNWATCHED).check()
    expect(tab.get_by_text("Nothing is ticked yet.")).to_be_hidden()
    expect(verdict(tab, "Change it first").locator("li > a")).to_have_count(len(REST) + len(OTHERS) + 1)


def test_reload_keeps_answers_and_verdict_and_clear_takes_both(visit: Open) -> None:
    tab = visit(CHECK)
    fill(tab)
    verdict(tab, "Go ahead")
    tab.reload()
    expect(tab.locator(".outcome-answer")).to_be_empty()
    assert ticked(tab) == ["Go ahead"]
    assert tab.evaluate(KEPT) == [f"care.ticks/{CHECK}"]
    tab.get_by_role("button", name="Clear these ticks").click()
    assert ticked(tab) == []
    expect(asking(tab)).to_be_hidden()
    assert tab.evaluate(KEPT) == []


def test_what_is_written_goes_into_the_copy_and_is_not_kept(visit: Open) -> None:
    tab = visit(CHECK, permissions=CLIPBOARD)
    fill(tab, "My version has a plan")
    tab.get_by_label("The trend:").fill("A cold bath <b>each</b> morning")
    result = verdict(tab, "Change it first")
    # The lines below the result are filled in once it is there.
    tab.get_by_label("What I take out, or do instead:").fill("The cold")
    result.get_by_role("button", name="Copy the result").click()
    expect(result.get_by_text("Copied")).to_be_visible()
    text = tab.evaluate("navigator.clipboard.readText()")
    assert text.startswith("Your result: Change it first\n\nDo this today: Cross out")
    assert "My version has a plan: small steps first.\nIf not: write down three steps" in text
    assert "The trend: A cold bath <b>each</b> morning\nWhat I take out, or do instead: The cold\nI look" in text
    assert re.search(r"again on: _+\nwith: _+\n", text)
    assert "Date:" not in text
    assert tab.evaluate(KEPT) == [f"care.ticks/{CHECK}"]
    assert "bath" not in tab.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
    # Nor by a browser that takes the page out of its memory as it was left.
    tab.evaluate("dispatchEvent(new Event('pagehide'))")
    expect(tab.get_by_label("The trend:")).to_have_value("")
    tab.get_by_label("The trend:").fill("A cold bath")
    tab.reload()
    expect(tab.get_by_label("The trend:")).to_have_value("")


def test_only_the_result_is_printed(visit: Open) -> None:
    tab = visit(CHECK)
    assert sheets(tab.pdf(format="A4", prefer_css_page_size=True)) <= 2
    tab.get_by_label(UNWATCHED).check()
    tab.get_by_label("The trend:").fill("A cold bath")
    tab.evaluate("() => { window.print = () => {}; }")
    ask(tab).get_by_role("button", name="Print the result").click()
    tab.emulate_media(media="print")
    expect(title(tab.locator(".outcome-answer"))).to_be_visible()
    expect(tab.locator(".outcome-answer")).to_contain_text("The trend: A cold bath")
    for hidden in (tab.get_by_label(UNWATCHED), asking(tab), tab.get_by_role("heading", name="1. What is it for?")):
        expect(hidden).to_be_hidden()
    assert sheets(tab.pdf(format="A4", prefer_css_page_size=True)) == 1


def test_it_works_by_keyboard_alone(visit: Open) -> None:
    tab = visit(CHECK, 360)
    tab.get_by_label("The aim, in my own words:").focus()
    tab.keyboard.type("Sleep")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Space")
    expect(tab.get_by_label(UNWATCHED)).to_be_checked()
    asking(tab).focus()
    tab.keyboard.press("Enter")
    expect(title(tab.locator(".outcome-answer"))).to_be_focused()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    expect(tab.get_by_label(REST[0])).to_be_focused()


def test_the_page_still_says_what_the_script_reads(visit: Open) -> None:
    """The script goes by the order of parts and boxes: a change here is one in the widget trend-check."""
    tab = visit(CHECK)
    parts = tab.evaluate(
        """() => [...document.querySelectorAll("[data-page-content] h2, .check input")].reduce((parts, found) => {
            if (found.tagName === "H2") parts.push([]); else parts.at(-1).push(found.closest("label").innerText.trim());
            return parts;
        }, [[]]).filter(part => part.length)"""
    )
    expected = [
        STOPS,
        (UNWATCHED, REST[0]),
        (SUPPORT, UNTESTED, WARNING),
        REST[1:5],
        (ALONE, *OTHERS),
        REST[5:],
        VERDICTS,
    ]
    assert [len(part) for part in parts] == [len(part) for part in expected]
    for part, words in zip(parts, expected, strict=True):
        assert all(word in said for said, word in zip(part, words, strict=True)), part
    table = tab.locator("main table").first
    expect(table.locator("thead th")).to_have_text(["Verdict", "When", "Do this today"])
    expect(table.locator("tbody th")).to_have_text(VERDICTS)
    # Each box whose emptiness decides says what that means.
    for box in (UNWATCHED, *REST, *OTHERS):
        note = tab.locator(".check", has=tab.get_by_label(box)).locator("li")
        expect(note).to_have_text(re.compile("^If not: "))
    expect(tab.locator(".blank")).to_have_count(10)


def test_axe_finds_nothing_on_a_small_screen(visit: Open) -> None:
    tab = visit(CHECK, 320)
    for boxes in ((UNWATCHED, ALONE), STOPS):
        for box in boxes:
            tab.get_by_label(box).check()
        ask(tab)
        assert tab.evaluate(SIDEWAYS) <= 0
        assert tab.evaluate(SMALL, TARGETS) == []
    assert not violations_in_each_color(tab)


def test_without_scripts_it_is_a_sheet_to_fill_in(visit: Open) -> None:
    tab = visit(CHECK, 360, java_script_enabled=False)
    expect(tab.get_by_role("button")).to_have_count(0)
    expect(tab.get_by_role("textbox")).to_have_count(0)
    expect(tab.get_by_text("The trend: ____")).to_be_visible()
    for name in VERDICTS:
        expect(tab.get_by_label(name, exact=True)).to_be_enabled()
    assert sheets(tab.pdf(format="A4", prefer_css_page_size=True)) <= 2


def test_it_works_from_a_folder(built: Path, visit: Open) -> None:
    tab = visit(CHECK).context.new_page()
    tab.goto((built / CHECK / "index.html").as_uri())
    fill(tab, alone=True)
    verdict(tab, "Go ahead")
