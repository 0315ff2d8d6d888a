-- 缺少规定要素的报告
-- Which reports lack elements they must have?
SELECT
    r.fiscal_year,
    r.department,
    f.rule_id,
    f.severity,
    f.message,
    r.file_name,
    f.report_id
FROM finding AS f
JOIN report AS r ON r.id = f.report_id
WHERE f.rule_id LIKE 'J%' AND r.is_current
ORDER BY f.report_id, f.rule_id, f.id
