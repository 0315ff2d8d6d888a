-- 同一报告中同一指标出现两个数值
-- Which metrics have two values inside one report?
SELECT
    r.fiscal_year,
    r.department,
    m.name AS metric_name,
    c.value_year,
    c.point,
    c.fund_type,
    c.fund_level,
    c.n_values,
    c.lowest / (CASE c.kind WHEN 'percent' THEN 1000000.0 ELSE 10000.0 END) AS lowest,
    c.highest / (CASE c.kind WHEN 'percent' THEN 1000000.0 ELSE 10000.0 END) AS highest,
    c.first_place,
    c.last_place,
    r.file_name,
    c.report_id
FROM two_values AS c
JOIN report AS r ON r.id = c.report_id
LEFT JOIN metric AS m ON m.code = c.metric_code
WHERE r.is_current
ORDER BY c.report_id, c.first_place
