"""The search index, which Pagefind makes of the built pages: a reader loads only the parts that hold the words."""

from __future__ import annotations

import subprocess
from pathlib import Path

from .. import words

# Pagefind writes ready-made search boxes too; the handbook has its own.
_NOT_SEARCHED = (".review-line", ".section-label", ".cite", "ol.sources")
_UNUSED = ("*-ui.*", "*component*", "*highlight*", "wasm.unknown.pagefind")


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
