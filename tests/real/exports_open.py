#!/usr/bin/python3
"""exports_open.py WRITE_EXPORTS: GDAL and QGIS open what the exporters write, with the right count,
CRS, accents, types and nulls."""
import csv
import os
import re
import subprocess
import sys
import tempfile

import real

NAMES = ["Bafoulabé", "N'Tillit \"Nord\"", "Ségou <&> Kœ", "Sans contour"]
VECTORS = ["gaps.geojson", "gaps.geojsonl", "shp/gaps.shp", "/vsizip/gaps.zip/gaps.shp"]
OTHERS = ["points.geojson", "points/gaps.shp", "table/gaps.dbf", "gaps.gpkg", "qgis/ltp.gpkg", "gaps.fgb", "gaps.kml",
          "gaps.xlsx", "gaps.csv", "gaps_hxl.csv"]


def without_complaint(check, folder):
    for name in VECTORS + OTHERS:
        path = name.replace("/vsizip/", "/vsizip/" + folder + "/") if "/vsizip/" in name \
            else os.path.join(folder, name)
        text, complaint = real.ogrinfo(path)
        check("ogrinfo opens %s without a word of warning" % name, not complaint, complaint)
        if not re.search("csv|table|xlsx", name):
            check("%s is WGS 84" % name, 'ID["EPSG",4326]' in text)


def rows_of(gdal, path):
    dataset = gdal.OpenEx(path, gdal.OF_VECTOR)
    return dataset, list(dataset.GetLayer(0))


def values_in_gdal(check, folder):
    gdal = real.gdal()
    dataset, rows = rows_of(gdal, folder + "/gaps.geojson")
    check.same("GeoJSON: names", NAMES, [r["name"] for r in rows])
    check.same("GeoJSON: 0 and null stay apart", [0, None, None, 12345678901],
               [r["reached"] for r in rows])
    check.same("GeoJSON: withheld", [False, False, True, False], [bool(r["suppressed"]) for r in rows])
    check.same("GeoJSON: one row has no geometry", [True, True, True, False],
               [r.GetGeometryRef() is not None for r in rows])
    check("GeoJSON: geometries are valid", all(r.GetGeometryRef().IsValid() for r in rows[:3]))
    types = {d.GetName(): d.GetTypeName() for d in dataset.GetLayer(0).schema}
    check.same("GeoJSON: types", ("Integer64", "Real", "Date", "String"),
               tuple(types[n] for n in ("reached", "coverage_need", "need_date", "name")))
    dataset, rows = rows_of(gdal, folder + "/gaps.geojsonl")
    check.same("GeoJSONSeq: names", NAMES, [r["name"] for r in rows])
    dataset, rows = rows_of(gdal, folder + "/shp/gaps.shp")
    check.same("shapefile: names", NAMES, [r["nom"] for r in rows])
    check.same("shapefile: 0 and null stay apart", [0, None, None, 12345678901],
               [r["atteints"] for r in rows])


def values_in_qgis(check, folder):
    app = real.qgis()
    from qgis.core import NULL, QgsVectorLayer, QgsWkbTypes
    for path, name, reached in ((folder + "/gaps.geojson", "name", "reached"),
                                (folder + "/gaps.geojsonl", "name", "reached"),
                                (folder + "/shp/gaps.shp", "nom", "atteints"),
                                ("/vsizip/%s/gaps.zip/gaps.shp" % folder, "nom", "atteints")):
        layer = QgsVectorLayer(path, "l", "ogr")
        what = os.path.basename(path)
        if not check("QGIS opens %s" % what, layer.isValid()):
            continue
        rows = list(layer.getFeatures())
        check.same("QGIS, %s: CRS" % what, "EPSG:4326", layer.crs().authid())
        check.same("QGIS, %s: names" % what, NAMES, [r[name] for r in rows])
        check.same("QGIS, %s: 0 and null" % what, [0, None, None, 12345678901],
                   [None if r[reached] == NULL else r[reached] for r in rows])
        check("QGIS, %s: polygons" % what,
              QgsWkbTypes.geometryType(layer.wkbType()) == QgsWkbTypes.PolygonGeometry)
        check("QGIS, %s: valid geometries" % what,
              all(r.geometry().isGeosValid() for r in rows[:3]))
    return app


def tables(check, folder):
    with open(folder + "/gaps.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    check.same("CSV: names", NAMES, [r["name"] for r in rows])
    check.same("CSV: 0 and empty", ["0", "", "", "12345678901"], [r["reached"] for r in rows])
    with open(folder + "/gaps_hxl.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    check.same("HXL: the second row has hashtags", "#adm3+code", rows[1][0])
    check.same("HXL: rows", 4, len(rows) - 2)


def main():
    check = real.Checks()
    folder = tempfile.mkdtemp(prefix="ltp-exports")
    subprocess.run([sys.argv[1], folder], check=True)
    without_complaint(check, folder)
    values_in_gdal(check, folder)
    tables(check, folder)
    app = values_in_qgis(check, folder)
    subprocess.run(["rm", "-rf", folder], check=True)
    del app
    check.finish()


if __name__ == "__main__":
    main()
