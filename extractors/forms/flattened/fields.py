"""Names of fields with what stands behind them, laid out as rows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractors.forms.flattened.bands import Row
from extractors.forms.flattened.tokens import Token
from extractors.forms.words import is_form_word

# 资金情况(万元), which stands beside the lines of money
_WITH_UNIT = re.compile(r"\([千百]?[万亿]?元\)$")


@dataclass(frozen=True, slots=True)
class Line:
    """A row to be laid out; its cell in the column before ``edge`` reaches to the table's edge."""

    row: Row
    edge: int
    heights: Mapping[int, int] = field(default_factory=dict)


def fields_of(tokens: Sequence[Token]) -> list[Line]:
    """Names of fields with what stands behind them; any other text is a row of its own."""
    lines: list[Line] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        funds, end = _funds_beside(tokens, place)
        if funds:
            lines += funds
            place = end
            continue
        behind = tokens[place + 1] if place + 1 < len(tokens) else None
        if behind and behind.text and _is_pair(token, behind):
            lines.append(Line({0: token, 1: behind}, 2))
            place += 2
            continue
        if token.text:
            lines.append(Line({0: token}, 1))
        place += 1
    return lines


def _funds_beside(tokens: Sequence[Token], corner: int) -> tuple[list[Line], int]:
    """资金情况(万元), then 资金总额 100, 其中:财政拨款 100: the first says the unit of the others.

    Also where they end; no lines where nothing of the kind stands there.
    """
    head = tokens[corner]
    if not (_WITH_UNIT.search(head.text) and is_form_word("money_corner", head.text)):
        return [], corner
    rows: list[Row] = []
    end = corner + 1
    for place in range(corner + 1, len(tokens)):
        token = tokens[place]
        if is_form_word("money_row", token.text):
            rows.append({1: token})
        elif rows and 2 not in rows[-1] and place == end and _is_pair(rows[-1][1], token):
            rows[-1] = {**rows[-1], 2: token}
        elif token.text:
            break
        else:
            continue
        end = place + 1
    if not any(2 in row for row in rows):
        return [], corner
    rows[0] = {0: head, **rows[0]}
    return [Line(row, 3, {0: len(rows)} if 0 in row else {}) for row in rows], end


def _is_pair(key: Token, value: Token) -> bool:
    if is_form_word("form_field", key.text):
        return not is_form_word("form_field", value.text)
    return is_form_word("money_row", key.text) and value.text[:1] in tuple("0123456789≥≤<>")
