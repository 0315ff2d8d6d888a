-- 同类部门跨地区比较
-- How do departments of one function compare across regions?
SELECT
    function_code,
    fiscal_year,
    region_name,
    department,
    budget_execution_rate_recomputed_pct AS execution_pct,
    budget_control_rate_recomputed_pct AS added_pct,
    sangong_control_rate_recomputed_pct AS sangong_pct,
    staff_control_rate_recomputed_pct AS staff_pct,
    selfeval_score,
    open_findings,
    report_id
FROM v_department_year
ORDER BY function_code, fiscal_year, execution_pct DESC NULLS LAST, department
