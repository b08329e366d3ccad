"""One built page, read as a browser reads it."""

from __future__ import annotations

import html
import posixpath
import re
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..markdown_extensions import figure_marks
from ..parsing import addresses, figures, phone_numbers
from ..registers.scripts import Script, words_of

# The build wraps what an author wrote in this element; everything outside it comes from the theme.
CONTENT = "data-page-content"
CONTENT_END = "data-page-end"
TOPICS = "data-topics"
HELP = "data-help"

# How a help box begins, alone or with a class more.
HELP_BOX = '<div class="admonition help'

# Without the mark (another builder, a raw HTML file) these hold the content, the first that is there.
_FALLBACKS = ("main", "[role=main]", "article", "body")
_THEME_PARTS = "header, footer, nav, .headerlink"
_META_REFRESH = re.compile(r"^\s*0*\.?0*\s*[;,]?\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)

# Elements whose content a reader does not meet as text, or does not take as an offer of help.
_UNSEEN = frozenset(
    """template noscript noembed noframes script style head title textarea select option datalist iframe object embed
    video audio canvas svg math code pre kbd samp var s strike del xmp plaintext map button meter progress rp""".split()  # noqa: SIM905
)
# Styles are not interpreted: a chapter may not have any, and a browser looks at every link of the handbook's own pages.
# What Markdown's own tables write into their cells.
ALIGNED = re.compile(r"text-align: (?:left|right|center);?")
_GONE = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_UNSEEN_CLASSES = frozenset(("visually-hidden", "sr-only", "hidden", "md-hidden", "d-none", "invisible"))
_SPACE = re.compile(
    r"[\s\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0]+"
)

_ANCHOR = re.compile(rb"<[a-zA-Z][^>]*?\s(?:id|name)=[\"']?([^\"'\s>]+)")
_ATTRIBUTES = r'[^>"]*(?:"[^"]*"[^>"]*)*'
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|data|dfn|em|font|i|ins|kbd|label|mark|q|s|samp|small|span|strong|sub|sup|time|"
    rf"u|var|wbr)(?=[\s>/]){_ATTRIBUTES}>"
)
_DIV = re.compile(r"<(/?)div\b[^>]*>")
_BOX = re.compile(r'<div class="admonition\b[^>]*>')
_ANY_TAG = re.compile(rf"<!--.*?-->|<(script|style)\b.*?</\1>|<{_ATTRIBUTES}>", re.DOTALL)
# A number that the build wrote is checked exactly as a link; the text of other links is text like any other.
_NUMBER_LINK = re.compile(rf'<a\b{_ATTRIBUTES}\s{HELP}="[^"#]*#[^"]*"{_ATTRIBUTES}>.*?</a>', re.DOTALL)
_PHONE_LINK = re.compile(
    rf'<a\b({_ATTRIBUTES}\shref="((?:tel|sms):[^"]*)"{_ATTRIBUTES})>(.*?)</a>', re.DOTALL | re.IGNORECASE
)
_HELP_VALUE = re.compile(rf'\s{HELP}="([^"]*)"')
# What is in one row, under one heading or after one word belongs together.
_JOINTS = (
    (re.compile(r"<br\s*/?>|\n"), " "),
    (re.compile(rf"</t[dh]>\s*<t[dh](?=[\s>]){_ATTRIBUTES}>|</dt>\s*<dd(?=[\s>]){_ATTRIBUTES}>"), ": "),
    (re.compile(rf"</h[1-6]>\s*<p(?=[\s>]){_ATTRIBUTES}>"), ": "),
)
_FIRST_ITEM = re.compile(r"<[uo]l>\s*<li>\s*(?:<p>)?")
_TO_SEND = ":is(.script, .better) > p:not(.admonition-title), .to-copy + ul > li"
_QUOTED = ".poor, q, blockquote, code, pre, kbd, samp, cite, .instead-of, ol.sources, ul.sources, .cite"
_HEADS_OF_QUOTED = ("instead of", "avoid", "do not say", "don't say", "don’t say", "do not write", "not", "poor")
_QUOTATION = re.compile(
    r"“[^”\n]*”|„[^“”\n]*[“”]|\"[^\"\n]*\"|‘[^’\n]*’(?!\w)|«[^»\n]*»|»[^«\n]*«|‹[^›\n]*›|「[^」\n]*」|"
    r"(?<!\w)'(?! )[^'\n]{2,80}'(?!\w)"
)
_LISTING = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
_CODE = re.compile(r"<(code|pre)\b.*?</\1>", re.DOTALL)
_GAPS = re.compile(r"[^\S\n]+")
_SPOKEN = re.compile(r'\s(?:alt|title|aria-label|placeholder)="([^"]+)"')


# A reference that the build made, as it appears among the words of its block: \ue010ID\ue011words\ue012.
HELP_REFERENCE = re.compile("\ue010(?P<id>[^\ue011]*)\ue011(?P<words>[^\ue012]*)\ue012")
_WHOLE_REFERENCE = re.compile(
    rf'<span class="helpline">(?:<a\b[^>]*\s{HELP}="(?P<name>[^"#]*))?(?:[^<]|<(?!/?span)|<span>[^<]*</span>)*</span>|'
    rf'<a\b{_ATTRIBUTES}\s{HELP}="(?P<id>[^"#]*)[^"]*"{_ATTRIBUTES}>(?P<words>.*?)</a>',
    re.DOTALL,
)
_WAYS_LIST = re.compile(r'<ul class="service-ways">.*?</ul>', re.DOTALL)
_BLOCK_START = re.compile(r'<(h[1-6]|li)(?=[\s>])[^>]*>|<p class="admonition-title">')
# What the first character of a block says of it, while the page is taken apart.
_TAGS = {"\ue013": "item", "\ue014": "heading", "\ue015": "box", "\ue016": "box end"}
_CITED = re.compile(r'<sup class="cite">.*?</sup>', re.DOTALL)
_CITE_KEY = re.compile(r'data-cite="([\w-]+)"')
_CITATION_MARK = re.compile("\ue020([^\ue021]*)\ue021")
# After a full stop, or after the citation that follows it.
_SENTENCE_END = re.compile(
    '(?<=[.!?])(?<![A-Z][.])(?<!v[.])(?<!et al[.])\\s+(?=[“"\'(]?[A-Z0-9])|(?<=[.!?]")\\s+(?=[A-Z])'
)
_MARKED = re.compile(rf'<span {figure_marks.ATTRIBUTE}="">([^<]*)</span>')
# What the build writes from the register and the list of sources; those files are checked where they are read.
_FROM_DATA = re.compile(
    r'<(ol|ul) class="sources">.*?</\1>|<sup class="cite">.*?</sup>|<p class="service-facts">.*?</p>', re.DOTALL
)
# A link whose words are figures of its own host: [911](https://www.911.gov/).
_OWN_HOST = re.compile(rf'<a\b[^>]*\shref="https://([^"/]+)[^"]*"{_ATTRIBUTES}>(\d+)</a>')
_FIGURES_LINKED = re.compile(r">\d+</a>")
_TITLES = re.compile(r'<title>([^<]*)</title>|<meta[^>]*\sname="?description"?[^>]*\scontent="([^"]*)"', re.IGNORECASE)


_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_CELL = re.compile(rf"(<t[dh]\b{_ATTRIBUTES}>)(.*?)(</t[dh]>)", re.DOTALL)
_COUNT = re.compile(r"\s*(?:\d[\d., ]*|[–-]?)\s*")


def _with_counts(table: re.Match[str]) -> str:
    """The table with the figures of its columns of counts marked: their heads name what is counted ("Reports")."""
    rows = [[(_ANY_TAG.sub("", cell[1]).strip()) for cell in _CELL.findall(row)] for row in _ROW.findall(table[0])]
    head, *body = rows or [[]]
    counts = {
        column
        for column, name in enumerate(head)
        if figures.COUNTS.fullmatch(name) and all(_COUNT.fullmatch(row[column]) for row in body if column < len(row))
    }

    def marked(row: re.Match[str]) -> str:
        columns = iter(range(len(head) + row[0].count("<t")))
        return _CELL.sub(
            lambda cell: (
                f"{cell[1]}{figures.MARKED}{cell[2]}{figures.MARKED_END}{cell[3]}"
                if next(columns) in counts and any(map(str.isdigit, cell[2]))
                else cell[0]
            ),
            row[0],
        )

    return _ROW.sub(marked, table[0]) if counts else table[0]


def _without_figures_of_host(link: re.Match[str]) -> str:
    return "" if link[2] in link[1].split(".") else link[0]


def _met_by_reader(markup: str) -> list[str]:
    """The blocks of `markup` and its spoken words; a number that the build wrote appears as phone_numbers.RESOLVED."""
    markup = _NUMBER_LINK.sub(phone_numbers.RESOLVED, markup)
    markup = _MARKED.sub(rf"{figures.MARKED}\1{figures.MARKED_END}", markup)
    markup += "".join(f"<p>{spoken}</p>" for spoken in _SPOKEN.findall(markup))
    return _blocks(markup)


def box_end(html: str, start: int) -> int:
    """Where the <div> that begins at `start` ends in well-formed `html`."""
    depth = 0
    for tag in _DIV.finditer(html, start):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return len(html)


@dataclass(frozen=True)
class Link:
    """One link with an address. `hidden` says in words why a reader cannot use it, or is empty."""

    href: str
    text: str
    spoken: str
    hidden: str
    service: str | None
    before_second_heading: bool

    @cached_property
    def address(self) -> addresses.Address:
        """The address, split."""
        return addresses.parse(self.href)

    @property
    def traces(self) -> tuple[str, ...]:
        """What to look for in the source of the page to find the line of this link."""
        id_ = (self.service or "").partition("#")[0]
        return (self.href, f"[{self.text}]({'help:' + id_ if id_ else ''}", f"help:{id_}" if id_ else "", self.text)

    @cached_property
    def phone(self) -> tuple[str, str, str] | None:
        """For a tel: or sms: link: kind, digits and text of the message."""
        return addresses.phone_target(self.href)


@dataclass(frozen=True)
class PhoneLink:
    """A link that calls or texts ("tel" or "sms"), as its words stand among others."""

    kind: str
    href: str
    text: str
    service: str


@dataclass(frozen=True)
class ReferenceBlock:
    """A block of text with its references in it.

    `tag` is "item" in a list, "heading", "box" for the title of a box, "box end", or empty.
    """

    tag: str
    text: str


@dataclass
class Page:
    """A page of the built site. `path` is relative to the site, `shown` what messages call it."""

    path: str
    html: bytes
    shown: str
    source: str
    base_path: str = "/"
    whole: bool = False
    # The scripts that the source includes: what messages call each, and its text.
    included: dict[str, str] = field(default_factory=dict)
    _styled: bool = False
    _base: bool = False
    # What was found of the elements round links.
    _hidden: dict[int, str] = field(default_factory=dict)
    _numbers: list[tuple[str, list[phone_numbers.Number]]] | None = None

    def is_same(self, other: Page) -> bool:
        """Whether both were made of the same files under the same name."""
        ours, theirs = ((p.html, p.source, p.included, p.shown, p.base_path) for p in (self, other))
        return ours == theirs

    @cached_property
    def content(self) -> LexborNode:
        """What the author wrote: the marked element, or the main part without header, footer and menus."""
        start = self._content_start
        if start >= 0 and not self.whole and not self.is_raw:
            # Only this slice is parsed: the menu repeats on every page and is most of its size.
            end = self.html.rfind(b"</article>")
            part = self.html[start : end if end > start else None]
            slice_ = LexborHTMLParser(part.decode("utf-8", "replace"))
            found = slice_.css_first(f"[{CONTENT}]")
            if found is not None and found.css_first(f"[{CONTENT_END}]") is not None:
                return found
            # A stray end tag closed the element too soon: what follows it is read as well.
            if found is not None and slice_.body is not None:
                return slice_.body
        tree = LexborHTMLParser(self.html.decode("utf-8", "replace"))
        self._styled = tree.css_first("style, [style]") is not None
        self._base = tree.css_first("base") is not None
        if self.whole:
            return tree.body or tree.root  # type: ignore[return-value]
        holders = ("body",) if self.is_raw else _FALLBACKS
        node = next((n for css in holders if (n := tree.css_first(css)) is not None), tree.root)
        assert node is not None
        for part_of_theme in node.css(_THEME_PARTS):
            part_of_theme.decompose()
        return node

    @cached_property
    def markup(self) -> str:
        """The HTML of the content."""
        return self.content.html or ""

    @cached_property
    def everything(self) -> LexborNode:
        """For a page written as HTML the whole document, head included; for others the content."""
        root = LexborHTMLParser(self.html.decode("utf-8", "replace")).root if self.is_raw else None
        return root or self.content

    @property
    def is_raw(self) -> bool:
        """Whether somebody wrote this page as HTML, so that it may carry any mark it likes."""
        return self.shown.lower().endswith((".html", ".htm", ".xhtml")) and not self.shown.startswith("site/")

    @cached_property
    def theme_contacts(self) -> bool:
        """Whether a phone link or an unresolved help link is outside the author's part."""
        start = self._content_start
        if start < 0:
            return False
        end = self.html.rfind(b"</article>")
        return any(
            self.html.find(mark, 0, start) >= 0 or self.html.find(mark, end) >= 0
            for mark in (b"tel:", b"sms:", b"help:")
        )

    @cached_property
    def _content_start(self) -> int:
        """Where the marked element begins, or -1."""
        mark = self.html.find(CONTENT.encode())
        return self.html.rfind(b"<div", 0, mark) if mark >= 0 else -1

    @cached_property
    def redirect_to(self) -> str | None:
        """The page of this site that a redirect stub sends to at once; None for a page to read."""
        if len(self.html) > 4000 or b"refresh" not in self.html.lower():
            return None
        tree = LexborHTMLParser(self.html.decode("utf-8", "replace"))
        for meta in tree.css("head meta[http-equiv]"):
            target = _META_REFRESH.match(meta.attributes.get("content") or "")
            if (meta.attributes["http-equiv"] or "").strip().lower() == "refresh" and target:
                text, to = tree.body.text() if tree.body else "", self.resolve(target[1])
                # What is no page to read is not checked, so nothing in it may lead or load from anywhere else.
                led = [node.attributes.get("href") or "" for node in tree.css("a, area, base")]
                loads = tree.css("script, iframe, img, object, embed, form, style")
                brief = len(text.split()) <= 12 and not loads
                return to if brief and all(self.resolve(href) == to for href in led) else None
        return None

    @cached_property
    def anchors(self) -> frozenset[str]:
        """What a link may lead to within the page."""
        return frozenset(html.unescape(name.decode("utf-8", "replace")) for name in _ANCHOR.findall(self.html))

    @cached_property
    def topics(self) -> frozenset[str]:
        """The topics that the page's front matter declares."""
        return frozenset((self.content.attributes.get(TOPICS) or "").split())

    @cached_property
    def headings(self) -> list[str]:
        """The text of every heading, in order."""
        return [h.text().strip() for h in self.content.css("h1, h2, h3, h4, h5, h6")]

    @cached_property
    def links(self) -> list[Link]:
        """Every link with an address, in order, hidden ones included."""
        headings = 0 if self.content.css_first("h1") is not None else 1
        links = []
        for node in self.content.css("h1, h2, h3, h4, h5, h6, a[href], area[href]"):
            if node.tag not in ("a", "area"):
                headings += 1
                continue
            attributes = node.attributes
            text = _SPACE.sub(" ", node.text()).strip()
            spoken = " ".join(attributes.get(name) or "" for name in ("aria-label", "title")).strip()
            links.append(
                Link(
                    attributes.get("href") or "",
                    text,
                    spoken,
                    self._why_hidden(node, text),
                    attributes.get(HELP),
                    headings < 2,
                )
            )
        return links

    @cached_property
    def is_chapter(self) -> bool:
        """Whether the build wrapped an author's Markdown, so that it wrote every number of this page itself."""
        return self._content_start >= 0 and not self.is_raw and not self.whole

    @cached_property
    def blocks(self) -> list[str]:
        """The text a reader can meet, one string a block; a number made from help: is phone_numbers.RESOLVED in it."""
        return _met_by_reader(self.markup)

    @cached_property
    def phone_links(self) -> list[tuple[str, PhoneLink, str]]:
        """Each link that calls or texts, with the words of its block before it and after it, up to the next one."""
        found: list[PhoneLink] = []

        def mark(link: re.Match[str]) -> str:
            service = _HELP_VALUE.search(link[1])
            text = html.unescape(_ANY_TAG.sub("", link[3]))
            kind, _, _ = link[2].partition(":")
            found.append(PhoneLink(kind.lower(), html.unescape(link[2]), text, service[1] if service else ""))
            return phone_numbers.RESOLVED

        markup = _PHONE_LINK.sub(mark, (self.markup).replace(phone_numbers.RESOLVED, ""))
        links = iter(found)
        return [
            (words[index], next(links), words[index + 1])
            for words in (block.split(phone_numbers.RESOLVED) for block in _blocks(markup))
            for index in range(len(words) - 1)
        ]

    @cached_property
    def reference_blocks(self) -> list[ReferenceBlock]:
        """Every block in order, with the references that the build made in it as HELP_REFERENCE."""

        def reference(link: re.Match[str]) -> str:
            id_ = link["name"] or link["id"] or ""
            return f"\ue010{id_}\ue011{_ANY_TAG.sub('', link['words'] or '')}\ue012"

        markup = _WAYS_LIST.sub("", self._authored)
        markup = _WHOLE_REFERENCE.sub(reference, markup)
        for box in reversed(list(_BOX.finditer(markup))):
            end = box_end(markup, box.start())
            markup = f"{markup[:end]}<p>\ue016</p>{markup[end:]}"
        kinds = {"li": "\ue013", None: "\ue015"}
        markup = _BLOCK_START.sub(lambda tag: tag[0] + kinds.get(tag[1], "\ue014"), markup)
        found = []
        for block in _blocks(markup):
            mark = next((mark for mark in _TAGS if mark in block), "")
            found.append(ReferenceBlock(_TAGS.get(mark, ""), block.replace(mark, "") if mark else block))
        return found

    @cached_property
    def cited_sentences(self) -> list[tuple[str, tuple[str, ...]]]:
        """Each sentence of the author's that ends in a citation, with the keys that it cites."""
        if "data-cite" not in self.markup:
            return []
        markup = _CITED.sub(lambda sup: f"\ue020{' '.join(_CITE_KEY.findall(sup[0]))}\ue021", self.markup)
        markup = _NUMBER_LINK.sub(" ", _FROM_DATA.sub("", markup))
        found = []
        # A cell, a heading and an item each stand for themselves here.
        for block in html.unescape(_ANY_TAG.sub("\n", _INLINE_TAG.sub("", markup))).split("\n"):
            for sentence in _SENTENCE_END.split(block) if "\ue020" in block else ():
                keys = tuple(key for mark in _CITATION_MARK.findall(sentence) for key in mark.split())
                if keys:
                    found.append((_GAPS.sub(" ", _CITATION_MARK.sub("", sentence)).strip(), keys))
        return found

    @cached_property
    def written(self) -> list[str]:
        """The blocks of a chapter that its author wrote, title and description included; not what the build takes
        from the register and the list of sources."""
        markup = _TABLE.sub(_with_counts, self._authored)
        if _FIGURES_LINKED.search(markup):
            markup = _OWN_HOST.sub(_without_figures_of_host, markup)
        return [*_met_by_reader(markup), *self.titles]

    @cached_property
    def _authored(self) -> str:
        """The HTML of the content, without what the build writes from data."""
        return _FROM_DATA.sub("", self.markup)

    @property
    def frame(self) -> str:
        """What the theme puts round the author's part."""
        start = max(self._content_start, 0)
        end = max(self.html.rfind(CONTENT_END.encode()), start)
        return (self.html[:start] + self.html[end:]).decode("utf-8", "replace")

    @cached_property
    def titles(self) -> list[str]:
        """The page's title and description, as its head says them."""
        head = self.html[: max(self._content_start, 0)].decode("utf-8", "replace")
        return [html.unescape(found[1] or found[2] or "") for found in _TITLES.finditer(head)]

    @cached_property
    def text(self) -> str:
        """All blocks, one a line."""
        return "\n".join(self.blocks)

    @cached_property
    def prose(self) -> str:
        """The text without code, one block a line."""
        return "\n".join(_blocks(_CODE.sub("", self.markup))) if _CODE.search(self.markup) else self.text

    @cached_property
    def own_words(self) -> str:
        """The text without what the page quotes: poor examples, quotations, columns headed "Instead of", sources."""
        copy = LexborHTMLParser(self.markup)
        for table in copy.css("table"):
            heads = [cell.text().strip().lower() for cell in table.css("tr:first-child > th")]
            for column, head in enumerate(heads, 1):
                if head in _HEADS_OF_QUOTED:
                    for cell in table.css(f"td:nth-child({column})"):
                        cell.decompose()
        for quoted in copy.css(_QUOTED):
            quoted.decompose()
        for emphasis in copy.css("em, i"):
            # The title of a work is a quotation too: *Why people say ...: a study*.
            if len(emphasis.text().split()) > 3 and emphasis.text()[:1].isupper():
                emphasis.decompose()
        markup = (copy.body.html if copy.body else "") or ""
        blocks = "\n".join([*_met_by_reader(markup), *(self.titles if self.is_chapter else ())])
        return _QUOTATION.sub(" ", _GAPS.sub(" ", blocks))

    @cached_property
    def scripts(self) -> list[Script]:
        """The paragraphs of the boxes with words to send, without the numbers and names that the build writes."""
        texts = {name: " ".join(words_of(text)) for name, text in self.included.items()}
        found = []
        for node in self.content.css(_TO_SEND):
            copy = LexborHTMLParser(node.html or "")
            for made in copy.css(f"[{HELP}], .helpline, .cite"):
                made.decompose()
            plain = copy.body.text() if copy.body else ""
            words = words_of(plain)
            said = " ".join(words)
            file = next((name for name, text in texts.items() if said in text), None)
            # Whole where no markup interrupts it, so that two scripts with one beginning are told apart.
            line = self.where(node.text().strip(), *(s.strip() for s in re.split(r"[\n.?]", plain) if len(s) > 20))
            found.append(Script(*line, tuple(words), file))
        return found

    def phone_numbers(self, names: phone_numbers.Names) -> list[tuple[str, list[phone_numbers.Number]]]:
        """Each block of normal text that holds a telephone number, with the numbers in it."""
        if self._numbers is None:
            # Elsewhere a listing of code holds any figures; where the build writes every number, none may be typed.
            blocks = self.written if self.is_chapter else _met_by_reader(_LISTING.sub("", self.markup))
            self._numbers = phone_numbers.find_in(blocks, names, self.is_chapter)
        return self._numbers

    @cached_property
    def uncertain_base(self) -> bool:
        """Whether a <base> in the page changes what its relative links mean."""
        return self.content.css_first("base") is not None or self._base

    def resolve(self, href: str) -> str | None:
        """The file of this site that a relative or root-relative `href` opens; None for another site."""
        address = addresses.parse(href)
        if address.scheme or address.host or not (address.path or address.fragment or address.query):
            return None
        if re.match(r"[/\\]{2}", address.href) or (self.path == "404.html" and address.path[:1] not in ("/", "")):
            # A browser takes what follows two slashes for a host. The 404 page is shown under any address.
            return None
        path = unquote(address.path)
        if path.startswith("/"):
            if not path.startswith(self.base_path):
                return None
            path = path[len(self.base_path) :]
        elif path:
            path = posixpath.join(posixpath.dirname(self.path), path)
        else:
            return self.path
        normal = posixpath.normpath(path) if path else "."
        if path == "" or path.endswith(("/", "/.", "/..")) or normal == ".":
            normal = posixpath.join(normal, "index.html")
        return posixpath.normpath(normal)

    def where(self, *wanted: str) -> tuple[str, int | None]:
        """The file and its first line that hold one of the texts, in order of preference.

        The file is the page's source or a script that it includes; without a find it is the page, with no line.
        """
        sources = {self.shown: self.source} | self.included
        for text in wanted:
            for name, source in sources.items():
                if text and (at := source.find(text)) >= 0:
                    return name, source.count("\n", 0, at) + 1
        for text in wanted:
            # A number may be interrupted by markup in the source: 1-800-**555**-0199.
            digits = [c for c in text if c.isdigit()]
            if len(digits) > 2:
                for name, source in sources.items():
                    if spread := re.search(r"[^\d\n]{0,9}".join(digits), source):
                        return name, source.count("\n", 0, spread.start()) + 1
        return self.shown, None

    @property
    def _by_author(self) -> bool:
        """Whether the page was written here, so that styles of its own are refused and no link in them counts."""
        return self.is_chapter or self.is_raw

    @cached_property
    def _has_style_sheet(self) -> bool:
        return self.everything.css_first("style") is not None

    @cached_property
    def has_styles(self) -> bool:
        """Whether the page sets styles of its own, which can hide what a reader needs."""
        return self.content.css_first("style, [style]") is not None or self._styled

    def _why_hidden(self, link: LexborNode, text: str) -> str:
        """In words, what keeps a reader from seeing or using this link; empty when nothing does."""
        if self._by_author and self._has_style_sheet:
            return "a <style> on the page can hide it"
        shown = [image for image in link.css("img") if (image.attributes.get("alt") or "").strip()]
        if not any(c.isalnum() for c in text) and all(self._hidden_in_link(image) for image in shown):
            return "it has no visible text"
        if reason := self._hidden_here(link):
            return reason
        only = link.child
        if only is not None and only.tag == "-text" and only.next is None:
            return ""
        words = [
            n for n in link.traverse(include_text=True) if n.tag == "-text" and _SPACE.sub("", n.text_content or "")
        ]
        if text and all(n.parent is not None and self._hidden_in_link(n.parent) for n in words):
            return "its text is hidden"
        return ""

    def _hidden_here(self, link: LexborNode) -> str:
        """In words, what hides `link` or something round it; kept, since links share most of what is round them."""
        reason, passed = "", []
        node: LexborNode | None = link
        while node is not None and node.tag != "-undef":
            if (known := self._hidden.get(node.mem_id)) is not None:
                reason = known
                break
            passed.append(node.mem_id)
            if (reason := self._hidden_by(node)) or CONTENT in node.attributes:
                break
            inside, node = node, node.parent
            if node is not None and node.tag == "details" and not _is_open(node, inside):
                reason = "it stands in a closed fold"
                break
        self._hidden.update(dict.fromkeys(passed, reason))
        return reason

    def _hidden_in_link(self, inner: LexborNode) -> bool:
        """Whether `inner`, or something between it and the link that holds it, is out of sight."""
        node: LexborNode | None = inner
        while node is not None and node.tag not in ("a", "area"):
            # Code inside a link is still the link's text; a link inside code is an example.
            if self._hidden_by(node, unseen=_UNSEEN - {"code", "kbd", "samp", "var"}):
                return True
            node = node.parent
        return False

    def _hidden_by(self, node: LexborNode, unseen: frozenset[str] = _UNSEEN) -> str:
        tag = node.tag
        attributes = node.attributes
        if tag in unseen:
            return f"it stands inside <{tag}>"
        if tag == "dialog" and "open" not in attributes:
            return "it stands in a closed dialog"
        if not attributes:
            return ""
        if "hidden" in attributes or "inert" in attributes or "popover" in attributes:
            return "it is hidden or switched off"
        if tag in ("a", "area") and any(name == "download" or name.startswith("on") for name in attributes):
            return "it does something else than open its address"
        if (attributes.get("aria-hidden") or "").strip().lower() == "true":
            return "it is hidden from screen readers (aria-hidden)"
        if (attributes.get("role") or "").strip().lower() in ("none", "presentation") and tag == "a":
            return "its role hides it from screen readers"
        style = attributes.get("style")
        if style is not None and not ALIGNED.fullmatch(style) and (self._by_author or _GONE.search(style)):
            return "it has a style of its own, which can hide it"
        classes = (attributes.get("class") or "").split()
        if not _UNSEEN_CLASSES.isdisjoint(classes):
            return "its class hides it"
        return ""


def _blocks(markup: str) -> list[str]:
    """The text of each block of `markup`; what is in one row or under one heading is one block."""
    for joint, plain in _JOINTS:
        markup = joint.sub(plain, markup)
    text = _ANY_TAG.sub("\n", _INLINE_TAG.sub("", _joined_lists(markup)))
    return [block for block in html.unescape(text).split("\n") if block and not block.isspace()]


def _joined_lists(markup: str) -> str:
    """`markup` with the first item of a list joined to words right before it."""
    parts, at = [], 0
    for item in _FIRST_ITEM.finditer(markup):
        before = markup[at : item.start()].rstrip()
        joins = before[-1:] not in ("", ">")
        parts += [before, ": "] if joins else [markup[at : item.end()]]
        at = item.end()
    return "".join(parts) + markup[at:]


def _is_open(details: LexborNode, inside: LexborNode) -> bool:
    """Whether what is in `inside`, a child of a fold, is seen. Of folds with one name only one is open."""
    summary = details.css_first("summary")
    if inside.tag == "summary" and summary is not None and summary.mem_id == inside.mem_id:
        return True
    return "open" in details.attributes and "name" not in details.attributes
