"""What must hold whatever the figures are: properties.py PROGRAM DATA SEED... (no oracle takes part)."""

import collections
import dataclasses
import pathlib
import random
import sys
import tempfile

import compare
import world

COUNTS = ("n_actors", "n_lines", "n_projects", "n_planned", "n_lines_inherited")
SUM = ("--all-time", "--period-rule", "sum", "--area-rule", "sum")
VIEWS = ((), SUM, ("--mode", "allocated", "--all-time"), ("--level", "1", "--sector", "SHL", "--all-time"))


class Store(compare.Run):
    """The world of a seed in a store, its tables as `change` returns them."""

    def __init__(self, program, seed, folder, change=lambda tables: tables, suffix=""):
        self.program, self.folder, self.seed, self.found = program, folder, seed, []
        self.world = world.World(seed, suffix)
        first = [t for t in self.world.tables if not t.name.endswith("b")]
        for command in self.world.write(folder):
            self.ltp(*command)
        for table in change(first):
            self.ltp(*self.world.write_table(folder, table))
        if self.world.areas:
            self.ltp(*self.world.write_areas(folder))

    def figures(self, *said):
        return {r["pcode"]: r for r in self.table("coverage", *said)}


def finer_filters_never_raise_a_count(store):
    base = ("--all-time",)
    wide = store.figures(*base)
    org = next((r["org"] for r in store.table("matrix", "org-sector", *base)), None)
    filters = [("--sector", "SHL"), ("--sector", "PRO"), ("--theme", "ltp")] + ([("--org", org)] if org else [])
    for chosen in filters:
        for pcode, row in store.figures(*base, *chosen).items():
            for column in COUNTS:
                if int(row[column]) > int(wide[pcode][column]):
                    yield f"{chosen} {pcode} {column}: {row[column]}, without {wide[pcode][column]}"
            if float(row["polygon_share"] or 0) > float(wide[pcode]["polygon_share"] or 0) + 1e-12:
                yield f"{chosen} {pcode}: more ground is covered than without"


def modes_reconcile_at_level_0(store):
    sums = {mode: [(r["targeted"], r["reached"]) for r in store.figures(*SUM, "--level", "0", "--mode", mode).values()]
            for mode in ("strict", "inherited", "allocated")}
    if len(set(map(tuple, sums.values()))) != 1:
        yield f"level 0: {sums}"


def allocated_parts_add_up_to_the_country(store):
    """In mode allocated nothing stands above the communes: the country is the sum over them."""
    whole = next(iter(store.figures(*SUM, "--level", "0", "--mode", "allocated").values()))
    for column in ("targeted", "reached"):
        parts = sum(int(r[column] or 0) for r in store.figures(*SUM, "--mode", "allocated").values())
        if int(whole[column] or 0) != parts:
            yield f"{column}: {whole[column]} in the country, {parts} in its communes"


def a_union_is_at_most_the_sum(store):
    """What a unit has, at least one of its parts has or is located above them."""
    deepest = store.figures("--all-time")
    parts = collections.defaultdict(list)
    for row in deepest.values():
        parts[row["parent_pcode"]].append(row)
    above = store.figures("--all-time", "--level", str(store.world.depth - 1))
    for pcode, rows in parts.items():
        for column, outside in (("n_lines", "n_lines_inherited"), ("n_actors", "n_actors_inherited")):
            whole, each = int(above[pcode][column]), [int(r[column]) for r in rows]
            most = sum(each) + max(int(r[outside]) for r in rows)
            if not max(each) <= whole <= most:
                yield f"{pcode} {column}: {whole}, its parts {each}"


def same_figures(one, two, columns=compare.COLUMNS):
    for said in VIEWS:
        a, b = one.figures(*said), two.figures(*said)
        if a.keys() != b.keys():
            yield f"{said}: other units"
        for pcode in a.keys() & b.keys():
            for column in columns:
                if a[pcode][column] != b[pcode][column]:
                    yield f"{said} {pcode} {column}: {b[pcode][column]!r}, not {a[pcode][column]!r}"


def renamed(one, make):
    """Other names of all units change nothing but the names."""
    return same_figures(one, make(suffix="zou"), [c for c in compare.COLUMNS if c != "name"])


def shuffled(one, make):
    """The order of files and of rows in them changes nothing."""
    def change(tables):
        r = random.Random(one.seed)
        tables = [dataclasses.replace(t, rows=r.sample(t.rows, len(t.rows))) for t in tables]
        return r.sample(tables, len(tables))
    return same_figures(one, make(change=change))


def split(one, make):
    """A file in two updates of one source changes nothing (rows of an organisation stay together)."""
    def halves(tables):
        for t in tables:
            orgs = sorted({r[0].strip() for r in t.rows})
            for n in (0, 1):
                mine = [r for r in t.rows if orgs.index(r[0].strip()) % 2 == n]
                if any(r[0].strip() for r in mine):
                    yield dataclasses.replace(t, name=f"{t.name}_{n}", rows=mine, how="update")
    return same_figures(one, make(change=halves))


ALONE = (finer_filters_never_raise_a_count, modes_reconcile_at_level_0, allocated_parts_add_up_to_the_country,
         a_union_is_at_most_the_sum)
PAIRS = (renamed, shuffled, split)


def main():
    program, total = str(pathlib.Path(sys.argv[1]).absolute()), 0
    for seed in compare.seeds(sys.argv[3:]):
        with tempfile.TemporaryDirectory(prefix="oracle") as root:
            stores = []

            def make(**said):
                folder = pathlib.Path(root, str(len(stores)))
                folder.mkdir()
                stores.append(Store(program, seed, folder, **said))
                return stores[-1]

            one = make()
            broken = [f"{check.__name__}: {text}" for check in ALONE for text in check(one)]
            broken += [f"{check.__name__}: {text}" for check in PAIRS for text in check(one, make)]
            broken += [text for store in stores for text in store.found]
            if broken:
                print(f"seed {seed}: {len(broken)} broken", *broken[:12], sep="\n  ")
            total += len(broken)
    print(f"{total} broken")
    sys.exit(total > 0)


if __name__ == "__main__":
    main()
