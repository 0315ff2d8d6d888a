-- “存在的问题”与上年一字不差
-- Which reports repeat last year's problems word for word?
SELECT
    r.fiscal_year,
    r.department,
    f.message,
    f.report_id,
    f.other_report_id AS last_report_id
FROM finding AS f
JOIN report AS r ON r.id = f.report_id
WHERE
    f.rule_id = 'D05'
    AND r.is_current
    -- 存在的问题和改进措施, not 其他需要说明的问题
    AND EXISTS (
        SELECT 1 FROM section AS s
        WHERE
            s.report_id = f.report_id
            AND s.char_start <= f.char_start
            AND s.char_end >= f.char_end
            AND s.kind = 'heading'
            AND s.title LIKE '%问题%'
            AND s.title NOT LIKE '%需要说明%'
    )
ORDER BY f.report_id, f.id
