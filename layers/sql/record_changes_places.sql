-- What an import of settlements brought against those it replaced. ?1 import. Columns as in
-- record_changes_needs.sql; rows are not known. A settlement is recognised by its code, else by its name
-- in its unit, the ordinal among equals.
WITH cell AS (
    SELECT p.id, p.import_id = ?1 AS newer, p.name, u.pcode,
           coalesce(p.code, ltp_fold(p.name) || '|' || coalesce(u.pcode, '')) AS key,
           json_object('name', p.name, 'kind', p.kind, 'population', p.population, 'places', u.pcode,
                       'lon', round(ST_X(p.geom), 6), 'lat', round(ST_Y(p.geom), 6)) AS cells
    FROM (SELECT id, import_id, unit_id, code, name, kind, population, geom FROM place
          WHERE import_id = ?1
          UNION ALL
          SELECT id, NULL, unit_id, code, name, kind, population, geom FROM place_closed
          WHERE closed_by = ?1) p
    LEFT JOIN unit u ON u.id = p.unit_id),
version AS MATERIALIZED (
    SELECT *, row_number() OVER (PARTITION BY coalesce(newer, 0), key ORDER BY id) AS ordinal FROM cell),
pair AS (
    SELECT CASE WHEN o.id IS NULL THEN 'new' ELSE 'changed' END AS change, n.id, n.name, n.pcode,
           (SELECT json_group_array(json_object('field', b.key, 'before', CAST(b.value AS TEXT),
                                                'after', CAST(a.value AS TEXT)))
            FROM json_each(o.cells) b JOIN json_each(n.cells) a ON a.key = b.key
            WHERE a.value IS NOT b.value) AS fields
    FROM version n
    LEFT JOIN version o ON o.newer IS NULL AND o.key = n.key AND o.ordinal = n.ordinal
    WHERE n.newer = 1
    UNION ALL
    SELECT 'gone', o.id, o.name, o.pcode, '[]'
    FROM version o
    LEFT JOIN version n ON n.newer = 1 AND n.key = o.key AND n.ordinal = o.ordinal
    WHERE o.newer IS NULL AND n.id IS NULL)
SELECT change, NULL, NULL, name, pcode, fields
FROM pair
WHERE (change <> 'changed' OR fields <> '[]')
  AND EXISTS (SELECT 1 FROM place_closed WHERE closed_by = ?1)
ORDER BY change, id
