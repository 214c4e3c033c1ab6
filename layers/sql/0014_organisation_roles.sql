-- Who is counted as an actor and who funds, of the lines that stand or stood until they were withdrawn.
DROP VIEW layer_organisations;
CREATE VIEW layer_organisations AS
SELECT o.id, NULL AS edition_id, o.acronym, o.name, o.type, v.label_fr AS type_name, v.label_en AS type_name_en,
       CASE WHEN NOT o.hidden THEN
           (SELECT group_concat(a.alias, ' | ') FROM organisation_alias a
            WHERE a.organisation_id = o.id AND a.alias IS NOT o.name AND a.alias IS NOT o.acronym)
       END AS other_names,
       EXISTS (SELECT 1 FROM line l
               WHERE l.organisation_id = o.id AND l.close_reason IS NOT 'changed') AS is_actor,
       EXISTS (SELECT 1 FROM line_organisation r JOIN line l ON l.id = r.line_id
               WHERE r.organisation_id = o.id AND r.role = 'donor' AND l.close_reason IS NOT 'changed') AS is_donor
FROM organisation_shown o
LEFT JOIN vocabulary v ON v.kind = 'org_type' AND v.code = o.type
WHERE o.id IN (SELECT id FROM organisation WHERE merged_into IS NULL);
