"""`ltp coverage` on the demo equals, in every column, what an independent implementation gives."""

import csv
import tempfile

from support import DATA, Faults, demo_store, ltp, must

SETS = {
    "default": [],
    "2020q1": ["--from", "2020-01-01", "--to", "2020-03-31"],
    "ltp_2020": ["--theme", "ltp", "--from", "2020-01-01", "--to", "2020-12-31"],
    "2019_allocated_sum": ["--from", "2019-01-01", "--to", "2019-12-31", "--mode", "allocated",
                           "--period-rule", "sum"],
    "shelter_all_latest": ["--sector", "shelter", "--all-time", "--as-of", "2020-06-30",
                           "--period-rule", "latest", "--area-rule", "max"],
}


def same(a, b):
    """Equal cells: the same text, or the very same number."""
    if a == b:
        return True
    try:
        return float(a) == float(b)
    except ValueError:
        return False


def compare(name, expected, got, faults):
    faults.expect([r["pcode"] for r in expected] == [r["pcode"] for r in got],
                  f"{name}: other communes, or in another order")
    for want, have in zip(expected, got):
        for column, cell in want.items():
            faults.expect(same(cell, have.get(column, "(no column)")),
                          f"{name} {want['pcode']} {column}: {have.get(column)!r}, not {cell!r}")


def main():
    faults = Faults()
    with tempfile.TemporaryDirectory() as folder:
        demo_store(folder)
        for name, options in SETS.items():
            with open(DATA / f"mali/demo/expected_{name}.csv", encoding="utf-8", newline="") as file:
                expected = list(csv.DictReader(file))
            out = must(ltp(folder, "coverage", *options, "--format", "csv")).stdout
            compare(name, expected, list(csv.DictReader(out.splitlines())), faults)
    faults.end()


main()
