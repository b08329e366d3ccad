"""Figures that are no telephone numbers, each kind known by its form.

One row a kind: its name, its pattern, and an example that would read as a telephone number without the row;
tests/parsing/test_figures.py drops each row in turn. `loose` rows are forms that a short telephone number can have too
(1999, 16-24, 300): straight after a word for calling they do not count as figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

# The build puts these round what an author marked as a figure: <figure:1234567>.
MARKED, MARKED_END = "\ue001", "\ue002"


@dataclass(frozen=True)
class Figure:
    """One kind of figure; `pattern` finds it in normal text (phone_numbers.normal)."""

    name: str
    pattern: str
    example: str
    loose: bool = False


def any_of(words: str) -> str:
    """A pattern for any of the words, which are separated by bars over several lines; "_" is a space."""
    separate = (word for word in re.sub(r"\s", "", words).split("|") if word)
    return "(?:" + "|".join(re.escape(word).replace("_", "[ -]") for word in separate) + ")"


_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ORDINAL = r"(?:st|nd|rd|th)?"
YEAR = r"(?:1[89]\d\d|20\d\d)"
_CLOCK = r"\d{1,2}[:.]\d\d"
_HOURS = r"(?:[01]\d|2[0-4])[0-5]\d"
_HALF_DAY = r"(?:\s?(?:am|pm|a\.m\.|p\.m\.|h)(?![a-z]))?"
_BRACKETS = r"(?:\([a-z0-9]{1,4}\)){0,4}"
_PARTS_OF_LAW = any_of(
    """sections|section|sec.|standards|standard|articles|article|art.|rules|rule|principles|principle|paragraphs|
    paragraph|para.|parts|part|clauses|clause|schedules|schedule|chapters|chapter|ch.|regulations|regulation|reg.|
    annex|recitals|recital|code|act|acts|bill|statute|stat.|law|laws|directive|directive_(eu)|regulation_(eu)|title|
    ordinance|decree|protocol|convention|guideline|guidelines|§§|§|WAC|RCW|C.R.S.|CRS|ORS|NRS|KRS|A.R.S.|O.C.G.A.|
    N.J.A.C.|CMR|COMAR|OAR|ILCS"""
)
_PARTS_OF_TEXT = any_of(
    """pages|page|pp.|p.|volume|vol.|issue|table|figure|fig.|step|steps|item|items|version|criterion|question|
    questions|chapter|episode|minute|minutes|season|day|week|level|grade|room|rooms|apartment|suite|box|bus|route|flight"""
)
_BILLS = r"(?:A\.?B|S\.?B|H\.?B|H\.?F|S\.?F|H\.?R|S\.?R|L\.?D|P\.?L|Pub\. L|S\.I|A\.?C\.?R)\.?"
_CATALOGS = any_of(
    """PMID|PMCID|PMC|NPI|arXiv|NCT|ORCID|ISRCTN|PROSPERO|CRD|RFC|ISO|WCAG|BS|DSM|ICD|OCLC|SSRN|EudraCT|ACTRN|
    HTTP|ChiCTR|DRKS|UMIN|ERIC|JSTOR|OSF|INSPEC|ISNI|EAN|UPC|HCPC|GMC|NMC|BACP|UKCP|BPS|BABCP|AHPRA|CORU|CRPO|CPSO|CPA|
    NASW|BBS|EIN|VAT|ABN|CRN"""
)
_REGISTERS = any_of(
    """charity|company|registration|licence|license|membership|member|case|docket|file|grant|trial|ticket|reference|
    order|invoice|certificate|permit|register|registered|award|report|complaint|policy|application|catalog|catalogue|
    record|study|project|approval|court_file|reg.|form|publication|circular|account|tab|employer_identification|FEIN"""
)
_REPORTERS = (
    r"(?:ILCS|CFR|C\.F\.R\.|U\.S\.C\.?|USC|USCA|U\.S\.|S\.Ct\.|F\.(?:\dd|\dth)?|F\. ?Supp\. ?(?:\dd)?|"
    r"(?:Cal|N\.Y|A|P|S\.W|S\.E|N\.E|N\.W|So|Ill|Wash|Mass|Ohio|Pa|Tex|Fla|Mich|NJ|N\.J)\.? ?(?:App\.?|St\.?)? ?"
    r"(?:\d(?:d|th))?|WL|EWCA|EWHC|UKSC|EHRR)"
)
# A noun after a figure makes it a count: a plural, or a word that counts people. Words on -s that are no such noun:
NOT_COUNTED = any_of(
    """is|was|has|does|this|its|his|us|yes|always|besides|across|perhaps|plus|whereas|unless|thus|afterwards|
    nights|weekdays|weekends|evenings|mornings|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|
    works|reaches|answers|rings|connects|gives|offers|helps|puts|sends|takes|costs|gets|opens|closes|runs|serves|
    covers|supports|listens|stays|starts|becomes|replaces|means|comes|goes|uses|needs|accepts|handles|links|leads|
    picks|saves|changes|lets|makes|keeps|speaks|lies|plays|remains|exists|operates|sounds|responds|belongs|tells|
    asks|shows|brings|finds|knows|wants|seems|looks|allows|routes|transfers|
    services|seriously|sometimes|nationwide|statewide|worldwide|ms|mrs|mr|access"""
)
# Words that end a look ahead for the noun: "988 or write to friends" counts no friends.
_ENDS_COUNT = any_of(
    """or|and|for|from|free|now|any|if|when|whenever|in|on|at|with|then|to|the|is|are|was|line|lifeline|hotline|
    helpline|number|instead|before|after|but|as|because|so|while|via|by|press|option|ext|extension|here|there|it|you|
    we|they|he|she|please|also|directly|does|will|can|day|today|tonight|who|which|that|and"""
)
_STEP = rf"(?!{_ENDS_COUNT}\b|{NOT_COUNTED}\b)(?!\d)[\w#'’%-]{{1,30}} "
COUNTED = (
    rf"(?:(?:{_STEP}){{0,3}}?(?!{NOT_COUNTED}\b|[a-z]+(?:ss|us|is|ous)\b)"
    r"(?:[A-Za-z][\w-]{0,30}s|people|children|men|women|youth|staff|media|data|of (?:them|these|those|the|which))\b)"
)
# The head of a column of counts: "Reports", "Posts per week"; not "Numbers" or "Lines".
COUNTS = re.compile(
    rf"(?!.*(?i:number|line|phone|call|dial|ring|text|code|contact|service|help|sms|who))(?:{COUNTED}|[nN])"
    r"(?: (?:per|a|each|in|of) [\w ]{1,20})?"
)
UNITS = (
    r"(?:px|pixels?|words?|characters?|letters?|ms|s|secs?|seconds?|mins?|minutes?|hours?|h|days?|weeks?|months?|years?|"
    r"km|m|cm|mm|kg|g|KB|MB|GB|kB|dpi|pt|em|rem|Hz|kHz|calories|kcal|feet|ft|miles?|inch|inches|degrees?|points?|"
    r"rpm|mph|watts?|volts?|views?|likes?|shares?|followers?|posts?|videos?|members?|times?)\b(?!')"
)

FIGURES = (
    Figure("marked by its author", f"{MARKED}[^{MARKED_END}]*{MARKED_END}", f"{MARKED}1234567{MARKED_END}", loose=True),
    Figure("web address", r"https?://\S+|\bwww\.\S+", "https://example.org/2843917"),
    Figure("host name", r"(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[a-z]{2,6}\b", "116111.pl"),
    Figure("mail address", r"(?<!\S)[^\s@]{1,80}@[^\s@]{1,80}\.[a-z]{2,}", "1234567@example.org"),
    Figure("help reference", r"\b(?:help|figure):[\w#-]+", "help:us-988"),
    Figure("DOI", r"(?:doi:?\s?)?\b10\.\d{4,9}/\S+", "10.2196/12345"),
    Figure(
        "ISBN",
        r"\be?(?i:ISBN)(?:-1[03])?:?\s?(?:97[89][- ]?)?\d{1,5}[- ]?\d{1,7}[- ]?\d{1,7}[- ]?[\dXx]\b",
        "ISBN 978-0-306-40615-7",
    ),
    Figure("ISSN", r"\be?(?i:ISSN):?\s?\d{4}-\d{3}[\dXx]", "ISSN 1234-5679"),
    Figure(
        "catalog of papers, trials or professionals",
        rf"(?<!\w)(?:e-?)?(?i:{_CATALOGS})(?:[- ](?:member(?:ship)?|registration|license|licence))?"
        rf"[: ]{{0,2}}(?:(?:no\.?|number|#)[: ]{{0,2}})?\(?(?:[A-Z]{{1,4}})?\d[\d.\-]*[\dXx]",
        "PMID 37531397",
    ),
    Figure(
        "number in a register",
        rf"(?i:(?<!\w){_REGISTERS})s? ?(?:(?i:no\.?|nos\.?|number|numbers|#))?[: ]{{0,2}}\(?(?:[A-Z]{{1,4}}-?)?"
        r"\d[\d/\-]*\d",
        "charity number 219432",
    ),
    Figure(
        "date in figures",
        r"\b\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?\b(?![-\d])",
        "2026-11-22",
    ),
    Figure(
        "date with dots, bars or dashes",
        "|".join(
            rf"(?<![\d./-]){_DAY}{mark}{_DAY}{mark}(?:(?:19|20)\d\d|\d\d)\b(?![./-]\d)" for mark in ("/", r"\.", "-")
        ),
        "22-11-2026",
    ),
    Figure(
        "day before its month",
        rf"\b\d{{1,2}}{_ORDINAL}(?:\s?[-–]\s?\d{{1,2}}{_ORDINAL})?\s(?:of )?{_MONTH},?"
        rf"(?:\s(?:{YEAR}|\d\d\b(?! ?[-–]?\d)))?",
        "Call 22 November",
    ),
    Figure(
        "day after its month",
        rf"\b{_MONTH}\s\d{{1,2}}{_ORDINAL}(?:\s?[-–]\s?\d{{1,2}}{_ORDINAL})?(?:,?\s{YEAR})?\b",
        "November 22 2026",
    ),
    Figure("count in a month", rf"\bIn {_MONTH}(?: {YEAR})?,? \d{{3,6}}(?=[.,;]|$)", "In May, 4312.", loose=True),
    Figure(
        "time of day",
        rf"\b{_CLOCK}(?::\d\d)?{_HALF_DAY}(?:\s?(?:[-–]|to)\s?{_CLOCK}{_HALF_DAY})?(?![.\d]|\s\d)",
        "Call 10:30",
    ),
    Figure(
        "time without a colon",
        rf"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|daily|from|after|before|until|till|by)[a-z]{{0,6}}"
        rf"(?:[-–][A-Z][a-z]+)?,?:? {_HOURS}(?: ?(?:[-–]|to|until) ?{_HOURS})?\b(?! \d| ?[-–] ?\d)",
        "Mon-Fri 0900-1700",
        loose=True,
    ),
    Figure("round the clock", r"\b24/7/365\b|\b24/7\b|\b365 days\b", "24/7/365"),
    Figure(
        "money",
        r"(?:US|CA|AU|NZ|A|C|HK|S)?[$€£¥₹]\s?\d[\d,.]*(?:\s?(?:million|billion|thousand|[kKmM]|bn)\b)?|"
        r"\b\d[\d,.]*\s?(?:dollars|euros|pounds|cents|USD|EUR|GBP|AUD|CAD)\b",
        "$1200",
    ),
    Figure("share", r"\b\d[\d,.]*\s?(?:%|percent\b|per cent\b|percentage points?\b|‰)", "125 %"),
    Figure("count with commas", r"\b[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?\b(?![,-]?\d)", "2,843"),
    Figure(
        "count in groups of three",
        rf"\b[1-9]\d{{0,2}}(?: \d{{3}}){{1,5}}(?= (?:in {YEAR}|{COUNTED}))",
        "8 982 000 people",
        loose=True,
    ),
    Figure(
        "large round number",
        r"\b\d+(?:[.,]\d+)?\s?(?:million|billion|thousand|hundred|[kKmM]|bn)\b(?!-)",
        "212 thousand",
        loose=True,
    ),
    Figure(
        "two figures of one kind",
        rf"(?<![\d-])\b\d{{1,6}}(?:(?:, \d{{1,6}}){{0,20}},? (?:to|and|or|by|x|×|of) \d{{1,6}})"
        rf"(?= {UNITS}| {COUNTED})",
        "450, 512 and 634 people",
        loose=True,
    ),
    Figure(
        "range",
        r"(?<![\d-])\b[1-9]?\d ?[-–] ?[1-9]\d(?![\d-]| ?[-–]| \d)|\b(?i:between|from) \d{1,5} (?:and|to) \d{1,5}\b|"
        rf"(?<![\d-])\b\d{{1,5}} ?[-–] ?\d{{1,5}}(?= {UNITS}| {COUNTED})",
        "between 100 and 200",
        loose=True,
    ),
    Figure("measure", rf"\b\d+(?:\.\d+)?[ -]?{UNITS}(?: (?:or|to|and) \d+\b)?", "360 px", loose=True),
    Figure("figure multiplied", r"\b\d{1,5} ?[x×] ?\d{1,5}\b", "360 x 800"),
    Figure("count", rf"(?<![\d+-])\b\d{{1,7}}(?= {COUNTED})", "490 US students", loose=True),
    Figure(
        "count compared",
        r"\b(?i:more than|fewer than|less than|at least|at most|up to|nearly|almost|roughly|approximately|out of|"
        r"first|last|next|top|another|all|only) \d{3,7}\b(?! ?[-–]?\d)",
        "more than 228",
        loose=True,
    ),
    Figure("part of a count", r"\b\d{1,6} of (?:the |our |all )?\d[\d,]{0,9}\b", "63 of 227", loose=True),
    Figure(
        "people who did something",
        r"\b\d{2,6}(?= (?:had|said|reported|did|felt|named|agreed|knew|took part|answered yes|who \w+ed)\b)|"
        r"(?<![Ii]nstead )\b[Oo]f \d{3,6}(?= \w+ed\b)",
        "109 had looked",
        loose=True,
    ),
    Figure("number after n°", r"\b[nN]°\s?\d[\d-]*", "n° 2004575"),
    Figure(
        "law in a reporter or code",
        rf"\b\d{{1,4}} {_REPORTERS} ?(?:(?:[Pp]art|§+|[Ss]ec\.) ?)?\d[\d./:\-]*{_BRACKETS}|\b\d{{1,4}} {_REPORTERS}",
        "740 ILCS 110/10",
    ),
    Figure(
        "part of a law",
        rf"(?i:(?<!\w){_PARTS_OF_LAW})(?: ?(?i:nos?\.|number|§+))? ?(?:[A-Z]{{1,3}}[.\-]?)?\d[\d.\-–/:]*{_BRACKETS}"
        rf"(?:(?:,| and| or| to|,? ?[-–]) ?\d[\d.\-:/]*{_BRACKETS}){{0,20}}",
        "section 1012",
        loose=True,
    ),
    Figure("bill", rf"\b{_BILLS} ?(?:[Nn]o\.? ?)?\d[\d/\-]*", "AB 406"),
    Figure(
        "part of a text",
        rf"(?i:(?<!\w){_PARTS_OF_TEXT}) ?(?:(?i:no\.) ?)?\d[\d.\-–/]*(?:(?:,| and| or| to|,? ?[-–]) ?\d[\d.]*){{0,20}}",
        "page 1012",
        loose=True,
    ),
    Figure("numbered", r"(?<![Tt]el\. )(?<![Pp]hone )\b[Nn]o\. ?\d[\d/\-]*", "No. 10453"),
    Figure(
        "statistic",
        r"\b(?:[nNpkrgdFtz]|OR|RR|HR|CI|SD|SE|df|alpha|kappa)\s?[=<>≤≥≈]\s?-?[.\d][\d.,]*|"
        r"\b95% CI [\d. ,–-]+|\b[Ft]\(\d+(?:, ?\d+)?\)",
        "n = 1202",
    ),
    Figure("years", rf"\b{YEAR}\s?[-–/]\s?(?:{YEAR}|\d\d)\b(?![-–]?\d)", "2010-2015", loose=True),
    # A year, also before one lone figure ("In 2022 988 replaced"); "1800 55 1800" is none.
    Figure(
        "year before a figure",
        r"\b(?:19|20)\d\d\b(?= \d{3}(?![\d]| \d|-\d))",
        "In 2022 988 replaced the longer number.",
        loose=True,
    ),
    Figure("year", rf"(?<!\d[ -])(?<![\d.])\b{YEAR}(?:s|’s|'s)?\b(?![-–. ]?\(?\d\d)", "in 2019", loose=True),
    # Three digits, a dot and four more, or five pairs with dots between, are how some countries write a number.
    Figure(
        "decimal, version or part of a code",
        r"(?<![\d.+])\b\d{1,5}(?:\.\d{1,3}){1,2}(?:\.\d{1,4}(?!\.))?\b(?![.\-]?\d)(?<!\d\.\d{4})",
        "164.508",
    ),
    Figure(
        "volume, issue, pages",
        r"\b\d{1,4}\(\d{1,4}(?:[-–]\d+)?\)(?:\s?[:,]\s?e?\d+(?:[-–]\d+)?)?",
        "18(5): 123-145",
    ),
    Figure(
        "street, box or postal code",
        r"\b\d{1,5} (?:[NSEW]\.? )?(?:[A-Z][\w.'’-]+ ){1,4}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|"
        r"Drive|Dr|Way|Court|Place|Square|Parkway|Highway|Terrace|Broadway|Plaza|Center)\b\.?"
        r"(?:,? [NSEW]{1,2}\b\.?)?(?:,? \d{5}(?:-\d{4})?\b)?|\b(?:P\.? ?O\.? )?Box \d+|"
        r"\b(?:[A-Z]{2}|D\.C\.),? \d{5}(?:-\d{4})?\b",
        "4312 West Main Street",
    ),
    Figure("first course", r"(?<!olice )\b[A-Z]\w+ 101\b(?![- ]?\d)", "Storytelling 101", loose=True),
    Figure(
        "steps by number",
        r"\b\d(?:-\d){1,4}(?=[ -](?:rule|method|technique|exercise|breathing|breath|grounding|format|pattern|split|"
        r"plan|trick)s?\b)|\b(?:5-4-)?3-2-1\b(?!-)|\b5-4-3-2-1\b(?!-)",
        "The 4-7-8 breathing exercise",
        loose=True,
    ),
    # None begins with 9, 1 or 0: "for trouble breathing 9-1-1" is a number to call.
    Figure(
        "beats of a breath",
        r"(?i:\b(?:breath\w*|inhal\w*|exhal\w*|box|grounding)\b)[^.;!?\d\n]{0,30}\b[2-8](?:-\d){2,4}\b(?!-)|"
        r"(?<![\d-])\b(?P<beat>[2-8])(?:-(?P=beat)){3}\b(?!-)",
        "Box breathing, 4-4-4-4, helps some.",
        loose=True,
    ),
    Figure("counting up", r"(?<![\d-])\b1-2-3(?:-4)?(?:-5)?\b(?!-)", "as easy as 1-2-3", loose=True),
    Figure("handle or tag", r"(?<!\w)[#@][\w.]*\d[\w.]*", "#4312"),
    Figure(
        "case or model number",
        r"\b[A-Z]{2,5}-\d{4}-\d{3,7}\b(?!-)|\b[A-Z]{1,4}\d{1,4}-\d+\b(?!-)|\b[A-Z]{1,5}-\d{1,6}\b(?!-)",
        "A21-1105242",
    ),
    Figure("padded with zeros", r"\b0{4,}\d{2,}\b(?![ -]?\d)", "the folder 0000049", loose=True),
    Figure("value of a setting", r"(?<=\w=)\d+\b(?![ -]?\d)", "max-age=31536000"),
    Figure("digits and letters in one word", r"\b\d+[A-Za-z]\w*", "1080p"),
)
# None of them begins within a word or with a space, and each holds a digit: most places of a text need no look.
_ALL = re.compile(
    r"(?!\s)(?:(?<!\w)|(?!\w))(?=\D{0,400}\d)(?:"
    + "|".join(f"(?P<f{place}>{figure.pattern})" for place, figure in enumerate(FIGURES))
    + ")"
)


def blank(text: str, is_called: Callable[[str, int, int], bool], pattern: re.Pattern[str] = _ALL) -> str:
    """`text` with every figure replaced by as many spaces.

    A loose figure stays if `is_called` (text, start, end) says that a word for calling comes before it.
    """

    def blanked(match: re.Match[str]) -> str:
        loose = FIGURES[int(str(match.lastgroup)[1:])].loose
        first_digit = match.start() + len(re.match(r"\D*", match[0])[0])  # type: ignore[index]
        return match[0] if loose and is_called(text, first_digit, match.end()) else " " * len(match[0])

    return pattern.sub(blanked, text)
