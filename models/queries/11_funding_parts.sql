-- 资金来源分级之和与小计不符
-- Where do the funds of the levels of government not add up to their total?
WITH sums AS (
    SELECT
        q.report_id,
        q.metric_code,
        q.fund_type,
        max(CASE WHEN q.fund_level = 'all' THEN q.value_scaled END) AS total,
        sum(CASE WHEN q.fund_level <> 'all' THEN q.value_scaled END) AS parts
    FROM quantity AS q
    JOIN report AS r ON r.id = q.report_id
    WHERE
        q.metric_code IN ('budget_adjusted', 'expenditure_actual', 'budget_execution_rate')
        AND q.metric_code <> 'budget_execution_rate'
        AND q.role = 'level'
        AND q.line_item IS NULL
        AND q.is_primary
        AND q.value_year = r.fiscal_year
        AND coalesce(q.correction, '') <> 'void'
        AND r.is_current
    GROUP BY q.report_id, q.metric_code, q.fund_type
)
SELECT
    r.fiscal_year,
    r.department,
    m.name AS metric_name,
    s.fund_type,
    s.total / 100000000.0 AS total_wan,
    s.parts / 100000000.0 AS parts_wan,
    r.file_name,
    s.report_id
FROM sums AS s
JOIN report AS r ON r.id = s.report_id
LEFT JOIN metric AS m ON m.code = s.metric_code
WHERE s.parts <> s.total
ORDER BY s.report_id, m.name, s.fund_type
