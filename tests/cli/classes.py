"""The class of each unit by each theme, worked out from the exported figures and the scheme alone: what every
output has to draw."""

import json
import pathlib
import zipfile
import xml.etree.ElementTree as ElementTree

from formats import read_csv, read_gpkg
from support import ltp, must

# Layer, field, theme of the scheme; None: circles, drawn apart when there is nobody or nothing is known.
THEMES = [("gaps", "priority", "priority"), ("gaps", "state", "state"), ("gaps", "coverage_need", "coverage"),
          ("gaps", "severity", "severity"), ("coverage", "n_actors", "presence"),
          ("coverage", "intersector", "intersector"), ("coverage", "coverage_need", "coverage"),
          ("coverage", "n_studies", "evidence"), ("coverage", "idps", None)]
CIRCLES = [{"code": "zero", "kind": "range", "lower": 0, "upper": 0, "label_fr": "aucune"},
           {"code": "some", "kind": "range", "lower": 0, "lower_open": True,
            "label_fr": "surface du cercle selon le nombre"},
           {"code": "no_data", "kind": "no_data", "label_fr": "sans donnée"},
           {"code": "suppressed", "kind": "suppressed", "label_fr": "petit effectif, non montré"}]


def scheme(folder):
    """Theme -> its classes, as `ltp schemes show` prints them."""
    found = {None: CIRCLES}
    for one in json.loads(must(ltp(folder, "schemes", "show")).stdout)["classes"]:
        special = one["code"] in ("no_data", "suppressed")
        bounded = one["lower"] is not None or one["upper"] is not None
        one["kind"] = one["code"] if special else "range" if bounded else "word"
        found.setdefault(one["field"], []).append(one)
    return found


def class_of(classes, value, withheld):
    """The first class that holds the value."""
    for one in classes:
        kind = one["kind"]
        if value is None:
            if kind == ("suppressed" if withheld else "no_data"):
                return one
        elif kind == "word" and value == one["code"]:
            return one
        elif kind == "range":
            value = float(value)
            low, high = one.get("lower"), one.get("upper")
            above = low is None or value > low or value == low and not one.get("lower_open")
            if above and (high is None or value <= high):
                return one
    return None


def export_both(folder):
    """gaps.csv and coverage.csv, both.gpkg and the package for QGIS, public, in French."""
    both = ("--layer", "coverage", "--layer", "gaps")
    must(ltp(folder, "export", "csv", ".", *both))
    must(ltp(folder, "export", "gpkg", "both.gpkg", *both))
    must(ltp(folder, "export", "qgis", "qgis"))


def wanted(folder, themes):
    """(layer, field) -> P-code -> class. After export_both."""
    found = {}
    for layer, field, theme in THEMES:
        rows = read_csv(pathlib.Path(folder, f"{layer}.csv"))
        hidden = read_gpkg(pathlib.Path(folder, "both.gpkg"), layer)
        found[layer, field] = {
            pcode: class_of(themes[theme], row[field] or None, field in (hidden[pcode]["withheld"] or "").split())
            for pcode, row in rows.items()}
    return found


def project_layers(folder):
    """(layer, renderer) of the layers of the project that are drawn by a theme, as XML."""
    with zipfile.ZipFile(pathlib.Path(folder, "qgis/ltp.qgz")) as archive:
        name = next(n for n in archive.namelist() if n.endswith(".qgs"))
        project = ElementTree.fromstring(archive.read(name))
    for layer in project.iterfind(".//maplayer"):
        renderer = layer.find("renderer-v2")
        if renderer is not None and renderer.get("type") in ("graduatedSymbol", "categorizedSymbol"):
            yield layer.findtext("datasource").rpartition("layername=")[2], renderer


def theme_of(layer, expression):
    """The field that a renderer draws the layer by."""
    fields = [field for name, field, _ in THEMES if name == layer and f'"{field}"' in expression]
    return fields[0] if len(fields) == 1 else None
