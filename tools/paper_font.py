"""Cut the font of paper out of its pinned package: `make paper-font`.

Arimo has the widths of Arial, so a page fits the same sheets on every machine. It is in overrides/assets/fonts with its
license; only the print style asks for it, so nobody fetches it to read on a screen.
"""

from __future__ import annotations

import sys
from pathlib import Path

import fontpkg_arimo
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FOLDER = Path(__file__).resolve().parents[1] / "overrides" / "assets" / "fonts"
CUTS = {
    "Regular": ("Arimo[wght].ttf", 400),
    "Bold": ("Arimo[wght].ttf", 700),
    "Italic": ("Arimo-Italic[wght].ttf", 400),
}
# The font has no box to tick; its square looks like one.
BOX, SQUARE = 0x2610, 0x25A1
# Latin in all its languages, punctuation and arrows.
LETTERS = (*range(0x20, 0x250), *range(0x1E00, 0x1F00), *range(0x2000, 0x2200), BOX)


def main(arguments: list[str]) -> int:
    """Write each cut and the license into the folder of the first argument, or into FOLDER; returns 0."""
    folder = Path(arguments[0]) if arguments else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, (source, weight) in CUTS.items():
        font = cut(fontpkg_arimo.ROOT / "files" / source, weight)
        font["name"].setName(f"Arimo-{name}", 6, 3, 1, 0x409)
        font.save(folder / f"Arimo-{name}.woff2")
    (folder / "LICENSE.txt").write_bytes((fontpkg_arimo.ROOT / "LICENSE").read_bytes())
    return 0


def cut(source: Path, weight: int) -> TTFont:
    """The font of the file with these letters only, in one weight."""
    # The day of the cut is not written into the file: the same package gives the same font.
    font = TTFont(source, recalcTimestamp=False)
    for table in font["cmap"].tables:
        table.cmap[BOX] = table.cmap[SQUARE]
    subsetter = Subsetter(Options(hinting=False))
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    instantiateVariableFont(font, {"wght": weight}, inplace=True)
    font.flavor = "woff2"
    return font


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
