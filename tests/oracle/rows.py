"""Rows of tables to lines: accepted, duplicate or rejected; where each is; what it says.

A table is (fields, rows): the meaning of each column and the cells as text. Fields have the names used
in `Reader.line`. What a newer submission does to an older one is in `Book`.
"""

import dataclasses
import datetime
import re

import geometry
import ground
import words

DAY = datetime.timedelta(1)


@dataclasses.dataclass(eq=False)
class Unit:
    pcode: str
    name: str
    level: int
    parent: "Unit"
    polygons: list
    children: list = dataclasses.field(default_factory=list)

    def chain(self):
        """The unit and its ancestors, itself first."""
        unit = self
        while unit:
            yield unit
            unit = unit.parent

    def at(self, level):
        """Itself or its ancestor of the level; None where it is above."""
        return next((u for u in self.chain() if u.level == level), None)

    def under(self):
        yield self
        for child in self.children:
            yield from child.under()


class Edition:
    def __init__(self, units, iso2="", iso3=""):
        self.units = sorted(units, key=lambda u: u.pcode)
        self.code = {u.pcode: u for u in units}
        self.root = next(u for u in units if u.level == 0)
        self.deepest = max(u.level for u in units)
        self.iso2, self.iso3 = iso2, iso3
        self.covered = {}  # ground under sets of areas, once they were asked for
        for unit in self.units:
            if unit.parent:
                unit.parent.children.append(unit)

    def by_code(self, text):
        text = text.strip().upper()
        if text not in self.code and self.iso3 and text.startswith(self.iso3):
            text = self.iso2 + text[len(self.iso3):]
        return self.code.get(text)

    def named(self, text, level, parent):
        word = words.fold_place(text)
        return [u for u in self.units if u.level == level and words.fold_place(u.name) == word
                and parent in u.chain()]

    def at_point(self, x, y):
        return next((u for u in self.units if u.level == self.deepest
                     and geometry.contains(u.polygons, x, y)), None)


def common(units):
    """The deepest unit that is above (or is) all of them."""
    chains = [set(u.chain()) for u in units]
    return max(set.intersection(*chains), key=lambda u: u.level)


def split_cell(text):
    return [p.strip() for p in re.split(r"[;,/\n]| et ", text) if p.strip()]


class Places:
    """Section 3: the cells of a row to units of one edition."""

    def __init__(self, edition):
        self.edition = edition

    def resolve(self, row):
        codes = {n: row.get(f"adm{n}_code", "").strip() for n in range(1, 5)}
        names = {n: row.get(f"adm{n}_name", "").strip() for n in range(1, 5)}
        deepest = max((n for n in range(1, 5) if names[n] or codes[n]), default=0)
        found = []
        if deepest:
            for code, name in self.pairs(codes[deepest], names[deepest], deepest, names):
                one = self.one({**codes, deepest: code}, {**names, deepest: name})
                if one and one not in found:
                    found.append(one)
        point = self.point(row)
        if not point:
            return found
        if not found or (len(found) == 1 and found[0] in point.chain()):
            return [point]
        return found

    def pairs(self, code, name, level, names):
        """Several places in one cell: only where the whole cell is neither a code nor a name."""
        several_codes, several = split_cell(code), split_cell(name)
        if self.edition.by_code(code) or len(several_codes) < 2:
            several_codes = [code]
        if self.edition.named(name, level, self.edition.root) or len(several) < 2:
            several = [name]
        if len(several_codes) == len(several):
            return list(zip(several_codes, several))
        if len(several_codes) > 1:
            return [(c, "") for c in several_codes]
        return [(code, n) for n in several]

    def one(self, codes, names):
        by_codes = [u for n in sorted(codes) if (u := self.edition.by_code(codes[n]))]
        parent = self.edition.root
        national = any(words.fold(names[n]) in words.NATIONAL for n in names if names[n])
        if by_codes:
            return self.coded(by_codes, names)
        for level in sorted(names):
            if not names[level]:
                continue
            match = self.edition.named(names[level], level, parent)
            if len(match) == 1:
                parent = match[0]
        if parent is self.edition.root and not national:
            return None
        return parent

    def coded(self, by_codes, names):
        """A code stands unless a name that some other unit bears says otherwise."""
        deepest = max(by_codes, key=lambda u: u.level)
        agreeing = list(by_codes)
        for level, name in names.items():
            bearer = deepest.at(level)
            word = words.fold_place(name)
            if not name or (bearer and words.fold_place(bearer.name) == word):
                continue
            above = deepest.at(level - 1) or deepest
            others = self.edition.named(name, level, above) or self.edition.named(
                name, level, self.edition.root)
            if len(others) == 1:
                agreeing.append(others[0])
        lines = [u for u in agreeing if not any(u is not v and u in v.chain() for v in agreeing)]
        return common(lines)

    def outline(self, outline, named):
        """{unit: part of the outline or None} where the outline decides, else None."""
        whole, shares = ground.covered_km2(outline), {}
        for unit in self.edition.units:
            if unit.level != self.edition.deepest or not ground.meet(unit.polygons, outline):
                continue
            common = ground.covered_km2(unit.polygons, [outline])
            if common >= 0.01 * whole or common >= 0.01 * ground.covered_km2(unit.polygons):
                shares[unit] = common / whole
        away = [n for n in named if not any(n in u.chain() or u in n.chain() for u in shares)]
        if not shares or (named and len(away) == len(named)):
            return None
        return {**shares, **dict.fromkeys(away)}

    def point(self, row):
        try:
            y, x = float(row.get("lat", "")), float(row.get("lon", ""))
        except ValueError:
            return None
        return self.edition.at_point(x, y) or self.edition.at_point(y, x)


@dataclasses.dataclass(eq=False)
class Line:
    org: str
    units: list
    row: dict
    sector: str = None
    ltp: bool = False
    cohesion: bool = False
    tells_theme: bool = True
    status: str = None
    start: datetime.date = None
    end: datetime.date = None
    reported: datetime.date = None
    people: dict = dataclasses.field(default_factory=dict)
    households: dict = dataclasses.field(default_factory=dict)
    shares: dict = None  # unit: its part of the outline
    outline: list = None
    gone: datetime.date = None
    source: str = ""
    n: int = 0

    def key(self):
        return tuple(words.fold(self.row.get(a, "") or self.row.get(b, "")) for a, b in
                     (("project_code", "title"), ("activity", ""), ("indicator", "")))

    def fingerprint(self):
        return (self.org, self.key(), words.fold(self.row.get("sector", "")),
                tuple(sorted(u.pcode for u in self.units)), self.start, self.reported)


CELLS = ("girls", "boys", "women", "men")


def measure(row, what):
    """The total; else the disjoint cells; else women and men in all."""
    total = words.people(row.get(what, ""))
    if total is not None:
        return total
    for cells in (CELLS, ("f", "m")):
        numbers = [n for c in cells if (n := words.people(row.get(f"{what}_{c}", ""))) is not None]
        if numbers:
            return sum(numbers)
    return None


def organisation(row):
    """The implementing organisation, else the programme's, else the reporting one; acronym first."""
    for role in ("org", "org_prog", "org_rep"):
        for form in ("", "_name"):
            if row.get(role + form, "").strip():
                return words.fold(row[role + form])
    return None


class Reader:
    def __init__(self, edition):
        self.places = Places(edition)

    def read(self, fields, rows, reported=None, outlines=None):
        """[(fate, line or None)] for each row that is read, in order."""
        dupes = bool({"project_code", "title", "activity", "start", "end", "reported"} & set(fields)
                     or any(f.startswith(("targeted", "reached")) for f in fields))
        seen, out = set(), []
        for n, cells in enumerate(rows):
            trimmed = tuple(c.strip() for c in cells)
            if not any(trimmed):
                continue
            row = dict(zip(fields, trimmed))
            outline = outlines[n] if outlines else None
            line = self.line(fields, row, reported, outline)
            trimmed += (repr(outline),)
            if line is None:
                out.append(("rejected", None))
            elif trimmed in seen and dupes:
                out.append(("duplicate", None))
            else:
                line.row["repeated"] = trimmed in seen
                out.append(("accepted", line))
            seen.add(trimmed)
        return out

    def line(self, fields, row, reported, outline=None):
        org, units = organisation(row), self.places.resolve(row)
        shares = outline and self.places.outline(outline, units)
        units = list(shares) if shares else units
        if org is None or not units:
            return None
        line = Line(org, units, row, shares=shares, outline=outline if shares else None)
        self.theme(line, fields, row)
        line.status = words.status(row.get("status", ""))
        line.start = words.date(row.get("start", ""))
        line.end = words.date(row.get("end", ""), end=True)
        if line.start and line.end and line.end < line.start:
            line.start = line.end = None
        line.reported = words.date(row.get("reported", ""), end=True)
        if "reported" not in fields:
            line.reported = reported
        for what in ("targeted", "reached"):
            line.people[what] = measure(row, what)
            line.households[what] = words.people(row.get(what + "_hh", ""))
        return line

    @staticmethod
    def theme(line, fields, row):
        sector = words.fold(row.get("sector", ""))
        line.sector = words.SECTORS.get(sector)
        area = words.SECTORS.get(words.fold(row.get("subsector", "")))
        if line.sector and area and area.startswith(line.sector + "-"):
            line.sector = area
        said = {sector, words.fold(row.get("subsector", "")), words.fold(row.get("theme", ""))}
        line.ltp = bool(said & words.LTP_DECLARED)
        line.cohesion = bool(said & words.COHESION)
        own = {"subsector", "theme"} & set(fields)
        if not own:
            text = f" {words.fold(row.get('title', ''))} {words.fold(row.get('activity', ''))} "
            line.ltp = line.ltp or any(f" {t} " in text for t in words.LTP_TEXT)
            line.cohesion = line.cohesion or any(f" {t} " in text for t in words.COHESION)
        line.tells_theme = bool(own or {"title", "activity"} & set(fields))


class Book:
    """The accepted lines of all sources, after each submission."""

    def __init__(self, edition):
        self.edition, self.lines, self.fates = edition, [], []

    def submit(self, source, fields, rows, reported=None, how=None, outlines=None):
        fates = Reader(self.edition).read(fields, rows, reported, outlines)
        self.fates = [f for f, _ in fates]
        self.newest = new = [line for f, line in fates if f == "accepted"]
        how = how or ("update" if "reported" in fields else "snapshot")
        old = {}
        for line in self.lines:
            if line.source == source:
                old.setdefault(line.fingerprint(), []).append(line)
        for line in new:
            line.source = source
            held = old.get(line.fingerprint())
            if held:
                self.lines.remove(held.pop(0))
        if how == "snapshot":
            newest = reported or max((x.reported for x in new if x.reported), default=datetime.date.today())
            for line in (x for rest in old.values() for x in rest):
                line.gone = min(line.gone or newest - DAY, newest - DAY)
        self.lines += new
        for n, line in enumerate(self.lines):
            line.n = n
