-- 今年报告的上年数与上年报告的本年数不一致
-- Where does this year's figure for last year differ from last year's own report?
WITH speaking AS MATERIALIZED (
    SELECT report_id, department_id, department, fiscal_year FROM v_department_year
)
SELECT
    t.fiscal_year,
    t.department,
    q.metric_name,
    says.value_scaled / (q.scale_factor * 1.0) AS says_prior,
    said.value_scaled / (q.scale_factor * 1.0) AS last_report_said,
    q.unit,
    t.report_id,
    l.report_id AS last_report_id
FROM speaking AS t
JOIN speaking AS l
    ON l.department_id = t.department_id AND l.fiscal_year = t.fiscal_year - 1
JOIN v_figure AS says
    ON says.report_id = t.report_id AND says.year_offset = -1 AND says.point <> 'start'
JOIN v_own_figure AS said
    ON said.report_id = l.report_id AND said.metric_code || '' = says.metric_code
JOIN v_quantity AS q ON q.quantity_id = says.quantity_id
WHERE says.value_scaled <> said.value_scaled
ORDER BY t.fiscal_year, t.department, q.metric_name
