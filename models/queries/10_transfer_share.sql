-- 上级转移支付占部门预算的比重
-- What share of a department's budget came as transfers?
SELECT
    d.fiscal_year,
    d.department,
    d.budget_adjusted_wan,
    sum(q.value_scaled) / 100000000.0 AS transfers_wan,
    round(sum(q.value_scaled) / 1000000.0 / nullif(d.budget_adjusted_wan, 0), 2) AS share_pct,
    d.report_id
FROM v_department_year AS d
JOIN v_quantity AS q
    ON q.report_id = d.report_id
    AND q.metric_code = 'budget_adjusted'
    AND q.fund_type IN ('common_fiscal_transfer', 'special_transfer', 'general_transfer')
    AND q.fund_level = 'all'
    AND q.value_year = q.fiscal_year
    AND q.line_item IS NULL
    AND q.is_primary
GROUP BY d.report_id, d.fiscal_year, d.department, d.budget_adjusted_wan
ORDER BY share_pct DESC, d.department
