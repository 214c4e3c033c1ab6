-- Views. layer_*: the rows of a released layer, its columns the output fields of layers/fields_*.c
-- (release.h reads nothing else). v_*: what a person sees who opens the store in QGIS, in French.

-- A unit with its ancestors, itself included.
CREATE VIEW unit_path AS
SELECT u.id AS unit_id, e.id AS edition_id, e.name AS edition, e.active, u.pcode, u.name, u.level,
       p1.pcode AS parent_pcode, p1.name AS parent_name, u.area_km2, u.interior_lon,
       u.interior_lat, u.geom, u.point,
       CASE 0 WHEN u.level THEN u.pcode WHEN p1.level THEN p1.pcode WHEN p2.level THEN p2.pcode
              WHEN p3.level THEN p3.pcode WHEN p4.level THEN p4.pcode END AS adm0_code,
       CASE 0 WHEN u.level THEN u.name WHEN p1.level THEN p1.name WHEN p2.level THEN p2.name
              WHEN p3.level THEN p3.name WHEN p4.level THEN p4.name END AS adm0_name,
       CASE 1 WHEN u.level THEN u.pcode WHEN p1.level THEN p1.pcode WHEN p2.level THEN p2.pcode
              WHEN p3.level THEN p3.pcode END AS adm1_code,
       CASE 1 WHEN u.level THEN u.name WHEN p1.level THEN p1.name WHEN p2.level THEN p2.name
              WHEN p3.level THEN p3.name END AS adm1_name,
       CASE 2 WHEN u.level THEN u.pcode WHEN p1.level THEN p1.pcode WHEN p2.level THEN p2.pcode
              END AS adm2_code,
       CASE 2 WHEN u.level THEN u.name WHEN p1.level THEN p1.name WHEN p2.level THEN p2.name
              END AS adm2_name,
       CASE 3 WHEN u.level THEN u.pcode WHEN p1.level THEN p1.pcode END AS adm3_code,
       CASE 3 WHEN u.level THEN u.name WHEN p1.level THEN p1.name END AS adm3_name,
       CASE WHEN u.level = 4 THEN u.pcode END AS adm4_code,
       CASE WHEN u.level = 4 THEN u.name END AS adm4_name
FROM unit u
JOIN edition e ON e.id = u.edition_id
LEFT JOIN unit p1 ON p1.id = u.parent_id
LEFT JOIN unit p2 ON p2.id = p1.parent_id
LEFT JOIN unit p3 ON p3.id = p2.parent_id
LEFT JOIN unit p4 ON p4.id = p3.parent_id;

-- Which imports lean on which units.
CREATE VIEW unit_use AS
SELECT ll.unit_id, l.import_id FROM line_location ll JOIN line l ON l.id = ll.line_id
UNION ALL SELECT unit_id, import_id FROM need
UNION ALL SELECT sl.unit_id, s.import_id FROM study_location sl JOIN study s ON s.id = sl.study_id
UNION ALL SELECT unit_id, import_id FROM institution
UNION ALL SELECT unit_id, import_id FROM place WHERE unit_id IS NOT NULL;

CREATE VIEW organisation_used AS
SELECT organisation_id AS id FROM line_organisation
UNION SELECT organisation_id FROM line
UNION SELECT supported_by FROM institution WHERE supported_by IS NOT NULL;

-- An organisation as it may be named: one that asked not to be is counted, but has no name, no
-- acronym and no type. Everything that leaves takes organisations from here.
CREATE VIEW organisation_shown AS
SELECT id, hidden,
       CASE WHEN hidden THEN 'acteur non divulgué' ELSE name END AS name,
       CASE WHEN NOT hidden THEN acronym END AS acronym,
       CASE WHEN NOT hidden THEN type END AS type
FROM organisation;

CREATE VIEW import_shown AS
SELECT i.id, s.kind, s.name AS source, i.submission, i.file, i.sheet, e.name AS edition, i.reported,
       i.imported_at, i.person, i.undone_at, i.n_read, i.n_accepted, i.n_duplicate, i.n_rejected
FROM import i
JOIN source s ON s.id = i.source_id
LEFT JOIN edition e ON e.id = i.edition_id;

------------------------------------------------------------------------------------ released layers

CREATE VIEW layer_units AS
SELECT p.unit_id AS id, p.edition_id, p.edition, p.pcode, p.name, p.level, p.parent_pcode,
       p.parent_name, p.adm1_code, p.adm1_name, p.adm2_code, p.adm2_name, p.adm3_code, p.adm3_name,
       (SELECT group_concat(n.name, ' | ') FROM unit_name n WHERE n.unit_id = p.unit_id) AS other_names,
       p.area_km2, p.unit_id
FROM unit_path p;

CREATE VIEW layer_places AS
SELECT l.id, p.edition_id, p.edition, l.code, l.name AS settlement,
       l.kind, l.population, p.pcode, p.name, p.level,
       p.adm1_code, p.adm1_name, p.adm2_code, p.adm2_name, p.adm3_code, p.adm3_name,
       i.source, l.unit_id, ST_X(l.geom) AS lon, ST_Y(l.geom) AS lat,
       ST_X(l.geom) AS point_lon, ST_Y(l.geom) AS point_lat, ST_X(l.geom) AS exact_lon,
       ST_Y(l.geom) AS exact_lat
FROM place l
JOIN import_shown i ON i.id = l.import_id
LEFT JOIN unit_path p ON p.unit_id = l.unit_id;

CREATE VIEW layer_organisations AS
SELECT o.id, NULL AS edition_id, o.acronym, o.name, o.type, v.label_fr AS type_name, v.label_en AS type_name_en,
       CASE WHEN NOT o.hidden THEN
           (SELECT group_concat(a.alias, ' | ') FROM organisation_alias a
            WHERE a.organisation_id = o.id AND a.alias IS NOT o.name AND a.alias IS NOT o.acronym)
       END AS other_names
FROM organisation_shown o
LEFT JOIN vocabulary v ON v.kind = 'org_type' AND v.code = o.type;

-- What a hidden organisation's line says in free words may name it: left out with the name.
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
       l.modality, l.amount, l.currency,
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
               || coalesce(l.subsector_text, '') || ' ' || coalesce(l.theme_text, '')
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

CREATE VIEW layer_studies AS
SELECT coalesce(sl.id, -s.id) AS id, s.edition_id, e.name AS edition, s.key, s.title, s.title_other,
       s.authors, s.publisher, s.year, s.type, s.language, s.doi, s.url, s.themes, s.places_text,
       p.pcode, p.name, p.level, p.adm1_code, p.adm1_name, p.adm2_code, p.adm2_name, p.adm3_code,
       p.adm3_name, s.confidence, s.notes, i.source, sl.unit_id
FROM study s
JOIN edition e ON e.id = s.edition_id
JOIN import_shown i ON i.id = s.import_id
LEFT JOIN study_location sl ON sl.study_id = s.id
LEFT JOIN unit_path p ON p.unit_id = sl.unit_id
WHERE s.closed_by IS NULL;

CREATE VIEW layer_needs AS
SELECT n.id, p.edition_id, p.edition, p.pcode, p.name, p.level, p.adm1_code, p.adm1_name,
       p.adm2_code, p.adm2_name, p.adm3_code, p.adm3_name, n.date, n.sector,
       v.label_fr AS sector_name, v.label_en AS sector_name_en, n.pin, n.severity, n.population, n.idps, n.returnees,
       n.repatriated, n.approximate, i.source, i.submission, n.unit_id
FROM need n
JOIN unit_path p ON p.unit_id = n.unit_id
JOIN import_shown i ON i.id = n.import_id
LEFT JOIN vocabulary v ON v.kind = 'sector' AND v.code = n.sector
WHERE n.closed_by IS NULL;

CREATE VIEW layer_institutions AS
SELECT t.id, p.edition_id, p.edition, p.pcode, p.name, p.level, p.adm1_code, p.adm1_name,
       p.adm2_code, p.adm2_name, p.adm3_code, p.adm3_name, t.kind, t.name AS institution_name,
       t.decision_no, t.decision_date, t.status, o.name AS supported_by, t.notes, i.source,
       t.unit_id, p.interior_lon AS point_lon, p.interior_lat AS point_lat,
       p.interior_lon AS exact_lon, p.interior_lat AS exact_lat
FROM institution t
JOIN unit_path p ON p.unit_id = t.unit_id
JOIN import_shown i ON i.id = t.import_id
LEFT JOIN organisation_shown o ON o.id = t.supported_by
WHERE t.closed_by IS NULL;

CREATE VIEW layer_imports AS
SELECT i.*, NULL AS edition_id FROM import_shown i;

CREATE VIEW layer_findings AS
SELECT f.id, NULL AS edition_id, f.import_id, i.source, i.file, i.sheet, f.row, f.code, f.column,
       f.value
FROM finding f
JOIN import_shown i ON i.id = f.import_id;

--------------------------------------------------------------------------------------- for people

CREATE VIEW v_regions AS
SELECT unit_id AS rowid, pcode AS code, name AS region, adm0_name AS pays, area_km2 AS superficie_km2,
       edition, geom
FROM unit_path WHERE active AND level = 1;
CREATE VIEW v_cercles AS
SELECT unit_id AS rowid, pcode AS code, name AS cercle, adm1_name AS region,
       area_km2 AS superficie_km2, edition, geom
FROM unit_path WHERE active AND level = 2;
CREATE VIEW v_communes AS
SELECT unit_id AS rowid, pcode AS code, name AS commune, adm2_name AS cercle, adm1_name AS region,
       area_km2 AS superficie_km2, edition, geom
FROM unit_path WHERE active AND level = 3;
CREATE VIEW v_limites AS
SELECT unit_id AS rowid, edition, level AS niveau, pcode AS code, name AS nom,
       parent_name AS unite_superieure, area_km2 AS superficie_km2, geom
FROM unit_path;

CREATE VIEW v_lignes AS
SELECT ll.id AS rowid, coalesce(o.acronym, o.name) AS organisation, o.name AS nom_organisation,
       v.label_fr AS secteur, l.sector_text AS secteur_ecrit, l.ltp, l.activity AS activite,
       l.project_title AS projet, p.name AS lieu, p.pcode AS code_lieu, p.level AS niveau,
       p.adm1_name AS region, p.adm2_name AS cercle, l.start_date AS debut, l.end_date AS fin,
       l.status AS statut, l.targeted AS personnes_ciblees, l.reached AS personnes_atteintes,
       l.reported AS date_rapport, i.source, i.file AS fichier, r.row AS ligne, p.edition, p.point
FROM line l
JOIN line_location ll ON ll.line_id = l.id
JOIN unit_path p ON p.unit_id = ll.unit_id
JOIN organisation_shown o ON o.id = l.organisation_id
JOIN import_shown i ON i.id = l.import_id
JOIN raw_row r ON r.id = l.raw_row_id
LEFT JOIN vocabulary v ON v.kind = 'sector' AND v.code = l.sector
WHERE l.closed_by IS NULL;

CREATE VIEW v_besoins AS
SELECT n.id AS rowid, p.name AS lieu, p.pcode AS code_lieu, p.level AS niveau, p.adm1_name AS region,
       p.adm2_name AS cercle, n.date, coalesce(v.label_fr, 'Intersectoriel') AS secteur,
       n.pin AS personnes_dans_le_besoin, n.severity AS severite, n.population, n.idps AS pdi,
       n.returnees AS retournes, n.repatriated AS rapatries, i.source, p.edition, p.point
FROM need n
JOIN unit_path p ON p.unit_id = n.unit_id
JOIN import_shown i ON i.id = n.import_id
LEFT JOIN vocabulary v ON v.kind = 'sector' AND v.code = n.sector
WHERE n.closed_by IS NULL;

CREATE VIEW v_etudes AS
SELECT sl.id AS rowid, s.title AS titre, s.authors AS auteurs, s.publisher AS editeur,
       s.year AS annee, s.type, s.language AS langue, s.themes, s.url, s.doi, p.name AS lieu,
       p.pcode AS code_lieu, p.level AS niveau, p.adm1_name AS region, p.adm2_name AS cercle,
       p.edition, p.point
FROM study s
JOIN study_location sl ON sl.study_id = s.id
JOIN unit_path p ON p.unit_id = sl.unit_id
WHERE s.closed_by IS NULL;

CREATE VIEW v_lieux AS
SELECT l.id AS rowid, l.code, l.name AS nom, l.kind AS genre, l.population, p.name AS commune,
       p.adm2_name AS cercle, p.adm1_name AS region, l.geom
FROM place l
LEFT JOIN unit_path p ON p.unit_id = l.unit_id;

CREATE VIEW v_institutions AS
SELECT t.id AS rowid, t.kind AS genre, t.name AS nom, t.status AS statut,
       t.decision_date AS date_decision, o.name AS appui, p.name AS lieu, p.pcode AS code_lieu,
       p.edition, p.point
FROM institution t
JOIN unit_path p ON p.unit_id = t.unit_id
LEFT JOIN organisation_shown o ON o.id = t.supported_by
WHERE t.closed_by IS NULL;

CREATE VIEW v_organisations AS
SELECT o.id AS rowid, o.acronym AS sigle, o.name AS nom, v.label_fr AS type
FROM organisation_shown o
LEFT JOIN vocabulary v ON v.kind = 'org_type' AND v.code = o.type;

CREATE VIEW v_imports AS
SELECT i.id AS rowid, i.kind AS genre, i.source, i.submission AS envoi, i.file AS fichier,
       i.sheet AS feuille, i.edition, i.reported AS date_rapport, i.imported_at AS importe_le,
       i.person AS par, i.n_read AS lues, i.n_accepted AS acceptees, i.n_duplicate AS doublons,
       i.n_rejected AS rejetees, i.undone_at AS annule_le
FROM import_shown i;

CREATE VIEW v_constats AS
SELECT f.id AS rowid, i.file AS fichier, i.sheet AS feuille, f.row AS ligne, f.code AS constat,
       f.column AS colonne, f.value AS valeur
FROM finding f
JOIN import_shown i ON i.id = f.import_id;

INSERT INTO views_geometry_columns
    (view_name, view_geometry, view_rowid, f_table_name, f_geometry_column, read_only)
VALUES
    ('v_regions', 'geom', 'rowid', 'unit', 'geom', 1),
    ('v_cercles', 'geom', 'rowid', 'unit', 'geom', 1),
    ('v_communes', 'geom', 'rowid', 'unit', 'geom', 1),
    ('v_limites', 'geom', 'rowid', 'unit', 'geom', 1),
    ('v_lignes', 'point', 'rowid', 'unit', 'point', 1),
    ('v_besoins', 'point', 'rowid', 'unit', 'point', 1),
    ('v_etudes', 'point', 'rowid', 'unit', 'point', 1),
    ('v_institutions', 'point', 'rowid', 'unit', 'point', 1),
    ('v_lieux', 'geom', 'rowid', 'place', 'geom', 1);
