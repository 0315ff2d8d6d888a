-- 缺少规定要素的报告
-- Which reports lack elements they must have?
SELECT
    r.fiscal_year,
    r.department,
    f.rule_id,
    f.severity,
    f.message,
    r.file_name,
    r.report_id
FROM v_finding AS f
JOIN v_report AS r ON r.report_id = f.report_id
WHERE f.rule_id LIKE 'J%'
ORDER BY r.report_id, f.rule_id, f.finding_id
