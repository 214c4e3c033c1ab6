-- One line at one of its places, with where it comes from.
-- ?1 line id, ?2 unit id. Columns as analysis_explain.c reads them.
SELECT s.name, i.file, i.sheet, i.id, r.row,
       coalesce(o.acronym, o.name), coalesce(l.project_code, l.project_title),
       coalesce(l.activity, l.activity_code), coalesce(l.sector, l.sector_text),
       u.pcode, u.name, p.rule, u.level,
       l.start_date, l.end_date, l.reported, l.status, l.targeted, l.reached
FROM line l
JOIN raw_row r ON r.id = l.raw_row_id
JOIN import i ON i.id = r.import_id
JOIN source s ON s.id = i.source_id
JOIN organisation o ON o.id = l.organisation_id
JOIN line_location p ON p.line_id = l.id
JOIN unit u ON u.id = p.unit_id
WHERE l.id = ?1 AND p.unit_id = ?2
