"""What `ltp import` says of the real inputs and of the demonstration's workbook, by its report."""

import csv
import json
import pathlib
import tempfile

from support import DATA, Faults, ltp, must

MALI = DATA / "mali"


def load(folder, kind, path, *options, codes=(0, 3)):
    """Imports one file and gives its report."""
    must(ltp(folder, "import", kind, path, *options, "--report", "report.json"), *codes)
    reports = json.loads(pathlib.Path(folder, "report.json").read_text(encoding="utf-8"))
    assert len(reports) == 1
    return reports[0]


def accounted(report, rows, faults):
    """Every row ends in exactly one of the three fates, and is listed with its number."""
    fates = [row["fate"] for row in report["rows"]]
    for fate in ("accepted", "duplicate", "rejected"):
        faults.expect(fates.count(fate) == report[fate], f"{report['source']['file']}: {fate}")
    faults.expect(report["read"] == rows == len(fates),
                  f"{report['source']['file']}: {report['read']} read, {len(fates)} listed, not {rows}")
    faults.expect(len({row["row"] for row in report["rows"]}) == rows, "row numbers repeat")


def demo_workbook(folder, faults):
    report = load(folder, "activities", MALI / "demo/ml_4w_ltp_fictif.xlsx")
    with open(MALI / "demo/ml_4w_ltp_truth.csv", encoding="utf-8", newline="") as file:
        truth = list(csv.DictReader(file))
    accounted(report, len(truth), faults)
    for want, have in zip(truth, report["rows"]):
        faults.expect(have["fate"] == want["fate"], f"demo row {have['row']}: {have['fate']}")
        if want["fate"] == "accepted":
            places = ";".join(sorted(place["pcode"] for place in have["locations"]))
            wanted = ";".join(sorted(want["locations"].split(";")))
            faults.expect(places == wanted, f"demo row {have['row']}: {places}, not {wanted}")


def public_5w(folder, faults):
    report = load(folder, "activities", MALI / "ml_5w_2022-03.csv", "--reported", "2022-03")
    accounted(report, 22803, faults)
    with open(MALI / "ml_5w_2022-03.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    by_number = {row["row"]: row for row in report["rows"]}
    for number, cells in enumerate(rows, 1):
        row = by_number.get(number)
        if row and cells[1].strip() == "MLI05" and cells[3].strip() == "ML0506" and not row["codes"]:
            faults.expect([p["pcode"] for p in row["locations"]] == ["ML0506"], f"5W row {number}")
        if row and "MLI11" in cells[1]:
            faults.expect(any(c.startswith("code_") for c in row["codes"]), f"5W row {number}: MLI11")
    faults.expect(report["warnings"].get("code_name_conflict", 0) >= 157, "5W: conflicts not reported")


def repertory(folder, faults):
    boundaries = sorted((MALI / "mli_admbnda_2015").glob("*.shp"))
    must(ltp(folder, "import", "boundaries", *boundaries, "--edition", "2015"))
    report = load(folder, "studies", MALI / "ml_ltp_studies.csv")
    accounted(report, 85, faults)
    faults.expect(report["edition"] == "2015", f"studies: edition {report['edition']}")
    levels = {place["level"] for row in report["rows"] for place in row["locations"]}
    faults.expect(len(levels) >= 3, f"studies: levels {levels}")
    faults.expect(any(len(row["locations"]) > 1 for row in report["rows"]), "studies: one place each")


def main():
    faults = Faults()
    with tempfile.TemporaryDirectory() as folder:
        must(ltp(folder, "init", "mali.sqlite"))
        must(ltp(folder, "import", "boundaries", MALI / "mli_admbnda_2021.gpkg", "--edition", "2021"))
        demo_workbook(folder, faults)
        public_5w(folder, faults)
        repertory(folder, faults)
    faults.end()


main()
