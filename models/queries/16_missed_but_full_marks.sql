-- 未达目标却得满分的指标
-- Which indicators missed their target and still got full marks?
SELECT
    i.fiscal_year,
    i.department,
    i.project,
    i.level3 AS indicator,
    i.target,
    i.actual,
    i.weight,
    i.score,
    i.deviation_reason,
    i.file_name,
    i.report_id
FROM missed_target AS m
JOIN v_indicator_result AS i ON i.result_id = m.result_id
WHERE i.score >= i.weight
ORDER BY i.report_id, i.result_id
