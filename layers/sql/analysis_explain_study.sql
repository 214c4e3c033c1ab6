-- One study, with where it comes from.
-- ?1 study id. Columns as analysis_explain.c reads them.
SELECT s.name, i.file, i.sheet, i.id, r.row, coalesce(t.publisher, t.authors), t.title, t.themes,
       (SELECT p.rule FROM study_location p WHERE p.study_id = t.id ORDER BY p.id LIMIT 1), i.person, e.name
FROM study t
JOIN edition e ON e.id = t.edition_id
JOIN raw_row r ON r.id = t.raw_row_id
JOIN import i ON i.id = r.import_id
JOIN source s ON s.id = i.source_id
WHERE t.id = ?1
