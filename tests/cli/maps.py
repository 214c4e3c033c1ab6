"""Maps of the demonstration store, read back as a reader would: pdftotext, pdffonts, pdftoppm. Skipped
without poppler's tools (package poppler-utils). Usage: maps.py LTP DATA"""

import collections
import csv
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

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


def presence_class(actors):
    n = int(actors)
    return ("aucun acteur signalé" if n == 0 else "1 acteur" if n == 1 else "2 à 3 acteurs" if n <= 3
            else "4 à 6 acteurs" if n <= 6 else "7 acteurs et plus")


def the_legend_counts_what_the_table_says(folder):
    must(ltp(folder, "coverage", *PERIOD, "--format", "csv", "-o", "coverage.csv"))
    with open(folder / "coverage.csv", encoding="utf-8", newline="") as file:
        counts = collections.Counter(presence_class(row["n_actors"]) for row in csv.DictReader(file))
    text = text_of(folder / "presence_a4_fr.pdf")
    for label, n in counts.items():
        found = re.search(re.escape(label) + r"\s+(\d[\d ]*)", text)
        faults.expect(found and int(found[1].split("  ")[0].replace(" ", "")) == n,
                      f"\"{label}\" should count {n}")


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
    with open(folder / "coverage.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            faults.expect(row["pcode"] in text, f"the atlas lacks {row['pcode']}")
    info = subprocess.run(["pdfinfo", folder / "atlas.pdf"], capture_output=True, text=True, check=True)
    faults.expect("Title:" in info.stdout and "Priorités" in info.stdout, "the atlas has no title")


def filters_and_one_region(folder):
    draw(folder, "presence", *PERIOD, "--theme", "ltp", "--within", "ML05", "-o", "mopti.pdf")
    text = text_of(folder / "mopti.pdf")
    for words in ("Mali, Mopti (ML05) – Présence", "thème ltp", "108 communes", "hors analyse", "UTM, fuseau 30 N"):
        faults.expect(words in text, f"the map of Mopti lacks \"{words}\"")
    draw(folder, "presence", "--level", "2", *PERIOD, "-o", "cercles.pdf")
    faults.expect("cercles" in text_of(folder / "cercles.pdf"), "no map of cercles")


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
    faults.expect(done.returncode == 1 and "rien.png" in done.stderr, f"missing logo: {done.stderr}")


def main():
    if not shutil.which("pdftotext"):
        sys.exit(77)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        demo_store(folder)
        pages_say_what_they_must(folder)
        fonts_are_in_the_file(folder)
        the_legend_counts_what_the_table_says(folder)
        grey_keeps_the_order(folder)
        the_same_input_gives_the_same_bytes(folder)
        an_atlas_holds_every_commune(folder)
        filters_and_one_region(folder)
        who_reports_again_is_counted(folder)
        faults_are_said(folder)
    faults.end()


main()
