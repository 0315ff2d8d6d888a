-- The main figures of a report in one row, as stored: whole steps of 1/10000 (percentages:
-- 1/1000000). The table report_figures keeps these rows, so that wide questions are quick.
-- The + keeps SQLite from walking all quantities in order of their ids.
CREATE VIEW v_report_figures AS
SELECT
    r.id AS report_id,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'budget_initial'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS budget_initial,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'budget_supplement'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS budget_supplement,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'budget_adjusted'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS budget_adjusted,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'expenditure_actual'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS expenditure_actual,
    (SELECT f.value_scaled FROM v_stored_figure AS f
     WHERE f.report_id = r.id AND f.metric_code = 'carryover_prior' AND f.year_offset = 0
     ORDER BY +f.quantity_id LIMIT 1) AS carryover_prior,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'carryover_end'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS carryover_end,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'surplus_returned'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS surplus_returned,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'revenue_total'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS revenue_total,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'revenue_current'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS revenue_current,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'fiscal_appropriation'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS fiscal_appropriation,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'basic_actual'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS basic_actual,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'personnel_actual'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS personnel_actual,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'public_budget'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS public_budget,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'public_actual'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS public_actual,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'project_budget'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS project_budget,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'project_actual'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS project_actual,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'organ_operating_cost'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS organ_operating_cost,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'sangong_budget'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS sangong_budget,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'sangong_actual'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS sangong_actual,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'sangong_abroad_actual'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS sangong_abroad_actual,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'sangong_reception_actual'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS sangong_reception_actual,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'sangong_vehicle_actual'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS sangong_vehicle_actual,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'sangong_vehicle_purchase_actual'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS sangong_vehicle_purchase_actual,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'sangong_vehicle_operation_actual'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS sangong_vehicle_operation_actual,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'meeting_cost'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS meeting_cost,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'training_cost'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS training_cost,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'procurement_budget'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS procurement_budget,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'procurement_actual'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS procurement_actual,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'fixed_assets_total'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS fixed_assets_total,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'selfeval_project_amount'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS selfeval_project_amount,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'staff_quota_total'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS staff_quota_total,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'staff_actual'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS staff_actual,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'staff_off_quota'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS staff_off_quota,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'staff_retired'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS staff_retired,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'project_count'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS project_count,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'selfeval_project_count'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS selfeval_project_count,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'official_vehicles'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS official_vehicles,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'selfeval_score'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS selfeval_score,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'review_score'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS review_score,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'budget_execution_rate'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS budget_execution_rate,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'budget_completion_rate'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS budget_completion_rate,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'budget_control_rate'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS budget_control_rate,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'project_execution_rate'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS project_execution_rate,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'sangong_control_rate'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS sangong_control_rate,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'sangong_change_rate'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS sangong_change_rate,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'staff_control_rate'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS staff_control_rate,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'public_expense_control_rate'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS public_expense_control_rate,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'procurement_execution_rate'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS procurement_execution_rate,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'carryover_rate'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS carryover_rate,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'selfeval_coverage_rate'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS selfeval_coverage_rate,
    (SELECT o.value_scaled FROM v_stored_figure AS o
     WHERE o.report_id = r.id AND o.metric_code = 'satisfaction_rate'
         AND o.year_offset = 0 AND o.point <> 'start'
     ORDER BY +o.quantity_id LIMIT 1) AS satisfaction_rate,
    (SELECT f.value_scaled FROM v_stored_figure AS f
     WHERE f.report_id = r.id AND f.metric_code = 'staff_actual_begin' AND f.year_offset = 0
     ORDER BY +f.quantity_id LIMIT 1) AS staff_actual_begin,
    (SELECT f.value_scaled FROM v_stored_figure AS f
     WHERE f.report_id = r.id AND f.metric_code = 'sangong_actual' AND f.year_offset = -1
     ORDER BY +f.quantity_id LIMIT 1) AS sangong_prior,
    (SELECT f.value_scaled FROM v_stored_figure AS f
     WHERE f.report_id = r.id AND f.metric_code = 'expenditure_actual' AND f.year_offset = -1
     ORDER BY +f.quantity_id LIMIT 1) AS expenditure_prior
FROM report AS r
