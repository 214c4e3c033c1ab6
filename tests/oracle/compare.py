"""ltp against the oracle: compare.py PROGRAM DATA (SEED... | SEED-SEED | demo) [--sets N] [--keep]."""

import argparse
import collections
import csv
import dataclasses
import datetime
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

import analysis
import demo
import needs
import reports
import rows
import words
import world

COLUMNS = ("name parent_pcode n_actors n_lines n_projects n_actors_inherited n_lines_inherited n_planned "
           "n_lines_no_figure has_protection has_shelter has_ltp has_cohesion intersector targeted reached "
           "reached_low reached_high population idps returnees repatriated pin severity pin_sector need_date "
           "coverage_target coverage_need ambition gap_need gap_target over_reach actors_per_10000 "
           "single_actor freshness_days n_studies n_studies_inherited last_study_year nearest_actor_km polygon_share state "
           "priority estimated pin_missing").split()


def cell(value):
    return "" if value is None else str(value)


def same(mine, theirs, column):
    """The same text or the same number; distances are computed in two ways and agree to a centimetre."""
    if mine == theirs:
        return True
    if not mine or not theirs:
        return False
    try:
        a, b = float(mine), float(theirs)
    except ValueError:
        return False
    if column == "nearest_actor_km":
        return abs(a - b) < 1e-5
    if column == "polygon_share":  # of units above, the area of the file's outline has geodesics as borders
        return abs(a - b) < 1e-4
    return abs(a - b) <= 1e-12 * abs(a) if column == "actors_per_10000" else a == b


def options(p):
    """The words of the command line that say the parameters."""
    out = []
    for name, value in (("--level", p.level), ("--from", p.start), ("--to", p.to), ("--as-of", p.as_of),
                        ("--theme", p.theme), ("--within", p.within), ("--household-size", p.household_size)):
        if value not in (None, ""):
            out += [name, str(value)]
    if p.all_time:
        out.append("--all-time")
    if p.stale_after != 365:
        out += ["--stale-after", str(p.stale_after)]
    for name, values in (("--sector", p.sectors), ("--org", p.orgs), ("--org-type", p.org_types),
                         ("--donor", p.donors), ("--population-type", p.population_types)):
        for value in values:
            out += [name, value]
    return out + ["--mode", p.mode, "--period-rule", p.period_rule, "--area-rule", p.area_rule]


def random_params(r, w, lines):
    def maybe(chance, value):
        return value() if r.random() < chance else None

    p = analysis.Params(mode=r.choice(["strict", "inherited", "allocated"]),
                        period_rule=r.choice(["max", "sum", "latest"]), area_rule=r.choice(["sum", "max"]))
    p.level = maybe(0.4, lambda: r.randint(0, w.depth))
    p.all_time = r.random() < 0.4
    if not p.all_time:
        p.start = maybe(0.5, lambda: w.day(2019, 2020))
        p.to = maybe(0.5, lambda: w.day(2021, 2022))
    p.as_of = maybe(0.3, lambda: w.day(2019, 2022))
    p.stale_after = r.choice([365, 365, 30, 0])
    p.sectors = tuple(r.choice([[], [], ["SHL"], ["PRO"], ["WSH", "EDU"], ["PRO-HLP"]]))
    p.theme = r.choice(["", "", "", "ltp", "cohesion"])
    p.orgs = tuple(maybe(0.2, lambda: [r.choice(lines).org] if lines else []) or ())
    p.org_types = tuple(maybe(0.1, lambda: ["INGO"]) or ())
    donors = {x.row.get("donor") for x in lines} - {"", None}
    p.donors = tuple(maybe(0.1, lambda: sorted(donors)[:1]) or ())
    p.population_types = tuple(maybe(0.15, lambda: [r.choice(["IDP", "RDP", "HST"])]) or ())
    p.household_size = maybe(0.2, lambda: r.randint(4, 7))
    p.within = p.level != 0 and maybe(0.1, lambda: r.choice([u for u in w.units if u.level == 1]).pcode) or ""
    return p


class Run:
    """One world in a store and in the oracle."""

    def __init__(self, program, seed, folder):
        self.program, self.folder, self.seed = program, folder, seed
        self.world, self.found = world.World(seed), []
        w = self.world
        for command in w.write(folder):
            self.ltp(*command)
        self.book = rows.Book(w.edition)
        for table in w.tables:
            self.bring(table, w.write_table(folder, table))
        if w.areas:
            table, outlines = w.areas
            self.bring(table, w.write_areas(folder), outlines)
        self.needs = [row for n, (_, fields, made) in enumerate(w.needs)
                      for row in needs.read(w.edition, fields, made, n)]
        self.studies = w.studies and [{"units": [u], "year": int(year)} for _, _, year, u in w.studies]

    def ltp(self, *said):
        env = {**os.environ, "LTP_STORE": "w.sqlite"}
        done = subprocess.run([self.program, "--lang", "en", "-q", *said], cwd=self.folder, env=env,
                              capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=250)
        if done.returncode not in (0, 3):
            self.found.append(f"{' '.join(said)} ended with {done.returncode}: {done.stderr.strip()}")
        return done.stdout

    def bring(self, table, command, outlines=None):
        self.ltp(*command, "--report", "report.json")
        self.book.submit(table.source, table.fields, table.rows, table.reported, table.how, outlines)
        report = json.loads((self.folder / "report.json").read_text())[0]
        lines = iter(self.book.newest)
        if len(report["rows"]) != len(self.book.fates):
            self.found.append(f"{table.name}: {len(report['rows'])} rows read, not {len(self.book.fates)}")
        for row, fate in zip(report["rows"], self.book.fates):
            where = f"{table.name} row {row['row']}"
            if row["fate"] != fate:
                self.found.append(f"{where}: {row['fate']}, not {fate} {row['codes']}")
            if fate == "accepted":
                mine = ";".join(sorted(u.pcode for u in next(lines).units))
                theirs = ";".join(sorted(x["pcode"] for x in row.get("locations", [])))
                if row["fate"] == fate and mine != theirs:
                    self.found.append(f"{where}: at {theirs}, not {mine} {row['codes']}")

    def analyse(self, p):
        return analysis.Analysis(self.world.edition, self.book.lines, self.needs, self.studies, p,
                                 datetime.date.today())

    def table(self, *said):
        return list(csv.DictReader(self.ltp(*said, "--format", "csv").splitlines()))

    def expect(self, label, expected, got, columns):
        """Row by row, cell by cell."""
        label = f"seed {self.seed} {label}"
        if [r["pcode"] for r in got] != [r["pcode"] for r in expected]:
            self.found.append(f"{label}: other units or order")
            return
        for want, have in zip(expected, got):
            self.found += [f"{label}: {want['pcode']} {c}: {have.get(c)!r}, not {cell(want.get(c))!r}"
                           for c in columns if want.get(c) is not analysis.ANY
                           and not same(cell(want.get(c)), have.get(c, "-"), c)]

    def compare(self, p):
        mine, said = self.analyse(p).rows(), options(p)
        for command, expected in (("coverage", mine), ("gaps", analysis.gaps(mine))):
            self.expect(f"{command} {' '.join(said)}", expected, self.table(command, *said), COLUMNS)

    def compare_reports(self, p):
        said, a = options(p), self.analyse(p)
        self.expect(f"intersector {' '.join(said)}", reports.intersector(a), self.table("intersector", *said),
                    ("has_protection", "has_shelter", "has_ltp", "has_cohesion", "intersector",
                     "n_shelter_lines", "shelter_without_ltp"))
        for kind in ("org-unit", "org-sector"):
            self.compare_matrix(kind, a, said)
        self.compare_series(p)
        self.compare_periods(p)

    def compare_matrix(self, kind, a, said):
        want, columns = reports.matrix(a, kind)
        got = {words.fold(r["org"]): r for r in self.table("matrix", kind, *said)}
        label = f"seed {self.seed} matrix {kind} {' '.join(said)}"
        if want.keys() != got.keys():
            self.found.append(f"{label}: {sorted(got)}, not {sorted(want)}")
            return
        for org, (cells, count) in want.items():
            have = {c: int(n) for c, n in got[org].items() if c not in ("org", "org_name", "n_lines")}
            if (have, got[org]["n_lines"]) != ({c: cells.get(c, 0) for c in columns}, str(count)):
                self.found.append(f"{label}: {org}: {got[org]}, not {cells} {count}")

    def compare_series(self, p):
        first = datetime.date(2020, 1 + self.seed % 12, 1)
        p = dataclasses.replace(p, start=first, to=datetime.date(2021, 3, 31), as_of=None, all_time=False,
                                within="")
        units = [u for u in self.world.units if u.level == (p.level or 0)]
        expected = reports.series(self.analyse, p, units)
        got = self.table("series", *options(p))
        self.expect(f"series {' '.join(options(p))}", expected, got,
                    ("month", "n_actors", "n_lines", "n_projects", "n_planned", "n_units_covered", "targeted",
                     "reached", "pin", "severity", "state"))

    def compare_periods(self, p):
        sides = [dataclasses.replace(p, start=datetime.date(y, 1, 1), to=datetime.date(y, 12, 31), as_of=None,
                                     all_time=False, within="") for y in (2020, 2021)]
        want = reports.diff(*(self.analyse(side) for side in sides))
        said = options(dataclasses.replace(sides[0], start=None, to=None))
        got = collections.Counter()
        for r in self.table("diff", "--periods", *(f"{s.start}:{s.to}" for s in sides), *said):
            org = words.fold(r["org"])
            got[{"actor": ("actor", r["change"], org, r["n_units_before"], r["n_units_after"],
                           r["n_lines_before"], r["n_lines_after"]),
                 "unit": ("unit", r["change"], r["pcode"], *(r[f"{c}_{side}"] for c in (
                     "n_lines", "n_actors", "reached", "state", "priority") for side in ("before", "after"))),
                 "line": ("line", r["change"], org, r["source"])}[r["kind"]]] += 1
        for key in want.keys() | got.keys():
            if want[key] != got[key]:
                self.found.append(f"seed {self.seed} diff {' '.join(said)}: {got[key]} of {key}, not {want[key]}")


def seeds(words):
    for word in words:
        first, _, last = word.partition("-")
        yield from range(int(first), int(last or first) + 1)


def main():
    args = argparse.ArgumentParser()
    args.add_argument("program", type=lambda p: str(pathlib.Path(p).absolute()))
    args.add_argument("data", type=pathlib.Path)
    args.add_argument("seeds", nargs="+")
    args.add_argument("--sets", type=int, default=6)
    args.add_argument("--show", type=int, default=12)
    args.add_argument("--keep")
    a = args.parse_args()
    if a.seeds == ["demo"]:
        found = list(demo.faults(a.data))
        print(*found[:a.show], f"{len(found)} differences", sep="\n")
        sys.exit(bool(found))
    total = 0
    for seed in seeds(a.seeds):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="oracle"))
        run, r = Run(a.program, seed, folder), random.Random(seed + 1)
        for n in range(a.sets if not run.found else 0):
            p = random_params(r, run.world, run.book.lines) if n else analysis.Params()
            run.compare(p)
            if n % 3 == 0:
                run.compare_reports(p)
        if run.found:
            print(f"seed {seed}: {len(run.found)} differences", *run.found[:a.show], sep="\n  ")
        total += len(run.found)
        if a.keep:
            shutil.copytree(folder, a.keep, dirs_exist_ok=True)
        shutil.rmtree(folder)
    print(f"{total} differences")
    sys.exit(total > 0)


if __name__ == "__main__":
    main()
