-- 执行率低于60%的项目
-- Which projects spent less than 60 % of their funds?
WITH projects AS (
    SELECT
        report_id,
        line_item,
        max(
            CASE WHEN metric_code IN ('project_budget', 'budget_adjusted') THEN value_scaled END
        ) AS budget,
        max(
            CASE WHEN metric_code IN ('project_actual', 'expenditure_actual') THEN value_scaled END
        ) AS spent
    FROM v_quantity
    WHERE
        metric_code IN (
            'project_budget', 'budget_adjusted', 'project_actual', 'expenditure_actual'
        )
        AND (line_item IS NOT NULL OR report_type = 'project_self')
        AND role = 'level'
        AND fund_type = 'all'
        AND fund_level = 'all'
    GROUP BY report_id, line_item
)
SELECT
    r.fiscal_year,
    r.department,
    coalesce(p.line_item, r.title) AS project,
    p.budget / 100000000.0 AS budget_wan,
    p.spent / 100000000.0 AS spent_wan,
    round(100.0 * p.spent / p.budget, 2) AS execution_pct,
    r.file_name,
    r.report_id
FROM projects AS p
JOIN v_report AS r ON r.report_id = p.report_id
WHERE p.budget > 0 AND p.spent < 0.6 * p.budget
ORDER BY execution_pct, r.report_id, project
