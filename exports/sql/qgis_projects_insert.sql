-- The caller appends one row: ('name', 'metadata', 'content').
INSERT INTO qgis_projects (name, metadata, content) VALUES
