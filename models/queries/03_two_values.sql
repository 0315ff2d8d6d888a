-- 同一报告中同一指标出现两个数值
-- Which metrics have two values inside one report?
SELECT
    fiscal_year,
    department,
    metric_name,
    value_year,
    point,
    fund_type,
    fund_level,
    count(DISTINCT value_scaled) AS n_values,
    min(value) AS lowest,
    max(value) AS highest,
    min(char_start) AS first_place,
    max(char_start) AS last_place,
    file_name,
    report_id
FROM v_quantity
WHERE
    metric_code IS NOT NULL
    AND role = 'level'
    AND comparator = '='
    AND line_item IS NULL
    AND origin = 'text'
    AND NOT is_target
    AND NOT is_threshold
GROUP BY
    report_id, file_name, fiscal_year, department, metric_code, metric_name, value_year,
    point, fund_type, fund_level, budget_book
HAVING count(DISTINCT value_scaled) > 1
ORDER BY report_id, first_place
