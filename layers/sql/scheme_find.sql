-- A scheme by name (newest version), by name@version, or the active one.
-- ?1 name, NULL for the active one. Columns: id, name@version, label_fr, label_en.
SELECT id, name || '@' || version, label_fr, label_en
FROM scheme
WHERE CASE WHEN ?1 IS NULL THEN active = 1 ELSE ?1 IN (name, name || '@' || version) END
ORDER BY version DESC
LIMIT 1
