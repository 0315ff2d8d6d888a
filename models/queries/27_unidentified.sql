-- 无法确定部门或年度的报告
-- Of which reports could department or year not be told?
SELECT
    file_name,
    department,
    fiscal_year,
    report_type,
    title,
    source_path,
    report_id
FROM v_report
WHERE is_current AND (department IS NULL OR fiscal_year IS NULL)
ORDER BY file_name, report_id
