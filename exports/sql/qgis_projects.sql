-- The table in which QGIS keeps projects inside a GeoPackage. QGIS reads it with SQLite itself, so
-- it is not registered in gpkg_contents; content is the .qgz as hexadecimal text.
CREATE TABLE qgis_projects (name TEXT PRIMARY KEY, metadata BLOB, content BLOB)
