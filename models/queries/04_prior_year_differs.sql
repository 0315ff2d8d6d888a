-- 今年报告的上年数与上年报告的本年数不一致
-- Where does this year's figure for last year differ from last year's own report?
WITH speaking AS MATERIALIZED (
    SELECT report_id, department_id, department, fiscal_year FROM v_department_year
),
differing AS (
    SELECT
        t.*,
        l.report_id AS last_report_id,
        says.id AS quantity_id,
        says.value_scaled AS says,
        said.value_scaled AS said
    FROM speaking AS t
    CROSS JOIN speaking AS l
    CROSS JOIN quantity AS says
    CROSS JOIN quantity AS said
    WHERE
        l.department_id = t.department_id
        AND l.fiscal_year = t.fiscal_year - 1
        AND says.report_id = t.report_id
        AND says.metric_code > ''
        AND says.value_year = t.fiscal_year - 1
        AND says.point <> 'start'
        AND says.is_primary
        AND says.role = 'level'
        AND NOT says.is_target
        AND NOT says.is_threshold
        AND says.comparator IN ('=', '~')
        AND says.line_item IS NULL
        AND says.fund_type = 'all'
        AND says.fund_level = 'all'
        AND says.budget_book = 'all'
        AND said.report_id = l.report_id
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
        AND says.value_scaled <> said.value_scaled
)
SELECT
    d.fiscal_year,
    d.department,
    q.metric_name,
    d.says / (q.scale_factor * 1.0) AS says_prior,
    d.said / (q.scale_factor * 1.0) AS last_report_said,
    q.unit,
    d.report_id,
    d.last_report_id
FROM differing AS d
JOIN v_quantity AS q ON q.quantity_id = d.quantity_id
ORDER BY d.fiscal_year, d.department, q.metric_name
