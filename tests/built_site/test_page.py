"""Where a page's own text begins and ends, and where its links lead."""

from __future__ import annotations

import pytest
from handbook_core.built_site.page import Page

from tests.conftest import make_page


def page(html: str, path: str = "a/b/index.html", base: str = "/") -> Page:
    return Page(path, html.encode(), "docs/a/b.md", html, base)


@pytest.mark.parametrize(
    ("href", "file"),
    [
        ("../../get-help/", "get-help/index.html"),
        ("../../get-help/index.html?x#us", "get-help/index.html"),
        ("../../get-help", "get-help"),
        ("/get-help/", "get-help/index.html"),
        ("#top", "a/b/index.html"),
        ("../..", "index.html"),
        ("../../../../get-help/", "../get-help/index.html"),
        ("https://example.org/get-help/", None),
        ("", None),
    ],
)
def test_where_a_link_leads(href: str, file: str | None) -> None:
    found = page("<p>x</p>").resolve(href)
    assert found == file or (file and file.startswith("..") and found is not None and found != "get-help/index.html")


def test_root_addresses_count_from_where_the_site_is_hosted() -> None:
    hosted = page("<p>x</p>", base="/care/")
    assert hosted.resolve("/care/get-help/") == "get-help/index.html"
    assert hosted.resolve("/get-help/") is None


@pytest.mark.parametrize(
    "html",
    [
        "<body><header>a</header><main><p>own</p></main><footer>b</footer></body>",
        "<body><nav>a</nav><div role=main><p>own</p></div><aside>b</aside></body>",
        "<body><header>a</header><article><p>own</p><footer>b</footer></article></body>",
        "<body><header>a</header><p>own</p><footer>b</footer></body>",
        "<p>own",
    ],
)
def test_the_text_of_a_page_is_found_under_any_theme(html: str) -> None:
    assert [b.strip() for b in page(html).blocks] == ["own"]


def test_a_stray_end_tag_hides_nothing() -> None:
    body = make_page("<p>own</p></div><p>after it</p>")
    assert [b.strip() for b in body.blocks] == ["own", "after it"]


def test_lines_come_from_the_source() -> None:
    body = make_page("one\ntwo tel:955\nthree")
    assert body.where("absent", "tel:955") == ("docs/chapter.md", 2)
    assert body.where("absent") == ("docs/chapter.md", None)
    assert make_page("one\nCall 1-800-**555**-0199").where("1-800-555-0199") == ("docs/chapter.md", 2)
    body.included = {"docs/_data/scripts/a.txt": "a\nb\nfour, and two\n1-800-*555*-0198"}
    assert body.where("four", "three") == ("docs/_data/scripts/a.txt", 3)
    assert body.where("two", "four") == ("docs/chapter.md", 2)
    assert body.where("1-800-555-0198") == ("docs/_data/scripts/a.txt", 4)


def test_own_words_leave_out_what_is_quoted() -> None:
    table = "<table><tr><th>Instead of</th><th>Say</th></tr><tr><td>bad</td><td>good</td></tr></table>"
    text = f'<p>Say this, not “that” or "those".</p>{table}'
    own = make_page(text).own_words
    assert "Say this" in own
    assert "good" in own
    assert not any(word in own for word in ("that", "those", "bad"))


@pytest.mark.parametrize(("outer", "hidden"), [("<div>", False), ("<div hidden>", True), ("<details>", True)])
def test_however_deep_a_link_stands_it_is_known_whether_it_is_seen(outer: str, hidden: bool) -> None:
    deep = page(f"<main>{outer}{'<div>' * 3000}<a href='/'>one</a><a href='/'>two</a></main>")
    assert [bool(link.hidden) for link in deep.links] == [hidden, hidden]
