-- Everything a person can compare of a version of a line, as text. ?1 line. The first four columns say
-- which line it is: organisation, project, activity, places. The others are named as the fields of lines.
SELECT coalesce(o.acronym, o.name) AS "1", coalesce(l.project_code, l.project_title) AS "2",
       coalesce(l.activity, l.activity_code, l.indicator) AS "3",
       (SELECT group_concat(pcode, ';') FROM (SELECT u.pcode FROM line_location p JOIN unit u ON u.id = p.unit_id
        WHERE p.line_id = l.id ORDER BY u.pcode)) AS "4",
       (SELECT group_concat(coalesce(x.acronym, x.name), '; ') FROM line_organisation r JOIN organisation x
        ON x.id = r.organisation_id WHERE r.line_id = l.id AND r.role = 'implementing') AS org_implementing_name,
       (SELECT group_concat(coalesce(x.acronym, x.name), '; ') FROM line_organisation r JOIN organisation x
        ON x.id = r.organisation_id WHERE r.line_id = l.id AND r.role = 'programme') AS org_programme_name,
       (SELECT group_concat(coalesce(x.acronym, x.name), '; ') FROM line_organisation r JOIN organisation x
        ON x.id = r.organisation_id WHERE r.line_id = l.id AND r.role = 'reporting') AS org_reporting_name,
       (SELECT group_concat(coalesce(x.acronym, x.name), '; ') FROM line_organisation r JOIN organisation x
        ON x.id = r.organisation_id WHERE r.line_id = l.id AND r.role = 'donor') AS donor_name,
       l.project_code, l.project_title, l.activity, l.activity_code, l.indicator, l.sector_text, l.sector,
       l.subsector_text, l.theme_text, l.ltp, l.ltp_basis, l.cohesion, l.start_date, l.end_date, l.reported,
       l.status_text, l.status, l.population_text, l.population_type, 
       CASE l.targeted_basis WHEN 'partial' THEN '>=' ELSE '' END
           || CASE WHEN l.targeted_approximate THEN '~' ELSE '' END || l.targeted AS targeted,
       CASE l.reached_basis WHEN 'partial' THEN '>=' ELSE '' END
           || CASE WHEN l.reached_approximate THEN '~' ELSE '' END || l.reached AS reached,
       l.households_targeted, l.households_reached,
       (SELECT group_concat(c.cell, ' ; ') FROM (
            SELECT p.measure || ' ' || coalesce(p.sex || ' ', '')
                || CASE WHEN p.age_min IS NULL AND p.age_max IS NULL THEN ''
                        ELSE coalesce(p.age_min, '') || '-' || coalesce(p.age_max, '') || ' ' END
                || CASE WHEN p.disability THEN 'handicap ' ELSE '' END
                || CASE p.counts WHEN 'households' THEN 'ménages ' ELSE '' END
                || coalesce(p.population_type || ' ', '') || CASE WHEN p.approximate THEN '~' ELSE '' END
                || p.value AS cell
            FROM line_people p WHERE p.line_id = l.id ORDER BY p.id) c) AS people,
       l.modality, l.amount, l.currency, l.settlement, l.remarks, l.quantity, l.quantity_unit AS unit, l.lon, l.lat,
       (SELECT e.name FROM edition e WHERE e.id = l.edition_id) AS edition
FROM line l
JOIN organisation o ON o.id = l.organisation_id
WHERE l.id = ?1
