-- 指标分值合计不是100分（或90分加执行率10分）
-- In which forms do the weights not add up to 100 (or to 90 beside 10 for execution)?
SELECT
    fiscal_year,
    department,
    project,
    count(*) AS indicators,
    round(sum(weight), 4) AS weights,
    round(sum(score), 4) AS scores,
    file_name,
    report_id
FROM v_indicator_result
WHERE weight IS NOT NULL
GROUP BY report_id, file_name, fiscal_year, department, project
HAVING round(sum(weight), 4) NOT IN (90, 100)
ORDER BY report_id, project
