-- One line in a few words, with where it comes from.
-- ?1 line id, ?2 1 = to be shown outside: then an organisation that asked not to be named isn't,
-- nor is what names it. Columns: organisation's acronym, its name, project, activity, source, row.
SELECT CASE WHEN NOT (?2 AND o.hidden) THEN o.acronym END,
       CASE WHEN ?2 AND o.hidden THEN 'acteur non divulgué' ELSE o.name END,
       CASE WHEN NOT (?2 AND o.hidden) THEN coalesce(l.project_code, l.project_title) END,
       CASE WHEN NOT (?2 AND o.hidden) THEN coalesce(l.activity, l.activity_code) END,
       CASE WHEN NOT (?2 AND o.hidden) THEN s.name END, CASE WHEN NOT (?2 AND o.hidden) THEN r.row END
FROM line l
JOIN organisation o ON o.id = l.organisation_id
JOIN raw_row r ON r.id = l.raw_row_id
JOIN import i ON i.id = r.import_id
JOIN source s ON s.id = i.source_id
WHERE l.id = ?1
