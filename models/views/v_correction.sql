-- One row a correction by a person, in the order they were made; none is ever changed or lost.
-- state: applied, overruled (by a later one), reverted, or inapplicable (its place is gone).
CREATE VIEW v_correction AS
SELECT
    c.id AS correction_id,
    s.report_id,
    s.quantity_id,
    c.file_name,
    c.sha256,
    c.field,
    c.old_value,
    c.new_value,
    c.printed,
    c.occurrence,
    c.reason,
    c.author,
    c.made_at,
    c.reverts,
    coalesce(s.state, 'inapplicable') AS state
FROM correction AS c
LEFT JOIN correction_state AS s ON s.correction_id = c.id
