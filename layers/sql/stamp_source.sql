-- Where the data of a layer come from. Sources of activities often bear the name of an organisation:
-- named only from restricted on (?3), else counted. ?1 JSON array of
-- editions, ?2 layer.
WITH used AS (
    SELECT DISTINCT s.kind, s.name FROM import i JOIN source s ON s.id = i.source_id
    WHERE i.undone_at IS NULL AND CASE ?2
        WHEN 'units' THEN 0
        WHEN 'places' THEN s.kind = 'places'
        WHEN 'studies' THEN s.kind = 'studies'
        WHEN 'needs' THEN s.kind IN ('needs', 'displacement')
        WHEN 'institutions' THEN s.kind = 'institutions'
        WHEN 'areas' THEN s.kind IN ('activities', 'areas')
        WHEN 'lines' THEN s.kind IN ('activities', 'areas')
        WHEN 'organisations' THEN s.kind IN ('activities', 'areas')
        WHEN 'coverage' THEN s.kind IN ('activities', 'areas', 'needs', 'displacement')
        WHEN 'gaps' THEN s.kind IN ('activities', 'areas', 'needs', 'displacement')
        ELSE 1 END
), parts AS (
    SELECT 0 AS ord, coalesce(e.source, e.name) AS part FROM edition e
    WHERE e.name IN (SELECT value FROM json_each(?1))
    UNION ALL
    SELECT 1, name FROM used WHERE ?3 OR kind NOT IN ('activities', 'areas')
    UNION ALL
    SELECT 2, 'matrices W (' || count(*) || ')' FROM used
    WHERE NOT ?3 AND kind IN ('activities', 'areas') HAVING count(*) > 0
)
SELECT group_concat(part, '; ') FROM (SELECT part FROM parts ORDER BY ord, part)
