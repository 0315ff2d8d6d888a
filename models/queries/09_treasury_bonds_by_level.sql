-- 国债资金按中央、省、市、县的预算与执行
-- How far were treasury bond funds spent, by level of government?
SELECT
    r.fiscal_year,
    r.department,
    q.fund_level,
    sum(CASE WHEN q.metric_code = 'budget_adjusted' THEN q.value_scaled END) / 100000000.0
        AS budget_wan,
    sum(CASE WHEN q.metric_code = 'expenditure_actual' THEN q.value_scaled END) / 100000000.0
        AS spent_wan,
    round(
        100.0 * sum(CASE WHEN q.metric_code = 'expenditure_actual' THEN q.value_scaled END)
        / nullif(sum(CASE WHEN q.metric_code = 'budget_adjusted' THEN q.value_scaled END), 0),
        2
    ) AS execution_pct,
    q.report_id
FROM quantity AS q
JOIN report AS r ON r.id = q.report_id
WHERE
    q.metric_code IN ('budget_adjusted', 'expenditure_actual', 'budget_execution_rate')
    AND q.metric_code <> 'budget_execution_rate'
    AND q.role = 'level'
    AND q.line_item IS NULL
    AND q.is_primary
    AND q.fund_type = 'treasury_additional'
    AND q.value_year = r.fiscal_year
    AND coalesce(q.correction, '') <> 'void'
    AND r.is_current
GROUP BY q.report_id, r.fiscal_year, r.department, q.fund_level
ORDER BY r.fiscal_year, r.department, q.fund_level
