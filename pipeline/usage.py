"""How much memory a process has used."""

import resource
import sys


def peak_memory() -> int:
    """The most memory this process ever had at once, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
