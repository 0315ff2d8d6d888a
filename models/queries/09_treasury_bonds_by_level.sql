-- 国债资金按中央、省、市、县的预算与执行
-- How far were treasury bond funds spent, by level of government?
SELECT
    r.fiscal_year,
    r.department,
    f.fund_level,
    f.budget / 100000000.0 AS budget_wan,
    f.spent / 100000000.0 AS spent_wan,
    round(100.0 * f.spent / nullif(f.budget, 0), 2) AS execution_pct,
    f.report_id
FROM report_fund AS f
JOIN report AS r ON r.id = f.report_id
WHERE f.fund_type = 'treasury_additional' AND r.is_current
ORDER BY r.fiscal_year, r.department, f.fund_level
