"""Faults that a person can put right."""


class Problem(Exception):
    """Something a person can put right: says what happened, and what to type next.

    The command line prints its message and ends with 2; nothing else of it is shown.
    """
