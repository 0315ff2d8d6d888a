"""Slowing down those who guess."""

import time
from collections import deque
from threading import Lock


class Throttle:
    """Slows guessing down: so many failures within a time, then none is even looked at."""

    def __init__(self, failures: int, seconds: float) -> None:
        self._failures = failures
        self._seconds = seconds
        self._times: dict[str, deque[float]] = {}
        self._lock = Lock()

    def is_open(self, who: str) -> bool:
        """Whether another attempt may be made."""
        with self._lock:
            return len(self._recent(who)) < self._failures

    def failed(self, who: str) -> None:
        """An attempt was made in vain."""
        with self._lock:
            self._recent(who).append(time.monotonic())

    def succeeded(self, who: str) -> None:
        """All is forgotten."""
        with self._lock:
            self._times.pop(who, None)

    def _recent(self, who: str) -> deque[float]:
        now = time.monotonic()
        if len(self._times) > 10_000:  # made-up names must not fill the memory
            self._times = {
                k: t for k, t in self._times.items() if t and now - t[-1] < self._seconds
            }
        times = self._times.setdefault(who, deque(maxlen=self._failures))
        while times and now - times[0] >= self._seconds:
            times.popleft()
        return times
