"""Faults that a person can put right."""


class Problem(Exception):
    """Something a person can put right: says what happened, and what to type next.

    The command line prints its message and ends with ``exit_code``; nothing else of it is shown.
    """

    exit_code = 2
