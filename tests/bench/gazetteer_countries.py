#!/usr/bin/env python3
"""How well place names of countries nobody tuned for are read.

usage: gazetteer_countries.py LTP PCODES.csv [COUNTRY ...]

PCODES.csv is the list of P-codes that HDX publishes ("Global P-Codes", columns Location, Admin Level, P-Code, Name,
Parent P-Code). For each country a store is made with a square for each unit; names of level 2 are written as people
write them, and `ltp places` reads them back. Prints for each kind of writing how many rows it placed rightly, wrongly
or left above, all countries together, and the countries with a wrong answer.
"""
import collections, csv, json, pathlib, random, subprocess, sys, tempfile

def units_of(path):
    by = collections.defaultdict(lambda: ({}, {}))
    for row in csv.DictReader(open(path, encoding="utf-8-sig")):
        if row["Admin Level"] in ("1", "2") and row["Name"].strip():
            by[row["Location"]][int(row["Admin Level"]) - 1][row["P-Code"]] = (row["Name"], row["Parent P-Code"])
    return by

def square(i, j):
    x, y, d = i * 0.1, j * 0.1, 0.1
    return {"type": "Polygon", "coordinates": [[[x, y], [x + d, y], [x + d, y + d], [x, y + d], [x, y]]]}

def write_boundaries(path, ones, twos):
    features, column = [], collections.Counter()
    rank = {code: i for i, code in enumerate(ones)}
    for code, (name, parent) in twos.items():
        column[parent] += 1
        features.append({"type": "Feature", "geometry": square(rank[parent], column[parent]),
                         "properties": {"adm2_pcode": code, "adm2_name": name, "adm1_pcode": parent, "adm1_name": ones[parent][0]}})
    json.dump({"type": "FeatureCollection", "features": features}, open(path, "w"))

LETTERS = "abcdefghijklmnopqrstuvwxyz"

def typo(rng, name):
    at = [i for i, c in enumerate(name) if c.isalpha()]
    if len(at) < 6:
        return None
    i, kind = rng.choice(at[1:]), rng.randrange(4)
    if kind == 0:
        return name[:i] + name[i + 1:]
    if kind == 1:
        return name[:i] + rng.choice(LETTERS) + name[i:]
    if kind == 2:
        return name[:i] + rng.choice(LETTERS) + name[i + 1:]
    return name[:i - 1] + name[i] + name[i - 1] + name[i + 1:]

def mojibake(name):
    try:
        return name.encode("utf-8").decode("cp1252")
    except UnicodeDecodeError:
        return None

def writings(rng, ones, twos, foreign):
    """(kind, adm1, adm2, codes that are right or None for none)"""
    carriers = collections.defaultdict(set)
    for code, (name, _) in twos.items():
        carriers[name.casefold()].add(code)
    for code, (name, parent) in twos.items():
        above = ones[parent][0]
        same = {c for c in carriers[name.casefold()] if twos[c][1] == parent}
        yield "as it stands", above, name, same
        yield "upper case", above.upper(), name.upper(), same
        yield "no parent", "", name, carriers[name.casefold()] if len(carriers[name.casefold()]) == 1 else None
        yield "columns swapped", name, above, same
        yield "with the word District", above, "District of " + name, same
        if mojibake(name) not in (None, name):
            yield "mojibake", above, mojibake(name), same
        slip = typo(rng, name)
        if slip and slip.casefold() not in carriers:
            yield "one slip", above, slip, same
        if " " in name:
            yield "words joined", above, name.replace(" ", ""), same
        if not any(c.isdigit() for c in name) and name.casefold() + " 7" not in carriers:
            yield "a number added", above, name + " 7", None
    for name in rng.sample(foreign, min(len(foreign), 40)):
        if name.casefold() not in carriers:
            yield "of another country", rng.choice(list(ones.values()))[0], name, None

def main():
    ltp, path, wanted = sys.argv[1], sys.argv[2], sys.argv[3:]
    world = units_of(path)
    every_name = sorted({n for _, twos in world.values() for n, _ in twos.values()})
    total, wrong = collections.Counter(), collections.defaultdict(list)
    for country, (ones, twos) in sorted(world.items()):
        twos = {c: (n, p) for c, (n, p) in twos.items() if p in ones}
        if (wanted and country not in wanted) or len(twos) < 20 or len(twos) > 1200:
            continue
        rng = random.Random(country)
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            write_boundaries(folder / "b.geojson", ones, twos)
            store = str(folder / "s.sqlite")
            for args in (["init", store], ["--store", store, "import", "boundaries", str(folder / "b.geojson"), "--edition", "1"]):
                subprocess.run([ltp, *args], check=True, capture_output=True)
            rows = list(writings(rng, ones, twos, every_name))
            with open(folder / "n.csv", "w", newline="", encoding="utf-8") as out:
                csv.writer(out).writerows([("adm1", "adm2")] + [(a, b) for _, a, b, _ in rows])
            subprocess.run([ltp, "--store", store, "places", str(folder / "n.csv"), "-o", str(folder / "o.csv")], capture_output=True)
            answers = list(csv.DictReader(open(folder / "o.csv", encoding="utf-8-sig")))
        for (kind, above, name, right), answer in zip(rows, answers, strict=True):
            code = answer["pcode"]
            placed = code in twos
            fate = ("wrong" if not right or code not in right else "right") if placed else ("left" if right else "refused")
            total[kind, fate] += 1
            if fate == "wrong":
                wrong[country].append((kind, above, name, code, twos[code][0]))
    kinds = list(dict.fromkeys(k for k, _ in total))
    print(f"{'writing':24}{'right':>8}{'wrong':>8}{'above':>8}{'refused':>8}")
    for kind in kinds:
        print(f"{kind:24}" + "".join(f"{total[kind, f]:8}" for f in ("right", "wrong", "left", "refused")))
    for country, cases in sorted(wrong.items()):
        print(country, len(cases), *cases[:6], sep="  ")

main()
