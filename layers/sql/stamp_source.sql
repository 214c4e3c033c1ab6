-- Where the data of a layer come from, each with the day of the newest thing it says (NULL = not
-- stated). Sources of activities often bear the name of an organisation: named only from restricted
-- on (?3), else a number of sources without a name. ?1 JSON array of editions, ?2 layer.
-- Columns: name, date, number of sources.
WITH used AS (
    SELECT s.kind, s.name, max(coalesce(CASE
        WHEN s.kind = 'activities' THEN
            (SELECT max(coalesce(l.reported, l.start_date)) FROM line l
             WHERE l.import_id = i.id AND l.closed_by IS NULL)
        WHEN s.kind IN ('needs', 'displacement') THEN
            (SELECT max(n.date) FROM need n WHERE n.import_id = i.id AND n.closed_by IS NULL)
        WHEN s.kind = 'studies' THEN
            (SELECT CAST(max(t.year) AS TEXT) FROM study t
             WHERE t.import_id = i.id AND t.closed_by IS NULL)
        END, i.reported)) AS date
    FROM import i JOIN source s ON s.id = i.source_id
    WHERE i.undone_at IS NULL AND CASE ?2
        WHEN 'units' THEN 0
        WHEN 'places' THEN s.kind = 'places'
        WHEN 'studies' THEN s.kind = 'studies'
        WHEN 'needs' THEN s.kind IN ('needs', 'displacement')
        WHEN 'institutions' THEN s.kind = 'institutions'
        WHEN 'areas' THEN s.kind IN ('activities', 'areas')
        WHEN 'lines' THEN s.kind IN ('activities', 'areas')
        WHEN 'organisations' THEN s.kind IN ('activities', 'areas')
        WHEN 'coverage' THEN
            s.kind IN ('activities', 'areas', 'needs', 'displacement', 'studies')
        WHEN 'gaps' THEN s.kind IN ('activities', 'areas', 'needs', 'displacement')
        ELSE 1 END
    GROUP BY s.id
), parts AS (
    SELECT 0 AS ord, coalesce(source, name) AS name, max(valid_on) AS date, 1 AS n FROM edition
    WHERE name IN (SELECT value FROM json_each(?1)) GROUP BY coalesce(source, name)
    UNION ALL
    SELECT 1, name, max(date), 1 FROM used
    WHERE ?3 OR kind NOT IN ('activities', 'areas') GROUP BY name
    UNION ALL
    SELECT 2, NULL, max(date), count(*) FROM used
    WHERE NOT ?3 AND kind IN ('activities', 'areas') HAVING count(*) > 0
)
SELECT name, date, n FROM parts ORDER BY ord, name
