"""Every output puts each unit in the same class, for each theme: the styles of the GeoPackage and of the QGIS
project, the colours of the workbook, the page and its map, the printed maps, the web map.

The country is made so that there is a unit in every class, and figures on the bounds of the classes."""

import json
import pathlib
import re
import sqlite3
import subprocess
import tempfile
import urllib.request
import xml.etree.ElementTree as ElementTree

import grid_country
from classes import THEMES, export_both, project_layers, scheme, theme_of, wanted
from formats import Workbook, read_csv, read_html, read_hxl
from golden import environment
from support import PROGRAM, Faults, ltp, must


def every_class_is_there(faults, want, themes):
    """Else the rest proves little. Nothing makes the mix of clusters, the state or studies a small number,
    the state unknown; a severity is stated or withheld as it is."""
    never = {"intersector": {"suppressed"}, "state": {"no_data", "suppressed"}, "priority": {"no_data"},
             "n_actors": {"no_data", "suppressed"}, "n_studies": {"no_data", "suppressed"},
             "severity": {"suppressed"}}
    for layer, field, theme in THEMES:
        there = {one["code"] for one in want[layer, field].values() if one}
        missing = {one["code"] for one in themes[theme]} - there - never.get(field, set())
        faults.expect(None not in want[layer, field].values(), f"{field}: units in no class")
        faults.expect(not missing, f"no unit of the test has {field} {sorted(missing)}")


def same(faults, what, want, got, key):
    for pcode, one in want.items():
        faults.expect(got.get(pcode) == one[key],
                      f"{what}: {pcode} is drawn as {got.get(pcode)!r}, its class is {one['code']}, {one[key]!r}")


# ---- QGIS, by its XML ----

def drawn_by(renderer, one, value):
    """The label of the first range or category that holds what the expression of our styles gives. That of
    circles says beside it what the largest stands for."""
    if renderer.get("type") == "categorizedSymbol":
        code = value if one["kind"] == "word" else one["code"]
        return next((c.get("label").split(" (le plus")[0] for c in renderer.iterfind(".//category")
                     if c.get("value") == code), None)
    given = {"no_data": -1, "suppressed": -2}.get(one["kind"])
    given = float(value) if given is None else given
    return next((r.get("label") for r in renderer.iterfind(".//range")
                 if float(r.get("lower")) <= given <= float(r.get("upper"))), None)


def by_styles(faults, folder, want):
    with sqlite3.connect(pathlib.Path(folder, "both.gpkg")) as db:
        styles = [(layer, ElementTree.fromstring(qml).find(".//renderer-v2")) for layer, qml in
                  db.execute("SELECT f_table_name, styleQML FROM layer_styles")]
    for what, renderers in (("GeoPackage", styles), ("project", list(project_layers(folder)))):
        found = set()
        for layer, renderer in renderers:
            if layer not in {layer for layer, _, _ in THEMES}:
                continue
            field = theme_of(layer, renderer.get("attr"))
            faults.expect(field, f"{what}: {layer} is drawn by {renderer.get('attr')}")
            if field:
                found.add((layer, field))
                rows = read_csv(pathlib.Path(folder, f"{layer}.csv"))
                same(faults, f"{what}, {layer} by {field}", want[layer, field],
                     {pcode: drawn_by(renderer, one, rows[pcode][field])
                      for pcode, one in want[layer, field].items()}, "label_fr")
        faults.expect({f for _, f in found} == {f for _, f, _ in THEMES}, f"{what}: themes {sorted(found)}")


# ---- the workbook ----

def by_workbook(faults, folder, want):
    path = pathlib.Path(folder, "x.xlsx")
    must(ltp(folder, "export", "xlsx", path))
    names = Workbook(path, "Résumé").names
    for layer, sheet in (("coverage", names[1]), ("gaps", "Écarts")):
        book = Workbook(path, sheet)
        rows = book.rows(list(next(iter(read_csv(pathlib.Path(folder, f"{layer}.csv")).values()))))
        for name, field, theme in THEMES:
            if name == layer and theme:
                same(faults, f"workbook, {sheet}, {field}", {p: {**one, "colour": one["colour"][1:].upper()}
                                                           for p, one in want[layer, field].items()},
                     {pcode: book.fill(row[field][0]) for pcode, row in rows.items()}, "colour")
            elif name == layer:
                words = {"sans donnée": "non connu", "petit effectif, non montré": "<5"}
                for pcode, one in want[layer, field].items():
                    shown = rows[pcode][field][1]
                    expected = words.get(one["label_fr"])
                    faults.expect(shown == expected if expected else (shown == 0) == (one["code"] == "zero"),
                                  f"workbook, {field} of {pcode}: {shown!r}, its class is {one['code']}")


# ---- the page ----

def by_page(faults, folder, want):
    must(ltp(folder, "export", "hxl", "labels.csv", "--layer", "gaps"))
    must(ltp(folder, "export", "html", "gaps.html", "--layer", "gaps"))
    text = pathlib.Path(folder, "gaps.html").read_text("utf-8")
    names = list(next(iter(read_csv(pathlib.Path(folder, "gaps.csv")).values())))
    _, labels = read_hxl(pathlib.Path(folder, "labels.csv"), names)
    _, words = read_html(pathlib.Path(folder, "gaps.html"), labels)
    for field in ("priority", "state"):
        same(faults, f"page, {field}",
             {p: {**one, "word": "masqué" if one["kind"] == "suppressed" else one["label_fr"]}
              for p, one in want["gaps", field].items()}, {p: row[field] for p, row in words.items()}, "word")
    marks = dict(re.findall(r"\.(c\d+-\d+) \.mark \{ background-color: (#\w+); \}", text))
    fills = dict(re.findall(r"path\.(c\d+-\d+)\{fill:(#\w+)", text))
    hatched = re.findall(r"url\(#h(c\d+-\d+)\)", text)
    faults.expect(hatched and len(hatched) == len(set(hatched)),
                  f"page: a hatch is a path for each class, not for each unit: {len(hatched)} paths")
    column = {mark.split("-")[0] for mark in fills}
    shown = {p: marks[m] for p, row in re.findall(r'<tr id="([^"]+)">(.*?)</tr>', text, re.S)
             for m in re.findall(r"(c\d+-\d+)\"", row) if m.split("-")[0] in column}
    same(faults, "page, colour of the priority", want["gaps", "priority"], shown, "colour")
    drawn = {p: fills[m] for p, m in
             re.findall(r'<a href="#([^"]+)" tabindex="-1"><path class="(c\d+-\d+)"', text)}
    same(faults, "map of the page", want["gaps", "priority"], drawn, "colour")


# ---- printed maps ----

def holds(rings, x, y):
    """Whether the point is inside, by the even-odd rule."""
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                inside = not inside
    return inside


def areas(path, colours):
    """(colour, rings) of what is filled in one of the colours and far larger than a box of the legend. Under a
    pattern it is a box that is clipped to the rings."""
    fill = (r'(?:<g clip-path="url\(#([^)]*)\)"[^>]*>\s*)?'
            r'<path style=" stroke:none;[^"]*fill:rgb\(([^)]*)\)[^"]*" d="([^"]*)"')
    svg = path.read_text("utf-8")
    clips = dict(re.findall(r'<clipPath id="([^"]*)">\s*<path[^>]* d="([^"]*)"', svg))
    for clip, rgb, d in re.findall(fill, svg):
        d = clips.get(clip, d)
        parts = [round(float(p.rstrip("%")) * 2.55) for p in rgb.split(",")]
        colour = "#%02X%02X%02X" % tuple(parts)
        rings = [[tuple(map(float, point)) for point in re.findall(r"(-?[\d.]+) (-?[\d.]+)", ring)]
                 for ring in d.split("M") if ring.strip()]
        rings = [ring for ring in rings if len(ring) > 2]
        if colour in colours and rings and max(max(p[0] for p in r) - min(p[0] for p in r) for r in rings) > 50:
            yield colour, rings


def by_printed_maps(faults, folder, want, themes):
    """Areas of a class are filled together, class after class: so two classes of one colour stay apart. The
    class of the longest outlines is painted first, under the others, as one area."""
    for name, layer, field in (("presence", "coverage", "n_actors"), ("intersector", "coverage", "intersector"),
                               ("coverage", "coverage", "coverage_need"), ("evidence", "coverage", "n_studies"),
                               ("gaps", "gaps", "state"), ("priority", "gaps", "priority")):
        theme = next(t for l, f, t in THEMES if (l, f) == (layer, field))
        path = pathlib.Path(folder, f"{name}.svg")
        must(ltp(folder, "map", name, "-o", path))
        used = [c for c in themes[theme] if c in want[layer, field].values()]
        filled = list(areas(path, {c["colour"].upper() for c in used}))
        longest = [c for c in used if c["colour"].upper() == filled[0][0]]
        orders = [[first] + [c for c in used if c is not first] for first in longest]
        painted = [colour for colour, _ in filled]
        faults.expect(any([c["colour"].upper() for c in order] == painted for order in orders),
                      f"map {name}: the areas are {painted}")
        points = [p for _, rings in filled for ring in rings for p in ring]
        west, east = min(p[0] for p in points), max(p[0] for p in points)
        top, foot = min(p[1] for p in points), max(p[1] for p in points)
        holding = {}
        for pcode in want[layer, field]:
            across, up = grid_country.middle(pcode)
            x = west + across * (east - west) / grid_country.SQUARES
            y = foot - up * (foot - top) / grid_country.BANDS
            holding[pcode] = max((i for i, (_, rings) in enumerate(filled) if holds(rings, x, y)), default=None)
        # Which of two classes of one colour lies under the others, the figures do not say: one must fit all.
        drawn = [{p: "none" if i is None else order[i]["code"] for p, i in holding.items()} for order in orders]
        right = {p: c["code"] for p, c in want[layer, field].items()}
        faults.expect(right in drawn, f"map {name}: drawn as {drawn}, the classes are {right}")


# ---- the web map ----

def by_web_map(faults, folder, want):
    with subprocess.Popen([PROGRAM, "--lang", "fr", "serve", "--port", "0"], cwd=folder, text=True,
                          env=environment(PROGRAM), stderr=subprocess.PIPE) as served:
        try:
            port = re.search(r":(\d+)/", served.stderr.readline()).group(1)
            for layer in ("coverage", "gaps"):
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/{layer}", timeout=60) as answer:
                    figures = json.load(answer)
                fields = [theme["field"] for theme in figures["themes"]]
                faults.expect(set(fields) == {f for _, f, t in THEMES if t}, f"web map, {layer}: {fields}")
                for i, theme in enumerate(figures["themes"]):
                    of = layer if (layer, theme["field"]) in want else {"gaps": "coverage", "coverage": "gaps"}[layer]
                    drawn = {row["pcode"]: theme["classes"][row["classes"][i]] for row in figures["rows"]}
                    for key, ours in (("label", "label_fr"), ("colour", "colour")):
                        same(faults, f"web map, {layer} by {theme['field']}", want[of, theme["field"]],
                             {p: one[key] for p, one in drawn.items()}, ours)
        finally:
            served.terminate()


def other_scheme(folder):
    """A scheme of the user's own is in force: other bounds, colours and hatches."""
    own = json.loads(must(ltp(folder, "schemes", "show")).stdout)
    own["name"] = "autre"
    for one in own["classes"]:
        if one["field"] in ("coverage", "presence", "evidence", "priority", "state") and one["colour"] != "#FFFFFF":
            one["colour"] = f"#{int(one['colour'][1:], 16) ^ 0x0F1F07:06X}"
        if one["code"] == "to_25":
            one.update(upper=0.3, label_fr="plus de 0 à 30 %", hatch="vertical")
        if one["code"] == "to_50":
            one.update(lower=0.3, label_fr="plus de 30 à 50 %", hatch="backslash")
    pathlib.Path(folder, "autre.json").write_text(json.dumps(own), encoding="utf-8")
    must(ltp(folder, "schemes", "add", "autre.json"))
    must(ltp(folder, "schemes", "choose", "autre"))


def all_outputs(faults, folder):
    themes = scheme(folder)
    export_both(folder)
    want = wanted(folder, themes)
    every_class_is_there(faults, want, themes)
    by_styles(faults, folder, want)
    by_workbook(faults, folder, want)
    by_page(faults, folder, want)
    by_printed_maps(faults, folder, want, themes)
    by_web_map(faults, folder, want)


def main():
    faults = Faults()
    with tempfile.TemporaryDirectory() as folder:
        grid_country.store(folder)
        all_outputs(faults, folder)
        other_scheme(folder)
        all_outputs(faults, folder)
    faults.end()


if __name__ == "__main__":
    main()
