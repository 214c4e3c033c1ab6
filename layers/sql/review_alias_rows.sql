-- Every decision as a row of the file of aliases. Columns: kind, words, code, parent, edition, level,
-- note, person, decided at.
SELECT 'place', coalesce(a.words, a.folded), coalesce(a.pcode, '-'), nullif(a.parent_pcode, '*'), e.name, a.level,
       a.note, a.person, a.decided_at
FROM place_alias a JOIN edition e ON e.id = a.edition_id
UNION ALL
SELECT t.kind, t.term, t.code, NULL, NULL, NULL, NULL, t.person, t.decided_at
FROM vocabulary_term t WHERE t.import_id IS NOT NULL
UNION ALL
SELECT json_extract(r.old, '$.kind'), json_extract(r.old, '$.term'), '-', NULL, NULL, NULL, NULL, i.person, i.imported_at
FROM replaced r JOIN import i ON i.id = r.import_id
WHERE r.what = 'vocabulary_term' AND (json_extract(r.old, '$.kind'), json_extract(r.old, '$.folded')) NOT IN (
    SELECT kind, folded FROM vocabulary_term)
GROUP BY 1, json_extract(r.old, '$.folded')
UNION ALL
SELECT CASE a.kind WHEN 'acronym' THEN 'organisation_acronym' ELSE 'organisation' END, a.alias,
       coalesce(o.acronym, o.name), NULL, NULL, NULL, NULL, a.person, a.decided_at
FROM organisation_alias a JOIN organisation o ON o.id = a.organisation_id
WHERE a.decided_at IS NOT NULL
UNION ALL
SELECT 'organisation_hidden', coalesce(o.acronym, o.name), CASE WHEN w.hidden THEN 'oui' ELSE 'non' END, NULL, NULL,
       NULL, w.note, w.person, w.decided_at
FROM organisation_wish w JOIN organisation o ON o.id = w.organisation_id
WHERE w.import_id = (SELECT max(import_id) FROM organisation_wish x WHERE x.organisation_id = w.organisation_id)
UNION ALL
SELECT 'ltp', nullif(d.activity_text, ''), CASE WHEN d.ltp THEN 'oui' ELSE 'non' END, nullif(d.title_text, ''), NULL,
       NULL, d.note, d.person, d.decided_at
FROM ltp_decision d
WHERE d.import_id = (SELECT max(import_id) FROM ltp_decision x WHERE x.title = d.title AND x.activity = d.activity)
ORDER BY 1, 5, 6, 4, 2
