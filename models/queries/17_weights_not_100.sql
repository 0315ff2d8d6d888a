-- 指标分值合计不是100分（或90分加执行率10分）
-- In which forms do the weights not add up to 100 (or to 90 beside 10 for execution)?
WITH forms AS (
    SELECT
        report_id,
        project,
        count(*) AS indicators,
        round(sum(weight) / 10000.0, 4) AS weights,
        round(sum(score) / 10000.0, 4) AS scores
    FROM indicator_result
    WHERE weight IS NOT NULL
    GROUP BY report_id, project
    HAVING sum(weight) NOT IN (900000, 1000000)
)
SELECT
    r.fiscal_year,
    r.department,
    f.project,
    f.indicators,
    f.weights,
    f.scores,
    r.file_name,
    f.report_id
FROM forms AS f
JOIN report AS r ON r.id = f.report_id
WHERE r.is_current
ORDER BY f.report_id, f.project
