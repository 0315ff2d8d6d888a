-- 哪些报告填报的比率与自己的金额不符
-- Which stated rates differ from the report's own amounts?
WITH pairs AS (
    SELECT
        d.fiscal_year,
        d.department,
        d.file_name,
        d.report_id,
        n.rate,
        CASE n.rate
            WHEN '预算执行率' THEN budget_execution_rate_stated_pct
            WHEN '预算完成率' THEN budget_completion_rate_stated_pct
            WHEN '预算控制率' THEN budget_control_rate_stated_pct
            WHEN '项目支出执行率' THEN project_execution_rate_stated_pct
            WHEN '三公经费控制率' THEN sangong_control_rate_stated_pct
            ELSE staff_control_rate_stated_pct
        END AS stated_pct,
        CASE n.rate
            WHEN '预算执行率' THEN budget_execution_rate_recomputed_pct
            WHEN '预算完成率' THEN budget_completion_rate_recomputed_pct
            WHEN '预算控制率' THEN budget_control_rate_recomputed_pct
            WHEN '项目支出执行率' THEN project_execution_rate_recomputed_pct
            WHEN '三公经费控制率' THEN sangong_control_rate_recomputed_pct
            ELSE staff_control_rate_recomputed_pct
        END AS recomputed_pct
    FROM v_department_year AS d
    CROSS JOIN (
        SELECT '预算执行率' AS rate
        UNION ALL SELECT '预算完成率'
        UNION ALL SELECT '预算控制率'
        UNION ALL SELECT '项目支出执行率'
        UNION ALL SELECT '三公经费控制率'
        UNION ALL SELECT '在职人员控制率'
    ) AS n
    WHERE
        budget_execution_rate_stated_pct <> budget_execution_rate_recomputed_pct
        OR budget_completion_rate_stated_pct <> budget_completion_rate_recomputed_pct
        OR budget_control_rate_stated_pct <> budget_control_rate_recomputed_pct
        OR project_execution_rate_stated_pct <> project_execution_rate_recomputed_pct
        OR sangong_control_rate_stated_pct <> sangong_control_rate_recomputed_pct
        OR staff_control_rate_stated_pct <> staff_control_rate_recomputed_pct
)
SELECT
    fiscal_year,
    department,
    rate,
    stated_pct,
    recomputed_pct,
    round(stated_pct - recomputed_pct, 2) AS difference,
    file_name,
    report_id
FROM pairs
WHERE round(stated_pct - recomputed_pct, 2) <> 0
ORDER BY abs(stated_pct - recomputed_pct) DESC, report_id, rate
