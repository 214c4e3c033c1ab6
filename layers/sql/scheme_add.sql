-- The classes of a scheme from its JSON, in their order.
-- ?1 scheme id, ?2 JSON.
INSERT INTO scheme_class (scheme_id, field, ord, code, lower, lower_open, upper, label_fr, label_en, colour, hatch)
SELECT ?1, value ->> 'field', key, value ->> 'code', CAST(value ->> 'lower' AS REAL),
       coalesce(value ->> 'lower_open', 0), CAST(value ->> 'upper' AS REAL),
       coalesce(value ->> 'label_fr', value ->> 'label_en'), coalesce(value ->> 'label_en', value ->> 'label_fr'),
       value ->> 'colour', value ->> 'hatch'
FROM json_each(?2, '$.classes')
