-- The lines of an edition that count at some time: those in force, and those a newer snapshot no longer
-- holds, up to their last day, unless they came back.
-- ?1 edition id, ?2 whether lines of other editions count too, ?3 the import after which they are seen
-- (NULL = now). Columns as analysis_load.c reads them.
SELECT l.id, l.organisation_id,
       coalesce(l.project_code, l.project_title), coalesce(l.activity, l.activity_code), l.indicator,
       l.sector, l.population_type, l.status,
       l.start_date, l.end_date, l.reported,
       CASE WHEN ?3 IS NULL OR l.closed_by <= ?3 THEN l.gone_on END,
       l.targeted, l.reached, l.households_targeted, l.households_reached,
       l.ltp, l.cohesion, l.theme_knowable, l.repeated
FROM line l
WHERE (l.edition_id = ?1 OR ?2)
  AND (?3 IS NULL OR l.import_id <= ?3)
  AND (l.closed_by IS NULL
       OR l.closed_by > ?3
       OR (l.close_reason = 'gone'
           AND NOT EXISTS (SELECT 1
                           FROM line back
                           JOIN import i ON i.id = back.import_id
                           WHERE back.fingerprint = l.fingerprint
                             AND back.ordinal = l.ordinal
                             AND (back.closed_by IS NULL OR back.closed_by > ?3)
                             AND (?3 IS NULL OR back.import_id <= ?3)
                             AND i.source_id = (SELECT source_id FROM import WHERE id = l.import_id))))
ORDER BY l.id
