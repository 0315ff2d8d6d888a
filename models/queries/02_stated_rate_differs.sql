-- 哪些报告填报的比率与自己的金额不符
-- Which stated rates differ from the report's own amounts?
WITH years AS MATERIALIZED (
    SELECT
        report_id,
        budget_execution_rate_stated_pct, budget_execution_rate_recomputed_pct,
        budget_completion_rate_stated_pct, budget_completion_rate_recomputed_pct,
        budget_control_rate_stated_pct, budget_control_rate_recomputed_pct,
        project_execution_rate_stated_pct, project_execution_rate_recomputed_pct,
        sangong_control_rate_stated_pct, sangong_control_rate_recomputed_pct,
        staff_control_rate_stated_pct, staff_control_rate_recomputed_pct
    FROM v_department_year
),
rates AS (
    SELECT report_id, '预算执行率' AS rate, budget_execution_rate_stated_pct AS stated_pct,
        budget_execution_rate_recomputed_pct AS recomputed_pct
    FROM years
    UNION ALL
    SELECT report_id, '预算完成率' AS rate, budget_completion_rate_stated_pct AS stated_pct,
        budget_completion_rate_recomputed_pct AS recomputed_pct
    FROM years
    UNION ALL
    SELECT report_id, '预算控制率' AS rate, budget_control_rate_stated_pct AS stated_pct,
        budget_control_rate_recomputed_pct AS recomputed_pct
    FROM years
    UNION ALL
    SELECT report_id, '项目支出执行率' AS rate, project_execution_rate_stated_pct AS stated_pct,
        project_execution_rate_recomputed_pct AS recomputed_pct
    FROM years
    UNION ALL
    SELECT report_id, '三公经费控制率' AS rate, sangong_control_rate_stated_pct AS stated_pct,
        sangong_control_rate_recomputed_pct AS recomputed_pct
    FROM years
    UNION ALL
    SELECT report_id, '在职人员控制率' AS rate, staff_control_rate_stated_pct AS stated_pct,
        staff_control_rate_recomputed_pct AS recomputed_pct
    FROM years
)
SELECT
    r.fiscal_year,
    r.department,
    rates.rate,
    rates.stated_pct,
    rates.recomputed_pct,
    round(rates.stated_pct - rates.recomputed_pct, 2) AS difference,
    r.file_name,
    r.report_id
FROM rates
JOIN v_report AS r ON r.report_id = rates.report_id
WHERE round(rates.stated_pct - rates.recomputed_pct, 2) <> 0
ORDER BY abs(rates.stated_pct - rates.recomputed_pct) DESC, r.report_id, rates.rate
