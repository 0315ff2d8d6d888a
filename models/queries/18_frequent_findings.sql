-- 最常见的审核问题
-- Which audit rules fail most often?
SELECT
    rule_id,
    count(*) AS findings,
    count(DISTINCT report_id) AS reports,
    sum(CASE WHEN verdict = 'hard' THEN 1 ELSE 0 END) AS hard,
    sum(CASE WHEN status = 'open' THEN 1 ELSE 0 END) AS still_open,
    min(message) AS example
FROM v_finding
GROUP BY rule_id
ORDER BY findings DESC, rule_id
