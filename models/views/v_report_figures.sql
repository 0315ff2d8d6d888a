-- The main figures of a report in one row, as stored: whole steps of 1/10000 (percentages:
-- 1/1000000). models/tables/figures.py says how they are chosen from the report's quantities.
CREATE VIEW v_report_figures AS
SELECT f.*
FROM report_figures AS f
