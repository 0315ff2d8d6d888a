"""Kills at random moments: how many leave a difference after the next run."""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import Measure
from tests.bench.scale import LARGE
from tests.killing import kill_after, prepare

KILLS = 200 if LARGE else 20


def measures() -> Iterator[Measure]:
    """All measurements of this file."""
    moments = random.Random()
    different = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scene = prepare(folder)
        for turn in range(KILLS):
            seconds = moments.uniform(0, scene.seconds)
            shown, _ = kill_after(scene, folder / str(turn), seconds)
            different += shown != scene.expected
    what = f"of {KILLS} killed runs, share that left a difference"
    yield Measure(what, "an undisturbed run", different / KILLS, "≤ 0")
