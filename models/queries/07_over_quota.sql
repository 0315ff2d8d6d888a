-- 超编部门和编外人员占比
-- Which departments have more staff than posts, and how many are off quota?
SELECT
    fiscal_year,
    department,
    staff_quota_total,
    staff_actual,
    staff_off_quota,
    staff_control_rate_recomputed_pct AS control_pct,
    off_quota_share_recomputed_pct AS off_quota_pct,
    report_id
FROM v_department_year
WHERE staff_actual > staff_quota_total
ORDER BY control_pct DESC NULLS LAST, fiscal_year DESC, department
