"""Answers for the tools that ask: from `make TARGET NAME="answer"`, which sets it in the environment, or typed in."""

from __future__ import annotations

import os
from collections.abc import Callable
from difflib import get_close_matches
from typing import TypeVar

Answer = TypeVar("Answer")


class RefusedError(Exception):
    """Nothing can be done with what was said; the text is one sentence for the person who said it."""


def ask(name: str, question: str, understand: Callable[[str], Answer]) -> Answer:
    """The answer to `question`, through `understand`, which raises RefusedError for one that it cannot use.

    An answer given as `name` is taken or refused; a typed one may be mended.
    """
    given = os.environ.get(name, "").strip()
    if given:
        return understand(given)
    while True:
        try:
            typed = input(f"{question}\n> ").strip()
        except EOFError:
            raise RefusedError(f'nobody answered "{question}"; run this in a terminal, or add {name}="..."') from None
        try:
            return understand(typed)
        except RefusedError as reason:
            print(reason)


def something(text: str) -> str:
    """Any one line of text but an empty one."""
    if not text or "\n" in text:
        raise RefusedError("an answer is needed here; write one line")
    return text


def one_of(known: tuple[str, ...]) -> Callable[[str], str]:
    """One word of these."""

    def understand(text: str) -> str:
        if text not in known:
            near = get_close_matches(text, known, cutoff=0.6)
            fix = f"did you mean {' or '.join(near)}?" if near else f"use one of {', '.join(known)}"
            raise RefusedError(f'"{text}" is not one of the words to choose from; {fix}')
        return text

    return understand


def some_of(known: tuple[str, ...]) -> Callable[[str], list[str]]:
    """Some of these words, with commas between them."""

    def understand(text: str) -> list[str]:
        words = [word.strip() for word in text.split(",") if word.strip()]
        for word in words or [""]:
            one_of(tuple(sorted(known)))(word)
        return words

    return understand
