-- 项目个数与开展自评个数不一致
-- Where does the number of projects differ from the number evaluated?
SELECT
    fiscal_year,
    department,
    project_count,
    selfeval_project_count,
    selfeval_coverage_rate_recomputed_pct AS coverage_pct,
    report_id
FROM v_department_year
WHERE project_count <> selfeval_project_count
ORDER BY fiscal_year, department
