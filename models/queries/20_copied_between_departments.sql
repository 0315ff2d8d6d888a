-- 部门之间雷同的文字
-- Which reports share their text with another department's?
SELECT
    r.fiscal_year,
    r.department,
    o.department AS other_department,
    o.fiscal_year AS other_year,
    f.message,
    r.report_id,
    o.report_id AS other_report_id
FROM v_finding AS f
JOIN v_report AS r ON r.report_id = f.report_id
JOIN v_report AS o ON o.report_id = f.other_report_id
WHERE f.rule_id = 'I10'
ORDER BY r.report_id, o.report_id, f.finding_id
