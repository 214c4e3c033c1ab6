-- Rows of a source layer `l` by place: edition by name, level, inside a unit by its P-code.
(:edition IS NULL OR l.edition = :edition)
AND (:level IS NULL OR l.level = CAST(:level AS INTEGER))
AND (:within IS NULL OR l.unit_id IN (
    SELECT p.unit_id FROM unit_path p
    WHERE :within IN (p.pcode, p.adm0_code, p.adm1_code, p.adm2_code, p.adm3_code, p.adm4_code)))
