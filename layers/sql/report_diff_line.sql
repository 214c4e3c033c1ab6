-- One line in a few words, with where it comes from.
-- ?1 line id. Columns: organisation's acronym, its name, project, activity, places, source, row.
SELECT o.acronym, o.name, coalesce(l.project_code, l.project_title), coalesce(l.activity, l.activity_code),
       (SELECT group_concat(u.pcode, ';') FROM line_location p JOIN unit u ON u.id = p.unit_id
        WHERE p.line_id = l.id),
       s.name, r.row
FROM line l
JOIN organisation o ON o.id = l.organisation_id
JOIN raw_row r ON r.id = l.raw_row_id
JOIN import i ON i.id = r.import_id
JOIN source s ON s.id = i.source_id
WHERE l.id = ?1
