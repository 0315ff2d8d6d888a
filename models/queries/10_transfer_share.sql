-- 上级转移支付占部门预算的比重
-- What share of a department's budget came as transfers?
WITH transfers AS (
    SELECT q.report_id, sum(q.value_scaled) AS total
    FROM quantity AS q
    JOIN report AS r ON r.id = q.report_id
    WHERE
        q.metric_code IN ('budget_adjusted', 'expenditure_actual', 'budget_execution_rate')
        AND q.metric_code = 'budget_adjusted'
        AND q.role = 'level'
        AND q.line_item IS NULL
        AND q.is_primary
        AND q.fund_type IN ('common_fiscal_transfer', 'special_transfer', 'general_transfer')
        AND q.fund_level = 'all'
        AND q.value_year = r.fiscal_year
        AND coalesce(q.correction, '') <> 'void'
    GROUP BY q.report_id
)
SELECT
    d.fiscal_year,
    d.department,
    d.budget_adjusted_wan,
    t.total / 100000000.0 AS transfers_wan,
    round(t.total / 1000000.0 / nullif(d.budget_adjusted_wan, 0), 2) AS share_pct,
    d.report_id
FROM v_department_year AS d
JOIN transfers AS t ON t.report_id = d.report_id
ORDER BY share_pct DESC, d.department
