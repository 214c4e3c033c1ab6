-- A scheme as JSON, as scheme_add.sql reads it.
-- ?1 scheme id. Columns: the JSON.
SELECT json_object(
    'name', name, 'label_fr', label_fr, 'label_en', label_en,
    'classes', (SELECT json_group_array(json_object(
                    'field', field, 'code', code, 'lower', lower, 'lower_open', lower_open, 'upper', upper,
                    'label_fr', label_fr, 'label_en', label_en, 'colour', colour, 'hatch', hatch))
                FROM (SELECT * FROM scheme_class WHERE scheme_id = ?1 ORDER BY field, ord)),
    'priority', (SELECT json_group_array(json_object(
                    'priority', priority, 'severity_min', severity_min, 'severity_max', severity_max,
                    'coverage_below', coverage_below, 'no_actor', no_actor))
                FROM (SELECT * FROM priority_rule WHERE scheme_id = ?1 ORDER BY ord)))
FROM scheme WHERE id = ?1
