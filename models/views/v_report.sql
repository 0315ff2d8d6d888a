-- One row a report: one content, whatever the number of places it was found at. Department,
-- year and type are as people corrected them (is_corrected), else as read.
CREATE VIEW v_report AS
SELECT
    r.id AS report_id,
    r.file_name,
    r.source_path,
    r.sha256,
    r.format,
    r.department,
    r.department_id,
    r.region_code,
    r.region_name,
    r.admin_level,
    r.fiscal_year,
    r.report_type,
    r.scope,
    r.title,
    r.char_count,
    r.is_current,
    r.ingested_at,
    r.as_read IS NOT NULL AS is_corrected
FROM report AS r
