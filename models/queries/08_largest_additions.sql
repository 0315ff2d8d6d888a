-- 年中追加预算最多的部门
-- Which departments had the largest additions during the year?
SELECT
    fiscal_year,
    department,
    budget_initial_wan,
    budget_supplement_wan,
    budget_adjusted_wan,
    budget_control_rate_recomputed_pct AS added_pct,
    report_id
FROM v_department_year
WHERE budget_supplement_wan > 0
ORDER BY added_pct DESC NULLS LAST, department
