-- Rows of the lines by the filters of the analysis; lists are JSON arrays of codes. A line without
-- dates is kept whatever the period.
(:from IS NULL OR l.end_date IS NULL OR l.end_date >= :from)
AND (:to IS NULL OR l.start_date IS NULL OR l.start_date <= :to)
AND (:sectors IS NULL OR l.sector IN (SELECT value FROM json_each(:sectors)) OR l.sector IN (
    SELECT v.code FROM vocabulary v
    WHERE v.kind = 'sector' AND v.parent IN (SELECT value FROM json_each(:sectors)))
    OR EXISTS ( -- a line of several sectors
        SELECT 1 FROM json_each(:sectors) t
        WHERE instr('+' || l.sector || '+', '+' || t.value || '+') > 0))
AND (:themes IS NULL
    OR l.ltp AND 'ltp' IN (SELECT value FROM json_each(:themes))
    OR l.cohesion AND 'cohesion' IN (SELECT value FROM json_each(:themes)))
AND (:orgs IS NULL OR l.organisation_id IN (
    SELECT a.organisation_id FROM organisation_alias a
    WHERE a.folded IN (SELECT ltp_fold(value) FROM json_each(:orgs))))
AND (:org_types IS NULL OR l.organisation_id IN (
    SELECT o.id FROM organisation o WHERE o.type IN (SELECT value FROM json_each(:org_types)) AND NOT o.hidden))
AND (:donors IS NULL OR l.line_id IN (
    SELECT d.line_id FROM line_organisation d
    JOIN organisation_alias a ON a.organisation_id = d.organisation_id
    WHERE d.role = 'donor' AND a.folded IN (SELECT ltp_fold(value) FROM json_each(:donors))))
AND (:population_types IS NULL OR EXISTS (
    SELECT 1 FROM json_each(:population_types) t
    WHERE '+' || l.population_type || '+' LIKE '%+' || t.value || '+%'))
