-- 执行率低于60%的项目
-- Which projects spent less than 60 % of their funds?
SELECT
    r.fiscal_year,
    r.department,
    coalesce(p.project, r.title) AS project,
    p.budget / 100000000.0 AS budget_wan,
    p.spent / 100000000.0 AS spent_wan,
    round(100.0 * p.spent / p.budget, 2) AS execution_pct,
    r.file_name,
    p.report_id
FROM report_project AS p
JOIN report AS r ON r.id = p.report_id
WHERE
    p.budget > 0
    AND p.spent < 0.6 * p.budget
    AND (p.project IS NOT NULL OR r.report_type = 'project_self')
    AND r.is_current
ORDER BY execution_pct, p.report_id, project
