"""The sentence a figure stands in, cut to what one reads at a glance."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, text

AROUND = 60
"""Characters of a sentence shown before and behind its figure."""

# The rest of a clause at the start of a cut: 40万元、市4.00万元），预算执行率 -> 预算执行率.
_BROKEN_OFF = re.compile(r"^[^，；：。]*[，；：。]")

_SENTENCES = text(
    """
    SELECT q.id, q.report_id, q.printed, q.char_start - q.quote_start AS at,
        substr(c.text, q.quote_start + 1, q.quote_end - q.quote_start) AS quote
    FROM quantity AS q JOIN report_content AS c ON c.report_id = q.report_id
    WHERE q.id IN :quantities
    """
).bindparams(bindparam("quantities", expanding=True))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A figure as printed, with what stands before and behind it."""

    report_id: int
    quantity_id: int
    before: str
    printed: str
    after: str

    @property
    def place(self) -> str:
        """Its address."""
        return f"/reports/{self.report_id}#q{self.quantity_id}"


def sentences(database: Connection, quantities: Iterable[int]) -> dict[int, Sentence]:
    """The sentences of quantities, by their numbers; of those that are gone there is none."""
    asked = list(dict.fromkeys(quantities))
    rows = database.execute(_SENTENCES, {"quantities": asked}) if asked else ()
    return {row.id: _sentence(row) for row in rows}


def _sentence(row: Any) -> Sentence:
    end = row.at + len(row.printed)
    before, after = shortened(row.quote[: row.at], row.quote[end:])
    return Sentence(row.report_id, row.id, before, row.printed, after)


def shortened(before: str, after: str) -> tuple[str, str]:
    r"""What stands around a figure on one line, cut where it is long.

    >>> shortened("甲乙" * 40 + "，收入", "。其中：\n1.")
    ('…收入', '。其中： 1.')
    """
    before, after = (re.sub(r"\s+", " ", part) for part in (before, after))
    if len(before) > AROUND:
        before = "…" + _BROKEN_OFF.sub("", before[-AROUND:])
    return before, after if len(after) <= AROUND else after[:AROUND] + "…"
