-- 最常见的审核问题
-- Which audit rules fail most often?
WITH failing AS (
    SELECT
        f.rule_id,
        count(*) AS findings,
        count(DISTINCT f.report_id) AS reports,
        sum(CASE WHEN f.verdict = 'hard' THEN 1 ELSE 0 END) AS hard,
        min(f.id) AS first_id
    FROM finding AS f
    WHERE f.report_id NOT IN (SELECT r.id FROM report AS r WHERE NOT r.is_current)
    GROUP BY f.rule_id
),
settled AS (
    SELECT f.rule_id, count(*) AS findings
    FROM finding_review AS v
    CROSS JOIN finding AS f
    CROSS JOIN report AS r
    WHERE
        v.status <> 'open'
        AND f.report_id = v.report_id
        AND f.fingerprint = v.fingerprint
        AND r.id = v.report_id
        AND r.is_current
    GROUP BY f.rule_id
)
SELECT
    t.rule_id,
    t.findings,
    t.reports,
    t.hard,
    t.findings - coalesce(s.findings, 0) AS still_open,
    f.message AS example
FROM failing AS t
JOIN finding AS f ON f.id = t.first_id
LEFT JOIN settled AS s ON s.rule_id = t.rule_id
ORDER BY t.findings DESC, t.rule_id
