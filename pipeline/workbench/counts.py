"""How many rows a view has, counted without walking all of them."""

from sqlalchemy import Connection, text

# v_quantity leaves out what superseded reports hold and what people said is no quantity. Both
# are few, and found by their reports; the others are counted in an index.
_QUANTITIES = text(
    """
    SELECT
        (SELECT count(*) FROM quantity)
        - (
            SELECT count(*) FROM quantity
            WHERE report_id IN (SELECT id FROM report WHERE NOT is_current)
        )
        - (
            SELECT count(*) FROM quantity AS q JOIN report AS r ON r.id = q.report_id
            WHERE q.report_id IN (SELECT report_id FROM correction_state)
                AND r.is_current AND q.correction = 'void'
        )
    """
)


def count_quantities(database: Connection) -> int:
    """The number of rows of ``v_quantity``."""
    return int(database.execute(_QUANTITIES).scalar_one())
