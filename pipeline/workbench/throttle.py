"""Slowing down those who guess."""

from collections import deque
from threading import Lock
from time import monotonic

_FORGET_AT = 10_000


class Throttle:
    """Slows guessing down: so many failures within a time, then none is even looked at."""

    def __init__(self, failures: int, seconds: float) -> None:
        self._failures = failures
        self._seconds = seconds
        self._times: dict[str, deque[float]] = {}
        self._lock = Lock()
        self._full = _FORGET_AT

    def attempt(self, who: str) -> bool:
        """Count an attempt, before it is looked at: looking takes time, in which others come.

        Returns:
            Whether it may be made; it has failed until it is taken back.
        """
        with self._lock:
            times = self._recent(who)
            if len(times) >= self._failures:
                return False
            times.append(monotonic())
            return True

    def take_back(self, who: str) -> None:
        """An attempt that was counted is none any more."""
        with self._lock:
            if times := self._recent(who):
                times.pop()

    def forget(self, who: str) -> None:
        """All attempts are forgotten."""
        with self._lock:
            self._times.pop(who, None)

    def _recent(self, who: str) -> deque[float]:
        now = monotonic()
        if len(self._times) > self._full:  # made-up names must not fill the memory
            self._times = {
                k: t for k, t in self._times.items() if t and now - t[-1] < self._seconds
            }
            # Doubled, so that names that are all recent are not gone through at each attempt.
            self._full = max(_FORGET_AT, 2 * len(self._times))
        times = self._times.setdefault(who, deque(maxlen=self._failures))
        while times and now - times[0] >= self._seconds:
            times.popleft()
        return times
