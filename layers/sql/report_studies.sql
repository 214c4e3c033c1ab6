-- Studies in force that match; of full text the best first, else the newest.
-- ?1 full-text query (NULL = any), ?2 first year, ?3 last year, ?4 folded language, ?5 folded type,
-- ?6 folded subject; NULL = any. Columns: id, key, title, title_other, authors, publisher, year, type,
-- language, themes, doi, url, places, P-codes, edition, legal era (French, English), source.
SELECT s.id, s.key, s.title, s.title_other, s.authors, s.publisher, s.year, s.type, s.language, s.themes,
       s.doi, s.url,
       (SELECT group_concat(name, '; ') FROM (
            SELECT u.name FROM study_location p JOIN unit u ON u.id = p.unit_id
            WHERE p.study_id = s.id ORDER BY u.level, u.pcode)),
       (SELECT group_concat(pcode, ';') FROM (
            SELECT u.pcode FROM study_location p JOIN unit u ON u.id = p.unit_id
            WHERE p.study_id = s.id ORDER BY u.level, u.pcode)),
       e.name, era.label_fr, era.label_en, o.name
FROM study s
JOIN edition e ON e.id = s.edition_id
JOIN import i ON i.id = s.import_id
JOIN source o ON o.id = i.source_id
LEFT JOIN legal_era era ON era.country = e.country
    AND s.year >= coalesce(era.from_year, s.year) AND s.year <= coalesce(era.to_year, s.year)
LEFT JOIN (SELECT rowid AS id, rank AS score FROM study_text
           WHERE study_text MATCH coalesce(?1, '""')) found ON found.id = s.id
WHERE s.closed_by IS NULL
  AND (?1 IS NULL OR found.id IS NOT NULL)
  AND (?2 IS NULL OR s.year >= ?2)
  AND (?3 IS NULL OR s.year <= ?3)
  AND (?4 IS NULL OR ' ' || ltp_fold(coalesce(s.language, '')) || ' ' LIKE '% ' || ?4 || ' %')
  AND (?5 IS NULL OR ltp_fold(coalesce(s.type, '')) LIKE '%' || ?5 || '%')
  AND (?6 IS NULL OR ltp_fold(coalesce(s.themes, '') || ' ' || s.title) LIKE '%' || ?6 || '%')
ORDER BY found.score, s.year DESC, s.title, s.id
