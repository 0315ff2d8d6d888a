-- The report that speaks for a department in a year, and its figures. A base of
-- v_department_year.
CREATE VIEW v_department_figures AS
SELECT
    r.department_id,
    r.fiscal_year,
    r.department,
    r.region_code,
    r.region_name,
    r.admin_level,
    r.file_name,
    r.report_type,
    r.scope,
    f.*
FROM v_department_candidate AS r
JOIN report_figures AS f ON f.report_id = r.id
WHERE NOT EXISTS (
    SELECT 1 FROM v_department_candidate AS better
    WHERE
        better.department_id = r.department_id
        AND better.fiscal_year = r.fiscal_year
        AND better.id <> r.id
        AND better.precedence < r.precedence
)
