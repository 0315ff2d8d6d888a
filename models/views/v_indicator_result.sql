-- One row a line of a self-evaluation form: what was aimed at, what was reached, and the marks.
-- target and actual are as printed; the values are there where they are quantities.
CREATE VIEW v_indicator_result AS
SELECT
    i.report_id,
    i.id AS result_id,
    r.file_name,
    r.department,
    r.department_id,
    r.region_code,
    r.fiscal_year,
    r.report_type,
    i.project,
    i.level1,
    i.level2,
    i.level3,
    i.target,
    i.actual,
    t.value_scaled / (CASE t.kind WHEN 'percent' THEN 1000000.0 ELSE 10000.0 END)
        AS target_value,
    t.comparator AS target_comparator,
    a.value_scaled / (CASE a.kind WHEN 'percent' THEN 1000000.0 ELSE 10000.0 END)
        AS actual_value,
    i.weight / 10000.0 AS weight,
    i.score / 10000.0 AS score,
    i.deviation_reason,
    i.char_start,
    i.char_end
FROM indicator_result AS i
JOIN report AS r ON r.id = i.report_id
LEFT JOIN quantity AS t ON t.id = i.target_quantity_id
LEFT JOIN quantity AS a ON a.id = i.actual_quantity_id
WHERE r.is_current
