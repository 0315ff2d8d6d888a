-- Divisions since 2000 and development zones: one row a name and code over the years in force.
-- succession tells how the one in successor_code took its place: rename (the same place, so its
-- departments keep their department_id) or merge (it went into another).
CREATE VIEW v_region AS
SELECT
    g.code AS region_code,
    g.name AS region_name,
    g.admin_level,
    g.parent_code,
    g.parent_name,
    g.valid_from,
    g.valid_to,
    g.successor_code,
    g.successor_name,
    g.succession,
    g.lineage
FROM region AS g
