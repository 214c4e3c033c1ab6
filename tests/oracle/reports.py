"""The tables beside coverage, from the same words: matrix, series, diff of two periods, intersector."""

import calendar
import collections
import dataclasses
import datetime

import analysis


def matrix(a, kind):
    """{organisation: ({column: lines}, all its lines)} and the columns that have any."""
    out = collections.defaultdict(lambda: (collections.Counter(), set()))
    for line in a.active:
        inside = not a.p.within or any(x.pcode == a.p.within for u in line.units for x in u.chain())
        if line.row.get("repeated") or not inside:
            continue
        columns = {line.sector or "sector_not_known"}
        if kind == "org-unit":
            columns = {u.at(a.level).pcode for u in line.units if u.level >= a.level and (
                not a.p.within or any(x.pcode == a.p.within for x in u.chain()))}
        for column in columns:
            out[line.org][0][column] += 1
        out[line.org][1].add(line)
    table = {org: (dict(cells), len(lines)) for org, (cells, lines) in out.items()}
    return table, {c for cells, _ in table.values() for c in cells}


def months(first, last):
    while first <= last:
        end = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        yield first.replace(day=1), end
        first = end + datetime.timedelta(1)


def series(make, p, units):
    """The figures of the units month by month: each month is an analysis as of its last day."""
    out = []
    for first, last in months(p.start, p.to):
        a = make(dataclasses.replace(p, start=first, to=last, as_of=None, level=None))
        covered = {r["unit"] for r in a.rows(distances=False) if r["n_actors"]}
        level = dataclasses.replace(p, start=first, to=last, as_of=None, level=units[0].level)
        for row in make(level).rows(distances=False):
            row["month"] = f"{first:%Y-%m}"
            row["n_units_covered"] = sum(row["unit"] in u.chain() for u in covered)
            out.append(row)
    return sorted(out, key=lambda r: (r["month"], r["pcode"]))


def diff(before, after):
    """Two analyses: organisations, units and lines that differ, as sets of comparable rows."""
    out = []

    def actors(a):
        found = collections.defaultdict(lambda: (set(), set()))
        for line in a.active:
            found[line.org][0].update(u.at(a.level) for u in line.units if u.level >= a.level)
            if not line.row.get("repeated"):
                found[line.org][1].add(line)
        return found

    old, new = actors(before), actors(after)
    for org in old.keys() | new.keys():
        change = "stayed" if org in old and org in new else "left" if org in old else "came"
        sizes = [len(side[org][k]) if org in side else 0 for k in (0, 1) for side in (old, new)]
        out.append(("actor", change, org, *map(str, sizes)))
    for one, two in zip(before.rows(distances=False), after.rows(distances=False)):
        if (one["state"], one["priority"]) != (two["state"], two["priority"]):
            figures = [str("" if side[c] is None else side[c]) for c in
                       ("n_lines", "n_actors", "reached", "state", "priority") for side in (one, two)]
            out.append(("unit", "changed", one["pcode"], *figures))
    for change, lines in (("new", after.active - before.active), ("gone", before.active - after.active)):
        for line in lines:
            out.append(("line", change, line.org, line.source))
    return collections.Counter(out)


def intersector(a):
    """The rows of intersector: shelter lines of the unit, and whether any of HLP is there with them."""
    out = []
    for row in a.rows(distances=False):
        lines = [x for x in a.direct[row["unit"]] if x in a.anyhow and x.sector == "SHL"]
        row["n_shelter_lines"] = analysis.Analysis.count(lines)[1]
        if row["has_shelter"] == 0 or row["has_ltp"] == 1:
            row["shelter_without_ltp"] = 0
        else:
            row["shelter_without_ltp"] = 1 if lines and row["has_ltp"] == 0 else None
        out.append(row)
    return out
