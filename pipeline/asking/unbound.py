"""What is not understood: labels without a metric, and how much of all is bound."""

from dataclasses import dataclass

from sqlalchemy import Engine, text

EXAMPLE_LENGTH = 60

# A figure about one budget line has its own name and needs no metric of the department.
_LABELS = text(
    """
    SELECT q.label, q.kind, count(*) AS times, count(DISTINCT q.report_id) AS reports,
        min(q.quantity_id) AS example
    FROM v_quantity AS q
    WHERE q.metric_code IS NULL AND q.line_item IS NULL AND q.label <> ''
    GROUP BY q.label, q.kind
    ORDER BY times DESC, q.label, q.kind
    LIMIT :top
    """
)
_EXAMPLE = text("SELECT quote, printed, file_name FROM v_quantity WHERE quantity_id = :id")
_SHARES = text(
    """
    SELECT q.file_name, count(q.metric_code) AS bound, count(*) AS total
    FROM v_quantity AS q
    GROUP BY q.report_id, q.file_name
    ORDER BY 1.0 * count(q.metric_code) / count(*), q.file_name, q.report_id
    """
)


@dataclass(frozen=True, slots=True)
class UnboundLabel:
    """A label as written, how often and in how many reports, and one place it stands."""

    label: str
    kind: str
    times: int
    reports: int
    example: str
    file_name: str


def unbound_labels(engine: Engine, top: int) -> list[UnboundLabel]:
    """The ``top`` most frequent labels of current reports that no metric has."""
    found = []
    with engine.connect() as connection:
        for label, kind, times, reports, quantity_id in connection.execute(_LABELS, {"top": top}):
            quote, printed, name = connection.execute(_EXAMPLE, {"id": quantity_id}).one()
            example = around(quote or printed, printed)
            found.append(UnboundLabel(label, kind, times, reports, example, name))
    return found


def around(quote: str, printed: str) -> str:
    """The words about a printed quantity, on one line.

    >>> around("全年共" + "检查" * 40 + "企业12家。", "12家")[-6:]
    '企业12家。'
    """
    at = max(0, quote.find(printed) - EXAMPLE_LENGTH // 2)
    return " ".join(quote[at : at + EXAMPLE_LENGTH].split())


@dataclass(frozen=True, slots=True)
class BoundShare:
    """How many of a report's quantities have a metric, and how many it has."""

    file_name: str
    bound: int
    total: int


def bound_shares(engine: Engine) -> list[BoundShare]:
    """The share that is understood of each current report, the least understood first."""
    with engine.connect() as connection:
        return [BoundShare(*row) for row in connection.execute(_SHARES)]
