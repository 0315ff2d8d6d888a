-- 预算、支出和执行率这几个数出自报告何处
-- Where exactly do the headline figures come from?
SELECT
    r.fiscal_year,
    r.department,
    m.name AS metric_name,
    q.printed,
    s.path AS section_path,
    q.char_start,
    q.char_end,
    substr(c.text, q.quote_start + 1, q.quote_end - q.quote_start) AS quote,
    r.file_name,
    r.id AS report_id,
    q.id AS quantity_id
-- Report by report, so that the first rows are there at once.
FROM report AS r
CROSS JOIN quantity AS q
LEFT JOIN report_content AS c ON c.report_id = q.report_id
LEFT JOIN section AS s ON s.id = q.section_id
LEFT JOIN metric AS m ON m.code = q.metric_code
WHERE
    r.is_current
    AND q.report_id = r.id
    AND q.metric_code IN ('budget_adjusted', 'expenditure_actual', 'budget_execution_rate')
    AND q.value_year = r.fiscal_year
    AND q.is_primary
    AND q.role = 'level'
    AND NOT q.is_target
    AND NOT q.is_threshold
    AND q.comparator IN ('=', '~')
    AND q.line_item IS NULL
    AND q.fund_type = 'all'
    AND q.fund_level = 'all'
    AND q.budget_book = 'all'
ORDER BY r.id, q.char_start
