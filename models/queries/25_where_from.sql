-- 预算、支出和执行率这几个数出自报告何处
-- Where exactly do the headline figures come from?
SELECT
    fiscal_year,
    department,
    metric_name,
    printed,
    section_path,
    char_start,
    char_end,
    quote,
    file_name,
    report_id,
    quantity_id
FROM v_quantity
WHERE
    metric_code IN ('budget_adjusted', 'expenditure_actual', 'budget_execution_rate')
    AND is_primary
    AND role = 'level'
    AND value_year = fiscal_year
    AND fund_type = 'all'
    AND fund_level = 'all'
    AND budget_book = 'all'
    AND line_item IS NULL
ORDER BY report_id, char_start
