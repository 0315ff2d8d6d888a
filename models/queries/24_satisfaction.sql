-- 满意度有无数值（只写“优”的算文字）
-- Is satisfaction given as a number, in words only, or not at all?
SELECT
    fiscal_year,
    department,
    CASE
        WHEN satisfaction_rate_stated_pct IS NOT NULL THEN 'number'
        WHEN report_id IN (SELECT report_id FROM finding WHERE rule_id = 'J06') THEN 'words'
        ELSE 'nothing'
    END AS given_as,
    satisfaction_rate_stated_pct AS satisfaction_pct,
    report_id
FROM v_department_year
ORDER BY fiscal_year, given_as, department
