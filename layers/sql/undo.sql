-- Takes back import ?1: opens what it closed, removes what it added. Run statement by statement.
UPDATE line SET closed_by = NULL, close_reason = NULL, gone_on = NULL WHERE closed_by = ?1;
UPDATE need SET closed_by = NULL WHERE closed_by = ?1;
UPDATE study SET closed_by = NULL WHERE closed_by = ?1;
UPDATE institution SET closed_by = NULL WHERE closed_by = ?1;

-- Lines it only saw again were last seen by the newest submission of the source that still stands.
UPDATE line SET seen_by = coalesce((
    SELECT max(o.id) FROM import o JOIN import u ON u.source_id = o.source_id
    WHERE u.id = ?1 AND o.id < ?1 AND o.undone_at IS NULL), import_id)
WHERE seen_by = ?1 AND import_id <> ?1;

DELETE FROM line WHERE import_id = ?1;
DELETE FROM need WHERE import_id = ?1;
DELETE FROM study WHERE import_id = ?1;
DELETE FROM institution WHERE import_id = ?1;
DELETE FROM place WHERE import_id = ?1;
DELETE FROM place_alias WHERE import_id = ?1;

-- Organisations it brought go unless another import uses them by now: those keep their names. Names
-- it gave to organisations that were there before go.
DELETE FROM organisation_alias WHERE import_id = ?1 AND organisation_id NOT IN (
    SELECT id FROM organisation WHERE import_id = ?1 AND id IN (SELECT id FROM organisation_used));
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
