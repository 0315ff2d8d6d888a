-- 哪些部门所属的区划在报告之后更名或并入他处
-- Which departments lie in a division that was renamed or merged since their report?
SELECT
    r.department,
    r.fiscal_year,
    r.region_code,
    r.region_name,
    g.valid_to,
    g.succession,
    g.successor_code,
    g.successor_name,
    r.report_id
FROM v_report AS r
JOIN v_region AS g ON g.region_code = r.region_code AND g.region_name = r.region_name
WHERE r.is_current AND r.department_id IS NOT NULL AND g.succession IS NOT NULL
ORDER BY g.valid_to DESC, r.department_id, r.fiscal_year, r.report_id
