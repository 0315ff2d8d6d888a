-- 今年报告的上年数与上年报告的本年数不一致
-- Where does this year's figure for last year differ from last year's own report?
WITH differing AS MATERIALIZED (
    SELECT
        t.id AS report_id,
        l.id AS last_report_id,
        says.metric_code,
        says.kind,
        says.unit,
        says.value AS says,
        said.value_scaled AS said
    FROM prior_figure AS says
    CROSS JOIN report AS t
    CROSS JOIN report AS l
    CROSS JOIN quantity AS said
    WHERE
        t.id = says.report_id
        AND t.is_current
        AND l.department_id = t.department_id
        AND l.fiscal_year = t.fiscal_year - 1
        AND l.is_current
        AND said.report_id = l.id
        AND said.metric_code = says.metric_code
        AND coalesce(said.value_year, l.fiscal_year) = l.fiscal_year
        AND said.point <> 'start'
        AND said.is_primary
        AND said.role = 'level'
        AND NOT said.is_target
        AND NOT said.is_threshold
        AND said.comparator IN ('=', '~')
        AND said.line_item IS NULL
        AND said.fund_type = 'all'
        AND said.fund_level = 'all'
        AND said.budget_book = 'all'
        AND said.value_scaled <> says.value
)
SELECT
    t.fiscal_year,
    t.department,
    m.name AS metric_name,
    d.says / (CASE d.kind WHEN 'percent' THEN 1000000.0 ELSE 10000.0 END) AS says_prior,
    d.said / (CASE d.kind WHEN 'percent' THEN 1000000.0 ELSE 10000.0 END) AS last_report_said,
    d.unit,
    d.report_id,
    d.last_report_id
FROM differing AS d
JOIN v_department_year AS t ON t.report_id = d.report_id
JOIN v_department_year AS l ON l.report_id = d.last_report_id
LEFT JOIN metric AS m ON m.code = d.metric_code
ORDER BY t.fiscal_year, t.department, m.name
