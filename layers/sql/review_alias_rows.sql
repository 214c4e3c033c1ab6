-- Every decision as a row of the file of aliases. Columns: kind, words, code, parent, edition, level,
-- note, person, decided at.
SELECT 'place', coalesce(a.words, a.folded), coalesce(a.pcode, '-'), nullif(a.parent_pcode, '*'), e.name, a.level,
       a.note, a.person, a.decided_at
FROM place_alias a JOIN edition e ON e.id = a.edition_id
UNION ALL
SELECT t.kind, t.term, t.code, NULL, NULL, NULL, NULL, t.person, t.decided_at
FROM vocabulary_term t WHERE t.import_id IS NOT NULL
UNION ALL
SELECT CASE a.kind WHEN 'acronym' THEN 'organisation_acronym' ELSE 'organisation' END, a.alias,
       coalesce(o.acronym, o.name), NULL, NULL, NULL, NULL, a.person, a.decided_at
FROM organisation_alias a JOIN organisation o ON o.id = a.organisation_id
WHERE a.decided_at IS NOT NULL
ORDER BY 1, 5, 6, 4, 2
