-- 国债资金按中央、省、市、县的预算与执行
-- How far were treasury bond funds spent, by level of government?
SELECT
    fiscal_year,
    department,
    fund_level,
    sum(CASE WHEN metric_code = 'budget_adjusted' THEN value_scaled END) / 100000000.0
        AS budget_wan,
    sum(CASE WHEN metric_code = 'expenditure_actual' THEN value_scaled END) / 100000000.0
        AS spent_wan,
    round(
        100.0 * sum(CASE WHEN metric_code = 'expenditure_actual' THEN value_scaled END)
        / nullif(sum(CASE WHEN metric_code = 'budget_adjusted' THEN value_scaled END), 0),
        2
    ) AS execution_pct,
    report_id
FROM v_quantity
WHERE
    metric_code IN ('budget_adjusted', 'expenditure_actual')
    AND fund_type = 'treasury_additional'
    AND value_year = fiscal_year
    AND role = 'level'
    AND line_item IS NULL
    AND is_primary
GROUP BY report_id, fiscal_year, department, fund_level
ORDER BY fiscal_year, department, fund_level
