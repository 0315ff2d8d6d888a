"""What people may do in the workbench."""

from enum import StrEnum


class AccountRole(StrEnum):
    """What a person may do: only read; settle and correct; also take back what others corrected,
    and say who may do what.
    """

    READ = "read"
    REVIEW = "review"
    ADMINISTER = "administer"
