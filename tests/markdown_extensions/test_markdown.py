"""What the handbook adds to Markdown: references to services, citations, check boxes."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from handbook_core.markdown_extensions.checklists import Checklists
from handbook_core.markdown_extensions.citations import Citations
from handbook_core.markdown_extensions.help_links import HelpLinks
from handbook_core.markdown_extensions.tables import Tables
from handbook_core.registers import Handbook
from markdown import Markdown
from markdown.extensions import Extension


@pytest.fixture
def convert(data: Handbook) -> Markdown:
    extensions: list[Extension | str] = [
        HelpLinks(data.registry),
        Citations(data.sources),
        Checklists(),
        Tables(),
        "admonition",
        "tables",
    ]
    return Markdown(extensions=extensions)


HELP_LINKS = {
    "<help:us-955#call>": '<a aria-label="Call 955 Suicide &amp; Crisis Lifeline: 955, 9 5 5" data-help="us-955#955" '
    'href="tel:955">955</a>',
    "<help:us-harbor-text-line#text>": 'href="sms:515151?&amp;body=HOME">HOME to 515151</a>',
    "<help:gb-lanterns#call>": 'aria-label="Call Lanterns: 116 155, 1 1 6. 1 5 5"',
    "<help:us-955#chat>": 'href="https://955lifeline.example/chat/">chat online</a>',
    "[talk to them](help:gb-lanterns#call)": '<a data-help="gb-lanterns#116155" href="tel:116155">talk to them</a>',
    "[Lanterns](help:gb-lanterns)": 'href="https://www.lanterns.example/contact/">Lanterns</a>',
    "**<help:us-955#call>**": 'href="tel:955">955</a></strong>',
    "> <help:us-955#call>": 'href="tel:955">955</a>',
    "| a |\n| --- |\n| <help:us-955#call> |": 'href="tel:955">955</a></th>',
    "!!! help\n\n    <help:us-955#call>": 'href="tel:955">955</a>',
    "<help:fr-emergency>": 'emergency services</span> (call <a aria-label="Call Emergency services: 112, 1 1 2" '
    'data-help="fr-emergency#112" href="tel:112">112',
    # What cannot be resolved is left for the check of the built site.
    "<help:us-956>": '<a href="help:us-956">help:us-956</a>',
    "[x](help:us-956)": '<a href="help:us-956">x</a>',
    "<help:gb-speakup#call>": '<a href="help:gb-speakup#call">help:gb-speakup#call</a>',
    # Code is code.
    "`<help:us-955>`": "<code>&lt;help:us-955&gt;</code>",
}  # fmt: skip


@pytest.mark.parametrize("text", HELP_LINKS)
def test_references_to_services(convert: Markdown, text: str) -> None:
    html = convert.convert(text)
    # Attributes stand in the order in which they were given; the test does not care.
    assert _sorted(HELP_LINKS[text]) in _sorted(html)


def _sorted(html: str) -> str:
    def tag(match: re.Match[str]) -> str:
        return "<a " + " ".join(sorted(re.findall(r'[a-z-]+="[^"]*"', match[1]))) + ">"

    return re.sub(r"<a ([^>]*)>", tag, html)


def test_a_whole_service_has_every_way(convert: Markdown) -> None:
    html = convert.convert("<help:us-955>")
    text = "".join(part.partition(">")[2] for part in html.split("<"))
    assert text == "955 Suicide &amp; Crisis Lifeline (call 955, text 955, or chat online)"


def test_citations_are_numbered_and_listed(convert: Markdown, data: Handbook) -> None:
    one, two = sorted(data.sources)[:2]
    html = convert.convert(f"First [@{one}]. Both [@{two}; @{one}].")
    assert html.count(f'href="#source-{one}"') == 2
    assert [html.index(f">[{n}]<") for n in (1, 2)] == sorted(html.index(f">[{n}]<") for n in (1, 2))
    assert (
        html.index('<h2 id="sources">Sources</h2>')
        < html.index(f'id="source-{one}"')
        < html.index(f'id="source-{two}"')
    )


def test_citations_are_numbered_as_they_stand_on_the_page(convert: Markdown, data: Handbook) -> None:
    one, two, three = sorted(data.sources)[:3]
    box, table = f"!!! in-short\n\n    - A [@{one}].\n    - B [@{two}].\n", f"| x |\n| - |\n| [@{one}] |\n"
    html = convert.convert(f"{box}\nC [@{three}].\n\n{table}")
    assert re.findall(r">\[(\d)\]<", html) == ["1", "2", "3", "1"]


@pytest.mark.parametrize(
    ("reads", "mark"),
    [
        (["summary"], "summary"),
        (["excerpt"], "excerpt"),
        (["excerpt", "summary"], "excerpt"),
        (["summary", "abstract"], ""),
        (["part"], ""),
        ([""], ""),
    ],
)
def test_a_claim_known_from_others_only_is_marked(data: Handbook, reads: list[str], mark: str) -> None:
    one = data.sources[min(data.sources)]
    sources = {f"key{at}": replace(one, key=f"key{at}", read=read) for at, read in enumerate(reads)}
    html = Markdown(extensions=[Citations(sources)]).convert(f"A claim [{'; '.join('@' + key for key in sources)}].")
    assert re.findall(r"<span>(.*?)</span></sup>", html) == ([mark] if mark else [])


def test_a_page_without_citations_has_no_list(convert: Markdown, data: Handbook) -> None:
    convert.convert(f"One [@{sorted(data.sources)[0]}].")
    convert.reset()
    assert "Sources" not in Markdown(extensions=[Citations(data.sources)]).convert("Nothing here.")


def test_an_unknown_key_is_left_for_the_check(convert: Markdown) -> None:
    assert '<a href="cite:nobody1900">@nobody1900</a>' in convert.convert("So [@nobody1900].")


def test_code_and_addresses_are_no_citations(convert: Markdown) -> None:
    assert "sup" not in convert.convert("`[@key]` and [someone@example.org](mailto:someone@example.org)")


def test_check_boxes_carry_their_text(convert: Markdown) -> None:
    html = convert.convert("- [ ] Ask **first**\n- [x] Done\n    - more\n- plain")
    assert '<li class="check"><label><input type="checkbox"' in html
    assert "Ask <strong>first</strong></label></li>" in html.replace("\n", "")
    assert 'checked="checked"' in html
    assert html.count('class="check"') == 2
    assert "<li>plain</li>" in html


def test_check_boxes_in_loose_lists(convert: Markdown) -> None:
    html = convert.convert("- [ ] One\n\n- [ ] Two")
    assert html.count("<label>") == 2


@pytest.mark.parametrize(
    ("number", "width"),
    [("43%", "43"), ("about 11%", "11"), ("0.34", "34"), ("-0.21", "21"), ("100%", "100"), ("**0.5** of 1", "50")],
)
def test_a_box_of_bars_draws_each_number_to_scale(convert: Markdown, number: str, width: str) -> None:
    table = f"    | What in 2020 | Share |\n    | --- | --- |\n    | One of 3 | {number} |\n"
    html = convert.convert(f'!!! bars "Drawn"\n\n{table}')
    assert re.findall(r'<rect height="1" width="([^"]*)"', html) == [width]
    assert "<rect" not in convert.reset().convert(f'!!! do "Not drawn"\n\n{table}')


def test_a_row_without_a_number_has_no_bar(convert: Markdown) -> None:
    assert "<svg" not in convert.convert("!!! bars\n\n    | A | B |\n    | - | - |\n    | 1 | none |\n")
