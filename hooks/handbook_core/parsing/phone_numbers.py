"""Telephone numbers in running text, told apart from years, counts, sections and other figures.

First everything that is another kind of figure by its form (figures.py) is blanked. What is left is judged in one of
two ways. `typed` serves chapters, where the build writes every number: it takes whatever has three digits or more.
`find` serves text that somebody else's builder made, where a number must be told from any figure: long and grouped
figures are numbers wherever they stand, short ones (two to six digits) where the words round them say so.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from . import figures
from .addresses import dialed
from .figures import YEAR, any_of

# A link that the build made from help: is checked exactly elsewhere; in the text of a block this
# private-use character stands for it.
RESOLVED = "\ue000"


@dataclass(frozen=True)
class Number:
    """A telephone number in a text: as written, its digits, and where it starts and ends."""

    shown: str
    digits: str
    start: int
    end: int


@dataclass(frozen=True)
class Names:
    """The names that a reader of numbers knows.

    `countries` make "France: 3114" a number; near the name of one of the `services` a bare short figure is one too;
    `numbered` are the names that hold figures themselves, such as "988 Lifeline".
    """

    countries: frozenset[str]
    services: re.Pattern[str]
    numbered: re.Pattern[str]


NO_NAMES = Names(frozenset(), re.compile(r"(?!)"), re.compile(r"(?!)"))
_ZERO_WIDTH = frozenset(
    map(
        chr,
        [
            *range(0x200B, 0x2010),
            *range(0x202A, 0x202F),
            *range(0x2060, 0x206A),
            0xFEFF,
            0xFE0F,
            0x20E3,
            0xAD,
            0x34F,
            0x180E,
        ],
    )
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_DASHES = "‐‑‒−﹘﹣－⁃"


_CANDIDATE = re.compile(r"(?<![\w.])[+*]?[ ]?\(?\d+(?:\)?[ \-–.,/()\u00b7]{1,3}\(?\d+)*")
# A sign with a space is arithmetic or a bullet, "3. " begins an item, and a bracket that does not close is no part.
_NO_NUMBER_YET = re.compile(r"^ *(?:[+*] +)?(?:\d{1,2}\. +(?=\d))?(?:\((?![^()]*\)))?")
_VANITY = re.compile(
    r"(?<!\w)(?:\+?1[-. ])?\(?8(?:00|88|77|66|55|44|33)\)?[-. ](?=[\w-]*[A-Z])(?:[A-Z0-9]+[-. ]?){1,3}(?<=[A-Z0-9])"
)
_KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")

# A noun after a figure ("300 people") makes it a count; these words are not such nouns.
_NO_NOUN = any_of(
    """or|and|for|from|free|now|any|anytime|day|today|tonight|if|when|whenever|in|on|at|with|then|toll|to|the|this|
    is|are|was|line|lifeline|hotline|helpline|number|instead|right|immediately|before|after|but|as|because|so|while|
    via|by|press|option|ext|extension|suicide|crisis|using|here|there|it|you|we|they|he|she|please|also|directly|
    reaches|reach|connects|rings|answers|works|does|will|can|without|nationwide"""
)

# Words before a short figure that make it a number to call.
_CALL = any_of(
    """call|calls|calling|dial|dials|dialing|ring|phone|text|texts|texting|sms|tel|telephone|whatsapp|hotline|
    hotlines|helpline|helplines|lifeline|textline|toll_free|crisis_line|phone_number"""
)
_CALL_BEFORE = re.compile(rf"(?i:\b{_CALL}\b)(?! of\b)[^.!?;\n]{{0,30}}$")
# Two digits, such as France's 15, are a number only straight after one of these.
_DIAL_BEFORE = re.compile(r"(?i:\b(?:call|calls|calling|dial|dials|dialing|ring)\s*[(:]?\s*$)")
_CALL_JUST_BEFORE = re.compile(rf"(?i:\b{_CALL}(?: \w+ to| on| at)?)\s*[(:]?\s*$")
# Words anywhere in a block that make a bare short figure in it a number.
_ABOUT_CALLING = re.compile(
    rf"{RESOLVED}|(?i:\b(?:{_CALL}(?! of\b)|{any_of('emergency_number|ambulance|emergency_services')})\b)"
)
_NUMBER_BEFORE = re.compile(r"(?i:\bnumber:?\s+)$")
_COUNTED = re.compile(rf"^\s*[-–]?\s*(?!{_NO_NOUN}\b)[A-Za-z][a-z]+")
# Straight after "call", or after "call ... on", a figure is a number whatever follows ("call 988 too"), unless that is
# plainly many of something.
_ON_BEFORE = re.compile(r"\b(?:on|at|to)\s*$")
_MANY = re.compile(
    rf"^\s*[-–]?\s*(?!{_NO_NOUN}\b|always\b|sometimes\b)(?:[a-z]+ )?(?:[a-z]+s|people|children|men|women|of)\b"
)
# What comes right before a number that someone is told to call or write to.
_CALLED = re.compile(
    rf"(?i:\b{_CALL}\b)(?! of\b)(?:[:\s\"'“]{{0,3}}|"
    r"[^.!?;\n\d]{0,30}\b(?:on|at|to|code|number|or|option|NHS)[:\s]{1,2})$"
    r"|(?i:\b(?:line|number|code|hotline|helpline|lifeline)\b(?: is|:| [(:]|[(:])\s?)$"
)
_DIGIT_WORDS = {
    **{word: str(digit) for digit, word in enumerate("zero one two three four five six seven eight nine".split())},  # noqa: SIM905
    "oh": "0",
}
_DIGIT_WORD = "(?:" + "|".join(_DIGIT_WORDS) + ")"
_REPEATS = {"double": 2, "triple": 3, "treble": 3}
_DIGITS_IN_WORDS = re.compile(
    rf"(?:{_DIGIT_WORD}[ ,-]{{1,2}}{_DIGIT_WORD}[ ,-])|(?:{'|'.join(_REPEATS)})[ -]{_DIGIT_WORD}"
)
_REPEATED = rf"(?:{'|'.join(_REPEATS)})[ -]{_DIGIT_WORD}"
_SAID = rf"(?:{_REPEATED}|{_DIGIT_WORD})"
_IN_WORDS = rf"{_SAID}(?:[ ,-]{{1,2}}{_SAID}){{2,14}}|{_DIGIT_WORD}[ ,-]{{1,2}}{_REPEATED}|{_REPEATED}(?:[ ,-]{_SAID})?"
_SPELLED = re.compile(rf"(?i:\b{_CALL}\b[^.!?;\n]{{0,20}}?\b({_IN_WORDS})\b)")
# What a comma or a full stop with a space separates is no one number.
_PIECE = re.compile(r"[+*]?\(?\d+(?:(?![,.] )\)?[ \-–.,/()\u00b7]{1,3}\(?\d+)*")
_BARE_AFTER = re.compile(r"^\s*(?:$|[.,;:!?()\]\"'”’/|]|–|—|-\s|\n)")


def normal(block: str) -> str:
    """`block` with invisible characters gone, and with digits, hyphens and wide letters in their plain form."""
    return block if block.isascii() else _NOT_ASCII.sub(lambda m: _plain(m[0]), block)


@cache
def _plain(character: str) -> str:
    if character in _ZERO_WIDTH:
        return ""
    if character in _DASHES:
        return "-"
    if character.isdigit():
        return str(unicodedata.digit(character))
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


def find_in(blocks: list[str], names: Names, in_chapter: bool) -> list[tuple[str, list[Number]]]:
    """Each block of a page that holds a telephone number, in normal form, with the numbers in it.

    `in_chapter`: the build writes the numbers of this page, so `typed` reads it; else `find`.
    A first, quick look over the whole page spares most blocks the exact one.
    """
    whole = normal("\n".join(blocks))
    worth: dict[int, str] = {}
    spelled = _SPELLED.finditer(whole) if _DIGITS_IN_WORDS.search(whole.lower()) else ()
    for match in itertools.chain(_CANDIDATE.finditer(whole), _VANITY.finditer(whole), spelled):
        start = whole.rfind("\n", 0, match.start()) + 1
        if start not in worth and _worth_a_look(match, whole, names):
            worth[start] = whole[start : whole.find("\n", start) % (len(whole) + 1)]
    read = typed if in_chapter else find
    return [(block, found) for _, block in sorted(worth.items()) if (found := read(block, names))]


# "France: 3114", "France – 3114"
_LEADS = tuple(":-–—")
_YEAR_ALONE = re.compile(YEAR)
# The figures that pages hold most; judged exactly only after a word for calling or a lead such as "France:".
_PLAIN = re.compile(rf"{YEAR}|[1-9]\d{{0,2}}(?:,\d{{3}})+|\d{{1,3}}\.\d{{1,3}}")


_COUNT = re.compile(rf"\d{{3,7}}(?= {figures.COUNTED})")


def _worth_a_look(match: re.Match[str], text: str, names: Names) -> bool:
    """Whether a run of figures could hold a number."""
    shown, start = match[0].strip(), match.start()
    digits = sum(map(str.isdigit, shown))
    if 0 < digits < 3:
        return shown.isdigit() and digits == 2 and bool(_DIAL_BEFORE.search(text, max(0, start - 12), start))
    if (name := names.numbered.match(text, start)) and not name[0][-1].isdigit():
        return False
    before = text[max(0, start - 60) : start]
    at = match.end() - len(match[0].lstrip())
    count = shown.isdigit() and text[at - 1 : at] not in ("+", "-") and _COUNT.match(text, at)
    return not (count or _PLAIN.fullmatch(shown)) or before.rstrip()[-1:] in _LEADS or bool(_CALLED.search(before))


def find(block: str, names: Names = NO_NAMES) -> list[Number]:
    """The telephone numbers in one block of normal text that anyone may have written."""
    found, text = _vanity(block)
    blanked = figures.blank(text, _is_called)
    about_calling = bool(_ABOUT_CALLING.search(text) or names.services.search(text))
    for match in _CANDIDATE.finditer(blanked):
        lead = len(match[0]) - len(_NO_NUMBER_YET.sub("", match[0]))
        shown = match[0][lead:].strip()
        start = match.start() + lead
        end = start + len(shown)
        if _is_phone(
            shown, blanked[max(0, start - 60) : start], blanked[end : end + 60], about_calling, names.countries
        ):
            found.append(Number(shown, dialed(shown), start, end))
    return sorted(found, key=lambda n: n.start)


def typed(block: str, names: Names = NO_NAMES) -> list[Number]:
    """Every figure in one block of a chapter that is no other kind of figure by its form.

    A figure in the name of a service ("988 Lifeline") is part of the name, unless the name ends in it and a word for
    calling comes before it.
    """
    found, text = _vanity(block)
    found += _spelled(text)

    def named(name: re.Match[str]) -> str:
        dialed_name = name[0][-1].isdigit() and _is_called(text, name.start(), name.end())
        return name[0] if dialed_name else " " * len(name[0])

    def is_called(whole: str, start: int, end: int) -> bool:
        lead = whole[max(0, start - 60) : start].rstrip()
        after_country = lead[-1:] in _LEADS and lead[:-1].rstrip().endswith(tuple(names.countries))
        return (after_country and not _MANY.match(whole[end : end + 60])) or _is_called(whole, start, end)

    blanked = figures.blank(names.numbered.sub(named, text), is_called)
    for match in _CANDIDATE.finditer(blanked):
        at = match.start()
        for piece in _PIECE.finditer(match[0]):
            start, end = at + piece.start(), at + piece.end()
            if _could_be_dialed(piece[0], blanked, start, end):
                found.append(Number(piece[0], dialed(piece[0]), start, end))
    return sorted(found, key=lambda n: n.start)


def _could_be_dialed(shown: str, text: str, start: int, end: int) -> bool:
    groups = re.findall(r"\d+", shown)
    total = sum(map(len, groups))
    if shown[0] in "+*" or total < 3:
        direct = total == 2 and len(groups) == 1 and _DIAL_BEFORE.search(text, max(0, start - 12), start)
        return total >= 3 or (bool(direct) and not _MANY.match(text[end : end + 60]))
    if len(groups) == 2 and max(map(len, groups)) <= 2:
        return _is_called(text, start, end)
    return total <= 15


def _vanity(block: str) -> tuple[list[Number], str]:
    """Numbers with letters in them, such as 1-800-273-TALK, and `block` without them."""
    found = []
    text = block
    for match in _VANITY.finditer(block):
        digits = dialed(match[0].translate(_KEYPAD))
        if 10 <= len(digits.lstrip("+")) <= 13:
            found.append(Number(match[0], digits, match.start(), match.end()))
            text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    return found, text


def _spelled(text: str) -> list[Number]:
    """Numbers of three digits and more in words after a word for calling: "call nine eight eight", "triple zero"."""
    found = []
    for said in _SPELLED.finditer(text):
        digits, times = "", 1
        for word in re.findall(r"[a-z]+", said[1].lower()):
            digits += _DIGIT_WORDS.get(word, "") * times
            times = _REPEATS.get(word, 1)
        if len(digits) >= 3:
            found.append(Number(said[1], digits, said.start(1), said.end(1)))
    return found


def _is_called(text: str, start: int, end: int) -> bool:
    """Whether a word for calling comes right before a figure that does not count many of something."""
    before = text[max(0, start - 60) : start].replace(figures.MARKED, "")
    return bool(_CALLED.search(before)) and not _MANY.match(text[end : end + 60])


def digits_in(text: str) -> list[str]:
    """The digits of every run of figures in the text of a link, letters read as on a keypad."""
    runs = re.findall(r"[+*]?\d(?:[\d ().\-–]*\d)?(?:[ -][A-Z]{4,}\b)?", normal(text).replace("24/7", " "))
    return [dialed(run.translate(_KEYPAD)) for run in runs if len(re.findall(r"\d", run)) >= 2]


def _is_phone(shown: str, before: str, after: str, about_calling: bool, countries: frozenset[str]) -> bool:
    groups = re.findall(r"\d+", shown)
    total = sum(map(len, groups))
    if shown[0] in "+*":
        return total >= 3
    if total == 2:
        return len(groups) == 1 and bool(_DIAL_BEFORE.search(before)) and not _MANY.match(after)
    if total < 2 or total > 15:
        return False
    if len(groups) > 2 and {int(b) - int(a) for a, b in itertools.pairwise(groups)} in ({1}, {-1}):
        return False  # Someone counts up or down.
    cue = _CALL_BEFORE.search(before[-60:]) or _NUMBER_BEFORE.search(before)
    lead = before.rstrip()
    after_country = lead[-1:] in (":", "-", "–", "—") and lead[:-1].rstrip().endswith(tuple(countries))
    if total >= 7:
        if re.search(r"\d,\d", shown) and not cue:
            return False
        if len(groups) == 1:
            return bool(cue) or not _COUNTED.match(after)
        ascending = re.fullmatch(r"([1-9]\d*)\s?[-–]\s?([1-9]\d*)", shown) is not None and groups[0] < groups[1]
        ascending = ascending and len(groups[0]) == len(groups[1])
        spread = re.search(r", |\.\s|/", shown) is not None
        return bool(cue) or not (ascending or spread)
    if total >= 5 and len(groups) >= 2 and re.fullmatch(r"\d{2,4}[ -]\d{2,4}(?:[ -]\d{2,4})*", shown) and not cue:
        return after_country or about_calling
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
    return bool(_BARE_AFTER.match(after)) and about_calling
