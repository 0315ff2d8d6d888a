-- One row a heading or numbered item of the current reports.
CREATE VIEW v_section AS
SELECT
    s.report_id,
    s.id AS section_id,
    s.parent_id,
    s.ordinal,
    s.depth,
    s.kind,
    s.label,
    s.title,
    s.path,
    s.char_start,
    s.char_end
FROM section AS s
JOIN report AS r ON r.id = s.report_id
WHERE r.is_current
