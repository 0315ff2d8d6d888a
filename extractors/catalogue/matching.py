"""Where the catalogue's wordings stand in a text."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from extractors.catalogue.entries import Wording
from extractors.catalogue.words import PASSED_OVER, normalise
from models.span import Span

# Between two runs of characters; no wording has it.
_BREAK = "\n"


class Match(NamedTuple):
    """A wording found at ``[start, end)``."""

    start: int
    end: int
    wordings: tuple[Wording, ...]


class WordingMatcher:
    """Finds every wording of a catalogue by its characters.

    White space inside a wording is passed over, since PDF text breaks lines in the middle
    of words, and so are quotation marks, which writers set as they like. Of the wordings
    that begin at one place only the longest is reported.
    """

    def __init__(self, wordings: dict[str, tuple[Wording, ...]]) -> None:
        # spaCy takes a second to import, so it is left to the first report that needs it.
        from spacy.matcher import PhraseMatcher
        from spacy.tokens import Doc
        from spacy.vocab import Vocab

        self._wordings = wordings
        self._vocab = Vocab()
        self._doc: Any = Doc
        self._matcher: Any = PhraseMatcher(self._vocab)
        # One token a character: word boundaries of a segmenter would hide wordings that it
        # cuts otherwise.
        self._matcher.add("wording", [Doc(self._vocab, words=list(text)) for text in wordings])
        # Headings recur from report to report.
        self.find_in_title = lru_cache(maxsize=4096)(self.find)
        self._runs = _runs_of("".join(wordings), shortest=min(map(len, wordings), default=1))

    def find(self, text: str, windows: Iterable[Span] | None = None) -> list[Match]:
        """The wordings in the whole of ``text`` or in windows of it, by start.

        >>> from extractors.catalogue import load_catalogue
        >>> text = "公务接 待费5万元"
        >>> [text[m.start:m.end] for m in load_catalogue().matcher.find(text)]
        ['公务接 待费', '接 待费']
        """
        plain = normalise(text)
        chars: list[str] = []
        places: list[int] = []
        for start, end in windows or (Span(0, len(plain)),):
            for run in self._runs.finditer(plain, start, end):
                found = [at for at in range(*run.span()) if plain[at] not in PASSED_OVER]
                chars += [*map(plain.__getitem__, found), _BREAK]
                places += [*found, run.end()]
        if not chars:
            return []
        longest: dict[int, int] = {}
        for _, first, last in self._matcher(self._doc(self._vocab, words=chars)):
            longest[first] = max(last, longest.get(first, 0))
        return [
            Match(places[first], places[last - 1] + 1, self._wordings["".join(chars[first:last])])
            for first, last in sorted(longest.items())
        ]


def _runs_of(letters: str, shortest: int) -> re.Pattern[str]:
    """Runs of characters that wordings are made of; most other text need not be looked at."""
    allowed = "".join(sorted({*letters, *PASSED_OVER}))
    return re.compile(f"[{re.escape(allowed)}]{{{shortest},}}")
