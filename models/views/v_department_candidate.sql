-- Reports that can speak for a department in a year, the best having the least precedence:
-- its overall self-evaluation before its final account, before its budget; with subordinate
-- units before the unit alone; the latest. Reports on single projects or transfers never do.
CREATE VIEW v_department_candidate AS
SELECT
    r.*,
    (
        CASE r.report_type
            WHEN 'dept_overall_self' THEN 10
            WHEN 'final_account' THEN 20
            WHEN 'budget' THEN 30
            WHEN 'key_evaluation' THEN 40
            WHEN 'work_report' THEN 50
            ELSE 60
        END + CASE r.scope WHEN 'unit' THEN 1 ELSE 0 END
    ) * CAST(1000000000 AS BIGINT) - r.id AS precedence
FROM report AS r
WHERE
    r.is_current
    AND r.department_id IS NOT NULL
    AND r.fiscal_year IS NOT NULL
    AND r.report_type NOT IN ('project_self', 'transfer_self')
