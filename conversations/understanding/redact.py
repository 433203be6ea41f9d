"""Takes names, numbers and addresses out of a text that was not understood, before it is kept for staff."""

from __future__ import annotations

import re

from conversations.understanding.lexicon import Lexicon
from conversations.understanding.normal import fold, tokens

_PERSONAL = re.compile(r"[@0-9]|https?://|www\.")  # within a word
HIDDEN = "…"


def redact(text: str, lexicon: Lexicon) -> str:
    """The text with whatever is not a common word replaced by "…": what is left names nobody.

    Numbers, e-mail, links and handles go first; then every word that is neither in the lists nor a base word
    of Indonesian.
    """
    words: list[str] = []
    shown = " ".join(HIDDEN if _PERSONAL.search(word) else word for word in text.split())
    for token in tokens(fold(shown)):
        if token.text == HIDDEN:
            words.append(HIDDEN)
        if token.kind != "word":
            continue
        common = token.text in lexicon.respell or token.text in lexicon.known or token.text in lexicon.roots
        words.append(token.text if common else HIDDEN)
    return " ".join(words)
