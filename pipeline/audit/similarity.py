"""Near copies of passages, found in time linear in the text (bottom-k MinHash)."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from zlib import crc32

_SHINGLE = 4
_SKETCH = 8
# A hash is followed to so many passages, and so many of those that share most are compared:
# wordings that everybody uses cost no more than others.
COMMON = 24
TRIED = 3
FEWEST_SHARED = 2

Shingles = frozenset[int]


def shingles(text: str) -> Shingles:
    """Hashes of all runs of four characters, white space left out.

    >>> shingles("绩效 自评") == shingles("绩效自评")
    True
    """
    plain = "".join(text.split())
    data = plain.encode("utf-32-le")
    width = 4 * _SHINGLE
    return frozenset(crc32(data[i : i + width]) for i in range(0, len(data) - width + 4, 4))


def resemblance(a: Shingles, b: Shingles) -> float:
    """Share of shingles in common: 1 for equal passages, 0 for strangers."""
    union = len(a | b)
    return len(a & b) / union if union else 0.0


def sketch(of: Shingles) -> tuple[int, ...]:
    """The smallest hashes: near copies have most of them in common."""
    return tuple(sorted(of)[:_SKETCH])


def near_copies(passages: Sequence[Shingles], least: float) -> Iterator[tuple[int, int, float]]:
    """Each passage that resembles an earlier one by ``least`` or more, with that one.

    Yields:
        positions of the earlier and the later passage, and their resemblance.
    """
    seen: dict[int, list[int]] = defaultdict(list)
    for later, of in enumerate(passages):
        marks = sketch(of)
        partners = Counter(earlier for mark in marks for earlier in seen[mark])
        for earlier, shared in partners.most_common(TRIED):
            likeness = resemblance(passages[earlier], of) if shared >= FEWEST_SHARED else 0.0
            if likeness >= least:
                yield earlier, later, likeness
                break
        for mark in marks:
            if len(seen[mark]) < COMMON:
                seen[mark].append(later)
