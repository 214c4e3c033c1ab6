-- One line at one of its places, with where it comes from.
-- ?1 id of its location. Columns as analysis_explain.c reads them.
SELECT s.name, i.file, i.sheet, i.id, r.row,
       coalesce(o.acronym, o.name), coalesce(l.project_code, l.project_title),
       coalesce(l.activity, l.activity_code), coalesce(l.sector, l.sector_text),
       u.pcode, u.name, p.rule, u.level,
       l.start_date, l.end_date, l.reported, l.status, l.targeted, l.reached,
       i.person, e.name, a.area_km2, o.hidden
FROM line_location p
JOIN line l ON l.id = p.line_id
JOIN raw_row r ON r.id = l.raw_row_id
JOIN import i ON i.id = r.import_id
JOIN source s ON s.id = i.source_id
JOIN organisation o ON o.id = l.organisation_id
JOIN unit u ON u.id = p.unit_id
JOIN edition e ON e.id = u.edition_id
LEFT JOIN line_area a ON a.line_id = l.id AND p.rule = 'polygon'
WHERE p.id = ?1
