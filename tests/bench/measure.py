"""One measurement, and the time that work takes."""

from collections.abc import Callable
from dataclasses import dataclass
from time import process_time

ROUNDS = 7


@dataclass(frozen=True, slots=True)
class Measure:
    """A ratio against a baseline measured in the same run.

    Attributes:
        what: what was measured, on what.
        baseline: what it is compared with.
        ratio: times as fast, or times as long, as ``what`` says.
        wanted: the bound that it should keep, as printed ("≥ 3", "≤ 22").
    """

    what: str
    baseline: str
    ratio: float
    wanted: str

    @property
    def holds(self) -> bool:
        """Whether the ratio keeps its bound."""
        sign, bound = self.wanted.split()
        return self.ratio >= float(bound) if sign == "≥" else self.ratio <= float(bound)


def best_seconds(action: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The least processor time of several runs: what the work costs without the noise."""
    times = []
    for _ in range(rounds):
        start = process_time()
        action()
        times.append(process_time() - start)
    return min(times)
