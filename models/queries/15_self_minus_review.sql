-- 自评得分与财政复核得分之差
-- By how much do departments score themselves above the finance bureau's review?
SELECT
    fiscal_year,
    department,
    selfeval_score,
    review_score,
    round(selfeval_score - review_score, 2) AS difference,
    report_id
FROM v_department_year
WHERE review_score IS NOT NULL
ORDER BY difference DESC, department
