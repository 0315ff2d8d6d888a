"""Near copies of passages, found in time linear in the text (bottom-k MinHash)."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from zlib import crc32

_SHINGLE = 4
_SKETCH = 8
# A hash shared by more passages than this says nothing (boilerplate everywhere).
_COMMON = 64

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


def near_copies(
    passages: Sequence[tuple[Hashable, Shingles]], least: float, *, own: bool = True
) -> Iterator[tuple[int, int, float]]:
    """Pairs of passages that resemble each other by ``least`` or more.

    Each passage comes with the key of what it belongs to (a report); ``own`` says whether
    passages of one key are compared with each other.

    Yields:
        positions of the earlier and the later passage, and their resemblance.
    """
    for later, earlier in _candidates(passages):
        if own or passages[earlier][0] != passages[later][0]:
            likeness = resemblance(passages[earlier][1], passages[later][1])
            if likeness >= least:
                yield earlier, later, likeness


def _candidates(passages: Sequence[tuple[Hashable, Shingles]]) -> Iterable[tuple[int, int]]:
    seen: dict[int, list[int]] = defaultdict(list)
    for at, (_, of) in enumerate(passages):
        partners: dict[int, int] = defaultdict(int)
        for value in sketch(of):
            for other in seen[value]:
                partners[other] += 1
            if len(seen[value]) < _COMMON:
                seen[value].append(at)
        for other, shared in partners.items():
            if shared >= 2:
                yield at, other
