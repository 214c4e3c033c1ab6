-- People on the move and what the committee follows beside the activities: displaced people by sex
-- and age, rapid protection assessments (ERP), indicators and risks of the strategy, resource
-- persons of organisations, and what is to be known of an institution. A record belongs to the
-- import that brought it; closed_by is the import that took its place.

-- One cell of a published table of displacement. The figures of a whole unit and day also stand in
-- `need`, from where the analysis takes them.
CREATE TABLE displaced (
    id          INTEGER PRIMARY KEY,
    import_id   INTEGER NOT NULL REFERENCES import (id),
    raw_row_id  INTEGER NOT NULL REFERENCES raw_row (id),
    closed_by   INTEGER REFERENCES import (id),
    unit_id     INTEGER NOT NULL REFERENCES unit (id),
    population  TEXT NOT NULL CHECK (population IN ('IDP', 'RDP', 'RET')),
    date        TEXT,
    sex         TEXT CHECK (sex IN ('f', 'm')), -- NULL = both
    age_min     INTEGER,                        -- years, inclusive; NULL = open
    age_max     INTEGER,
    people      INTEGER CHECK (people >= 0),
    households  INTEGER CHECK (households >= 0),
    approximate INTEGER NOT NULL DEFAULT 0 CHECK (approximate IN (0, 1))
) STRICT;
CREATE INDEX displaced_unit ON displaced (unit_id, date);
CREATE INDEX displaced_import ON displaced (import_id);
CREATE INDEX displaced_raw ON displaced (raw_row_id);

CREATE TABLE erp (
    id              INTEGER PRIMARY KEY,
    import_id       INTEGER NOT NULL REFERENCES import (id),
    raw_row_id      INTEGER NOT NULL REFERENCES raw_row (id),
    closed_by       INTEGER REFERENCES import (id),
    unit_id         INTEGER NOT NULL REFERENCES unit (id),
    reference       TEXT,
    assessed        TEXT,
    event           TEXT,  -- code of the vocabulary erp_event
    event_date      TEXT,
    movement        TEXT,  -- code of the vocabulary erp_movement
    origin          TEXT,
    people          INTEGER CHECK (people >= 0),
    households      INTEGER CHECK (households >= 0),
    women           INTEGER CHECK (women >= 0),
    men             INTEGER CHECK (men >= 0),
    girls           INTEGER CHECK (girls >= 0),
    boys            INTEGER CHECK (boys >= 0),
    ltp_issues      TEXT,  -- codes of the vocabulary ltp_issue, a space between two
    needs           TEXT,  -- codes of the vocabulary erp_need, likewise
    organisation_id INTEGER REFERENCES organisation (id),
    settlement      TEXT,
    lon             REAL,
    lat             REAL,
    description     TEXT
) STRICT;
CREATE INDEX erp_unit ON erp (unit_id, assessed);
CREATE INDEX erp_import ON erp (import_id);
CREATE INDEX erp_raw ON erp (raw_row_id);
CREATE INDEX erp_organisation ON erp (organisation_id);

CREATE TABLE indicator (
    id         INTEGER PRIMARY KEY,
    import_id  INTEGER NOT NULL REFERENCES import (id),
    raw_row_id INTEGER NOT NULL REFERENCES raw_row (id),
    closed_by  INTEGER REFERENCES import (id),
    unit_id    INTEGER NOT NULL REFERENCES unit (id),
    code       TEXT NOT NULL,
    date       TEXT,
    label      TEXT,
    objective  TEXT,
    measure    TEXT,  -- what is counted: persons, households, %
    target     REAL,
    achieved   REAL,
    due        TEXT,
    notes      TEXT
) STRICT;
CREATE INDEX indicator_unit ON indicator (unit_id, code, date);
CREATE INDEX indicator_import ON indicator (import_id);
CREATE INDEX indicator_raw ON indicator (raw_row_id);

CREATE TABLE risk (
    id         INTEGER PRIMARY KEY,
    import_id  INTEGER NOT NULL REFERENCES import (id),
    raw_row_id INTEGER NOT NULL REFERENCES raw_row (id),
    closed_by  INTEGER REFERENCES import (id),
    unit_id    INTEGER NOT NULL REFERENCES unit (id),
    risk       TEXT,  -- which risk; NULL = the overall one
    date       TEXT,
    risk_level TEXT,  -- code of the vocabulary risk_level: they sort from low to high
    trend_text TEXT,
    notes      TEXT
) STRICT;
CREATE INDEX risk_unit ON risk (unit_id, risk, date);
CREATE INDEX risk_import ON risk (import_id);
CREATE INDEX risk_raw ON risk (raw_row_id);

-- Resource persons by function. Never public.
CREATE TABLE contact (
    id              INTEGER PRIMARY KEY,
    import_id       INTEGER NOT NULL REFERENCES import (id),
    raw_row_id      INTEGER NOT NULL REFERENCES raw_row (id),
    closed_by       INTEGER REFERENCES import (id),
    unit_id         INTEGER REFERENCES unit (id),
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    function        TEXT,
    person_name     TEXT,
    email           TEXT,
    phone           TEXT,
    themes          TEXT
) STRICT;
CREATE INDEX contact_organisation ON contact (organisation_id);
CREATE INDEX contact_unit ON contact (unit_id);
CREATE INDEX contact_import ON contact (import_id);
CREATE INDEX contact_raw ON contact (raw_row_id);

--------------------------------------------------------------------------------------- vocabularies

CREATE TABLE seed (kind TEXT, code TEXT, label_fr TEXT, label_en TEXT, terms TEXT) STRICT;
INSERT INTO seed VALUES
('institution_kind', 'COFO', 'Commission foncière (COFO)', 'Land commission (COFO)',
 'COFO|COFOs|COFOV|COFOCOM|COFO-V|Commission foncière|Commissions foncières|Commission foncière villageoise|Commission foncière communale|Land commission|Land commissions'),
('institution_kind', 'ERAR', 'Équipe régionale d''appui à la réconciliation (ERAR)', 'Regional reconciliation support team (ERAR)',
 'ERAR|ERARs|Équipe régionale d''appui à la réconciliation|Équipes régionales d''appui à la réconciliation'),
('institution_kind', 'CCR', 'Comité communal de réconciliation (CCR)', 'Communal reconciliation committee (CCR)',
 'CCR|CCRs|Comité communal de réconciliation|Comités communaux de réconciliation'),
('institution_kind', 'CRRA', 'Commission régionale de réconciliation', 'Regional reconciliation commission',
 'CRRA|Commission régionale de réconciliation|Commissions régionales de réconciliation'),
('institution_kind', 'GT', 'Groupe thématique régional', 'Regional thematic group',
 'GT|GTCS|GT-CS|GT LTP|Groupe thématique|Groupe thématique cohésion sociale|Groupe thématique LTP|Thematic group|Regional thematic group|Groupe de travail|Working group'),
('institution_status', 'active', 'Active', 'Active',
 'Actif|Active|Fonctionnelle|Fonctionnel|Opérationnelle|Opérationnel|En activité|Redynamisée|Redynamisé|Functional|Operational|Oui|Yes'),
('institution_status', 'created', 'Créée', 'Created', 'Créé|Créée|Mise en place|Installée|Installé|Existante|Existant|Created|Established|Set up'),
('institution_status', 'inactive', 'Inactive', 'Inactive',
 'Inactif|Inactive|Non fonctionnelle|Non fonctionnel|Peu fonctionnelle|À redynamiser|En veille|Dormante|Not functional|Non|No'),
('institution_status', 'planned', 'Prévue', 'Planned', 'Prévu|Prévue|Planifiée|Planifié|En projet|En cours de création|À créer|Planned'),
('institution_tier', 'region', 'Régionale', 'Regional', 'Région|Régionale|Régional|Regional'),
('institution_tier', 'cercle', 'De cercle', 'District', 'Cercle|Cercles|De cercle|District|Locale'),
('institution_tier', 'commune', 'Communale', 'Communal', 'Commune|Communale|Communal'),
('institution_tier', 'village', 'Villageoise', 'Village', 'Village|Villageoise|Villageois|COFOV|COFO-V'),
('institution_tier', 'fraction', 'De fraction', 'Nomadic fraction', 'Fraction|De fraction|Fractions'),
('erp_event', 'attack', 'Attaque ou combats', 'Attack or fighting',
 'Attaque|Attaques|Attaque armée|Combats|Affrontements|Affrontement|Conflit armé|Armed attack|Clashes|Armed conflict|Incursion'),
('erp_event', 'threat', 'Menaces ou ultimatum', 'Threats or ultimatum', 'Menace|Menaces|Ultimatum|Intimidation|Threat|Threats'),
('erp_event', 'communal_conflict', 'Conflit intercommunautaire', 'Communal conflict',
 'Conflit communautaire|Conflit intercommunautaire|Tensions intercommunautaires|Tensions communautaires|Intercommunal conflict|Communal conflict|Communal tension'),
('erp_event', 'land_conflict', 'Conflit foncier', 'Land conflict',
 'Conflit foncier|Litige foncier|Conflit agropastoral|Conflit agriculteurs éleveurs|Land conflict|Land dispute'),
('erp_event', 'eviction', 'Expulsion', 'Eviction', 'Expulsion|Expulsions|Expulsion forcée|Déguerpissement|Eviction|Forced eviction|Evictions'),
('erp_event', 'flood', 'Inondation', 'Flood', 'Inondation|Inondations|Pluies|Crue|Flood|Floods|Flooding'),
('erp_event', 'fire', 'Incendie', 'Fire', 'Incendie|Incendies|Feu|Fire'),
('erp_event', 'drought', 'Sécheresse', 'Drought', 'Sécheresse|Drought'),
('erp_event', 'return', 'Retour de population', 'Return of population', 'Retour|Retours|Return|Returns'),
('erp_event', 'other', 'Autre', 'Other', 'Autre|Autres|Other'),
('erp_movement', 'displacement', 'Déplacement interne', 'Internal displacement',
 'Déplacement|Déplacements|Déplacement interne|PDI|Arrivée|Arrivées|Déplacés|IDP|Displacement|Internal displacement|Arrival'),
('erp_movement', 'preventive', 'Déplacement préventif', 'Preventive displacement', 'Préventif|Déplacement préventif|Preventive|Preventive displacement'),
('erp_movement', 'secondary', 'Déplacement secondaire', 'Secondary displacement', 'Secondaire|Déplacement secondaire|Secondary|Secondary displacement'),
('erp_movement', 'return', 'Retour de déplacés', 'Return of IDPs', 'Retour|Retours|Retournés|Retour de PDI|Return|Returns|Returnees'),
('erp_movement', 'repatriation', 'Rapatriement de réfugiés', 'Return of refugees', 'Rapatriement|Rapatriés|Retour de réfugiés|Repatriation|Refugee return'),
('erp_movement', 'cross_border', 'Départ vers l''étranger', 'Flight across the border', 'Réfugiés|Départ à l''étranger|Cross-border|Refugees'),
('erp_movement', 'none', 'Aucun mouvement', 'No movement', 'Aucun|Pas de mouvement|Aucun déplacement|No movement'),
('ltp_issue', 'eviction', 'Expulsion ou menace d''expulsion', 'Eviction or threat of it',
 'Expulsion|Expulsions|Menace d''expulsion|Menaces d''expulsion|Eviction|Threat of eviction|Evictions'),
('ltp_issue', 'occupation', 'Occupation de logements ou de terres', 'Occupation of housing or land',
 'Occupation|Occupation secondaire|Occupation illégale|Occupation de terres|Occupation de logements|Secondary occupation|Illegal occupation'),
('ltp_issue', 'dispute', 'Litige foncier', 'Land dispute', 'Litige|Litiges|Litige foncier|Litiges fonciers|Conflit foncier|Conflits fonciers|Dispute|Land dispute|Land disputes'),
('ltp_issue', 'destruction', 'Logements détruits ou endommagés', 'Housing destroyed or damaged',
 'Destruction|Destructions|Logement détruit|Logements détruits|Destruction de logements|Maisons brûlées|Destroyed housing|Damaged housing'),
('ltp_issue', 'documents', 'Perte ou absence de documents', 'Documents lost or missing',
 'Documents|Perte de documents|Absence de documents|Documents perdus|Titres|Lost documents|Missing documents'),
('ltp_issue', 'rent', 'Loyers et accords d''hébergement', 'Rent and hosting arrangements', 'Loyer|Loyers|Location|Bail|Rent|Hosting arrangement'),
('ltp_issue', 'access', 'Accès à la terre et aux ressources', 'Access to land and resources',
 'Accès|Accès à la terre|Accès aux terres|Accès aux ressources|Terres agricoles|Pâturages|Access to land|Land access'),
('ltp_issue', 'site', 'Statut foncier du site', 'Tenure of the site', 'Site|Statut du site|Statut foncier du site|Foncier du site|Site tenure'),
('ltp_issue', 'women', 'Droits des femmes et succession', 'Rights of women and inheritance',
 'Femmes|Droits des femmes|Succession|Héritage|Héritage des femmes|Inheritance|Women''s rights'),
('ltp_issue', 'other', 'Autre problème LTP', 'Other HLP issue', 'Autre|Autres|Other'),
('ltp_issue', 'none', 'Aucun problème signalé', 'No issue reported', 'Aucun|Aucune|Pas de problème|None'),
('erp_need', 'shelter', 'Abri', 'Shelter', 'Abri|Abris|Logement|Shelter|Housing'),
('erp_need', 'nfi', 'Articles ménagers', 'Non-food items', 'AME|NFI|BNA|Non vivres|Articles ménagers essentiels|Non-food items'),
('erp_need', 'food', 'Vivres', 'Food', 'Vivres|Nourriture|Alimentation|Sécurité alimentaire|Food'),
('erp_need', 'water', 'Eau, hygiène et assainissement', 'Water, sanitation and hygiene', 'Eau|EHA|WASH|Assainissement|Water'),
('erp_need', 'health', 'Santé', 'Health', 'Santé|Soins|Health'),
('erp_need', 'protection', 'Protection', 'Protection', 'Sécurité'),
('erp_need', 'education', 'Éducation', 'Education', 'École|Éducation'),
('erp_need', 'documents', 'Documents d''état civil', 'Civil documents', 'Documentation|Documents|État civil|Documentation civile|Civil documentation'),
('erp_need', 'ltp', 'Logement, terre et propriété', 'Housing, land and property', 'LTP|LTB|HLP|Foncier|Terre'),
('erp_need', 'other', 'Autre', 'Other', 'Autre|Autres|Other'),
('risk_level', '1', 'Faible', 'Low', 'Faible|Bas|Low|Minor|Mineur|Vert|Green'),
('risk_level', '2', 'Modéré', 'Moderate', 'Modéré|Moyen|Moyenne|Modérée|Moderate|Medium|Jaune|Yellow'),
('risk_level', '3', 'Élevé', 'High', 'Élevé|Élevée|Fort|Haut|High|Orange'),
('risk_level', '4', 'Très élevé', 'Very high', 'Très élevé|Très élevée|Critique|Sévère|Extrême|Very high|Critical|Severe|Extreme|Rouge|Red');
INSERT INTO vocabulary (kind, code, label_fr, label_en) SELECT kind, code, label_fr, label_en FROM seed;
INSERT OR IGNORE INTO vocabulary_term (kind, folded, code, term)
SELECT kind, folded, code, term FROM (
    SELECT kind, ltp_fold(term) AS folded, code, term, min(ord) FROM (
        SELECT kind, code, code AS term, 0 AS ord FROM seed
        UNION ALL SELECT kind, code, label_fr, 1 FROM seed
        UNION ALL SELECT kind, code, label_en, 2 FROM seed
        UNION ALL
        SELECT s.kind, s.code, t.value, 3
        FROM seed s, json_each('["' || replace(s.terms, '|', '","') || '"]') t
    ) GROUP BY kind, ltp_fold(term), code
) WHERE folded <> '' ORDER BY kind, code, folded;
DROP TABLE seed;

-------------------------------------------------------------------------------------- institutions

ALTER TABLE institution ADD COLUMN kind_code TEXT;   -- of the vocabulary institution_kind
ALTER TABLE institution ADD COLUMN tier TEXT;        -- of the vocabulary institution_tier
ALTER TABLE institution ADD COLUMN status_code TEXT; -- of the vocabulary institution_status
UPDATE institution SET
    kind_code = (SELECT t.code FROM vocabulary_term t WHERE t.kind = 'institution_kind' AND t.folded = ltp_fold(institution.kind)),
    status_code = (SELECT t.code FROM vocabulary_term t WHERE t.kind = 'institution_status' AND t.folded = ltp_fold(institution.status));

--------------------------------------------------------------------------------------------- views

DROP VIEW unit_use;
CREATE VIEW unit_use AS
SELECT ll.unit_id, l.import_id FROM line_location ll JOIN line l ON l.id = ll.line_id
UNION ALL SELECT unit_id, import_id FROM need
UNION ALL SELECT sl.unit_id, s.import_id FROM study_location sl JOIN study s ON s.id = sl.study_id
UNION ALL SELECT unit_id, import_id FROM institution
UNION ALL SELECT unit_id, import_id FROM displaced
UNION ALL SELECT unit_id, import_id FROM erp
UNION ALL SELECT unit_id, import_id FROM indicator
UNION ALL SELECT unit_id, import_id FROM risk
UNION ALL SELECT unit_id, import_id FROM contact WHERE unit_id IS NOT NULL
UNION ALL SELECT unit_id, import_id FROM place WHERE unit_id IS NOT NULL
UNION ALL SELECT unit_id, import_id FROM place_closed WHERE unit_id IS NOT NULL;

DROP VIEW organisation_used;
CREATE VIEW organisation_used AS
SELECT organisation_id AS id FROM line_organisation
UNION SELECT organisation_id FROM line
UNION SELECT organisation_id FROM erp WHERE organisation_id IS NOT NULL
UNION SELECT organisation_id FROM contact
UNION SELECT supported_by FROM institution WHERE supported_by IS NOT NULL
UNION SELECT organisation_id FROM organisation_wish;

DROP VIEW layer_institutions;
CREATE VIEW layer_institutions AS
SELECT t.id, p.edition_id, p.edition, p.pcode, p.name, p.level, p.adm1_code, p.adm1_name,
       p.adm2_code, p.adm2_name, p.adm3_code, p.adm3_name, t.kind, t.kind_code, t.tier,
       t.name AS institution_name, t.decision_no, t.decision_date, t.status, t.status_code,
       o.name AS supported_by, t.notes, i.source,
       t.unit_id, p.interior_lon AS point_lon, p.interior_lat AS point_lat,
       p.interior_lon AS exact_lon, p.interior_lat AS exact_lat
FROM institution t
JOIN unit_path p ON p.unit_id = t.unit_id
JOIN import_shown i ON i.id = t.import_id
LEFT JOIN organisation_shown o ON o.id = t.supported_by
WHERE t.closed_by IS NULL;

-- `*_guarded`: below confidential, where one cell of a unit, day and population is so small that it is
-- hidden, the other cells of sex and age would give it back from the total; they read as 1, which is
-- a small number and hidden too.
CREATE VIEW layer_displacement AS
SELECT d.id, p.edition_id, p.edition, p.pcode, p.name, p.level, p.adm1_code, p.adm1_name,
       p.adm2_code, p.adm2_name, p.adm3_code, p.adm3_name, d.date, d.population,
       v.label_fr AS population_name, v.label_en AS population_name_en, d.sex, d.age_min, d.age_max,
       d.people, d.households, d.approximate, i.source, i.submission, d.unit_id,
       CASE WHEN d.people IS NOT NULL AND (d.sex IS NOT NULL OR d.age_min IS NOT NULL OR d.age_max IS NOT NULL)
                 AND EXISTS (SELECT 1 FROM displaced s WHERE s.unit_id = d.unit_id AND s.date IS d.date
                             AND s.population = d.population AND s.closed_by IS NULL AND s.people BETWEEN 1 AND 4)
            THEN 1 ELSE d.people END AS people_guarded
FROM displaced d
JOIN unit_path p ON p.unit_id = d.unit_id
JOIN import_shown i ON i.id = d.import_id
LEFT JOIN vocabulary v ON v.kind = 'population_type' AND v.code = d.population
WHERE d.closed_by IS NULL;

CREATE VIEW layer_erp AS
SELECT e.id, p.edition_id, p.edition, p.pcode, p.name, p.level, p.adm1_code, p.adm1_name,
       p.adm2_code, p.adm2_name, p.adm3_code, p.adm3_name, e.reference, e.assessed, e.event,
       ev.label_fr AS event_name, ev.label_en AS event_name_en, e.event_date, e.movement,
       mv.label_fr AS movement_name, mv.label_en AS movement_name_en, e.origin, e.people, e.households,
       e.women, e.men, e.girls, e.boys,
       e.ltp_issues <> 'none' AS has_ltp, e.ltp_issues,
       (SELECT group_concat(v.label_fr, ' ; ') FROM vocabulary v WHERE v.kind = 'ltp_issue'
        AND ' ' || e.ltp_issues || ' ' LIKE '% ' || v.code || ' %') AS ltp_issues_name,
       (SELECT group_concat(v.label_en, '; ') FROM vocabulary v WHERE v.kind = 'ltp_issue'
        AND ' ' || e.ltp_issues || ' ' LIKE '% ' || v.code || ' %') AS ltp_issues_name_en,
       e.needs, o.name AS organisation, e.settlement, e.lon, e.lat, e.description, i.source, e.unit_id,
       coalesce(e.event = 'eviction' OR ' ' || e.ltp_issues || ' ' LIKE '% eviction %', 0) AS delicate,
       p.interior_lon AS point_lon, p.interior_lat AS point_lat,
       coalesce(e.lon, p.interior_lon) AS exact_lon, coalesce(e.lat, p.interior_lat) AS exact_lat
FROM erp e
JOIN unit_path p ON p.unit_id = e.unit_id
JOIN import_shown i ON i.id = e.import_id
LEFT JOIN organisation_shown o ON o.id = e.organisation_id
LEFT JOIN vocabulary ev ON ev.kind = 'erp_event' AND ev.code = e.event
LEFT JOIN vocabulary mv ON mv.kind = 'erp_movement' AND mv.code = e.movement
WHERE e.closed_by IS NULL;

CREATE VIEW layer_indicators AS
SELECT n.id, p.edition_id, p.edition, p.pcode, p.name, p.level, p.adm1_code, p.adm1_name,
       p.adm2_code, p.adm2_name, p.adm3_code, p.adm3_name, n.code, n.label, n.objective,
       n.measure, n.date, n.target, n.achieved,
       CASE WHEN n.target > 0 THEN n.achieved / n.target END AS progress, n.due, n.notes,
       i.source, i.submission, n.unit_id
FROM indicator n
JOIN unit_path p ON p.unit_id = n.unit_id
JOIN import_shown i ON i.id = n.import_id
WHERE n.closed_by IS NULL;

CREATE VIEW layer_risks AS
SELECT r.id, p.edition_id, p.edition, p.pcode, p.name, p.level, p.adm1_code, p.adm1_name,
       p.adm2_code, p.adm2_name, p.adm3_code, p.adm3_name, r.risk, r.date, r.risk_level,
       v.label_fr AS risk_level_name, v.label_en AS risk_level_name_en, r.trend_text, r.notes,
       i.source, i.submission, r.unit_id
FROM risk r
JOIN unit_path p ON p.unit_id = r.unit_id
JOIN import_shown i ON i.id = r.import_id
LEFT JOIN vocabulary v ON v.kind = 'risk_level' AND v.code = r.risk_level
WHERE r.closed_by IS NULL;

CREATE VIEW layer_contacts AS
SELECT c.id, p.edition_id, p.edition, o.acronym AS org_acronym, o.name AS org_name, o.type AS org_type,
       p.pcode, p.name, p.level, p.adm1_code, p.adm1_name, p.adm2_code, p.adm2_name, p.adm3_code, p.adm3_name,
       CASE WHEN NOT o.hidden THEN c.function END AS function,
       CASE WHEN NOT o.hidden THEN c.person_name END AS person_name,
       CASE WHEN NOT o.hidden THEN c.email END AS email,
       CASE WHEN NOT o.hidden THEN c.phone END AS phone,
       CASE WHEN NOT o.hidden THEN c.themes END AS themes,
       i.source, c.organisation_id, c.unit_id
FROM contact c
JOIN organisation_shown o ON o.id = c.organisation_id
JOIN import_shown i ON i.id = c.import_id
LEFT JOIN unit_path p ON p.unit_id = c.unit_id
WHERE c.closed_by IS NULL;

CREATE VIEW v_deplaces AS
SELECT d.id AS rowid, p.name AS lieu, p.pcode AS code_lieu, p.level AS niveau, p.adm1_name AS region,
       p.adm2_name AS cercle, d.date, v.label_fr AS population, d.sex AS sexe, d.age_min, d.age_max,
       d.people AS personnes, d.households AS menages, i.source, p.edition, p.point
FROM displaced d
JOIN unit_path p ON p.unit_id = d.unit_id
JOIN import_shown i ON i.id = d.import_id
LEFT JOIN vocabulary v ON v.kind = 'population_type' AND v.code = d.population
WHERE d.closed_by IS NULL;

CREATE VIEW v_erp AS
SELECT e.id AS rowid, e.reference, e.assessed AS evaluee_le, ev.label_fr AS evenement,
       e.event_date AS date_evenement, mv.label_fr AS mouvement, e.people AS personnes,
       e.households AS menages, e.ltp_issues AS problemes_ltp, p.name AS lieu, p.pcode AS code_lieu,
       p.level AS niveau, p.adm1_name AS region, p.adm2_name AS cercle, i.source, p.edition, p.point
FROM erp e
JOIN unit_path p ON p.unit_id = e.unit_id
JOIN import_shown i ON i.id = e.import_id
LEFT JOIN vocabulary ev ON ev.kind = 'erp_event' AND ev.code = e.event
LEFT JOIN vocabulary mv ON mv.kind = 'erp_movement' AND mv.code = e.movement
WHERE e.closed_by IS NULL;

CREATE VIEW v_indicateurs AS
SELECT n.id AS rowid, n.code, n.label AS indicateur, n.measure AS mesure, n.date,
       n.target AS cible, n.achieved AS realise,
       CASE WHEN n.target > 0 THEN n.achieved / n.target END AS progres, p.name AS lieu,
       p.pcode AS code_lieu, p.level AS niveau, p.edition, p.point
FROM indicator n JOIN unit_path p ON p.unit_id = n.unit_id
WHERE n.closed_by IS NULL;

CREATE VIEW v_risques AS
SELECT r.id AS rowid, r.risk AS risque, r.date, r.risk_level AS niveau_risque, v.label_fr AS risque_dit,
       p.name AS lieu, p.pcode AS code_lieu, p.level AS niveau, p.edition, p.point
FROM risk r
JOIN unit_path p ON p.unit_id = r.unit_id
LEFT JOIN vocabulary v ON v.kind = 'risk_level' AND v.code = r.risk_level
WHERE r.closed_by IS NULL;

INSERT INTO views_geometry_columns
    (view_name, view_geometry, view_rowid, f_table_name, f_geometry_column, read_only)
VALUES
    ('v_deplaces', 'point', 'rowid', 'unit', 'point', 1),
    ('v_erp', 'point', 'rowid', 'unit', 'point', 1),
    ('v_indicateurs', 'point', 'rowid', 'unit', 'point', 1),
    ('v_risques', 'point', 'rowid', 'unit', 'point', 1);
