"""Lines of money in flattened forms: which figure stands in which column."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractors.forms.flattened.bands import Band, Row
from extractors.forms.flattened.heads import heads_at
from extractors.forms.flattened.tokens import Cut, Token
from extractors.forms.words import is_form_word

_LONGEST_LABEL = 30
_MOST_EMPTY = 8
_HALF_A_CENT = Decimal("0.006")


def money_rows(cut: Cut, band: Band) -> Iterator[Row]:
    """The lines behind the heads of ``band``, whose ``end`` moves along; labels in column 0."""
    tokens = cut.tokens
    count = band.width - 1
    while band.end < len(tokens):
        band.end += _empty_before(cut, band)
        label = tokens[band.end]
        if not (_is_money_label(label) or (cut.is_exact and _is_line(cut, band.end))):
            return
        behind = band.end + 1
        values: list[Token] = []
        while behind < len(tokens) and len(values) < count and _goes_on(cut, label, tokens[behind]):
            values.append(tokens[behind])
            behind += 1
        placed = dict(enumerate(values)) if cut.is_exact else _placed(values, band, count)
        band.end = behind
        if placed is None:
            continue
        if len(values) == count - 1 and behind < len(tokens) and _is_remark(cut, band, behind):
            placed[count - 1] = tokens[behind]
            band.end += 1
        yield {0: label, **{column + 1: token for column, token in placed.items()}}


def _empty_before(cut: Cut, band: Band) -> int:
    """How many empty cells part the label of the next line from what stands before it."""
    if not band.heads.empty or cut.is_by_line:
        return 0
    behind = cut.tokens[band.end : band.end + _MOST_EMPTY]
    count = next((place for place, token in enumerate(behind) if token.text), 0)
    return count if count and _is_money_label(behind[count]) else 0


def _is_money_label(token: Token) -> bool:
    is_label = 0 < len(token.text) <= _LONGEST_LABEL and not token.is_figure
    return is_label and is_form_word("money_row", token.text)


def _is_line(cut: Cut, place: int) -> bool:
    """Whether words that name no money stand before figures: 公益金用于救助 | 0 | 0 | 100%."""
    label, *behind = cut.tokens[place : place + 3]
    if not 0 < len(label.text) <= _LONGEST_LABEL or label.is_figure or heads_at(cut, place):
        return False
    return len(behind) == 2 and all(_goes_on(cut, label, token) and token.text for token in behind)


def _goes_on(cut: Cut, label: Token, token: Token) -> bool:
    return token.is_figure and (not cut.is_by_line or token.line == label.line)


def _is_remark(cut: Cut, band: Band, place: int) -> bool:
    """Whether the column of reasons, which comes last, is filled behind the figures."""
    token = cut.tokens[place]
    if not (cut.is_exact and is_form_word("money_remark", band.heads.tokens[-1].text)):
        return False
    opens_heads = place + 1 < len(cut.tokens) and heads_at(cut, place + 1) is not None
    return bool(token.text) and not opens_heads and not _is_money_label(token)


def _placed(values: Sequence[Token], band: Band, count: int) -> Row | None:
    """The figures of a line by column; None where it is open which of them are left out."""
    heads = [token.text for token in band.heads.tokens[-count:]]
    amounts = [place for place, head in enumerate(heads) if is_form_word("money_amount", head)]
    if len(values) == count:
        return dict(enumerate(values))
    # 100 100 100 - -: of strokes it is open which columns they fill.
    figures = [token for token in values if token.points is not None]
    strokes = [token for token in values if not re.search(r"\d", token.text)]
    if figures and len(figures) == len(amounts) and [*figures, *strokes] == list(values):
        return dict(zip(amounts, figures, strict=True))
    if len(values) == count - 1 and is_form_word("money_remark", heads[-1]):
        return dict(enumerate(values))
    if len(values) == count - 1 and _confirms_rate(values, heads, len(amounts)):
        return {place + 1: token for place, token in enumerate(values)}
    return {} if not values else None


def _confirms_rate(values: Sequence[Token], heads: Sequence[str], amounts: int) -> bool:
    """Whether the first amount is left out: the rate printed is that of the other two."""
    rate = next((place for place, head in enumerate(heads) if "率" in head), 0) - 1
    if amounts != 3 or not 0 < rate < len(values):
        return False
    budget, spent, stated = (values[place].text.rstrip("%") for place in (0, 1, rate))
    try:
        shares = Decimal(spent) / Decimal(budget), Decimal(stated) / 100
    except ArithmeticError:
        return False
    return abs(shares[0] - shares[1]) < _HALF_A_CENT
