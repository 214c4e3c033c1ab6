-- organisation.hidden as people asked for it, import ?1 left out: the newest wish among an organisation
-- and those merged with it. For the organisations that wishes or merges of ?1, or wishes of ?2, speak of.
WITH touched AS (
    SELECT organisation_id AS id FROM organisation_wish WHERE import_id IN (?1, ?2)
    UNION SELECT json_extract(old, '$.id') FROM replaced WHERE import_id IN (?1, ?2) AND what = 'organisation'
    UNION SELECT json_extract(old, '$.into') FROM replaced WHERE import_id IN (?1, ?2) AND what = 'organisation')
UPDATE organisation SET hidden = coalesce((
    SELECT w.hidden FROM organisation_wish w JOIN organisation m ON m.id = w.organisation_id
    WHERE coalesce(m.merged_into, m.id) = coalesce(organisation.merged_into, organisation.id)
      AND w.import_id IS NOT ?1
    ORDER BY w.import_id DESC LIMIT 1), 0)
WHERE id IN (SELECT id FROM touched)
   OR id IN (SELECT o.merged_into FROM organisation o JOIN touched t ON t.id = o.id)
   OR merged_into IN (SELECT id FROM touched)
   OR merged_into IN (SELECT o.merged_into FROM organisation o JOIN touched t ON t.id = o.id)
