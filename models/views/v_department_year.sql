-- One wide row a department and fiscal year, from the one report that speaks for it. Amounts
-- in 万元 (_wan), rates in % (_pct): as stated, and recomputed from the report's own amounts.
-- review_score is what the finance bureau's sheet says, or else the report itself.
-- function_code is what the department is for, the same in every region (130207-emergency).
CREATE VIEW v_department_year AS
SELECT
    f.department_id,
    f.fiscal_year,
    f.department,
    substr(f.department_id, 8) AS function_code,
    f.region_code,
    f.region_name,
    f.admin_level,
    f.report_id,
    f.file_name,
    f.report_type,
    f.scope,
    f.budget_initial / 100000000.0 AS budget_initial_wan,
    f.budget_supplement / 100000000.0 AS budget_supplement_wan,
    f.budget_adjusted / 100000000.0 AS budget_adjusted_wan,
    f.expenditure_actual / 100000000.0 AS expenditure_actual_wan,
    (f.budget_adjusted - f.expenditure_actual) / 100000000.0 AS unspent_recomputed_wan,
    f.expenditure_prior / 100000000.0 AS expenditure_prior_wan,
    f.carryover_prior / 100000000.0 AS carryover_prior_wan,
    f.carryover_end / 100000000.0 AS carryover_end_wan,
    f.surplus_returned / 100000000.0 AS surplus_returned_wan,
    f.revenue_total / 100000000.0 AS revenue_total_wan,
    f.revenue_current / 100000000.0 AS revenue_current_wan,
    f.fiscal_appropriation / 100000000.0 AS fiscal_appropriation_wan,
    f.basic_actual / 100000000.0 AS basic_actual_wan,
    f.personnel_actual / 100000000.0 AS personnel_actual_wan,
    f.public_budget / 100000000.0 AS public_budget_wan,
    f.public_actual / 100000000.0 AS public_actual_wan,
    f.project_budget / 100000000.0 AS project_budget_wan,
    f.project_actual / 100000000.0 AS project_actual_wan,
    f.organ_operating_cost / 100000000.0 AS organ_operating_cost_wan,
    f.sangong_budget / 100000000.0 AS sangong_budget_wan,
    f.sangong_actual / 100000000.0 AS sangong_actual_wan,
    f.sangong_prior / 100000000.0 AS sangong_prior_wan,
    f.sangong_abroad_actual / 100000000.0 AS sangong_abroad_actual_wan,
    f.sangong_reception_actual / 100000000.0 AS sangong_reception_actual_wan,
    f.sangong_vehicle_actual / 100000000.0 AS sangong_vehicle_actual_wan,
    f.sangong_vehicle_purchase_actual / 100000000.0 AS sangong_vehicle_purchase_actual_wan,
    f.sangong_vehicle_operation_actual / 100000000.0 AS sangong_vehicle_operation_actual_wan,
    f.meeting_cost / 100000000.0 AS meeting_cost_wan,
    f.training_cost / 100000000.0 AS training_cost_wan,
    f.procurement_budget / 100000000.0 AS procurement_budget_wan,
    f.procurement_actual / 100000000.0 AS procurement_actual_wan,
    f.fixed_assets_total / 100000000.0 AS fixed_assets_total_wan,
    f.selfeval_project_amount / 100000000.0 AS selfeval_project_amount_wan,
    f.staff_quota_total / 10000 AS staff_quota_total,
    f.staff_actual_begin / 10000 AS staff_actual_begin,
    f.staff_actual / 10000 AS staff_actual,
    f.staff_off_quota / 10000 AS staff_off_quota,
    f.staff_retired / 10000 AS staff_retired,
    f.project_count / 10000 AS project_count,
    f.selfeval_project_count / 10000 AS selfeval_project_count,
    f.official_vehicles / 10000 AS official_vehicles,
    f.budget_execution_rate / 1000000.0 AS budget_execution_rate_stated_pct,
    round(100.0 * f.expenditure_actual / nullif(f.budget_adjusted, 0), 2)
        AS budget_execution_rate_recomputed_pct,
    f.budget_completion_rate / 1000000.0 AS budget_completion_rate_stated_pct,
    round(100.0 * f.expenditure_actual / nullif(f.budget_adjusted, 0), 2)
        AS budget_completion_rate_recomputed_pct,
    f.budget_control_rate / 1000000.0 AS budget_control_rate_stated_pct,
    round(100.0 * f.budget_supplement / nullif(f.budget_initial, 0), 2)
        AS budget_control_rate_recomputed_pct,
    f.project_execution_rate / 1000000.0 AS project_execution_rate_stated_pct,
    round(100.0 * f.project_actual / nullif(f.project_budget, 0), 2)
        AS project_execution_rate_recomputed_pct,
    f.sangong_control_rate / 1000000.0 AS sangong_control_rate_stated_pct,
    round(100.0 * f.sangong_actual / nullif(f.sangong_budget, 0), 2)
        AS sangong_control_rate_recomputed_pct,
    f.sangong_change_rate / 1000000.0 AS sangong_change_rate_stated_pct,
    round(100.0 * (f.sangong_actual - f.sangong_prior) / nullif(f.sangong_prior, 0), 2)
        AS sangong_change_rate_recomputed_pct,
    f.staff_control_rate / 1000000.0 AS staff_control_rate_stated_pct,
    round(100.0 * f.staff_actual / nullif(f.staff_quota_total, 0), 2)
        AS staff_control_rate_recomputed_pct,
    f.public_expense_control_rate / 1000000.0 AS public_expense_control_rate_stated_pct,
    round(100.0 * f.public_actual / nullif(f.public_budget, 0), 2)
        AS public_expense_control_rate_recomputed_pct,
    f.procurement_execution_rate / 1000000.0 AS procurement_execution_rate_stated_pct,
    round(100.0 * f.procurement_actual / nullif(f.procurement_budget, 0), 2)
        AS procurement_execution_rate_recomputed_pct,
    f.carryover_rate / 1000000.0 AS carryover_rate_stated_pct,
    round(100.0 * f.carryover_end / nullif(f.budget_adjusted, 0), 2)
        AS carryover_rate_recomputed_pct,
    f.selfeval_coverage_rate / 1000000.0 AS selfeval_coverage_rate_stated_pct,
    round(100.0 * f.selfeval_project_count / nullif(f.project_count, 0), 2)
        AS selfeval_coverage_rate_recomputed_pct,
    round(100.0 * f.staff_off_quota / nullif(f.staff_actual, 0), 2)
        AS off_quota_share_recomputed_pct,
    f.satisfaction_rate / 1000000.0 AS satisfaction_rate_stated_pct,
    f.selfeval_score / 10000.0 AS selfeval_score,
    coalesce(
        (
            SELECT v.score FROM review_score AS v
            WHERE v.department_id = f.department_id
                AND v.fiscal_year = f.fiscal_year AND v.project = ''
        ),
        f.review_score
    ) / 10000.0 AS review_score,
    -- All but those that people have settled, which are few: an index alone counts the findings.
    (SELECT count(*) FROM finding AS v WHERE v.report_id = f.report_id) - (
        SELECT count(*)
        FROM finding_review AS w
        CROSS JOIN finding AS v
        WHERE
            w.report_id = f.report_id
            AND w.status <> 'open'
            AND v.report_id = w.report_id
            AND v.fingerprint = w.fingerprint
    ) AS open_findings,
    (
        SELECT count(*) FROM v_finding AS v
        WHERE v.report_id = f.report_id AND v.status = 'open' AND v.verdict = 'hard'
    ) AS open_findings_hard,
    (
        SELECT count(*) FROM v_finding AS v
        WHERE v.report_id = f.report_id AND v.status = 'open' AND v.severity = 'high'
    ) AS open_findings_high
FROM v_department_figures AS f
