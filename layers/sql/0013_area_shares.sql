-- Shares of areas as whole percents, '<1 %' and '>99 %' where rounding would say none or all.
DROP VIEW layer_areas;
CREATE VIEW layer_areas AS
SELECT a.line_id AS id, a.line_id, l.edition_id, l.edition, l.pcode, l.name, l.level,
       l.adm1_code, l.adm1_name, l.adm2_code, l.adm2_name, l.adm3_code, l.adm3_name,
       a.area_km2,
       (SELECT count(*) FROM line_location p WHERE p.line_id = a.line_id) AS n_units,
       (SELECT group_concat(t.pcode || ' ' || CASE WHEN t.share < 0.01 THEN '<1' WHEN t.share < 1 AND t.share >= 0.995 THEN '>99'
                                           ELSE CAST(round(100 * t.share) AS INTEGER) END || ' %', ' | ')
        FROM (SELECT u.pcode, p.share FROM line_location p JOIN unit u ON u.id = p.unit_id
              WHERE p.line_id = a.line_id AND p.share IS NOT NULL
              ORDER BY p.share DESC, u.pcode) t) AS shares,
       l.org_acronym, l.org_name, l.org_type, l.donor_name, l.project_code, l.project_title,
       l.activity, l.indicator, l.sector, l.sector_name, l.sector_name_en, l.sector_public,
       l.sector_public_name, l.sector_public_name_en, l.ltp, l.cohesion, l.start_date, l.end_date,
       l.reported, l.status, l.population_type, l.targeted, l.reached, l.source, l.delicate,
       l.organisation_id, l.unit_id
FROM line_area a
JOIN layer_lines l ON l.line_id = a.line_id
WHERE l.id = (SELECT p.id FROM line_location p
              WHERE p.line_id = a.line_id
              ORDER BY coalesce(p.share, 0) DESC, p.unit_id LIMIT 1);
