-- 各地区各年度预算执行率排名（按报告自己的金额重算）
-- Which departments spent most of their budget, by region and year, recomputed?
SELECT
    fiscal_year,
    region_name,
    rank() OVER (
        PARTITION BY fiscal_year, region_code
        ORDER BY budget_execution_rate_recomputed_pct DESC
    ) AS place,
    department,
    budget_adjusted_wan,
    expenditure_actual_wan,
    budget_execution_rate_recomputed_pct AS execution_pct,
    unspent_recomputed_wan AS unspent_wan,
    report_id
FROM v_department_year
-- Where the rate can be worked out, which would take a second time to ask.
WHERE budget_adjusted_wan <> 0 AND expenditure_actual_wan IS NOT NULL
-- By the rate and not by place, which SQLite would work out a second time.
ORDER BY fiscal_year DESC, region_code, execution_pct DESC, department
