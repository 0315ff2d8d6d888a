-- 资金来源分级之和与小计不符
-- Where do the funds of the levels of government not add up to their total?
SELECT
    fiscal_year,
    department,
    metric_name,
    fund_type,
    max(CASE WHEN fund_level = 'all' THEN value_scaled END) / 100000000.0 AS total_wan,
    sum(CASE WHEN fund_level <> 'all' THEN value_scaled END) / 100000000.0 AS parts_wan,
    file_name,
    report_id
FROM v_quantity
WHERE
    metric_code IN ('budget_adjusted', 'expenditure_actual')
    AND value_year = fiscal_year
    AND role = 'level'
    AND line_item IS NULL
    AND is_primary
GROUP BY report_id, file_name, fiscal_year, department, metric_name, fund_type
HAVING
    sum(CASE WHEN fund_level <> 'all' THEN value_scaled END)
    <> max(CASE WHEN fund_level = 'all' THEN value_scaled END)
ORDER BY report_id, metric_name, fund_type
