-- What a line delivered: a quantity and its unit. A line of several clusters (PRO+SHL) whose words name what
-- is delicate is delicate too.
ALTER TABLE line ADD COLUMN quantity REAL;
ALTER TABLE line ADD COLUMN quantity_unit TEXT;
DROP VIEW layer_lines;
CREATE VIEW layer_lines AS
SELECT ll.id, p.edition_id, p.edition, l.id AS line_id, p.pcode, p.name, p.level,
       p.adm1_code, p.adm1_name, p.adm2_code, p.adm2_name, p.adm3_code, p.adm3_name,
       ll.rule AS location_rule,
       o.acronym AS org_acronym, o.name AS org_name, o.type AS org_type,
       (SELECT r.name FROM line_organisation lo JOIN organisation_shown r ON r.id = lo.organisation_id
        WHERE lo.line_id = l.id AND lo.role = 'implementing') AS org_implementing_name,
       (SELECT r.name FROM line_organisation lo JOIN organisation_shown r ON r.id = lo.organisation_id
        WHERE lo.line_id = l.id AND lo.role = 'programme') AS org_programme_name,
       (SELECT r.name FROM line_organisation lo JOIN organisation_shown r ON r.id = lo.organisation_id
        WHERE lo.line_id = l.id AND lo.role = 'reporting') AS org_reporting_name,
       (SELECT group_concat(r.name, ' | ') FROM line_organisation lo
        JOIN organisation_shown r ON r.id = lo.organisation_id
        WHERE lo.line_id = l.id AND lo.role = 'donor') AS donor_name,
       CASE WHEN NOT o.hidden THEN l.project_code END AS project_code,
       CASE WHEN NOT o.hidden THEN l.project_title END AS project_title,
       CASE WHEN NOT o.hidden THEN l.activity END AS activity,
       l.activity_code, l.indicator, l.sector, v.label_fr AS sector_name,
       v.label_en AS sector_name_en, l.sector_text,
       l.subsector_text, l.theme_text, l.ltp, l.ltp_basis, l.cohesion,
       l.start_date, l.end_date, l.reported, l.status, l.status_text,
       l.population_type, l.population_text,
       l.targeted, l.targeted_basis, l.targeted_approximate,
       l.reached, l.reached_basis, l.reached_approximate,
       l.households_targeted, l.households_reached,
       l.modality, l.amount, l.currency, l.quantity, l.quantity_unit AS unit,
       CASE WHEN NOT o.hidden THEN l.settlement END AS settlement, l.lon, l.lat,
       CASE WHEN NOT o.hidden THEN l.remarks END AS remarks,
       CASE WHEN NOT o.hidden THEN i.source END AS source, i.submission,
       -- At public, who works on GBV and child protection appears as Protection.
       coalesce(g.code, l.sector) AS sector_public,
       coalesce(g.label_fr, v.label_fr) AS sector_public_name,
       coalesce(g.label_en, v.label_en) AS sector_public_name_en,
       -- Evictions, GBV, disability: small numbers are hidden up to a larger threshold.
       coalesce(l.sector = 'PRO-GBV', 0) OR EXISTS (
           SELECT 1 FROM json_each('["expuls","viction","desaloj","VBG","GBV","gender%based","basée%genre","handicap","disab"]') w
           WHERE coalesce(l.activity, '') || ' ' || coalesce(l.indicator, '') || ' '
               || coalesce(l.subsector_text, '') || ' ' || coalesce(l.theme_text, '') || ' '
               || CASE WHEN l.sector LIKE '%+%' THEN coalesce(l.sector_text, '') ELSE '' END
               LIKE '%' || w.value || '%')
           AS delicate,
       l.organisation_id, ll.unit_id, p.interior_lon AS point_lon, p.interior_lat AS point_lat,
       CASE WHEN l.lon IS NOT NULL AND l.lat IS NOT NULL THEN l.lon ELSE p.interior_lon END AS exact_lon,
       CASE WHEN l.lon IS NOT NULL AND l.lat IS NOT NULL THEN l.lat ELSE p.interior_lat END AS exact_lat
FROM line l
JOIN line_location ll ON ll.line_id = l.id
JOIN unit_path p ON p.unit_id = ll.unit_id
JOIN organisation_shown o ON o.id = l.organisation_id
JOIN import_shown i ON i.id = l.import_id
LEFT JOIN vocabulary v ON v.kind = 'sector' AND v.code = l.sector
LEFT JOIN vocabulary g ON g.kind = 'sector' AND g.code = v.parent
    AND v.code IN ('PRO-GBV', 'PRO-CPN')
WHERE l.closed_by IS NULL;
