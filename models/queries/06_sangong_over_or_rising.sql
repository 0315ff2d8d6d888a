-- 三公经费超预算或比上年增加的部门
-- Whose 三公 spending is over budget or above last year's?
SELECT
    fiscal_year,
    department,
    sangong_budget_wan,
    sangong_actual_wan,
    sangong_prior_wan,
    sangong_control_rate_recomputed_pct AS control_pct,
    sangong_change_rate_recomputed_pct AS change_pct,
    report_id
FROM v_department_year
WHERE sangong_actual_wan > sangong_budget_wan OR sangong_actual_wan > sangong_prior_wan
ORDER BY fiscal_year DESC, control_pct DESC NULLS LAST, department
