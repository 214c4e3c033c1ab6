-- What is wrong with the classes and rules of a scheme, the first thing first; no row = nothing.
-- ?1 JSON. Columns: 'classes' or 'priority', its place in the list from 1, the value that is wrong.
SELECT kind, place, wrong
FROM (
    SELECT 'classes' AS kind, c.key + 1 AS place,
           CASE
               WHEN c.type <> 'object' THEN c.value
               WHEN coalesce(c.value ->> 'field', '') = '' THEN 'field'
               WHEN coalesce(c.value ->> 'code', '') = '' THEN 'code'
               WHEN coalesce(c.value ->> 'label_fr', c.value ->> 'label_en', '') = '' THEN 'label_fr'
               WHEN NOT coalesce(c.value ->> 'colour', '') GLOB
                   '#[0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f]'
                   THEN 'colour ' || coalesce(c.value ->> 'colour', '')
               WHEN coalesce(c.value ->> 'hatch', 'dots')
                   NOT IN ('diagonal', 'cross', 'dots', 'horizontal', 'vertical', 'backslash')
                   THEN 'hatch ' || (c.value ->> 'hatch')
               WHEN coalesce(json_type(c.value, '$.lower'), 'null') NOT IN ('integer', 'real', 'null')
                   THEN 'lower ' || (c.value ->> 'lower')
               WHEN coalesce(json_type(c.value, '$.upper'), 'null') NOT IN ('integer', 'real', 'null')
                   THEN 'upper ' || (c.value ->> 'upper')
               WHEN c.value ->> 'lower' > c.value ->> 'upper'
                   THEN 'lower ' || (c.value ->> 'lower') || ' > upper ' || (c.value ->> 'upper')
           END AS wrong
    FROM json_each(?1, '$.classes') c
    UNION ALL
    SELECT 'priority', p.key + 1,
           CASE
               WHEN p.type <> 'object' THEN p.value
               WHEN coalesce(p.value ->> 'priority', '') NOT IN ('none', 'high', 'medium')
                   THEN 'priority ' || coalesce(p.value ->> 'priority', '')
               WHEN coalesce(p.value ->> 'severity_min', 1) NOT IN (1, 2, 3, 4, 5)
                   THEN 'severity_min ' || (p.value ->> 'severity_min')
               WHEN coalesce(p.value ->> 'severity_max', 1) NOT IN (1, 2, 3, 4, 5)
                   THEN 'severity_max ' || (p.value ->> 'severity_max')
               WHEN coalesce(json_type(p.value, '$.coverage_below'), 'null') NOT IN ('integer', 'real', 'null')
                   OR p.value ->> 'coverage_below' <= 0
                   THEN 'coverage_below ' || (p.value ->> 'coverage_below')
               WHEN coalesce(p.value ->> 'no_actor', 0) NOT IN (0, 1)
                   THEN 'no_actor ' || (p.value ->> 'no_actor')
           END
    FROM json_each(?1, '$.priority') p
)
WHERE wrong IS NOT NULL
ORDER BY kind, place
LIMIT 1
