-- 各部门历年三公经费（机构改名前后连续）
-- What did each department spend on 三公 over the years, through its renames?
SELECT
    department_id,
    fiscal_year,
    department,
    sangong_budget_wan,
    sangong_actual_wan,
    round(
        sangong_actual_wan
        - lag(sangong_actual_wan) OVER (PARTITION BY department_id ORDER BY fiscal_year),
        4
    ) AS change_wan,
    report_id
FROM v_department_year
WHERE sangong_actual_wan IS NOT NULL
ORDER BY department_id, fiscal_year
