"""QGIS itself puts each unit in the class of the scheme, in every layer of the project that is drawn by a theme
and by every style of the GeoPackage. Run with Debian's /usr/bin/python3."""

import os
import re
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "real"))
import grid_country  # noqa: E402
import real  # noqa: E402
from classes import THEMES, export_both, scheme, theme_of, wanted  # noqa: E402


def drawn(layer):
    """P-code -> labels of what QGIS draws the unit with."""
    from qgis.core import QgsExpressionContextUtils, QgsRenderContext
    renderer = layer.renderer()
    context = QgsRenderContext()
    context.expressionContext().appendScopes(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    renderer.startRender(context, layer.fields())
    labels = {item.ruleKey(): item.label() for item in renderer.legendSymbolItems()}
    found = {}
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        found[feature["pcode"]] = [labels[key] for key in renderer.legendKeysForFeature(feature, context)]
    renderer.stopRender(context)
    return found


def agree(check, what, layer, name, want):
    field = theme_of(name, layer.renderer().classAttribute())
    got = drawn(layer)
    differ = [(p, c["label_fr"], got.get(p)) for p, c in want.get((name, field), {}).items()
              if [re.sub(r" \(le plus grand.*", "", label) for label in got.get(p, [])] != [c["label_fr"]]]
    check(f"{what}: {name} by {field}, {len(got)} units", got and field and not differ, differ[:5] or "")
    return name, field


def by_project(check, folder, want):
    from qgis.core import QgsProject
    project = QgsProject.instance()
    check("QGIS opens the project", project.read(os.path.join(folder, "qgis/ltp.qgz")))
    named = {layer: layer.source().rpartition("layername=")[2].split("|")[0]
             for layer in project.mapLayers().values()}
    figures = {name for name, _, _ in THEMES}
    found = {agree(check, "project", layer, name, want) for layer, name in named.items() if name in figures}
    check.same("project: the themes", {field for _, field, _ in THEMES}, {field for _, field in found})


def by_geopackage(check, folder, want):
    from qgis.PyQt.QtXml import QDomDocument
    from qgis.core import QgsVectorLayer
    import sqlite3
    with sqlite3.connect(os.path.join(folder, "both.gpkg")) as db:
        styles = list(db.execute("SELECT f_table_name, styleName, styleQML FROM layer_styles"))
    for name, style, qml in styles:
        layer = QgsVectorLayer(os.path.join(folder, f"both.gpkg|layername={name}"), name, "ogr")
        document = QDomDocument()
        document.setContent(qml)
        check(f"QGIS takes the style {style}", layer.importNamedStyle(document)[0])
        agree(check, "GeoPackage", layer, name, want)
    check.same("GeoPackage: styles", len(THEMES), len(styles))


def main():
    check = real.Checks()
    with tempfile.TemporaryDirectory() as folder:
        grid_country.store(folder)
        themes = scheme(folder)
        export_both(folder)
        want = wanted(folder, themes)
        app = real.qgis()
        by_project(check, folder, want)
        by_geopackage(check, folder, want)
        del app
        check.finish()


main()
