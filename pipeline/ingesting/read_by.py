"""Who can read the files of a run, by the names of the command line."""

from enum import StrEnum


class ReadBy(StrEnum):
    """Processes of this machine, or a cluster of several."""

    PROCESSES = "processes"
    DASK = "dask"
