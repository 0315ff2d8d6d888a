-- 执行率低于60%的项目
-- Which projects spent less than 60 % of their funds?
WITH projects AS (
    SELECT
        q.report_id,
        q.line_item,
        max(
            CASE
                WHEN q.metric_code IN ('project_budget', 'budget_adjusted') THEN q.value_scaled
            END
        ) AS budget,
        max(
            CASE
                WHEN q.metric_code IN ('project_actual', 'expenditure_actual') THEN q.value_scaled
            END
        ) AS spent
    FROM quantity AS q
    JOIN report AS r ON r.id = q.report_id
    WHERE
        q.metric_code IN (
            'project_budget', 'budget_adjusted', 'project_actual', 'expenditure_actual'
        )
        AND (q.line_item IS NOT NULL OR r.report_type = 'project_self')
        AND q.role = 'level'
        AND q.fund_type = 'all'
        AND q.fund_level = 'all'
        AND coalesce(q.correction, '') <> 'void'
        AND r.is_current
    GROUP BY q.report_id, q.line_item
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
