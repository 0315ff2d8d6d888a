-- One row for every printed quantity of the current reports.
-- value is for reading. For exact sums add value_scaled, a whole number of steps of
-- 1/scale_factor: sum(value_scaled) / 10000.0 over amounts is exact to the last digit.
-- Corrections by people are applied (is_corrected); printed stays as printed.
-- On SQLite a whole value is an INTEGER: write value / 10000.0, not value / 10000.
-- confidence is that of character recognition, 0 to 1, of figures read from scans; else NULL.
CREATE VIEW v_quantity AS
SELECT
    q.report_id,
    q.id AS quantity_id,
    q.section_id,
    s.path AS section_path,
    r.file_name,
    r.department,
    r.region_code,
    r.fiscal_year,
    r.report_type,
    CASE WHEN q.table_index IS NULL THEN 'text' ELSE 'table' END AS origin,
    q.printed,
    q.printed_unit,
    q.printed_decimals,
    q.char_start,
    q.char_end,
    substr(c.text, q.quote_start + 1, q.quote_end - q.quote_start) AS quote,
    q.table_title,
    q.row_label,
    q.column_label,
    q.kind,
    CASE
        WHEN q.value_scaled % q.scale_factor = 0 THEN q.value_scaled / q.scale_factor
        ELSE q.value_scaled / (q.scale_factor * 1.0)
    END AS value,
    CASE
        WHEN q.value_upper_scaled % q.scale_factor = 0
            THEN q.value_upper_scaled / q.scale_factor
        ELSE q.value_upper_scaled / (q.scale_factor * 1.0)
    END AS value_upper,
    q.unit,
    q.comparator,
    q.role,
    q.direction,
    q.is_target,
    q.is_threshold,
    q.label,
    q.metric_code,
    m.name AS metric_name,
    q.value_year,
    q.point,
    q.fund_type,
    q.fund_level,
    q.budget_book,
    q.line_item,
    q.parent_id AS parent_quantity_id,
    q.is_primary,
    q.value_scaled,
    q.value_upper_scaled,
    q.scale_factor,
    q.correction IS NOT NULL AS is_corrected,
    q.confidence
FROM (
    SELECT
        quantity.*,
        CASE quantity.kind WHEN 'percent' THEN 1000000 ELSE 10000 END AS scale_factor
    FROM quantity
) AS q
JOIN report AS r ON r.id = q.report_id
LEFT JOIN report_content AS c ON c.report_id = q.report_id
LEFT JOIN section AS s ON s.id = q.section_id
LEFT JOIN metric AS m ON m.code = q.metric_code
WHERE r.is_current AND coalesce(q.correction, '') <> 'void'
