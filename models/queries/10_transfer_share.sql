-- 上级转移支付占部门预算的比重
-- What share of a department's budget came as transfers?
WITH transfers AS (
    SELECT f.report_id, sum(f.budget) AS total
    FROM report_fund AS f
    WHERE
        f.fund_type IN ('common_fiscal_transfer', 'special_transfer', 'general_transfer')
        AND f.fund_level = 'all'
        AND f.budget IS NOT NULL
    GROUP BY f.report_id
)
SELECT
    d.fiscal_year,
    d.department,
    d.budget_adjusted_wan,
    t.total / 100000000.0 AS transfers_wan,
    round(t.total / 1000000.0 / nullif(d.budget_adjusted_wan, 0), 2) AS share_pct,
    d.report_id
FROM v_department_year AS d
JOIN transfers AS t ON t.report_id = d.report_id
ORDER BY share_pct DESC, d.department
