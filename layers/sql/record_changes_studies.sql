-- What an import of studies brought against the standing repertory of its source. ?1 import. Columns as
-- in record_changes_needs.sql.
WITH version AS (
    SELECT s.*, json_object('title', title, 'title_other', title_other, 'authors', authors,
                            'publisher', publisher, 'year', year, 'type', type, 'language', language,
                            'doi', doi, 'url', url, 'themes', themes, 'places_text', places_text,
                            'confidence', confidence, 'notes', notes, 'places', places) AS cells
    FROM (SELECT t.*, (SELECT group_concat(pcode, ';') FROM (
                           SELECT u.pcode FROM study_location l JOIN unit u ON u.id = l.unit_id
                           WHERE l.study_id = t.id ORDER BY u.pcode)) AS places
          FROM study t WHERE t.import_id = ?1 OR t.closed_by = ?1) s)
SELECT CASE WHEN o.id IS NULL THEN 'new' ELSE 'changed' END, r.row, before.row,
       s.title || coalesce(' (' || s.year || ')', ''), s.places,
       (SELECT json_group_array(json_object('field', b.key, 'before', CAST(b.value AS TEXT),
                                            'after', CAST(a.value AS TEXT)))
        FROM json_each(o.cells) b JOIN json_each(s.cells) a ON a.key = b.key
        WHERE a.value IS NOT b.value)
FROM version s
JOIN raw_row r ON r.id = s.raw_row_id
LEFT JOIN version o ON o.closed_by = ?1 AND o.import_id <> ?1 AND o.key = s.key
LEFT JOIN raw_row before ON before.id = o.raw_row_id
WHERE s.import_id = ?1
  AND EXISTS (SELECT 1 FROM import i JOIN import earlier ON earlier.source_id = i.source_id
              WHERE i.id = ?1 AND earlier.id < i.id AND earlier.undone_at IS NULL)
GROUP BY s.id
ORDER BY o.id IS NULL, r.row
