"""Web addresses and telephone targets, read the way a browser and a phone read them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

# A browser drops these anywhere in an address and trims the control characters round it:
# https://url.spec.whatwg.org/#url-parsing
_DROPPED = re.compile(r"[\t\n\r]")
_TRIMMED = "".join(map(chr, range(0x21)))

# Letters of other scripts that pass for Latin ones; the common part of Unicode's confusables.txt.
_CONFUSABLE = str.maketrans("аеорсухіјѕԁһӏвнкмтɡοαρνικτυ", "aeopcyxijsdhlbhkmtgoapviktu")


@dataclass(frozen=True)
class Address:
    """One href, split: lower-case scheme, lower-case host, and whether it is written plainly."""

    href: str
    scheme: str
    host: str
    port: int | None
    userinfo: bool
    path: str
    query: str
    fragment: str

    @property
    def key(self) -> str:
        """The form in which two addresses are the same: a missing path is "/", nothing else is forgiven."""
        return f"{self.scheme}://{self.host}{self.path or '/'}" + (f"?{self.query}" if self.query else "")


def is_public(href: str) -> bool:
    """Whether `href` is a web address that leads somewhere from another machine than this one."""
    return parse(href).host not in ("", "localhost", "127.0.0.1", "0.0.0.0", "::1")


@lru_cache(maxsize=8192)
def parse(href: str) -> Address:
    """Split `href`; an address that no browser could open comes back with an empty host."""
    href = _DROPPED.sub("", href.strip(_TRIMMED))
    scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", href)
    if scheme and scheme[1].lower() in ("http", "https"):
        # Browsers read a backslash as a slash, and any number of slashes after the scheme.
        href = re.sub(r"^([a-zA-Z]+):[\\/]*", r"\1://", href.replace("\\", "/"))
    try:
        parts = urlsplit(href)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return Address(href, (scheme[1].lower() if scheme else ""), "", None, False, "", "", "")
    if "xn--" in host:
        with suppress(UnicodeError):
            host = host.encode("ascii").decode("idna")
    return Address(
        href,
        parts.scheme.lower(),
        unquote(host).lower(),
        port,
        "@" in parts.netloc,
        parts.path,
        parts.query,
        parts.fragment,
    )


def without_www(host: str) -> str:
    """`host` without a leading www."""
    return host.removeprefix("www.")


def skeleton(host: str) -> str:
    """`host` with accents taken off and look-alike letters of other scripts made Latin."""
    folded = unicodedata.normalize("NFKD", host.translate(_CONFUSABLE))
    return "".join(c for c in folded if not unicodedata.combining(c))


def edit_distance(one: str, other: str, limit: int) -> int:
    """How many single-letter edits (swaps of neighbors count as one) lead from one text to the other.

    The optimal-string-alignment distance; anything above `limit` comes back as `limit` + 1.
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


# Parts of host names that many unrelated sites share.
_COMMON_LABELS = frozenset(
    """health canada government www hotline helpline lifeline crisis suicide prevention support national mental
    mentalhealth counseling counselling youth childline""".split()  # noqa: SIM905
)


def posing_as(host: str, registered: Iterable[str]) -> str | None:
    """The registered host that `host` differs from by one letter, or holds whole before others, or None.

    The narrow form of `lookalike_of`, for hosts that nobody gave as a service.
    """
    seen = skeleton(without_www(host))
    for real in map(without_www, registered):
        if seen == real or seen.endswith(f".{real}"):
            return None
    return next(
        (r for r in registered if edit_distance(seen, without_www(r), 1) <= 1 or f".{without_www(r)}." in f".{seen}"),
        None,
    )


def lookalike_of(host: str, registered: Iterable[str]) -> str | None:
    """The registered host that `host` could be mistaken for, or None.

    A host imitates another when it differs by one letter (two in long names), when it is the same
    after look-alike letters are made plain, when it starts with the other (988lifeline.org.example.com),
    when it has the other's own name under another ending (rainn.com), or when it holds that name of seven letters or
    more (my988lifeline.com).
    """
    seen = skeleton(without_www(host))
    registered = list(registered)
    slip = next((real for real in registered if edit_distance(skeleton(host), real, 1) <= 1), None)
    if slip:
        return slip
    if seen.endswith(tuple(f".{without_www(real)}" for real in registered)):
        return None  # A subdomain belongs to whoever owns the name.
    for real in registered:
        name = without_www(real)
        if edit_distance(seen, name, 2 if len(name) > 11 else 1) <= (2 if len(name) > 11 else 1):
            return real
        if (seen + ".").startswith(name + ".") or f".{name}." in f".{seen}":
            return real
        own = max(name.split(".")[:-1], key=len)
        if len(own) >= 4 and own not in _COMMON_LABELS and own in seen.split(".")[:-1]:
            return real
        if (
            len(own) >= 7
            and own not in _COMMON_LABELS
            and own in seen.replace("-", "")
            and not f".{seen}".endswith(f".{name}")
        ):
            return real
    return None


def dialed(target: str) -> str:
    """The digits of a telephone number, with a leading + or * kept. "13 11 14" gives "131114"."""
    digits = "".join(str(unicodedata.digit(c)) if c.isdigit() else "" for c in target)
    return (target.strip()[:1] if target.strip()[:1] in ("+", "*") else "") + digits


@lru_cache(maxsize=8192)
def phone_target(href: str) -> tuple[str, str, str] | None:
    """For a tel: or sms: address ("tel" or "sms", digits, text of the message), for any other None.

    Keys with anything but digits, separators, + and * in them (an extension, a pause) come back as
    they are written, so that they match no registered number.
    """
    cleaned = _DROPPED.sub("", href.strip(_TRIMMED))
    scheme, colon, rest = cleaned.partition(":")
    if not colon or scheme.lower() not in ("tel", "callto", "sms", "smsto", "mms", "mmsto"):
        return None
    kind = "tel" if scheme.lower() in ("tel", "callto") else "sms"
    number, _, query = rest.partition("?")
    number = unquote(number)
    body = re.search(r"(?:^|&)body=([^&]*)", query)
    digits = dialed(number) if re.fullmatch(r"[+*]?[\d\s().\-/]*\d", number.strip(" ;")) else number
    return kind, digits, unquote(body[1]) if body else ""
