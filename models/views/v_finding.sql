-- One row a finding of the audit on the current reports, with what a reviewer said to it.
CREATE VIEW v_finding AS
SELECT
    f.report_id,
    f.id AS finding_id,
    f.rule_id,
    f.verdict,
    f.severity,
    f.message,
    f.stated,
    f.expected,
    f.tolerance,
    f.char_start,
    f.char_end,
    coalesce(
        (
            SELECT '[' || $string_agg(CAST(listed.quantity_id AS TEXT), ',') || ']'
            FROM (
                SELECT fq.quantity_id
                FROM finding_quantity AS fq
                WHERE fq.finding_id = f.id
                ORDER BY fq.ordinal
            ) AS listed
        ),
        '[]'
    ) AS quantity_ids,
    f.other_report_id,
    coalesce(v.status, 'open') AS status,
    v.reviewer_note
FROM finding AS f
JOIN report AS r ON r.id = f.report_id
LEFT JOIN finding_review AS v
    ON v.report_id = f.report_id AND v.fingerprint = f.fingerprint
WHERE r.is_current
