"""Maps of the demonstration store, read back as a reader would: pdftotext, pdffonts, pdftoppm. Skipped
without poppler's tools (package poppler-utils). Usage: maps.py LTP DATA"""

import collections
import csv
import os
import pathlib
import re
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import unicodedata
import zlib

from golden import environment
from support import DATA, PROGRAM, Faults, demo_store, ltp, must

PERIOD = ("--from", "2020-01-01", "--to", "2020-03-31")
THEMES = ("presence", "intersector", "coverage", "gaps", "priority", "evidence", "displacement",
          "change", "reference")
REGIONS = ("KAYES", "KOULIKORO", "SIKASSO", "SÉGOU", "MOPTI", "TOMBOUCTOU", "GAO", "KIDAL")
SAID = {"fr": ("Mali – ", "Sources", "Date des données", "Carte établie le", "Projection", "WGS 84",
               "Méthode", "MLI001", "PUBLIC", "km"),
        "en": ("Mali – ", "Sources", "Date of the data", "Map made on", "Projection", "WGS 84",
               "Method", "MLI001", "PUBLIC", "km")}

faults = Faults()


def text_of(path):
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return re.sub(r"[   ]", " ", unicodedata.normalize("NFC", done.stdout))


def draw(folder, *words, lang="fr"):
    return must(ltp(folder, "map", *words, lang=lang))


def pages_say_what_they_must(folder):
    for theme in THEMES:
        for page, lang in (("a4", "fr"), ("a3", "en")):
            out = folder / f"{theme}_{page}_{lang}.pdf"
            draw(folder, theme, *PERIOD, "--page", page, "-o", out, lang=lang)
            text = text_of(out)
            for words in SAID[lang]:
                faults.expect(words in text, f"{out.name} lacks \"{words}\"")
            for region in REGIONS if page == "a3" else REGIONS[:2]:
                faults.expect(region in text, f"{out.name} lacks the name {region}")
            faults.expect(out.stat().st_size < 1 << 20, f"{out.name} is over 1 MB")


def fonts_are_in_the_file(folder):
    done = subprocess.run(["pdffonts", folder / "gaps_a4_fr.pdf"], capture_output=True, text=True, check=True)
    for line in done.stdout.splitlines()[2:]:
        faults.expect(line.split()[-5] == "yes", f"a font is not embedded: {line}")


# theme: column of the table, classes of the scheme, its own filters
CLASSED = {"presence": ("n_actors", "presence"), "intersector": ("intersector", "intersector"),
           "coverage": ("coverage_need", "coverage"), "gaps": ("state", "state"), "priority": ("priority", "priority"),
           "evidence": ("n_studies", "evidence"), "actors": ("state", "state", "--org", "EX01"), "change": (None, "change")}
BEFORE = ("--from", "2019-10-01", "--to", "2019-12-31", "--as-of", "2019-12-31")


def classes_of(folder, field):
    with sqlite3.connect(folder / "mali.sqlite") as store:
        return store.execute("SELECT code, lower, lower_open, upper, label_fr FROM scheme_class"
                             " WHERE field = ? ORDER BY ord", (field,)).fetchall()


def label_of(classes, value):
    """The class of a cell, by the breaks of the scheme alone."""
    for code, lower, lower_open, upper, label in classes:
        if lower is None and upper is None:
            if code == value:
                return label
        elif value != "" and (lower is None or float(value) > lower or (float(value) == lower and not lower_open)) \
                and (upper is None or float(value) <= upper):
            return label
    return "sans donnée"


def table(folder, *words):
    done = must(ltp(folder, "coverage", *words, "--format", "csv"))
    return {row["pcode"]: row for row in csv.DictReader(done.stdout.splitlines())}


def change_of(before, after):
    if "" in (before, after):
        return ""
    before, after = int(before), int(after)
    if not before or not after:
        return "absent" if before == after else "left" if before else "arrived"
    return "more" if after > before else "fewer" if after < before else "same"


def plain(text):
    return re.sub(r"\s", "", text.replace("\u2019", "'"))


def legend_of(path):
    """Labels of the legend, right of a lying A4 map, with their counts; a label may take two lines."""
    done = subprocess.run(["pdftotext", "-layout", "-x", "632", "-y", "50", "-W", "200", "-H", "450", path, "-"],
                          capture_output=True, text=True, check=True)
    counts, last = {}, None
    for line in re.sub("[\u00a0\u202f]", " ", done.stdout).splitlines():
        found = re.fullmatch(r"\s*(\S.*?)\s{2,}(\d[\d ]*)", line)
        if found:
            last = found[1]
            counts[last] = int(found[2].replace(" ", ""))
        elif last and line.strip():
            counts[last + " " + line.strip()] = counts.pop(last)
            last += " " + line.strip()
        else:
            last = None
    return counts


def the_legend_counts_what_the_table_says(folder):
    for theme, (column, field, *filters) in CLASSED.items():
        words = (*PERIOD, *filters)
        out = folder / f"classes_{theme}.pdf"
        extra = ("--before", "2019-10-01:2019-12-31") if theme == "change" else ()
        draw(folder, theme, *words, *extra, "--landscape", "--clearance", "confidential", "-o", out)
        after = table(folder, *words)
        before = table(folder, *BEFORE) if theme == "change" else {}
        values = (change_of(before[p]["n_actors"], row["n_actors"]) if theme == "change" else row[column]
                  for p, row in after.items())
        classes = classes_of(folder, field)
        expected = collections.Counter(label_of(classes, value) for value in values)
        found = {plain(label): n for label, n in legend_of(out).items()}
        for label in [row[4] for row in classes] + ["sans donnée"]:
            faults.expect(found.get(plain(label), 0) == expected[label],
                          f"{theme}: \"{label}\" counts {found.get(plain(label))}, the table has {expected[label]}")
        faults.expect(len([n for n in expected.values() if n]) > 1, f"{theme}: one class only, nothing is proved")


def grey_keeps_the_order(folder):
    """The swatches of the legend of coverage, brought to grey, darken from class to class."""
    draw(folder, "coverage", *PERIOD, "--landscape", "-o", "grey.pdf")
    box = subprocess.run(["pdftotext", "-bbox", "grey.pdf", "-"], cwd=folder, capture_output=True,
                         text=True, check=True).stdout
    subprocess.run(["pdftoppm", "-gray", "-r", "144", "-singlefile", "grey.pdf", "grey"], cwd=folder, check=True)
    data = (folder / "grey.pgm").read_bytes()
    width, height = map(int, data.split(b"\n")[1].split())
    pixels = data[-width * height:]
    greys = []
    for line in re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(?:plus|0)</word>', box):
        x, y, _, low = map(float, line)
        if 600 < x < 690 and y < 200:  # in the legend, right of its swatch
            greys.append((y, x, pixels[int((y + low) / 2 * 2) * width + int((x - 10) * 2)]))
    first = min(x for _, x, _ in greys)  # words that begin a line
    values = [grey for _, x, grey in sorted(greys) if x < first + 2]
    faults.expect(len(values) >= 6, f"only {len(values)} swatches found")
    faults.expect(values == sorted(values, reverse=True) and len(set(values)) == len(values),
                  f"the greys are not in order: {values}")


def the_same_input_gives_the_same_bytes(folder):
    for name in ("one.pdf", "one.svg", "one.png"):
        draw(folder, "gaps", *PERIOD, "-o", name)
        first = (folder / name).read_bytes()
        draw(folder, "gaps", *PERIOD, "-o", name)
        faults.expect(first == (folder / name).read_bytes(), f"{name} differs from run to run")


def an_atlas_holds_every_commune(folder):
    draw(folder, "priority", *PERIOD, "--atlas", "regions", "-o", "atlas.pdf")
    text = text_of(folder / "atlas.pdf")
    for pcode in table(folder, *PERIOD):
        faults.expect(pcode in text, f"the atlas lacks {pcode}")
    info = subprocess.run(["pdfinfo", folder / "atlas.pdf"], capture_output=True, text=True, check=True)
    tree = subprocess.run(["pdftohtml", "-xml", "-i", "-stdout", folder / "atlas.pdf"], capture_output=True, text=True,
                          check=True).stdout
    marks = re.findall(r'<item page="(\d+)">', tree)
    links = set(re.findall(r'<a href="[^"#]*#(\d+)"', tree))
    faults.expect(len(marks) >= 2 + len(REGIONS) and set(marks[2:]) == links,
                  f"bookmarks to the pages {marks}, links to {sorted(links)}")
    faults.expect("Kayes (ML01) : communes (1 sur 3)" in text, "the tables are not numbered")
    faults.expect((folder / "atlas.pdf").stat().st_size < 1 << 20, "the atlas is over 1 MB")
    faults.expect("Title:" in info.stdout and "Priorités" in info.stdout, "the atlas has no title")


SQUARE = ('{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"ADM0_PCODE":"NE","ADM0_FR":"Niger"},'
          '"geometry":{"type":"Polygon","coordinates":[[[4.3,12],[12,12],[12,22],[4.3,22],[4.3,12]]]}}]}')


def a_neighbour_that_is_loaded_is_drawn(folder):
    """The boundaries of another country are an edition of its own; the one in use stays."""
    draw(folder, "presence", *PERIOD, "-o", "alone.pdf")
    (folder / "niger.geojson").write_text(SQUARE, encoding="utf-8")
    number = re.search(r"ltp undo (\d+)", must(ltp(folder, "import", "boundaries", "niger.geojson", "--edition", "NER-0")).stderr)
    draw(folder, "presence", *PERIOD, "-o", "beside.pdf")
    faults.expect("Niger" not in text_of(folder / "alone.pdf") and "hors analyse" not in text_of(folder / "alone.pdf"),
                  "Niger is drawn though it is not loaded")
    text = text_of(folder / "beside.pdf")
    faults.expect("hors analyse" in text and "701" in text and "Niger" in text, "the neighbour is not drawn and named")
    must(ltp(folder, "undo", number[1]))


def a_logo_is_in_the_file(folder):
    pixels = b"".join(b"\0" + b"\xb5\x33\x2e" * 40 for _ in range(20))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    (folder / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 40, 20, 8, 2, 0, 0, 0))
                                      + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b""))
    (folder / "logo.conf").write_text("logo = logo.png\norganisation = Cluster Essai\n", encoding="utf-8")
    draw(folder, "presence", *PERIOD, "--config", "logo.conf", "-o", "logo.pdf")
    images = subprocess.run(["pdfimages", "-list", folder / "logo.pdf"], capture_output=True, text=True, check=True)
    faults.expect(re.search(r"image\s+40\s+20", images.stdout), f"no logo: {images.stdout}")
    faults.expect("Cluster Essai" in text_of(folder / "logo.pdf"), "the organisation of the configuration is missing")


def filters_and_one_region(folder):
    draw(folder, "presence", *PERIOD, "--theme", "ltp", "--within", "ML05", "-o", "mopti.pdf")
    text = text_of(folder / "mopti.pdf")
    for words in ("Mali, Mopti (ML05) – Présence", "thème ltp", "108 communes", "hors analyse", "UTM, fuseau 30 N"):
        faults.expect(words in text, f"the map of Mopti lacks \"{words}\"")
    draw(folder, "presence", "--level", "2", *PERIOD, "-o", "cercles.pdf")
    faults.expect("cercles" in text_of(folder / "cercles.pdf"), "no map of cercles")


def every_actor_that_is_counted_is_in_the_title(folder):
    draw(folder, "actors", *PERIOD, "--org", "EX01", "--org", "EX02", "-o", "two_actors.pdf")
    faults.expect("Zones d’intervention, EX01, EX02" in text_of(folder / "two_actors.pdf"), "an actor is not named")


def both_periods_at_once_are_the_same_map(folder):
    draw(folder, "change", *PERIOD, "--before", "2019-10-01:2019-12-31", "-o", "two.svg")
    draw(folder, "change", "--periods", "2019-10-01:2019-12-31", "2020-01-01:2020-03-31", "-o", "one.svg")
    faults.expect((folder / "one.svg").read_bytes() == (folder / "two.svg").read_bytes(), "--periods is another map")
    for words in (("change", "2020-01-01:2020-03-31"), ("gaps", "--periods", "2019:2019", "2020:2020"),
                  ("change", "--periods", "2019-10-01:2019-12-31"),
                  ("change", *PERIOD, "--periods", "2019-10-01:2019-12-31", "2020-01-01:2020-03-31")):
        done = ltp(folder, "map", *words, "-o", "no.pdf")
        faults.expect(done.returncode == 2 and "periods" in done.stderr, f"{words}: {done.returncode} {done.stderr}")


def who_reports_again_is_counted(folder):
    """The share of reports is the complement of the organisations that `actors --absent` lists."""
    period = ("--from", "2020-04-01", "--to", "2020-06-30")
    absent = must(ltp(folder, "actors", "--absent", *period, "--format", "csv")).stdout.splitlines()[1:]
    draw(folder, "presence", *period, "-o", "share.pdf")
    raw = subprocess.run(["pdftotext", folder / "share.pdf", "-"], capture_output=True, text=True, check=True)
    found = re.search(r"encore,\s+(\d+)\s+sur\s+(\d+)", raw.stdout)
    faults.expect(found and int(found[2]) - int(found[1]) == len(absent) and int(found[2]) > 0,
                  f"reports: {found and found[0]}, absent: {len(absent)}")
    (folder / "reports.conf").write_text("reports = 12/15\n", encoding="utf-8")
    draw(folder, "presence", *period, "--config", "reports.conf", "-o", "share.pdf")
    faults.expect("12/15" in text_of(folder / "share.pdf"), "the configuration does not go first")


def a_close_view_is_of_its_part(folder):
    draw(folder, "priority", *PERIOD, "-o", "whole.pdf")
    draw(folder, "priority", *PERIOD, "--bbox=-4.5,14,-3,15.5", "-o", "close.pdf")
    whole, close = text_of(folder / "whole.pdf"), text_of(folder / "close.pdf")
    for name in ("Konna", "Pignari Bana", "Kendié"):
        faults.expect(name in close, f"the close view lacks {name}")
    faults.expect("KAYES" in whole and "KAYES" not in close, "the close view names what it does not show")
    faults.expect("vue rapprochée" in close and "vue rapprochée" not in whole, "the close view does not say so")
    faults.expect(legend_of(folder / "whole.pdf") == legend_of(folder / "close.pdf"), "the close view counts otherwise")
    draw(folder, "priority", *PERIOD, "--bbox=-30,0,30,40", "-o", "wide.pdf")
    faults.expect((folder / "wide.pdf").read_bytes() == (folder / "whole.pdf").read_bytes(),
                  "a view that holds the whole country differs from it")
    for box in ("1,2,3", "nan,1,2,3", "1,2,3,4,5", "-4,15,-3,14", "a,b,c,d", "-4,14,-4,15", ""):
        done = ltp(folder, "map", "priority", f"--bbox={box}", "-o", "bad.pdf")
        faults.expect(done.returncode == 2, f"--bbox={box}: {done.returncode} {done.stderr}")


def faults_are_said(folder):
    done = ltp(folder, "map", "gaps", "-o", "/nowhere/map.pdf")
    faults.expect(done.returncode == 1 and "/nowhere/map.pdf" in done.stderr, f"unwritable: {done.stderr}")
    empty = folder / "fonts.conf"
    empty.write_text('<?xml version="1.0"?><fontconfig></fontconfig>', encoding="utf-8")
    env = {**environment(PROGRAM), "FONTCONFIG_FILE": str(empty)}
    done = subprocess.run([PROGRAM, "--lang", "fr", "map", "gaps", "-o", "x.pdf"], cwd=folder, env=env,
                          capture_output=True, text=True, timeout=60)
    faults.expect(done.returncode == 1 and "police" in done.stderr and not os.path.exists(folder / "x.pdf"),
                  f"without fonts: {done.returncode} {done.stderr}")
    (folder / "carte.conf").write_text("logo = rien.png\n", encoding="utf-8")
    done = ltp(folder, "map", "gaps", "-o", "y.pdf", "--config", "carte.conf")
    faults.expect(done.returncode == 0 and "rien.png" in done.stderr and (folder / "y.pdf").exists(),
                  f"missing logo: {done.returncode} {done.stderr}")
    done = ltp(folder, "map", "prezence", "-o", "z.pdf")
    faults.expect(done.returncode == 2 and "presence" in done.stderr, f"unknown theme: {done.stderr}")
    done = ltp(folder, "map", "gaps", "-o", "z.jpg")
    faults.expect(done.returncode == 2 and ".svg" in done.stderr, f"unknown extension: {done.stderr}")


def main():
    if not shutil.which("pdftotext"):
        sys.exit(77)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        demo_store(folder)
        must(ltp(folder, "import", "studies", DATA / "mali/ml_ltp_studies.csv"), 0, 3)
        pages_say_what_they_must(folder)
        fonts_are_in_the_file(folder)
        the_legend_counts_what_the_table_says(folder)
        grey_keeps_the_order(folder)
        the_same_input_gives_the_same_bytes(folder)
        an_atlas_holds_every_commune(folder)
        a_neighbour_that_is_loaded_is_drawn(folder)
        a_logo_is_in_the_file(folder)
        filters_and_one_region(folder)
        every_actor_that_is_counted_is_in_the_title(folder)
        both_periods_at_once_are_the_same_map(folder)
        who_reports_again_is_counted(folder)
        a_close_view_is_of_its_part(folder)
        faults_are_said(folder)
    faults.end()


main()
