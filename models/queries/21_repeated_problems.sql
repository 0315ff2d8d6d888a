-- “存在的问题”与上年一字不差
-- Which reports repeat last year's problems word for word?
SELECT
    r.fiscal_year,
    r.department,
    f.message,
    r.report_id,
    f.other_report_id AS last_report_id
FROM v_finding AS f
JOIN v_report AS r ON r.report_id = f.report_id
WHERE
    f.rule_id = 'D05'
    -- 存在的问题和改进措施, not 其他需要说明的问题
    AND EXISTS (
        SELECT 1 FROM v_section AS s
        WHERE
            s.report_id = f.report_id
            AND s.kind = 'heading'
            AND s.title LIKE '%问题%'
            AND s.title NOT LIKE '%需要说明%'
            AND f.char_start >= s.char_start
            AND f.char_end <= s.char_end
    )
ORDER BY r.report_id, f.finding_id
