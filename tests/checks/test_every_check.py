"""Every rule catches what it must and passes what it must, and none can be emptied unseen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from handbook_core import checks
from handbook_core.built_site.page import Page
from handbook_core.checks.context import Site
from handbook_core.checks.run import check_page, report_of

from tests.checks.examples import ELSEWHERE, EXAMPLES, Example
from tests.conftest import DOCS, HELP, Find, make_page

ALL = (*checks.PAGE_CHECKS, *checks.SITE_CHECKS)
BAD = [(rule, example) for rule, (bad, _) in EXAMPLES.items() for example in bad]
GOOD = [(rule, example) for rule, (_, good) in EXAMPLES.items() for example in good]


def parts(example: Example) -> tuple[str, str]:
    return example if isinstance(example, tuple) else (example, "")


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_bad_page_is_caught(rule: str, example: Example, find: Find) -> None:
    body, topics = parts(example)
    assert find(body, rule, topics)


@pytest.mark.parametrize(("rule", "example"), GOOD)
def test_good_page_passes(rule: str, example: Example, find: Find) -> None:
    body, topics = parts(example)
    assert find(body, rule, topics) == []


@pytest.mark.parametrize("rule", ELSEWHERE)
def test_pages_of_another_builder_are_held_against_the_register(rule: str, site: Site) -> None:
    def problems(body: str) -> list[str]:
        page = Page("a.html", f"<html><body><main>{body}</main></body></html>".encode(), "site/a.html", "")
        return [problem.what for problem in check_page(page, site) if problem.rule == rule]

    bad, good = ELSEWHERE[rule]
    assert all(problems(body) for body in bad)
    assert [problems(body) for body in good] == [[] for _ in good]


def test_every_page_rule_has_examples_of_both_kinds() -> None:
    assert set(EXAMPLES) == {rule.ID for rule in checks.PAGE_CHECKS}
    assert all(bad and good for bad, good in EXAMPLES.values())


def test_every_rule_module_is_listed_once_and_documented() -> None:
    folder = Path(checks.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__", "context", "run"}
    assert {rule.__name__.rpartition(".")[2] for rule in ALL} == modules
    for rule in ALL:
        assert rule.ID.replace("-", "_") == rule.__name__.rpartition(".")[2]
        assert all(f"\n{part}: " in (rule.__doc__ or "") for part in ("What", "Why", "Bad", "Good"))


def test_a_good_page_has_no_problem_at_all(find: Find) -> None:
    assert find(f"<h1>Title</h1>{HELP}") == []


def test_unused_service_is_named_with_its_line(site: Site) -> None:
    site.shown_services = set(site.registry.services) - {"us-955"}
    (problem,) = checks.help_unused_service.check_site(site)
    assert "us-955" in problem.what
    assert problem.place is not None
    assert problem.place[1] == site.registry.services["us-955"].line
    site.shown_services.add("us-955")
    assert list(checks.help_unused_service.check_site(site)) == []


def test_unused_source_is_named(site: Site) -> None:
    key = sorted(site.citable)[0]
    site = replace(site, cited=set(site.citable) - {key})
    (problem,) = checks.cite_unused_key.check_site(site)
    assert key in problem.what
    site.cited.add(key)
    assert list(checks.cite_unused_key.check_site(site)) == []


def test_only_visible_links_show_a_service(site: Site) -> None:
    page = make_page("<a hidden href='tel:955'>955</a>")
    site.note(page, report_of(page, site, DOCS))
    assert "us-955" not in site.shown_services
    page = make_page(HELP)
    site.note(page, report_of(page, site, DOCS))
    assert "us-955" in site.shown_services


def test_what_the_theme_repeats_does_not_count(find: Find) -> None:
    # The footer of the test page holds a link to Find A Helpline.
    assert find("<p>Nothing.</p>", "help-missing-link")


def test_help_page_cannot_point_at_itself(find: Find) -> None:
    assert find("<a href='../get-help/'>Get help</a>", "help-missing-link", path="get-help/index.html")


def test_message_says_where_what_and_how(find: Find) -> None:
    (problem,) = find(f"{HELP}\n<p>two</p>\n<a href='tel:956'>call</a>", "help-unregistered-number")
    assert str(problem).startswith("docs/chapter.md:3: a link calls 956, ")
    assert str(problem).endswith("(help-unregistered-number)")
