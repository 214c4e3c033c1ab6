-- Of every level of edition ?1: level, then one_fr, many_fr, one_en, many_en.
SELECT g.level, coalesce(l.one, n.one_fr, g.one_fr), coalesce(l.many, n.many_fr, g.many_fr),
       coalesce(l.one, n.one_en, g.one_en), coalesce(l.many, n.many_en, g.many_en)
FROM level_name g
LEFT JOIN edition e ON e.id = ?1
LEFT JOIN level_name n ON n.country = e.country AND n.level = g.level
LEFT JOIN edition_level l ON l.edition_id = e.id AND l.level = g.level
WHERE g.country = ''
ORDER BY g.level
