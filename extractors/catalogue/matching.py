"""Where the catalogue's wordings stand in a text."""

from typing import Any, NamedTuple

from extractors.catalogue.entries import Wording
from extractors.catalogue.words import PASSED_OVER, normalise


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

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Match]:
        """The wordings in ``text[start:end]``, by start; places count from the text's own.

        >>> from extractors.catalogue import load_catalogue
        >>> text = "公务接 待费5万元"
        >>> [text[m.start:m.end] for m in load_catalogue().matcher.find(text)]
        ['公务接 待费', '接 待费']
        """
        plain = normalise(text[start:end])
        places = [index for index, char in enumerate(plain, start) if char not in PASSED_OVER]
        if not places:
            return []
        chars = [plain[place - start] for place in places]
        doc = self._doc(self._vocab, words=chars, spaces=[False] * len(chars))
        longest: dict[int, int] = {}
        for _, first, last in self._matcher(doc):
            longest[first] = max(last, longest.get(first, 0))
        return [
            Match(places[first], places[last - 1] + 1, self._wordings["".join(chars[first:last])])
            for first, last in sorted(longest.items())
        ]
