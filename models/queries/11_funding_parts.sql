-- 资金来源分级之和与小计不符
-- Where do the funds of the levels of government not add up to their total?
WITH sums AS (
    SELECT
        report_id,
        fund_type,
        sum(CASE WHEN fund_level = 'all' THEN budget END) AS budget,
        sum(CASE WHEN fund_level <> 'all' THEN budget END) AS budget_parts,
        sum(CASE WHEN fund_level = 'all' THEN spent END) AS spent,
        sum(CASE WHEN fund_level <> 'all' THEN spent END) AS spent_parts
    FROM report_fund
    GROUP BY report_id, fund_type
),
wrong AS (
    SELECT
        report_id, 'budget_adjusted' AS metric_code, fund_type, budget AS total, budget_parts AS parts
    FROM sums
    WHERE budget <> budget_parts
    UNION ALL
    SELECT
        report_id, 'expenditure_actual' AS metric_code, fund_type, spent AS total, spent_parts AS parts
    FROM sums
    WHERE spent <> spent_parts
)
SELECT
    r.fiscal_year,
    r.department,
    m.name AS metric_name,
    w.fund_type,
    w.total / 100000000.0 AS total_wan,
    w.parts / 100000000.0 AS parts_wan,
    r.file_name,
    w.report_id
FROM wrong AS w
JOIN report AS r ON r.id = w.report_id
LEFT JOIN metric AS m ON m.code = w.metric_code
WHERE r.is_current
ORDER BY w.report_id, m.name, w.fund_type
