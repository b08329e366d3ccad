"""Telephone numbers in running text, told apart from years, counts, sections and other figures.

Two steps. First everything that is plainly another kind of figure is blanked. Then what is left is
judged by its shape: long and grouped figures are telephone numbers wherever they stand, short ones
(two to six digits) where the words round them say so.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from .addresses import dialed

# A link that the build made from help: is checked exactly elsewhere; in the text of a block this
# private-use character stands for it.
RESOLVED = "\ue000"


@dataclass(frozen=True)
class Number:
    """A telephone number in a text: as written, its keys, and where it starts and ends."""

    shown: str
    keys: str
    start: int
    end: int


_ZERO_WIDTH = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF, 0xAD, 0x34F, 0x180E]
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒−﹘﹣－⁃\xad", "-"))


def _any(words: str) -> str:
    """A pattern for any of the words, which are separated by bars over several lines; "_" is a space."""
    return (
        "(?:"
        + "|".join(re.escape(w).replace("_", "[ -]") for w in words.replace("\n", "").replace(" ", "").split("|"))
        + ")"
    )


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_YEAR = r"(?:1[89]\d\d|20\d\d)"
_CLOCK = r"\d{1,2}[:.]\d\d"
_BRACKETS = r"(?:\([a-z0-9]+\))*"
_PARTS_OF_LAW = _any(
    """sections|section|sec.|standards|standard|articles|article|art.|rules|rule|principles|principle|paragraphs|
    paragraph|para.|parts|part|clauses|clause|schedules|schedule|chapters|chapter|regulations|regulation|reg.|
    annex|recitals|recital|code|act|pages|page|pp.|p.|volume|vol.|issue|table|figure|fig.|step|directive|
    directive_(eu)|regulation_(eu)|no.|item|version|criterion|§§|§|WAC|RCW|C.R.S.|CRS|ORS|NRS|KRS|A.R.S.|O.C.G.A.|
    N.J.A.C.|CMR|ILCS|COMAR|OAR"""
)
_CATALOGS = _any("PMID|PMCID|PMC|NPI|arXiv|NCT|ORCID|ISRCTN|PROSPERO|CRD|RFC|ISO|WCAG|BS|DSM|ICD")
# A noun after a figure ("300 people") makes it a count; these words are not such nouns.
_NO_NOUN = _any(
    """or|and|for|from|free|now|any|anytime|day|today|tonight|if|when|whenever|in|on|at|with|then|toll|to|the|this|
    is|are|was|line|lifeline|hotline|helpline|number|instead|right|immediately|before|after|but|as|because|so|while|
    via|by|press|option|ext|extension|suicide|crisis|using|here|there|it|you|we|they|he|she|please|also|directly|reaches|reach|
    connects|rings|answers|works|does|will|can"""
)
_OTHER_FIGURES = re.compile(
    "|".join(
        (
            r"https?://\S+|www\.\S+|\S+@\S+\.\S+|\bhelp:[\w#-]+",  # addresses
            r"(?:doi:?\s*)?10\.\d{4,9}/\S+",
            r"(?i:ISBN)(?:-1[03])?:?\s*(?:97[89][- ]?)?\d{1,5}[- ]?\d{1,7}[- ]?\d{1,7}[- ]?[\dXx]\b",
            r"(?i:ISSN):?\s*\d{4}-\d{3}[\dXx]",
            rf"(?i:{_CATALOGS})[:\s-]*\d[\d.\-]*[\dXx]",
            r"\b\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?\b(?![-\d])",  # 2026-11-22
            r"\b(?:0?[1-9]|[12]\d|3[01])[/.](?:0?[1-9]|[12]\d|3[01])[/.](?:\d{4}|\d\d)\b",  # 22/11/2026
            rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s*[-–]\s*\d{{1,2}})?\s+{_MONTH},?(?:\s+{_YEAR})?\b",
            rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:\s*[-–]\s*\d{{1,2}})?(?:,?\s+{_YEAR})?\b",
            rf"\b{_CLOCK}(?::\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.|h)?(?:\s*[-–]\s*{_CLOCK})?\b(?![\d.])",
            r"\b24/7\b|\b365 days\b",
            r"(?:US|CA|AU|NZ|A|C|HK|S)?[$€£¥₹]\s?\d[\d,.]*(?:\s?(?:million|billion|thousand|[kKmM]|bn)\b)?",
            r"\b\d[\d,.]*\s?(?:%|percent\b|per cent\b|percentage points?\b|‰)",
            r"\b\d{1,3}(?:,\d{3})+(?:\.\d+)?\b(?![,-]?\d)",  # 2,843
            rf"\b\d{{1,3}}(?: \d{{3}})+(?= (?!{_NO_NOUN}\b)[a-z]{{3,}})",  # 8 982 000 people
            rf"\b\d+ (?:to|and|or) \d+(?= (?!{_NO_NOUN}\b)[a-z]{{3,}})",  # 360 to 430 pixels
            r"\b[nN]°\s*\d[\d-]*",
            r"\b\d+(?:\.\d+)?\s?(?:million|billion|thousand|[kKmM]|bn)\b",
            rf"\b\d+\s+(?:CFR|C\.F\.R\.|U\.S\.C\.|USC)\s+(?:(?:part|§+)\s*)?\d[\d.]*{_BRACKETS}",
            rf"(?i:(?<!\w){_PARTS_OF_LAW})\s*(?:[A-Z]{{1,3}}[.\-]?)?\d[\d.\-–/]*\d?{_BRACKETS}"
            rf"(?:(?:,| and| or| to|,? ?[-–])\s?\d[\d.]*{_BRACKETS})*",
            r"\b(?:[nNpkrgdF]|OR|RR|HR|CI|SD|SE|df)\s?[=<>≤≥≈]\s?-?[.\d][\d.,]*",
            rf"\b{_YEAR}\s?[-–/]\s?(?:{_YEAR}|\d\d)\b(?![-–]?\d)",  # 2010-2015, 2010-15
            # A year, also before one lone figure ("In 2022 988 replaced"); "1800 55 1800" is none.
            r"\b(?:19|20)\d\ds?\b(?= \d{3}(?![\d]| \d|-\d))",
            rf"(?<!\d[ -])\b{_YEAR}s?\b(?![-–. ]?\(?\d\d)",
            r"\b\d+(?:\.\d+)+\b(?<!\.\d{4})(?!\.\d)",  # 164.508; three digits, a dot and four more are a number
            r"\b\d{1,3}\(\d{1,4}(?:[-–]\d+)?\)(?:\s?[:,]\s?e?\d+(?:[-–]\d+)?)?",  # volume(issue): pages
            r"[#@][\w.]*\d[\w.]*",
            r"\b[A-Z]{1,4}\d{1,4}-\d+\b(?!-)",  # case numbers
            r"\b[A-Za-z]+\d[\w]*|\b\d+[A-Za-z]+\b",  # B12, 1080p
        )
    )
)
_CANDIDATE = re.compile(r"(?<![\w.])[+*]?[ ]?\(?\d+(?:\)?[ \-–.,/()\u00b7]{1,3}\(?\d+)*")
_VANITY = re.compile(
    r"(?<!\w)(?:\+?1[-. ])?\(?8(?:00|88|77|66|55|44|33)\)?[-. ](?=[\w-]*[A-Z])(?:[A-Z0-9]+[-. ]?){1,3}(?<=[A-Z0-9])"
)
_KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")

# Words before a short figure that make it a number to call.
_CALL = _any(
    """call|calls|calling|dial|dials|dialing|ring|phone|text|texts|texting|sms|tel|telephone|whatsapp|hotline|
    hotlines|helpline|helplines|lifeline|textline|toll_free|crisis_line|phone_number"""
)
_CALL_BEFORE = re.compile(rf"(?i:\b{_CALL}\b)(?! of\b)[^.!?;\n]{{0,30}}$")
# Two digits, such as France's 15, are a number only straight after one of these.
_DIAL_BEFORE = re.compile(r"(?i:\b(?:call|calls|calling|dial|dials|dialing|ring)\s*[(:]?\s*$)")
_CALL_JUST_BEFORE = re.compile(rf"(?i:\b{_CALL}(?: \w+ to| on| at)?)\s*[(:]?\s*$")
# Words anywhere in a block that make a bare short figure in it a number.
_ABOUT_CALLING = re.compile(
    rf"{RESOLVED}|(?i:\b(?:{_CALL}(?! of\b)|{_any('emergency_number|ambulance|emergency_services')})\b)"
)
_NUMBER_BEFORE = re.compile(r"(?i:\bnumber:?\s+)$")
_COUNTED = re.compile(rf"^\s*[-–]?\s*(?!{_NO_NOUN}\b)[A-Za-z][a-z]+")
# Straight after "call", or after "call ... on", a figure is a number whatever follows ("call 988 too"), unless that is
# plainly many of something.
_ON_BEFORE = re.compile(r"\b(?:on|at|to)\s*$")
_MANY = re.compile(
    rf"^\s*[-–]?\s*(?!{_NO_NOUN}\b|always\b|sometimes\b)(?:[a-z]+ )?(?:[a-z]+s|people|children|men|women|of)\b"
)
_BARE_AFTER = re.compile(r"^\s*(?:$|[.,;:!?()\]\"'”’/|]|–|—|-\s|\n)")


def normal(block: str) -> str:
    """`block` with invisible characters gone, and with digits, hyphens and wide letters in their plain form."""
    if block.isascii():
        return block
    return _NOT_ASCII.sub(lambda m: _plain(m[0]), block.translate(_ZERO_WIDTH).translate(_DASHES))


@cache
def _plain(character: str) -> str:
    if character.isdigit():
        return str(unicodedata.digit(character))
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


_NO_NAME = re.compile(r"(?!)")


def find_in(blocks: list[str], countries: frozenset[str], services: re.Pattern[str]) -> list[tuple[str, list[Number]]]:
    """Each block of a page that holds a telephone number, in normal form, with the numbers in it.

    A first, quick look over the whole page spares most blocks the exact one.
    """
    whole = normal("\n".join(blocks))
    worth: dict[int, str] = {}
    for match in _CANDIDATE.finditer(whole):
        start = whole.rfind("\n", 0, match.start()) + 1
        if start not in worth:
            end = whole.find("\n", match.end())
            block = whole[start : end if end >= 0 else None]
            if _worth_a_look(match[0].strip(), block, match.start() - start, match.end() - start, countries, services):
                worth[start] = block
    for match in _VANITY.finditer(whole):
        start = whole.rfind("\n", 0, match.start()) + 1
        worth[start] = whole[start:].partition("\n")[0]
    return [(block, found) for _, block in sorted(worth.items()) if (found := find(block, countries, services))]


_DECIMAL = re.compile(r"\d{1,3}(?:\.\d{1,3}|(?:,\d{3})+)")  # 0.25, 164.508, 2,843
_YEAR_ALONE = re.compile(_YEAR)


def _worth_a_look(
    shown: str, block: str, start: int, end: int, countries: frozenset[str], services: re.Pattern[str]
) -> bool:
    """Whether a figure could be a number. A lone group is judged as it will be; several need the exact look."""
    if not shown.isdigit():
        return shown[0] in "+*" or (not _DECIMAL.fullmatch(shown) and sum(map(str.isdigit, shown)) > 2)
    if len(shown) < 3:
        return len(shown) == 2 and bool(_DIAL_BEFORE.search(block, max(0, start - 12), start))
    before = block[max(0, start - 60) : start]
    if _YEAR_ALONE.fullmatch(shown) and not _CALL_JUST_BEFORE.search(before):
        return False
    return _is_phone(shown, before, block[end:], block, countries, services)


def find(block: str, countries: frozenset[str] = frozenset(), services: re.Pattern[str] = _NO_NAME) -> list[Number]:
    """The telephone numbers in one block of normal text.

    `countries` are names that make "France: 3114" a number; `services` matches the names of services,
    near which a bare short number is one too.
    """
    found = []
    text = block
    for match in _VANITY.finditer(block):
        keys = dialed(match[0].translate(_KEYPAD))
        if 10 <= len(keys.lstrip("+")) <= 13:
            found.append(Number(match[0], keys, match.start(), match.end()))
            text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    blanked = _OTHER_FIGURES.sub(lambda m: _kept_if_called(text, m), text)
    for match in _CANDIDATE.finditer(blanked):
        shown = match[0].strip()
        start = match.start() + match[0].index(shown[0])
        end = start + len(shown)
        if _is_phone(shown, blanked[:start], blanked[end:], text, countries, services):
            found.append(Number(shown, dialed(shown), start, end))
    return sorted(found, key=lambda n: n.start)


def keys_in(text: str) -> list[str]:
    """The keys of every run of figures in the text of a link, letters read as on a keypad."""
    runs = re.findall(r"[+*]?\d(?:[\d ().\-–]*\d)?(?:[ -][A-Z]{4,}\b)?", normal(text).replace("24/7", " "))
    return [dialed(run.translate(_KEYPAD)) for run in runs if len(re.findall(r"\d", run)) >= 2]


def _kept_if_called(text: str, figure: re.Match[str]) -> str:
    """Blank a figure, unless it is a plain short number straight after "call", "text" or "dial", or one in groups of
    three ("call Samaritans on 116 123 too") that does not count many of something."""
    before = text[max(0, figure.start() - 60) : figure.start()]
    if re.fullmatch(r"\d{4}", figure[0]) and _CALL_JUST_BEFORE.search(before):
        return figure[0]
    grouped = re.fullmatch(r"\d{1,3}(?: \d{3})+", figure[0])
    if grouped and _CALL_BEFORE.search(before) and not _MANY.match(text[figure.end() :]):
        return figure[0]
    return " " * len(figure[0])


def _is_phone(
    shown: str, before: str, after: str, block: str, countries: frozenset[str], services: re.Pattern[str]
) -> bool:
    groups = re.findall(r"\d+", shown)
    total = sum(map(len, groups))
    if shown[0] in "+*":
        return total >= 3
    if total == 2:
        return len(groups) == 1 and bool(_DIAL_BEFORE.search(before)) and not _MANY.match(after)
    if total < 2 or total > 15:
        return False
    cue = _CALL_BEFORE.search(before[-60:]) or _NUMBER_BEFORE.search(before)
    lead = before.rstrip()
    after_country = lead[-1:] in (":", "-", "–", "—") and lead[:-1].rstrip().endswith(tuple(countries))
    if total >= 7:
        if len(groups) == 1:
            return bool(cue) or not _COUNTED.match(after)
        ascending = re.fullmatch(r"([1-9]\d*)\s?[-–]\s?([1-9]\d*)", shown) is not None and groups[0] < groups[1]
        ascending = ascending and len(groups[0]) == len(groups[1])
        spread = re.search(r", |\.\s|/", shown) is not None
        return bool(cue) or not (ascending or spread)
    if total >= 5 and len(groups) >= 2 and re.fullmatch(r"\d{2,4}[ -]\d{2,4}(?:[ -]\d{2,4})*", shown) and not cue:
        return after_country or bool(_ABOUT_CALLING.search(block) or services.search(block))
    if re.search(r"[,/]", shown):
        return False
    if len(groups) == 2 and total == 4 and len(groups[0]) == 2:
        return False  # 50-50, 16-24
    called = bool(_CALL_JUST_BEFORE.search(before) or (cue and (len(groups) > 1 or _ON_BEFORE.search(before))))
    called = called and not _YEAR_ALONE.fullmatch(shown)
    if (_MANY if called else _COUNTED).match(after):
        return False
    if cue or after_country:
        return True
    return bool(_BARE_AFTER.match(after)) and bool(_ABOUT_CALLING.search(block) or services.search(block))
