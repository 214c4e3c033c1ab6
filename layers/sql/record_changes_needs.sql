-- What an import of needs brought against the standing figures of its source. ?1 import. Columns: change,
-- row, row before, subject, places, fields as JSON [{"field","before","after"}]. Changed before new.
WITH figure AS (
    SELECT n.*, json_object('pin', pin, 'severity', severity, 'population', population, 'idps', idps,
                            'returnees', returnees, 'repatriated', repatriated) AS figures
    FROM need n WHERE n.import_id = ?1 OR n.closed_by = ?1)
SELECT CASE WHEN o.id IS NULL THEN 'new' ELSE 'changed' END, r.row, before.row,
       u.name || coalesce(', ' || n.sector, '') || coalesce(', ' || n.date, ''), u.pcode,
       (SELECT json_group_array(json_object('field', b.key, 'before', CAST(b.value AS TEXT),
                                            'after', CAST(a.value AS TEXT)))
        FROM json_each(o.figures) b JOIN json_each(n.figures) a ON a.key = b.key
        WHERE a.value IS NOT b.value)
FROM figure n
JOIN raw_row r ON r.id = n.raw_row_id
JOIN unit u ON u.id = n.unit_id
LEFT JOIN figure o ON o.closed_by = ?1 AND o.import_id <> ?1 AND o.unit_id = n.unit_id
    AND o.date IS n.date AND o.sector IS n.sector
LEFT JOIN raw_row before ON before.id = o.raw_row_id
WHERE n.import_id = ?1
  AND EXISTS (SELECT 1 FROM import i JOIN import earlier ON earlier.source_id = i.source_id
              WHERE i.id = ?1 AND earlier.id < i.id AND earlier.undone_at IS NULL)
GROUP BY n.id
ORDER BY o.id IS NULL, r.row
