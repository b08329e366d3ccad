"""Styles and scripts as pages load them: few files, with the texts of the interface and a version in their address."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from .. import words
from ..problem import Problem

STYLE = "assets/handbook.css"
COMPONENTS = "assets/components.css"
SCRIPT = "assets/scripts/handbook.js"
INLINE = "inline-head.js"
# What the build makes from these folders it also puts there.
SOURCES = ("assets/scripts/", "assets/styles/", "assets/widgets/")
HELP_LINES = "assets/scripts/help-lines.js"
WORKER = "sw.js"
# In the order in which one sheet may overrule another; widgets come before print.
_FRAME = ("tokens", "text", "frame", "components", "pictures", "triage", "cards", "sources")
_ANY_THEME = ("tokens", "components", "pictures", "triage", "cards", "sources", "material")
# What the frame of the handbook needs on every page; a page of another theme needs the first only.
_JOINED = ("page", "frame")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_GAP = re.compile(r"\s*\n\s*")
# Comments and indentation of scripts, which are for people who read the source.
_APART = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n|^[ \t]+", re.DOTALL | re.MULTILINE)
_DARK = re.compile(r':root\[data-colors="dark"\] \{(.*?)\n\}', re.DOTALL)


def styles(overrides: Path, colors: dict[str, str], own_frame: bool = True) -> str:
    """The one style sheet of a page in the handbook's own frame, or of its components under another theme.

    One request costs a slow connection more than its bytes. `colors` are the brand's; the dark colors stand once in
    tokens.css and are repeated for devices in dark mode, and for Material's dark scheme.
    """
    folder = overrides / "assets" / "styles"
    names = [f"--site-{name.replace('_', '-')}:{color};" for name, color in colors.items()]
    parts = [(folder / f"{name}.css").read_text(encoding="utf-8") for name in (_FRAME if own_frame else _ANY_THEME)]
    parts += [path.read_text(encoding="utf-8") for path in sorted((overrides / "assets" / "widgets").glob("*/*.css"))]
    parts += [(folder / "print.css").read_text(encoding="utf-8")] if own_frame else []
    text = "\n".join([f":root{{{''.join(names)}}}", *parts])
    device = r"\g<0>\n@media (prefers-color-scheme: dark) { :root:not([data-colors]) {\1} }"
    text = _DARK.sub(device if own_frame else r'\g<0>\n[data-md-color-scheme="slate"] {\1\n}', text)
    return _GAP.sub("\n", _COMMENT.sub("", text)).strip() + "\n"


def scripts(overrides: Path, own_frame: bool = True) -> tuple[dict[str, str], list[Problem]]:
    """Every script by its path in the site, with the texts of the interface in place, and what of them is unknown."""
    folder = overrides / "assets"
    sources = {path.relative_to(overrides).as_posix(): path for path in sorted(folder.rglob("*.js"))}
    texts = {name: path.read_text(encoding="utf-8") for name, path in sources.items() if path.name != INLINE}
    if own_frame:
        texts[SCRIPT] = "".join(texts.pop(f"assets/scripts/{name}.js") for name in _JOINED)
    texts.pop(f"assets/scripts/{'material' if own_frame else 'frame'}.js")
    problems = []
    fix = "add it to hooks/handbook_core/lang/en.yml, and name just the words that stand there in braces"
    for name, text in texts.items():
        said = words.into_script(text)
        texts[name] = _APART.sub("", said)
        for line, left in words.left_in_script(said):
            what = f"the interface has no such text: {left}"
            problems.append(Problem(f"overrides/{name}", line, what, fix, words.RULE))
    return texts, problems


def inline_script(overrides: Path) -> str:
    """The one script inside each page: it acts before the page is painted."""
    text = (overrides / "assets" / "scripts" / INLINE).read_text(encoding="utf-8")
    return _APART.sub("", text).strip()


def version(texts: Iterable[bytes]) -> str:
    """One version for all scripts, the search's own included: with one of them all are asked for anew, so that no
    page mixes scripts of two builds while a host or a browser keeps old ones."""
    digest = hashlib.sha256(metadata.version("pagefind_bin").encode())
    for text in texts:
        digest.update(text)
    return digest.hexdigest()[:8]


def worker(overrides: Path, always: list[str]) -> str:
    """The service worker, with the addresses that it keeps from the first visit on."""
    return f"const ALWAYS = {json.dumps(always)};\n" + _APART.sub("", (overrides / WORKER).read_text(encoding="utf-8"))


def policy(inline: str) -> str:
    """The content security policy of every page; `inline` is the one inline script that it lets run."""
    digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
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
