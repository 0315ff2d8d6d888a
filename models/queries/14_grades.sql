-- 各年度各级自评等级分布（含未报）
-- How are self-evaluation grades distributed, those not given included?
SELECT
    fiscal_year,
    admin_level,
    CASE
        WHEN selfeval_score IS NULL THEN '未报'
        WHEN selfeval_score >= 90 THEN '优'
        WHEN selfeval_score >= 80 THEN '良'
        WHEN selfeval_score >= 60 THEN '中'
        ELSE '差'
    END AS grade,
    count(*) AS departments,
    round(avg(selfeval_score), 2) AS mean_score
FROM v_department_year
GROUP BY
    fiscal_year,
    admin_level,
    CASE
        WHEN selfeval_score IS NULL THEN '未报'
        WHEN selfeval_score >= 90 THEN '优'
        WHEN selfeval_score >= 80 THEN '良'
        WHEN selfeval_score >= 60 THEN '中'
        ELSE '差'
    END
ORDER BY fiscal_year, admin_level NULLS LAST, mean_score DESC NULLS LAST
