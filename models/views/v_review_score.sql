-- Scores of the finance bureau's review beside the department's own, for the same year.
-- project is NULL for the department as a whole; only then is there a self score to compare.
CREATE VIEW v_review_score AS
SELECT
    v.department_id,
    v.department,
    v.fiscal_year,
    nullif(v.project, '') AS project,
    v.score / 10000.0 AS review_score,
    nullif(v.grade, '') AS review_grade,
    CASE WHEN v.project = '' THEN y.selfeval_score END AS self_score,
    CASE WHEN v.project = '' THEN y.selfeval_score - v.score / 10000.0 END AS difference,
    y.report_id,
    v.sheet,
    v.line
FROM review_score AS v
LEFT JOIN v_department_year AS y
    ON y.department_id = v.department_id AND y.fiscal_year = v.fiscal_year
