"""The search index, which Pagefind makes of the built pages: a reader loads only the parts that hold the words."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from .. import words
from ..parsing import front_matter
from ..problem import DataError
from ..registers.vocabulary import Vocabulary

WORDS = "assets/scripts/search-words.js"

# Pagefind writes ready-made search boxes too; the handbook has its own.
_NOT_SEARCHED = (".review-line", ".section-label", ".cite", "ol.sources")
_UNUSED = ("*-ui.*", "*component*", "*highlight*", "wasm.unknown.pagefind")


_WORD = re.compile(r"[^\W\d_]{4,}")
_APOSTROPHE = re.compile("['\u2019]")


class NoSearchError(Exception):
    """Pagefind's program does not run on this machine."""


def start(site_dir: Path) -> subprocess.Popen[str]:
    """Begin to index the pages in `site_dir`; `finish` waits for the end. Raises NoSearchError."""
    try:
        from pagefind_bin import get_executable

        command = [str(get_executable()), "--site", str(site_dir), "--quiet"]
        command += ["--force-language", words.language(), "--exclude-selectors", ", ".join(_NOT_SEARCHED)]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    except (ImportError, OSError) as error:
        raise NoSearchError(str(error)) from None


def finish(indexing: subprocess.Popen[str], site_dir: Path) -> str:
    """Wait for the index and take out what no page uses; what went wrong, or nothing."""
    _, said = indexing.communicate()
    if indexing.returncode:
        return said.strip() or f"Pagefind ended with {indexing.returncode}"
    for pattern in _UNUSED:
        for file in (site_dir / "pagefind").glob(pattern):
            file.unlink()
    return ""


def words_script(docs_dir: Path, vocabulary: Vocabulary) -> str:
    """A module with how to read what people type: the lists of the vocabulary, and the words that head pages and that
    people ask them in, to tell a slip by."""
    typed = vocabulary.search
    drop = list(map(_squeezed, typed.drop))
    same = {_squeezed(short): _squeezed(long) for short, long in typed.same.items()}
    danger = {name: list(map(_squeezed, texts)) for name, texts in typed.danger.items()}
    known: set[str] = set()
    for path in docs_dir.rglob("*.md"):
        try:
            page = front_matter.parse(path.read_text(encoding="utf-8"), path.name)
        except DataError:
            continue  # The check of the page says what is wrong.
        said = f"{page.get('title')} {page.get('description')} {' '.join(map(str, page.get('asked') or ()))}"
        known |= set(_WORD.findall(_squeezed(said.lower())))
    data = {"drop": drop, "same": same, "danger": danger, "words": sorted(known)}
    return f"export default {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"


def _squeezed(text: str) -> str:
    """A text without apostrophes, which people leave out."""
    return _APOSTROPHE.sub("", text)
