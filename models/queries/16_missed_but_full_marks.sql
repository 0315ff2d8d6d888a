-- 未达目标却得满分的指标
-- Which indicators missed their target and still got full marks?
SELECT
    fiscal_year,
    department,
    project,
    level3 AS indicator,
    target,
    actual,
    weight,
    score,
    deviation_reason,
    file_name,
    report_id
FROM v_indicator_result
WHERE
    score >= weight
    AND (
        (target_comparator IN ('=', '>=', '>') AND actual_value < target_value)
        OR (target_comparator IN ('<=', '<') AND actual_value > target_value)
    )
ORDER BY report_id, result_id
