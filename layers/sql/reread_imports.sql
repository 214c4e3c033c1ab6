-- Imports with standing rows that decisions may change. ?1 decisions (import id), ?2 = 1 for all rows.
-- Columns: id, edition id, kind, source, file, sheet, sha256, edition, reported, header row, hxl row, options.
SELECT i.id, e.id, s.kind, s.name, i.file, i.sheet, i.sha256, e.name, i.reported, i.header_row, i.hxl_row,
       i.options
FROM import i
JOIN source s ON s.id = i.source_id
LEFT JOIN edition e ON e.id = i.edition_id
WHERE i.undone_at IS NULL
  AND s.kind NOT IN ('boundaries', 'aliases', 'review')
  AND EXISTS (SELECT 1 FROM raw_row r WHERE r.import_id = i.id AND r.reread_by IS NULL)
ORDER BY i.id
