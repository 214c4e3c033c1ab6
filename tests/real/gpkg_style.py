#!/usr/bin/python3
"""gpkg_style.py WRITE_EXPORTS, or gpkg_style.py FILE.gpkg LAYER: QGIS drops the GeoPackage in and it is
right: styled, every feature in a class, labelled, aliased."""
import os
import sqlite3
import subprocess
import sys
import tempfile

import real


def classes_of(layer):
    """(type, classified attribute, labels, features per class, features in no class)"""
    from qgis.core import QgsRenderContext
    renderer = layer.renderer()
    kind = renderer.type()
    attribute = renderer.classAttribute() if kind in ("graduatedSymbol", "categorizedSymbol") else ""
    context = QgsRenderContext()
    context.expressionContext().setFields(layer.fields())
    renderer.startRender(context, layer.fields())
    items = renderer.legendSymbolItems()
    counts = {i.ruleKey(): 0 for i in items}
    undrawn = 0
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        keys = renderer.legendKeysForFeature(feature, context)
        undrawn += not keys
        for key in keys:
            counts[key] += 1
    renderer.stopRender(context)
    return kind, attribute, [i.label() for i in items], [counts[i.ruleKey()] for i in items], undrawn


def style(check, layer):
    from qgis.core import QgsExpression
    _, found = layer.loadDefaultStyle()
    check("a default style is found and applied", found)
    kind, attribute, labels, counts, undrawn = classes_of(layer)
    check("features are drawn by class", kind in ("graduatedSymbol", "categorizedSymbol"), kind)
    expression = QgsExpression(attribute)
    check("the expression is valid and its columns exist", not expression.hasParserError() and all(
        layer.fields().indexOf(c) >= 0 for c in expression.referencedColumns()), attribute)
    check("no class is without a label", labels and all(l.strip() for l in labels), "; ".join(labels))
    check.same("every feature is in a class", 0, undrawn)
    check("labels are on and their column exists", layer.labelsEnabled() and
          layer.fields().indexOf(layer.labeling().settings().fieldName) >= 0)
    check("columns have aliases", any(layer.attributeAlias(i) for i in range(layer.fields().count())))
    return dict(zip(labels, counts))


def tables(check, path, name):
    store = sqlite3.connect("file:%s?mode=ro" % path, uri=True)
    rows = store.execute("SELECT useAsDefault, f_table_schema FROM layer_styles WHERE f_table_name = ?",
                         (name,)).fetchall()
    check.same("exactly one style is the default", 1, sum(1 for r in rows if r[0]))
    check("the schema is '' (QGIS never matches NULL)", all(r[1] == "" for r in rows))
    check.same("layer_styles is registered", 1, store.execute(
        "SELECT count(*) FROM gpkg_contents WHERE table_name = 'layer_styles' "
        "AND data_type = 'attributes'").fetchone()[0])
    check.same("the file is whole", "ok", store.execute("PRAGMA integrity_check").fetchone()[0])
    check.same("the layer has a spatial index", 1, store.execute(
        "SELECT count(*) FROM gpkg_extensions WHERE table_name = ? "
        "AND extension_name = 'gpkg_rtree_index'", (name,)).fetchone()[0])
    store.close()


def open_layer(check, path, name):
    from qgis.core import QgsProviderRegistry, QgsVectorLayer
    listed = QgsProviderRegistry.instance().providerMetadata("ogr").querySublayers(path)
    check("the table of styles is not offered as a layer",
          not any(s.name() == "layer_styles" and not int(s.flags()) & 1 for s in listed))
    layer = QgsVectorLayer("%s|layername=%s" % (path, name), name, "ogr")
    check("the layer opens in WGS 84", layer.isValid() and layer.crs().authid() == "EPSG:4326")
    return layer


def fictitious(check, folder):
    """The layer of the tests: a class each for high, unknown, low and medium."""
    layer = open_layer(check, folder + "/gaps.gpkg", "gaps")
    counts = style(check, layer)
    check.same("one feature a priority", [1, 1, 1, 1, 0, 0], list(counts.values()))
    from qgis.core import QgsVectorLayer
    styles = dict(zip(layer.listStylesInDatabase()[2], layer.listStylesInDatabase()[1]))
    qml, _ = layer.getStyleFromDatabase(styles["Coverage of need"])
    from qgis.PyQt.QtXml import QDomDocument
    document = QDomDocument()
    document.setContent(qml)
    other = QgsVectorLayer(layer.source(), "other", "ogr")
    check("the style of coverage is read", other.importNamedStyle(document)[0])
    _, _, labels, counts, undrawn = classes_of(other)
    check.same("zero, over 100 %, unknown and withheld stay apart", {
        "0 %": 1, ">0 - 100 %": 0, "> 100 %": 1, "no data": 1, "small number, not shown": 1},
        dict(zip(labels, counts)))
    tables(check, folder + "/gaps.gpkg", "gaps")
    _, complaint = real.ogrinfo(folder + "/gaps.gpkg")
    check("ogrinfo opens it without a word of warning", not complaint, complaint)


def main():
    check = real.Checks()
    app = real.qgis()
    if len(sys.argv) > 2:
        layer = open_layer(check, os.path.abspath(sys.argv[1]), sys.argv[2])
        for label, count in style(check, layer).items():
            print("      %5d  %s" % (count, label))
        tables(check, os.path.abspath(sys.argv[1]), sys.argv[2])
    else:
        with tempfile.TemporaryDirectory(prefix="ltp-exports") as folder:
            subprocess.run([sys.argv[1], folder], check=True)
            fictitious(check, folder)
    del app
    check.finish()


if __name__ == "__main__":
    main()
