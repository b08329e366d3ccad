"""The site's front end: what the templates in overrides/ and the scripts in docs/assets/js need from the build.

It knows nothing of chapters and rules; hooks/handbook.py, which runs first, knows nothing of this.
"""

from __future__ import annotations

import base64
import hashlib
import json
import logging
import re
import subprocess
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from handbook_core import words
from handbook_core.built_site.page import HELP_BOX, box_end
from handbook_core.markdown_extensions.citations import Citations
from handbook_core.markdown_extensions.help_links import HelpLinks
from handbook_core.parsing import addresses
from handbook_core.problem import DataError, Problem
from handbook_core.publishing import open_data
from handbook_core.registers.helplines import captions, get_help, talk_now
from handbook_core.registers.vocabulary import load_vocabulary
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

if TYPE_CHECKING:
    from handbook_core.registers.helplines import Registry
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.hooks.front_end")
# Not under "mkdocs", whose warnings stop a build: without search the site works.
search_log = logging.getLogger("handbook")
STYLE = "assets/handbook.css"
SCRIPTS = "assets/js/"
HELP_LINES = f"{SCRIPTS}help-lines.js"
# The pages that the frame of every page links to.
LINKED = {
    "home": "index.md",
    "help": "get-help/index.md",
    "about": "about/index.md",
    "privacy": "about/privacy.md",
    "accessibility": "about/accessibility.md",
    "contribute": "contribute/index.md",
}
# Pagefind writes ready-made search boxes too; the handbook has its own.
NOT_SEARCHED = (".review-line", ".section-label", ".cite", "ol.sources")
UNUSED_SEARCH_FILES = ("*-ui.*", "*component*", "*highlight*", "wasm.unknown.pagefind")

# Material's own scripts, styles and pictures: no page loads them, and a downloaded copy is 3 MB smaller without.
UNUSED_THEME_FILES = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")

_command = {"serving": False}
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_GAP = re.compile(r"\s*\n\s*")
_FIRST_CELL = re.compile(r"(<tr>\s*)<td([^>]*)>(?!</td>)(.*?)</td>", re.DOTALL)
# Where a page's tool stands; its script is docs/assets/js/tools/NAME.js, loaded on this page only.
_TOOL = re.compile(r'<div data-tool="([a-z-]+)">')
# The end of a page's title, and its first sentence if that comes next.
_LEAD = re.compile(r"</h1>\s*(?:<p>.*?</p>)?\s*", re.DOTALL)
_ALIGNED = re.compile(r' style="text-align: (left|right|center);"')


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    _command["serving"] = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    folder = _folder(config)
    early = (folder / "early.js").read_text(encoding="utf-8").strip()
    style = _style(config)
    config.extra["front_end"] = {
        # `mkdocs serve` adds an inline script of its own for live reload, which the policy would stop.
        "policy": "" if _command["serving"] else policy(early),
        "early": early,
        "to": {name: _address(path, config) for name, path in LINKED.items()},
        # For sitemap.xml.
        "changed": last_changes(Path(config.docs_dir)),
        "style_version": hashlib.sha256(style.encode()).hexdigest()[:8],
        # Paper names no address that only this machine knows.
        "public": addresses.is_public(config.site_url or ""),
        "paper_help": _paper_help(config),
    }
    config.extra["words"] = words.current()
    config.watch.append(str(folder))


def on_files(files: Files, *, config: MkDocsConfig) -> None:
    """One style sheet out of several, since each request costs a slow connection more than its bytes; open data."""
    files.append(File.generated(config, STYLE, content=_style(config)))
    for path, text in _data_files(config).items():
        files.append(File.generated(config, path, content=text))
    for file in [file for file in files if file.src_uri.startswith(UNUSED_THEME_FILES)]:
        files.remove(file)
    for file in files:
        if file.src_uri.startswith(SCRIPTS) and file.src_uri != HELP_LINES:
            _speak(file)
    built = config.extra["front_end"]
    built["script_version"] = _script_version(files)
    if not _command["serving"]:
        files.append(File.generated(config, "sw.js", content=_worker(config)))


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """A page's own headings; its tool; the country picker of Get help; tables that scroll, name their rows and columns
    and carry no inline style."""
    if tool := _TOOL.search(html):
        if files.get_file_from_path(f"assets/js/tools/{tool[1]}.js") is None:
            what, fix = f'no tool is called "{tool[1]}"', "name a script of docs/assets/js/tools, without its .js"
            log.warning("%s", Problem(f"docs/{page.file.src_uri}", None, what, fix, "page-tool"))
        page.meta["tool"] = tool[1]
    html = _ALIGNED.sub(r' class="align-\1"', html)
    html = _FIRST_CELL.sub(r'\1<th scope="row"\2>\3</th>', html)
    html = html.replace("<th>", '<th scope="col">').replace('<th scope="col"></th>', "<td></td>")
    if '<nav class="countries"' in html:
        html = html.replace('<div class="admonition help">', _picker() + '<div class="admonition help">', 1)
    if links := _on_this_page(page):
        page.meta["on_this_page"] = links
        fold = f"<details><summary>{words.say('on_this_page')}</summary>{links}</details>"
        fold = f'<nav class="toc-fold" aria-label="{words.say("on_this_page")}" data-pagefind-ignore>{fold}</nav>'
        if lead := _LEAD.search(html):
            boxed = html.startswith(HELP_BOX, lead.end())
            end = box_end(html, lead.end()) if boxed else lead.end()
            html = html[:end] + fold + html[end:]
    html = html.replace(
        "<table>", f'<div class="table-scroll" role="group" aria-label="{words.say("table")}" tabindex="0"><table>'
    )
    return html.replace("</table>", "</table></div>")


def on_post_build(config: MkDocsConfig) -> None:
    """Index the built pages for search: a reader then loads only the parts that hold the words searched for.

    Where Pagefind's program does not run, the site is built without search, and its search box points to the menu.
    """
    try:
        from pagefind_bin import get_executable

        done = subprocess.run(_index(get_executable(), config), capture_output=True, text=True, check=False)
    except (ImportError, OSError) as error:
        search_log.warning("the site has no search: Pagefind does not run on this machine (%s)", error)
        return
    if done.returncode:
        raise PluginError(f"the search index could not be made: {done.stderr.strip()}")
    for pattern in UNUSED_SEARCH_FILES:
        for file in (Path(config.site_dir) / "pagefind").glob(pattern):
            file.unlink()


def _index(program: Path, config: MkDocsConfig) -> list[str]:
    command = [str(program), "--site", config.site_dir, "--quiet", "--force-language", words.language()]
    return [*command, "--exclude-selectors", ", ".join(NOT_SEARCHED)]


def _picker() -> str:
    """Above the first help box of the page that lists countries. It stands in the page, not only in get-help.js, so
    that nothing moves when the script fills it; without scripts it is not shown."""
    say = words.say
    needs = "".join(f'<option value="{name}">{say(f"need_{name}")}</option>' for name in get_help.NEEDS)
    return (
        f'<section class="picker js-only" aria-label="{say("picker")}" data-pagefind-ignore>'
        f'<label for="country">{say("picker_where")}</label>'
        '<div class="picker-row"><select id="country" autocomplete="off">'
        f'<option value="">{say("picker_choose")}</option></select>'
        f'<button type="button" class="button" data-forget hidden>{say("picker_forget")}</button></div>'
        f'<p class="picker-note">{say("picker_private")}</p>'
        f'<details class="finder"><summary>{say("picker_more")}</summary>'
        f'<label for="find-need">{say("picker_need")}</label><select id="find-need" autocomplete="off">'
        f'<option value="">{say("picker_any_need")}</option>{needs}</select>'
        f'<label for="find-way">{say("picker_way")}</label><select id="find-way" autocomplete="off">'
        f'<option value="">{say("picker_any_way")}</option><option value="call">{say("picker_call")}</option>'
        f'<option value="text">{say("picker_text")}</option><option value="chat">{say("picker_chat")}</option></select>'
        '<label class="finder-young"><input type="checkbox" id="find-young" autocomplete="off">'
        f'{say("picker_young")}</label></details><p class="picker-count" role="status"></p>'
        '<div class="picker-row" data-filtered hidden>'
        f'<button type="button" class="button" data-everything>{say("picker_everything")}</button>'
        f'<button type="button" class="button" data-share>{say("picker_share")}</button></div>'
        '<p class="picker-note" role="status" data-shared></p><div class="picker-shown"></div></section>'
    )


def last_changes(docs_dir: Path) -> dict[str, str]:
    """The day of the last commit to each file under `docs_dir`; none without git, or with a part of its past only."""

    def git(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=docs_dir, capture_output=True, text=True, check=False)
        return done.stdout if not done.returncode else ""

    days: dict[str, str] = {}
    try:
        if git("rev-parse", "--is-shallow-repository").strip() != "false":
            return days
        day = ""
        for line in git(
            "-c", "core.quotePath=false", "log", "--format=//%cs", "--name-only", "--relative"
        ).splitlines():
            if line.startswith("//"):
                day = line[2:]
            elif line:
                days.setdefault(line, day)
    except FileNotFoundError:
        pass
    return days


def policy(early: str) -> str:
    """The content security policy of every page; `early` is the one inline script that it lets run."""
    digest = base64.b64encode(hashlib.sha256(early.encode()).digest()).decode()
    return "; ".join(
        (
            "default-src 'none'",
            # wasm-unsafe-eval lets the search's own WebAssembly file be compiled; it does not allow eval.
            f"script-src 'self' 'wasm-unsafe-eval' 'sha256-{digest}'",
            "style-src 'self'",
            # data: is for the small icons in the style sheet.
            "img-src 'self' data:",
            # Only paper has a font of its own.
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _on_this_page(page: Page) -> str:
    """A list of links to the sections of a page; empty where there are too few to list, or too many: Get help has its
    own list of countries. It is shown beside the text; in a narrow window it is folded, under the first sentence
    and its help box."""
    sections = next(iter(page.toc)).children if page.toc and not page.is_homepage else []
    items = "".join(f'<li><a href="{section.url}">{section.title}</a></li>' for section in sections)
    return f"<ul>{items}</ul>" if 2 < len(sections) < 20 else ""


def _address(path: str, config: MkDocsConfig) -> str:
    """The address, from the first page, of a page by its source path; for reading from a folder with its file name."""
    if config.use_directory_urls:
        return path.removesuffix("index.md").removesuffix(".md").rstrip("/") + "/" if path != "index.md" else "."
    return path.removesuffix("md") + "html"


def _folder(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent / "front_end"


def _style(config: MkDocsConfig) -> str:
    named = config.extra["brand"]["colors"].items()
    colors = "".join(f"--site-{name.replace('_', '-')}:{color};" for name, color in named)
    parts = [path.read_text(encoding="utf-8") for path in sorted((_folder(config) / "styles").glob("*.css"))]
    text = "\n".join([f":root{{{colors}}}", *parts])
    return _GAP.sub("\n", _COMMENT.sub("", text)).strip() + "\n"


def _worker(config: MkDocsConfig) -> str:
    """The service worker, with what it keeps from the first visit on: Get help, the first page, and their parts."""
    built = config.extra["front_end"]
    always = [built["to"]["help"], built["to"]["home"], "404.html", f"{STYLE}?{built['style_version']}"]
    always += [f"{SCRIPTS}{name}?{built['script_version']}" for name in ("handbook.js", "get-help.js")]
    worker = (_folder(config) / "sw.js").read_text(encoding="utf-8")
    return f"const ALWAYS = {json.dumps(always)};\n{worker}"


def _speak(file: File) -> None:
    """Put the texts of the interface into a script, so that no page asks for them in a file of their own."""
    file.content_string = words.into_script(file.content_string)
    for line, left in words.left_in_script(file.content_string):
        fix = "add it to hooks/handbook_core/lang/en.yml, and name just the words that stand there in braces"
        log.warning(
            "%s", Problem(f"docs/{file.src_uri}", line, f"the interface has no such text: {left}", fix, words.RULE)
        )


def _script_version(files: Files) -> str:
    """One version for all scripts, the search's own included: with one of them all are asked for anew, so that no
    page mixes scripts of two builds while a host or a browser keeps old ones."""
    digest = hashlib.sha256(metadata.version("pagefind_bin").encode())
    for file in sorted(files, key=lambda file: file.src_uri):
        if file.src_uri.startswith(SCRIPTS):
            digest.update(file.content_bytes)
    return digest.hexdigest()[:8]


def _registry(config: MkDocsConfig) -> Registry:
    return next(e.registry for e in config.markdown_extensions if isinstance(e, HelpLinks))


def _data_files(config: MkDocsConfig) -> dict[str, str]:
    """The open data, and the help lines for scripts in the page, each text by its path in the site."""
    docs_dir = Path(config.docs_dir)
    sources = next(e.sources for e in config.markdown_extensions if isinstance(e, Citations))
    try:
        vocabulary = load_vocabulary(docs_dir / "_data")
        lines = captions.script(_registry(config), vocabulary)
        return {HELP_LINES: lines, **open_data.files(docs_dir, config.site_name, vocabulary, sources)}
    except DataError as error:
        # A warning stops a build; `mkdocs serve` goes on until it is mended.
        log.warning("%s", error)
        return {}


def _paper_help(config: MkDocsConfig) -> list[str]:
    try:
        return talk_now.paper(_registry(config), load_vocabulary(Path(config.docs_dir) / "_data"))
    except DataError:
        # As above.
        return []
