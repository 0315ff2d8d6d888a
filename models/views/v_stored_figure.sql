-- Figures of a department as a whole, superseded reports included: results, not goals or bounds; totals, not parts.
-- year_offset 0 is the report's own year, -1 the year before it.
CREATE VIEW v_stored_figure AS
SELECT
    q.report_id,
    q.id AS quantity_id,
    q.metric_code,
    q.point,
    q.value_scaled,
    coalesce(q.value_year - r.fiscal_year, 0) AS year_offset
FROM quantity AS q
JOIN report AS r ON r.id = q.report_id
WHERE
    q.is_primary
    AND q.role = 'level'
    AND NOT q.is_target
    AND NOT q.is_threshold
    AND q.comparator IN ('=', '~')
    AND q.line_item IS NULL
    AND q.fund_type = 'all'
    AND q.fund_level = 'all'
    AND q.budget_book = 'all'
