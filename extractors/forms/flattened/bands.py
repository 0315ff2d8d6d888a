"""A run of heads with the rows below it."""

from dataclasses import dataclass, field

from extractors.forms.flattened.heads import HeadRun
from extractors.forms.flattened.tokens import Token
from extractors.forms.words import is_form_word

Row = dict[int, Token]
"""The tokens of a row by column."""


@dataclass(slots=True)
class Band:
    """Heads and the rows below them; ``end`` is the index of the token behind the last."""

    heads: HeadRun
    rows: list[Row] = field(default_factory=list)
    end: int = 0

    @property
    def width(self) -> int:
        """Number of columns; lines of money whose labels have no head have one more."""
        return len(self.heads.tokens) + self.shift

    @property
    def shift(self) -> int:
        """By how many columns the heads stand to the right of the labels."""
        first = self.heads.tokens[0].text
        return int(self.heads.is_money and not is_form_word("money_corner", first))

    @property
    def name_column(self) -> int:
        """The column of the indicators' own names."""
        roles = self.heads.roles
        return max(column for column, role in enumerate(roles) if role in ("level2", "level3"))
