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
WHERE f.rule_id = 'D05'
ORDER BY r.report_id, f.finding_id
