-- 同一报告中同一指标出现两个数值
-- Which metrics have two values inside one report?
WITH twice AS (
    SELECT q.report_id, q.metric_code, q.value_year, q.point, q.fund_type, q.fund_level,
        q.budget_book
    FROM quantity AS q
    WHERE
        metric_code IS NOT NULL
        AND role = 'level'
        AND comparator = '='
        AND line_item IS NULL
        AND table_index IS NULL
        AND NOT is_target
        AND NOT is_threshold
        AND coalesce(q.correction, '') <> 'void'
    GROUP BY q.report_id, q.metric_code, q.value_year, q.point, q.fund_type, q.fund_level,
        q.budget_book
    HAVING min(q.value_scaled) <> max(q.value_scaled)
)
SELECT
    q.fiscal_year,
    q.department,
    q.metric_name,
    q.value_year,
    q.point,
    q.fund_type,
    q.fund_level,
    count(DISTINCT q.value_scaled) AS n_values,
    min(q.value) AS lowest,
    max(q.value) AS highest,
    min(q.char_start) AS first_place,
    max(q.char_start) AS last_place,
    q.file_name,
    q.report_id
FROM twice AS t
JOIN v_quantity AS q
    ON q.report_id = t.report_id
    AND q.metric_code = t.metric_code
    AND coalesce(q.value_year, 0) = coalesce(t.value_year, 0)
    AND q.point = t.point
    AND q.fund_type = t.fund_type
    AND q.fund_level = t.fund_level
    AND q.budget_book = t.budget_book
WHERE
    q.role = 'level'
    AND q.comparator = '='
    AND q.line_item IS NULL
    AND q.origin = 'text'
    AND NOT q.is_target
    AND NOT q.is_threshold
GROUP BY
    q.report_id, q.file_name, q.fiscal_year, q.department, q.metric_code, q.metric_name,
    q.value_year, q.point, q.fund_type, q.fund_level, q.budget_book
ORDER BY q.report_id, first_place
