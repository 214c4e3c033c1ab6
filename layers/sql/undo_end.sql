-- The end of taking import ?1 back, once its merges and wishes no longer hold. Run statement by statement.

-- What it taught of an organisation that was there before, unless something else was learned since.
UPDATE organisation SET
    acronym = CASE WHEN acronym IS json_extract(p.old, '$.new_acronym') THEN json_extract(p.old, '$.acronym')
                   ELSE acronym END,
    name = CASE WHEN name = json_extract(p.old, '$.new_name') THEN json_extract(p.old, '$.name') ELSE name END,
    type = CASE WHEN type IS json_extract(p.old, '$.new_type') THEN json_extract(p.old, '$.type') ELSE type END
FROM replaced p
WHERE p.import_id = ?1 AND p.what = 'organisation_words' AND organisation.id = json_extract(p.old, '$.id');
DELETE FROM replaced WHERE import_id = ?1;
DELETE FROM organisation_wish WHERE import_id = ?1;

-- Words it gave to an organisation are taken from it in whatever column later rows had them.
UPDATE organisation SET acronym = NULL
WHERE acronym IS NOT NULL AND name <> acronym AND (id, ltp_fold(acronym)) IN (
    SELECT organisation_id, folded FROM organisation_alias WHERE import_id = ?1 AND decided_at IS NOT NULL);
DELETE FROM organisation_alias WHERE (organisation_id, folded) IN (
    SELECT organisation_id, folded FROM organisation_alias WHERE import_id = ?1 AND decided_at IS NOT NULL);

-- Organisations it brought go unless another import uses them by now: those keep their names. Names
-- it gave to organisations that were there before go.
DELETE FROM organisation_alias WHERE import_id = ?1 AND (decided_at IS NOT NULL OR organisation_id NOT IN (
    SELECT id FROM organisation WHERE import_id = ?1 AND id IN (SELECT id FROM organisation_used)));
DELETE FROM organisation WHERE import_id = ?1 AND id NOT IN (SELECT id FROM organisation_used)
    AND id NOT IN (SELECT organisation_id FROM organisation_alias);

UPDATE import SET edition_id = NULL
WHERE edition_id IN (SELECT id FROM edition WHERE import_id = ?1);
DELETE FROM unit WHERE import_id = ?1 AND level = 4;
DELETE FROM unit WHERE import_id = ?1 AND level = 3;
DELETE FROM unit WHERE import_id = ?1 AND level = 2;
DELETE FROM unit WHERE import_id = ?1 AND level = 1;
DELETE FROM unit WHERE import_id = ?1;
DELETE FROM edition WHERE import_id = ?1;

DELETE FROM finding WHERE import_id = ?1;
DELETE FROM import_column WHERE import_id = ?1;
DELETE FROM raw_row WHERE import_id = ?1;
