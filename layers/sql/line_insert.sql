-- One version of a line. records_line.c binds by position: named parameters take their numbers in the
-- order of first appearance, and those of words and of figures stand together.
INSERT INTO line (
    import_id, seen_by, raw_row_id, edition_id, fingerprint, ordinal, content, organisation_id,
    start_date, end_date, reported, lon, lat, targeted_basis, reached_basis,
    project_code, project_title, activity, activity_code, indicator, sector_text, sector,
    subsector_text, theme_text, ltp_basis, status_text, status, population_text, population_type,
    modality, amount, currency, settlement, remarks, quantity, quantity_unit,
    ltp, ltp_proposed, cohesion, theme_knowable, targeted, targeted_approximate, reached,
    reached_approximate, households_targeted, households_reached, repeated
) VALUES (
    ?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7,
    ?8, ?9, ?10, ?11, ?12, ?13, ?14,
    :project_code, :project_title, :activity, :activity_code, :indicator, :sector_text, :sector,
    :subsector_text, :theme_text, :ltp_basis, :status_text, :status, :population_text,
    :population_type, :modality, :amount, :currency, :settlement, :remarks,
    :quantity, :quantity_unit,
    :ltp, :ltp_proposed, :cohesion, :theme_knowable, :targeted, :targeted_approximate, :reached,
    :reached_approximate, :households_targeted, :households_reached, :repeated
);
