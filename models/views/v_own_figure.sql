-- Figures of the report's own year, for the year as a whole or its end.
CREATE VIEW v_own_figure AS
SELECT f.report_id, f.quantity_id, f.metric_code, f.value_scaled
FROM v_figure AS f
WHERE f.year_offset = 0 AND f.point <> 'start'
