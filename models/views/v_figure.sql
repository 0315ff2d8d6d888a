-- Figures of a department as a whole, of the current reports: results, not goals or bounds;
-- totals, not parts. year_offset 0 is the report's own year, -1 the year before it.
CREATE VIEW v_figure AS
SELECT f.report_id, f.quantity_id, f.metric_code, f.point, f.value_scaled, f.year_offset
FROM v_stored_figure AS f
JOIN report AS r ON r.id = f.report_id
WHERE r.is_current
