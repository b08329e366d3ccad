"""Parts of pages that the build writes from data, where a page says `<!-- handbook: name -->`.

emergency-numbers  the emergency numbers of the home countries, for the middle of a sentence
talk-now    the services of the home countries, for a box (see talk_now.py)
helplines   every registered service by country, for the Get help page
words       what a chapter may declare: audiences, topics, types of sources, kinds of boxes
rules       what each check wants, from the rules' own text
wording     the safe-wording list
audit-chart the accuracy audits as a drawing and a table
standards-finder, standards   codes, guidance and laws by country, and their finder (see standards.py)
references  every source with the pages that cite it (filled in when all pages are known)
topics      every topic with the pages about it (filled in when all pages are known)
review-line when the evidence was checked and by whom, where a page has something to say before it
feed        where feed readers find what changed, if the edition has an address
contact     a way in without an account on the code host, if the edition has one
forms       links to the repository's forms
downloads   the files to take away (see downloads.py)
"""

from __future__ import annotations

import re
import textwrap
from html import escape
from typing import Any

from .. import checks
from ..registers.references import TYPES
from ..registers.vocabulary import Vocabulary
from ..words import say

# The chart, in units of its 328: a percent of a bar; and the letters of a line, so that it ends in time in any font.
_PERCENT = 2.5
_LETTERS = 26
PLACEHOLDER = re.compile(
    r"^(?P<indent> *)<!--\s*handbook\s*:\s*(?P<name>[a-z-]+)\s*-->[ \t]*$", re.MULTILINE | re.IGNORECASE
)
# An e-mail or web address, or none.
CONTACT = re.compile(r"(https://[\w./~#?=&%-]+|[\w.+-]+@[\w-]+(\.[\w-]+)+)?")
REFERENCES = '<div id="all-references"></div>'
TOPICS = '<div id="all-topics"></div>'
REVIEW_LINE = '<div id="review-line"></div>'
# The forms under .github/ISSUE_TEMPLATE; their words are form_NAME.
FORMS = ("page-problem.yml", "helpline-changed.yml", "propose-chapter.yml", "offer-review.yml")


def rule_pages() -> str:
    """Markdown: each rule's id as a heading, its documentation below."""
    parts = []
    for rule in checks.PAGE_CHECKS + checks.SITE_CHECKS:
        title, _, rest = (rule.__doc__ or "").strip().partition("\n")
        body = re.sub(r"^(What|Why|Bad|Good):", r"**\1:**", rest.strip(), flags=re.MULTILINE)
        parts.append(f"## {rule.ID}\n\n{title}\n\n{body}")
    return "\n\n".join(parts)


def words(vocabulary: Vocabulary) -> str:
    """Markdown: a table of the words that front matter, sources and boxes may use."""
    rows = {
        "`audience:`": vocabulary.audiences,
        "`topics:`": sorted(vocabulary.general_topics),
        "`topics:` that ask for a line of help under the title": sorted(vocabulary.sensitive),
        "`type:` of a source": TYPES,
        "`!!!`, the kind of a box": vocabulary.boxes,
    }
    lines = [f"| {where} | {', '.join(f'`{word}`' for word in known)} |" for where, known in rows.items()]
    return "\n".join(["| Where | Words |", "| --- | --- |", *lines])


def wording(phrases: list[dict[str, Any]]) -> str:
    """Markdown: the safe-wording list, one section a topic, each phrase with what to say, who advises so, and why."""
    parts = []
    for topic in dict.fromkeys(phrase["topic"] for phrase in phrases):
        parts.append(f"## {topic[0].upper() + topic[1:].replace('-', ' ')}")
        for phrase in (p for p in phrases if p["topic"] == topic):
            cited = f" [{'; '.join('@' + key for key in phrase['sources'])}]" if phrase["sources"] else ""
            avoid = ", ".join(f"<q>{escape(words)}</q>" for words in phrase["avoid"][:3])
            better = ", ".join(f"“{words}”" for words in phrase["say"]) or say("wording_nothing")
            disagree = f" *{say('wording_disagree')}* {phrase['disagreement']}" if phrase.get("disagreement") else ""
            parts.append(
                f'<span class="instead-of" data-quoted="{phrase["id"]}">{avoid}</span>\n'
                f":   **{say('wording_say')}** {better}{cited}. {phrase['why']}{disagree}"
            )
    return "\n\n".join(parts)


def contact(way: str) -> str:
    """Markdown: how to take part without an account, by `way`, an e-mail or web address; "" if there is none."""
    if not way:
        return say("contact_none")
    href = way if way.startswith("https://") else f"mailto:{way}"
    return say("contact", link=f"[{way.removeprefix('https://')}]({href})")


def forms(repo_url: str) -> str:
    """Markdown: a list of links to the forms, or what to do in a copy that names no repository."""
    if not repo_url:
        return say("forms_none")
    names = {file: say(f"form_{file.removesuffix('.yml').replace('-', '_')}") for file in FORMS}
    return "\n".join(f"- [{name}]({repo_url}/issues/new?template={file})" for file, name in names.items())


def audit_chart(audits: list[dict[str, Any]]) -> str:
    """Markdown: a drawing of the audits' shares of misleading content, and the same numbers as a table."""
    rows = sorted(audits, key=lambda a: a["misleading_percent"])
    bars, bottom = "", 4
    for row in rows:
        bar, bottom = _bar(row, bottom)
        bars += bar
    ticks = "".join(
        f'<line x1="{x * _PERCENT:g}" y1="0" x2="{x * _PERCENT:g}" y2="{bottom}" class="chart-grid"/>'
        f'<text x="{x * _PERCENT:g}" y="{bottom + 16}" text-anchor="{"start" if x == 0 else "middle"}" '
        f'class="chart-value">{x}%</text>'
        for x in (0, 50, 100)
    )
    # As wide as the text on a phone of 360 px, so that the letters are shown there at their own size.
    drawing = (
        f'<figure class="chart"><svg viewBox="0 0 328 {bottom + 52}" role="img" '
        'aria-labelledby="chart-title chart-text" '
        'xmlns="http://www.w3.org/2000/svg"><title id="chart-title">'
        f'{say("chart_title")}</title><desc id="chart-text">{say("chart_table")}</desc>'
        f'{ticks}{bars}<rect x="1" y="{bottom + 34}" width="28" height="12" class="chart-marketing"/>'
        f'<text x="36" y="{bottom + 45}" class="chart-value">{say("chart_marketing")}</text></svg></figure>'
    )
    table = [
        f"| {row['subject']} ({row['year']}) [@{row['key']}] | {row['sample']} | {row['measure']}. {row['note']} "
        f"| {row['misleading_percent']:g}% |"
        for row in rows
    ]
    return "\n".join([drawing, "", f"| {say('chart_columns')} |", "| --- | --- | --- | ---: |", *table])


def _bar(row: dict[str, Any], top: int) -> tuple[str, int]:
    """One audit's label, bar and value; and where the next one begins."""
    share = float(row["misleading_percent"])
    kind = "marketing" if row["kind"] == "marketing" else "audit"
    label = ""
    for line in textwrap.wrap(f"{row['subject']} ({row['year']})", _LETTERS):
        label += f'<text x="2" y="{top + 14}" class="chart-label">{escape(line)}</text>'
        top += 18
    return (
        f'{label}<rect x="1" y="{top + 2}" width="{share * _PERCENT:g}" height="16" class="chart-{kind}"/>'
        f'<text x="{share * _PERCENT + 8:g}" y="{top + 15}" class="chart-value">{share:g}%</text>',
        top + 30,
    )


def topic_links(topics: tuple[str, ...], list_url: str) -> str:
    """The HTML line at the end of a page that leads to the other pages on its topics."""
    links = ", ".join(f'<a href="{escape(list_url)}#{topic}">{_topic_name(topic)}</a>' for topic in topics)
    return f'<p class="topics">{say("topics", topics=links)}</p>' if topics else ""


def topic_list(pages: dict[str, list[tuple[str, str]]]) -> str:
    """The HTML of the topics page: each topic with the (address, title) of every page about it."""
    parts = []
    for topic in sorted(pages):
        items = "".join(f'<li><a href="{escape(url)}">{escape(title)}</a></li>' for url, title in pages[topic])
        parts.append(f'<h2 id="{topic}">{_topic_name(topic)}</h2>\n<ul>{items}</ul>')
    return "\n".join(parts)


def _topic_name(topic: str) -> str:
    return "AI" if topic == "ai" else topic[0].upper() + topic[1:].replace("-", " ")
