-- 库中现行的报告
-- Which reports are in the database?
SELECT
    report_id,
    file_name,
    department,
    fiscal_year,
    report_type,
    scope,
    char_count,
    ingested_at
FROM v_report
WHERE is_current
ORDER BY department, fiscal_year, report_id
