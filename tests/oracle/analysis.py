"""Figures per unit, written from the definitions alone: what coverage and gaps have to say.

Independent of the program: standard library, no shared code, the plainest way to each figure, so that a
difference is a fault of one of the two or a sentence that can be read in two ways.
"""

import collections
import dataclasses
import datetime

import geometry
import ground
import needs as need
import words

DAY = datetime.timedelta(1)
ANY = object()  # a cell that the definitions leave open
ALWAYS = (datetime.date.min, datetime.date.max)


@dataclasses.dataclass
class Params:
    level: int = None
    start: datetime.date = None
    to: datetime.date = None
    all_time: bool = False
    as_of: datetime.date = None
    stale_after: int = 365
    sectors: tuple = ()
    theme: str = ""
    orgs: tuple = ()
    org_types: tuple = ()
    donors: tuple = ()
    population_types: tuple = ()
    household_size: int = None
    mode: str = "inherited"
    period_rule: str = "max"
    area_rule: str = "sum"
    within: str = ""


def a_year_before(day):
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def sector_passes(wanted, sector):
    """A sector without a suffix takes all its areas of responsibility with it."""
    return sector is not None and any(sector == w or sector.startswith(w + "-") for w in wanted)


class Analysis:
    def __init__(self, edition, lines, need_rows, studies, params, today):
        self.edition, self.lines, self.p = edition, lines, params
        self.base = max(edition.deepest, params.level or 0)
        self.level = edition.deepest if params.level is None else params.level
        reports = [x.reported for x in lines if x.reported] or [x.start for x in lines if x.start]
        self.as_of = min(params.as_of or params.to or max(reports, default=today), today)
        self.period(params)
        self.types = {x.org: words.ORG_TYPES.get(words.fold(x.row["org_type"])) for x in lines
                      if x.row.get("org_type") and (x.row.get("org") or x.row.get("org_name"))}
        self.studies = studies
        sectors = {"ltp": ("PRO-HLP",), "cohesion": params.sectors or ("none",)}.get(params.theme, params.sectors)
        self.needs = need.Needs(edition, need_rows, self.as_of, sectors, params.mode == "allocated")
        self.sort_lines()
        self.locate()

    def period(self, p):
        first, last = ALWAYS
        if p.start or p.to:
            first, last = p.start or first, p.to or last
        elif not p.all_time:
            first, last = a_year_before(self.as_of) + DAY, self.as_of
        self.first, self.last = first, last

    # Lines ---------------------------------------------------------------------------------------------

    def status(self, line):
        if line.status:
            return line.status
        if line.start and line.start > self.as_of:
            return "planned"
        return "ongoing" if line.end is None or line.end >= self.as_of else "completed"

    def span(self, line):
        start, end = line.start, line.end
        if not start and not end and line.reported:
            start = end = line.reported
        elif not end and (line.reported or line.start):
            end = (line.reported or line.start) + self.p.stale_after * DAY
        start, end = start or ALWAYS[0], end or ALWAYS[1]
        return start, min(end, line.gone) if line.gone else end

    def meets(self, line):
        start, end = self.span(line)
        return start <= self.last and end >= self.first

    def passes_who(self, line):
        """The filters that hold for has_*, too: all but sector and theme."""
        p, row = self.p, line.row
        if p.orgs and line.org not in {words.fold(o) for o in p.orgs}:
            return False
        if p.org_types and self.types.get(line.org) not in p.org_types:
            return False
        if p.donors and words.fold(row.get("donor", "")) not in {words.fold(d) for d in p.donors}:
            return False
        if p.population_types:
            mine = words.POPULATIONS.get(words.fold(row.get("population_type", "")), set())
            return bool(mine & set(p.population_types))
        return True

    def passes_what(self, line):
        if self.p.theme and not (line.ltp if self.p.theme == "ltp" else line.cohesion):
            return False
        return not self.p.sectors or sector_passes(self.p.sectors, line.sector)

    def sort_lines(self):
        self.passing, self.active, self.planned, self.anyhow = set(), set(), set(), set()
        for line in self.lines:
            if not self.passes_who(line):
                continue
            meets, status = self.meets(line), self.status(line)
            if meets and status in ("ongoing", "completed"):
                self.anyhow.add(line)
                self.active.add(line)
            if self.passes_what(line):
                self.passing.add(line)
                if meets and status == "planned":
                    self.planned.add(line)
        self.active &= self.passing

    # People --------------------------------------------------------------------------------------------

    def stated(self, line, what):
        total = line.people[what]
        if total is None and self.p.household_size and line.households[what] is not None:
            total = line.households[what] * self.p.household_size
        if self.p.population_types:
            mine = words.POPULATIONS.get(words.fold(line.row.get("population_type", "")), set())
            if not mine <= set(self.p.population_types):
                return None
        return total

    def parts(self, line, what):
        """[(unit, people)] of a line; in mode allocated no unit is above the communes."""
        total = self.stated(line, what)
        if total is None:
            return []
        units = sorted(line.units, key=lambda u: u.pcode)
        parts = list(zip(units, self.needs.divide(total, units, line.shares)))
        if self.p.mode != "allocated":
            return parts
        out = []
        for unit, number in parts:
            if unit.level >= self.base:
                out.append((unit, number))
                continue
            below = [u for u in unit.under() if u.level == self.base]
            out += zip(below, self.needs.divide(number, below))
            self.estimated.update(below)
        return out

    def people(self, what):
        """{pair of rules: {unit: figure}}: what is located at each unit itself."""
        sums = collections.defaultdict(lambda: collections.defaultdict(collections.Counter))
        for line in self.active:
            converted = line.people[what] is None
            for unit, number in self.parts(line, what):
                if converted:
                    self.estimated.add(unit)
                sums[unit][line.org, line.key()][line.reported or ALWAYS[0]] += number
        period = {"max": lambda d: max(d.values()), "sum": lambda d: sum(d.values()),
                  "latest": lambda d: d[max(d)]}
        area = {"sum": sum, "max": max}
        return {(a, b): {unit: area[b]([period[a](dates) for dates in groups.values()])
                         for unit, groups in sums.items()} for a in period for b in area}

    # Figures -------------------------------------------------------------------------------------------

    def rows(self, distances=True):
        self.estimated = set()
        self.figures = {what: self.people(what) for what in ("targeted", "reached")}
        everyone = [self.row(u) for u in self.edition.units if u.level == self.level]
        acting = [r["unit"] for r in everyone if r["n_actors"]]
        points = {u: geometry.interior_point(u.polygons) for u in self.edition.units
                  if u.level == self.level and u.polygons and distances}
        out = []
        for row in everyone:
            unit = row["unit"]
            if not self.p.within or any(u.pcode == self.p.within for u in unit.chain()):
                if points:
                    row["nearest_actor_km"] = min(
                        (0.0 if u is unit else geometry.distance_m(points[u], points[unit]) / 1000
                         for u in acting if u in points), default=None)
                out.append(row)
        return out

    def locate(self):
        """The lines direct in each unit, and those located only above it."""
        self.direct, self.above = collections.defaultdict(list), collections.defaultdict(list)
        for line in self.lines:
            direct = {u for unit in line.units for u in unit.chain()}
            for unit in direct:
                self.direct[unit].append(line)
            for unit in {u for unit in line.units for u in unit.under()} - direct:
                self.above[unit].append(line)

    @staticmethod
    def count(lines):
        seen = [x for x in lines if not x.row.get("repeated")]
        projects = {words.fold(x.row.get("project_code", "") or x.row.get("title", "")) for x in lines}
        return len({x.org for x in lines}), len(seen), len(projects - {""})

    def row(self, unit):
        p = self.p
        direct = [x for x in self.direct[unit] if x in self.active]
        above = [x for x in self.above[unit] if x in self.active]
        row = {"unit": unit, "pcode": unit.pcode, "name": unit.name,
               "parent_pcode": unit.parent.pcode if unit.parent else None}
        row["n_actors"], row["n_lines"], row["n_projects"] = self.count(direct)
        own = {x.org for x in direct}
        row["n_actors_inherited"] = len({x.org for x in above} - own)
        row["n_lines_inherited"] = self.count(above)[1]
        row["n_planned"] = self.count([x for x in self.direct[unit] if x in self.planned])[1]
        row["n_lines_no_figure"] = self.count([x for x in direct if self.stated(x, "reached") is None])[1]
        self.clusters(row, [x for x in self.direct[unit] if x in self.anyhow])
        for what in ("targeted", "reached"):
            row[what], low, high = self.total(unit, what, direct, above)
            if what == "reached":
                row["reached_low"], row["reached_high"] = low, high
        for figure in need.FIGURES:
            row[figure] = self.needs.of(unit, figure)
        self.need_basis(row, unit)
        self.ratios(row)
        fresh = [x.reported for x in direct if x.reported]
        row["freshness_days"] = max(0, (self.as_of - max(fresh)).days) if fresh else None
        self.study_figures(row, unit)
        row["state"] = ("covered" if row["n_actors"] else "inherited_only" if above else
                        "planned_only" if row["n_planned"] else
                        "inactive" if any(x in self.passing for x in self.direct[unit]) else "no_line")
        row["priority"] = self.priority(row)
        row["polygon_share"] = self.polygon_share(unit)
        row["estimated"] = int(bool(self.needs.lent[unit]) or any(u in self.estimated for u in unit.under()))
        if p.mode == "strict":
            row["n_actors_inherited"] = row["n_lines_inherited"] = 0
        return row

    def need_basis(self, row, unit):
        """Of what sector and day the pin is; without pin that of the severity, which is not looked at here."""
        sector, day = self.needs.basis.get(unit, (None, None))
        row["pin_sector"] = ANY if row["pin"] is not None or row["severity"] is not None else None
        row["need_date"] = row["pin_sector"]
        if row["pin"] is not None and sector:
            row["pin_sector"] = {"INTER": "intersectoral"}.get(sector, sector)
            row["need_date"] = day
        row["pin_missing"] = self.needs.missing(unit)

    def polygon_share(self, unit):
        """The ground under active areas, each metre once; NULL where no area is known of."""
        if unit.level > self.edition.deepest or not any(x.outline for x in self.lines):
            return None
        key = tuple(id(x.outline) for x in self.lines if x.outline and x in self.active)
        known = self.edition.covered.setdefault(key, {})
        communes = [u for u in unit.under() if u.level == self.edition.deepest]
        for u in communes:
            if u not in known:
                areas = {id(x.outline): x.outline for x in self.lines if x.outline and x in self.active
                         and ground.meet(x.outline, u.polygons)}
                known[u] = ground.covered_km2(u.polygons, list(areas.values())) if areas else 0
        return sum(known[u] for u in communes) / ground.covered_km2(unit.polygons)

    def clusters(self, row, lines):
        def three(holds, known):
            if any(holds(x) for x in lines):
                return 1
            return 0 if all(known(x) for x in lines) else None
        row["has_protection"] = three(lambda x: sector_passes(("PRO",), x.sector), lambda x: x.sector)
        row["has_shelter"] = three(lambda x: x.sector == "SHL", lambda x: x.sector)
        row["has_ltp"] = three(lambda x: x.ltp, lambda x: x.tells_theme)
        row["has_cohesion"] = three(lambda x: x.cohesion, lambda x: x.tells_theme)
        both = (row["has_protection"], row["has_shelter"])
        row["intersector"] = None
        if None not in both:
            name = {(1, 1): "both", (1, 0): "protection_only", (0, 1): "shelter_only", (0, 0): "none"}[both]
            if row["has_ltp"]:
                name = "ltp_only" if name == "none" else name + "_ltp"
            row["intersector"] = name

    def total(self, unit, what, direct, above):
        """The figure by the rules asked for, and the smallest and largest over all six pairs."""
        counted = list(direct)
        if self.p.mode == "allocated":
            counted += above
        elif not direct and above:
            return None, None, None
        under = list(unit.under())
        sums = {}
        for pair, figures in self.figures[what].items():
            known = [figures[u] for u in under if u in figures]
            sums[pair] = sum(known) if known else None if counted else 0
        chosen = sums[self.p.period_rule, self.p.area_rule]
        if chosen is None:
            return None, None, None
        return chosen, min(sums.values()), max(sums.values())

    @staticmethod
    def ratios(row):
        def over(a, b):
            return None if row[a] is None or not row[b] else row[a] / row[b]

        def gap(a, b):
            return None if None in (row[a], row[b]) else max(0, row[a] - row[b])
        row["coverage_target"], row["coverage_need"] = over("reached", "targeted"), over("reached", "pin")
        row["ambition"] = over("targeted", "pin")
        row["gap_need"], row["gap_target"] = gap("pin", "reached"), gap("targeted", "reached")
        both = (row["coverage_need"], row["coverage_target"])
        row["over_reach"] = (1 if any(c is not None and c > 1 for c in both) else
                             None if None in both else 0)
        row["actors_per_10000"] = row["n_actors"] * 10000 / row["pin"] if row["pin"] else None
        row["single_actor"] = int(row["n_actors"] == 1)

    def study_figures(self, row, unit):
        if self.studies is None:
            row["n_studies"] = row["n_studies_inherited"] = row["last_study_year"] = None
            return
        direct = [s for s in self.studies if any(unit in u.chain() for u in s["units"])]
        above = [s for s in self.studies if s not in direct and any(u in unit.chain() for u in s["units"])]
        row["n_studies"] = len(direct)
        row["n_studies_inherited"] = 0 if self.p.mode == "strict" else len(above)
        row["last_study_year"] = max((s["year"] for s in direct + above if s["year"]), default=None)

    @staticmethod
    def priority(row):
        severity, cover = row["severity"], row["coverage_need"]
        if severity is None or row["pin"] is None:
            return "unknown"
        if severity <= 2 or row["pin"] == 0:
            return "none"
        if row["state"] == "inherited_only" or row["reached"] is None:
            return "to_verify"
        if severity >= 4 and (row["n_actors"] == 0 or cover < 0.25):
            return "high"
        if severity == 5 or (severity == 4 and cover < 0.75) or (severity == 3 and cover < 0.5):
            return "medium"
        return "low"


ORDER = ("high", "medium", "to_verify", "unknown", "low", "none")


def gaps(rows):
    """The rows in the order of gaps."""
    return sorted(rows, key=lambda r: (ORDER.index(r["priority"]), r["gap_need"] is None,
                                       -(r["gap_need"] or 0), r["pcode"]))
