-- What departments became in the reforms of government: a rename joins the years under one
-- department_id, a merge or a split does not, for staff and money are not comparable.
CREATE VIEW v_department_succession AS
SELECT
    s.before AS function_before,
    s.before_name,
    s.after AS function_after,
    s.after_name,
    s.kind,
    s.year,
    s.note
FROM department_succession AS s
