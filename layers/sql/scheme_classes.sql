-- The classes of a scheme in the order of its legends.
-- ?1 scheme id. Columns: field, code, lower, lower_open, upper, label_fr, label_en, colour, hatch.
SELECT field, code, lower, lower_open, upper, label_fr, label_en, colour, hatch
FROM scheme_class
WHERE scheme_id = ?1
ORDER BY field, ord
