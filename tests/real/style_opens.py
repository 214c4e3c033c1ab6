#!/usr/bin/python3
"""style_opens.py FILE [LAYER]  - does QGIS load FILE's LAYER with its own default style?

FILE: a GeoPackage (style in layer_styles) or a shapefile/GeoJSON with a .qml beside it.
Checks: the layer is valid, has a CRS and features, its default style is found and is graduated or
categorised, every feature falls in a class, no class label is empty, labels are on, every label/classification
expression is valid for the layer's fields, aliases, and (GeoPackage) what layer_styles and qgis_projects hold.
Options by environment: MIN_CLASSES (default 3), NEED_LABELS (default 1), ALLOW_UNDRAWN (default 0).
"""
import os, sqlite3, sys
from qgischeck import Checks, start, renderer_facts


def main(path, layer_name):
    c = Checks()
    app, messages = start()
    from qgis.core import QgsVectorLayer, QgsExpression, QgsProject, QgsProviderRegistry
    path = os.path.abspath(path)
    gpkg = path.lower().endswith(".gpkg")
    uri = path + ("|layername=" + layer_name if layer_name else "")
    if gpkg:
        sub = QgsProviderRegistry.instance().providerMetadata("ogr").querySublayers(path)
        c("file opens as a set of layers", len(sub) > 0, ", ".join(s.name() for s in sub))
        c("the style table is not offered as a data layer",
          not any(s.name() in ("layer_styles", "qgis_projects") and not int(s.flags()) & 1 for s in sub))
    layer = QgsVectorLayer(uri, layer_name or os.path.basename(path), "ogr")   # as the browser/drag-and-drop does
    if not c("layer is valid", layer.isValid(), uri.rsplit("/", 1)[-1]):
        c.finish(app)
    c("layer has features", layer.featureCount() > 0, layer.featureCount())
    c("layer has a CRS", layer.crs().isValid(), layer.crs().authid())
    c("text is UTF-8 (no replacement characters)",
      not any("\ufffd" in str(v) or "Ã" in str(v) for f in layer.getFeatures() for v in f.attributes()))
    bad = [f.id() for f in layer.getFeatures() if f.hasGeometry() and not f.geometry().isGeosValid()]
    c("geometries are valid", not bad, "%d bad" % len(bad))
    msg, found = layer.loadDefaultStyle()
    c("a default style was found and applied", found, msg)
    t, attr, labels, counts, colours, undrawn = renderer_facts(layer)
    c("renderer is graduated, categorised or rule-based", t in ("graduatedSymbol", "categorizedSymbol", "RuleRenderer"), t)
    if attr:
        e = QgsExpression(attr if not attr.isidentifier() else '"%s"' % attr)
        missing = [f for f in e.referencedColumns() if layer.fields().indexOf(f) < 0]
        c("classification attribute exists", not e.hasParserError() and not missing, attr)
    c("enough classes", len(labels) >= int(os.environ.get("MIN_CLASSES", 3)), "; ".join("%s=%d" % x for x in zip(labels, counts)))
    c("no class label is empty", all(l.strip() for l in labels))
    c("class colours differ", len(set(colours)) == len(colours), " ".join(map(str, colours)))
    c("every feature is drawn by some class", undrawn <= int(os.environ.get("ALLOW_UNDRAWN", 0)), "%d undrawn" % undrawn)
    if int(os.environ.get("NEED_LABELS", 1)):
        ok = layer.labelsEnabled() and layer.labeling() is not None
        c("labels are on", ok)
        if ok:
            s = layer.labeling().settings()
            c("label field exists", s.isExpression or layer.fields().indexOf(s.fieldName) >= 0, s.fieldName)
    c("QML is styled with the opacity above 0", layer.opacity() > 0)
    if gpkg:
        con = sqlite3.connect("file:%s?mode=ro" % path, uri=True)
        tabs = {r[0] for r in con.execute("select name from sqlite_master where type='table'")}
        if c("table layer_styles exists", "layer_styles" in tabs):
            rows = con.execute("select styleName, useAsDefault, length(styleQML), f_table_schema from layer_styles "
                               "where f_table_name=?", (layer_name,)).fetchall()
            c("exactly one default style for this layer", sum(1 for r in rows if r[1]) == 1, str(rows))
            c("f_table_schema is '' (QGIS never matches NULL)", all(r[3] == "" for r in rows))
            c("layer_styles is registered in gpkg_contents",
              con.execute("select count(*) from gpkg_contents where table_name='layer_styles' "
                          "and data_type='attributes'").fetchone()[0] == 1)
            n = layer.listStylesInDatabase()
            # QGIS 3.22 repeats the styles of the file's other layers behind those of this one.
            c("QGIS lists the styles", [r[0] for r in rows] == list(n[2])[:len(rows)], ", ".join(n[2]))
        if "qgis_projects" in tabs:
            for (name,) in con.execute("select name from qgis_projects").fetchall():
                p = QgsProject()
                ok = p.read("geopackage:%s?projectName=%s" % (path, name))
                lay = [x.name() for x in p.layoutManager().layouts()]
                c("project '%s' inside the file opens" % name, ok, p.error())
                c("  its layers are valid", p.mapLayers() and all(l.isValid() for l in p.mapLayers().values()),
                  ", ".join(l.source().rsplit("/", 1)[-1] for l in p.mapLayers().values()))
                c("  it has a print layout", len(lay) > 0, ", ".join(lay))
        c("PRAGMA integrity_check", con.execute("pragma integrity_check").fetchone()[0] == "ok")
        c("application_id is GPKG", con.execute("pragma application_id").fetchone()[0] == 0x47504B47)
        con.close()
    warn = [m for m in messages if m[1] >= 2]
    c("QGIS logged no critical message", not warn, str(warn[:3]) if warn else "")
    c.finish(app)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "")
