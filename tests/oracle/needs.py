"""Figures of need: which figure of a unit holds, what a parent has, what a child is lent (allocated)."""

import collections
import datetime
import fractions

import words

FIGURES = ("population", "idps", "returnees", "repatriated", "pin", "severity")
PEOPLE = FIGURES[:-1]


def read(edition, fields, rows, batch=0):
    """Rows of a table of needs as (import, unit, sector, date, figures)."""
    out = []
    for cells in rows:
        row = dict(zip(fields, (c.strip() for c in cells)))
        unit = next((u for n in (4, 3, 2, 1, 0) if (u := edition.by_code(row.get(f"adm{n}_code", "")))), None)
        if not unit:
            continue
        sector = words.SECTORS.get(words.fold(row.get("sector", "")), "INTER")
        figures = {f: words.people(row[f]) for f in FIGURES if row.get(f)}
        out.append((batch, unit, sector, words.date(row.get("date", ""), end=True) or datetime.date.min, figures))
    return out


def share(total, weights, codes):
    """Whole parts of `total` by weight: largest remainder, ties to the lower code."""
    weights = [fractions.Fraction(w) for w in weights]
    whole = sum(weights)
    parts = [int(total * w / whole) for w in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] / whole % 1), codes[i]))
    for i in order[:total - sum(parts)]:
        parts[i] += 1
    return parts


class Needs:
    """The figures of each unit at a day, for the sectors asked for (empty: all)."""

    def __init__(self, edition, rows, as_of, sectors, spread):
        self.edition = edition
        self.rows = [(n, *row) for n, row in enumerate(rows) if row[3] <= as_of]
        self.stated = {u: {} for u in edition.units}
        self.basis = {}  # unit: (sector, date) of its pin; a sector in doubt is None
        self.choose(sectors)
        self.had = {u: dict(f) for u, f in self.stated.items()}
        self.sum_up(edition.root)
        self.divisor = self.had_sums = {u: dict(f) for u, f in self.stated.items()}
        self.lent = collections.defaultdict(set)
        if spread:
            for figure in PEOPLE:
                self.lend(edition.root, figure)

    def choose(self, sectors):
        newest = {}
        for n, batch, unit, sector, day, figures in self.rows:
            for figure, value in figures.items():
                if value is not None:
                    inter = sector == "INTER"
                    own = (unit, figure, sector) if figure in ("pin", "severity") else (unit, figure)
                    rank = (day, inter, batch, sector, n)
                    if own not in newest or rank > newest[own][0]:
                        newest[own] = (rank, value)
        by_sector = {"pin": {}, "severity": {}}
        for own, (_, value) in newest.items():
            if len(own) == 2:
                self.stated[own[0]][own[1]] = value
            else:
                by_sector[own[1]].setdefault(own[0], {})[own[2]] = value
        any_of = {s for figure in by_sector.values() for unit in figure.values() for s in unit}
        wanted = set(sectors) & any_of
        for figure, units in by_sector.items():
            for unit, values in units.items():
                if wanted:
                    values = [v for s, v in values.items() if s in wanted]
                elif sectors or "INTER" in values:
                    values = [values["INTER"]] if "INTER" in values else []
                if values:
                    self.stated[unit][figure] = max(values.values() if isinstance(values, dict) else values)
                    if figure == "pin":
                        self.note_basis(unit, newest, wanted, sectors)

    def note_basis(self, unit, newest, wanted, sectors):
        """Of which sector and day the pin of a unit is; equal pins of two sectors leave both in doubt."""
        said = {own[2]: (value, rank[0]) for own, (rank, value) in newest.items()
                if len(own) == 3 and own[:2] == (unit, "pin")}
        if not wanted and "INTER" in said:
            said = {"INTER": said["INTER"]}
        best = [(s, day) for s, (value, day) in said.items()
                if value == self.stated[unit]["pin"] and (not wanted or s in wanted)]
        self.basis[unit] = best[0] if len(best) == 1 else (None, None)

    def sum_up(self, unit):
        for child in unit.children:
            self.sum_up(child)
        own = self.stated[unit]
        for figure in FIGURES:
            parts = [self.stated[c].get(figure) for c in unit.children]
            if figure in own or not parts:
                continue
            if figure == "severity":
                if known := [p for p in parts if p is not None]:
                    own[figure] = max(known)
            elif None not in parts:
                own[figure] = sum(parts)
                if figure == "pin":
                    sectors, days = zip(*(self.basis[c] for c in unit.children))
                    sector = sectors[0] if len(set(sectors)) == 1 else "mixed"
                    self.basis[unit] = (None if None in sectors else sector, None if None in days else min(days))

    def lend(self, unit, figure):
        """What the children with a figure leave is divided among those without, by population, else equally."""
        without = [c for c in unit.children if figure not in self.stated[c]]
        if without and figure in self.stated[unit]:
            rest = max(0, self.stated[unit][figure] -
                       sum(self.stated[c].get(figure, 0) for c in unit.children))
            weights = [self.stated[c].get("population") for c in without]
            if None in weights or not sum(weights):
                weights = [1] * len(without)
            for child, part in zip(without, share(rest, weights, [c.pcode for c in without])):
                self.stated[child][figure] = part
                self.lent[child].add(figure)
                if figure == "pin":
                    self.basis[child] = self.basis[unit]
        for child in unit.children:
            self.lend(child, figure)

    def of(self, unit, figure):
        return self.stated[unit].get(figure)

    def missing(self, unit):
        """How many children lack a pin, where the unit has none for that."""
        if not unit.children or "pin" in self.stated[unit]:
            return None
        return sum("pin" not in self.had_sums[c] for c in unit.children)

    def divide(self, total, units, shares=None):
        """By parts of an outline, where every unit has one; else a line's people over units: by pin, else population (where all have it), else equally."""
        if shares and None not in shares.values():
            return share(total, [shares[u] for u in units], [u.pcode for u in units])
        for figure in ("pin", "population"):
            weights = [self.divisor[u].get(figure) for u in units]
            if None not in weights and sum(weights):
                break
        else:
            weights = [1] * len(units)
        return share(total, weights, [u.pcode for u in units])
