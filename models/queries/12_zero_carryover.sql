-- 年末结余填0但预算大于支出
-- Who states no carry-over although the budget was not spent?
SELECT
    fiscal_year,
    department,
    budget_adjusted_wan,
    expenditure_actual_wan,
    carryover_end_wan,
    unspent_recomputed_wan AS unspent_wan,
    report_id
FROM v_department_year
WHERE carryover_end_wan = 0 AND unspent_recomputed_wan > 0
ORDER BY unspent_recomputed_wan DESC, department
