"""Ground on the ellipsoid, told by slicing: what outlines share and what they cover together.

Borders are straight in longitude and latitude. Between two latitudes where anything bends or crosses, every
border is a line and so the length that is covered is linear in the latitude; each such slice is integrated
with the ground that a square degree has there. No clipping, no joining: nothing in common with the program.
"""

import math

A, F = 6378137.0, 1 / 298.257223563
E2 = F * (2 - F)
GAUSS = ((0.0, 128 / 225),
         (0.5384693101056831, 0.47862867049936647), (-0.5384693101056831, 0.47862867049936647),
         (0.906179845938664, 0.23692688505618908), (-0.906179845938664, 0.23692688505618908))


def density(y):
    """km² of a square degree at latitude y."""
    phi = math.radians(y)
    return (A * A * (1 - E2) * math.cos(phi) / (1 - E2 * math.sin(phi) ** 2) ** 2
            * math.radians(1) ** 2 / 1e6)


def segments(outline):
    return [(p, q) for rings in outline for ring in rings for p, q in zip(ring, ring[1:]) if p[1] != q[1]]


def box(outline):
    points = [p for rings in outline for ring in rings for p in ring]
    return [f(p[k] for p in points) for f in (min, max) for k in (0, 1)]


def meet(one, two):
    a, b = box(one), box(two)
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def crossings(one, two):
    """Latitudes where a border of one crosses a border of the other."""
    for (x1, y1), (x2, y2) in one:
        for (x3, y3), (x4, y4) in two:
            if max(y1, y2) < min(y3, y4) or max(y3, y4) < min(y1, y2):
                continue
            whole = (x2 - x1) * (y4 - y3) - (y2 - y1) * (x4 - x3)
            if whole:
                t = ((x3 - x1) * (y4 - y3) - (y3 - y1) * (x4 - x3)) / whole
                if 0 <= t <= 1:
                    yield y1 + t * (y2 - y1)


def spans(lines, y):
    """Where the outline is at a latitude: [(west, east)]."""
    cuts = sorted(x1 + (y - y1) / (y2 - y1) * (x2 - x1) for (x1, y1), (x2, y2) in lines if (y1 > y) != (y2 > y))
    return list(zip(cuts[::2], cuts[1::2]))


def joined(many):
    out = []
    for west, east in sorted(many):
        if out and west <= out[-1][1]:
            out[-1][1] = max(out[-1][1], east)
        else:
            out.append([west, east])
    return out


def length(inside, covering):
    return sum(max(0.0, min(e, f) - max(w, v)) for w, e in inside for v, f in covering)


def covered_km2(unit, areas=None):
    """The ground of `unit` under the areas taken together; all of its own without any."""
    own = segments(unit)
    others = [segments(a) for a in areas] if areas is not None else [own]
    every = [own] + others
    events = {p[1] for lines in every for segment in lines for p in segment}
    for n, one in enumerate(every):
        for two in every[n + 1:]:
            events.update(crossings(one, two))
    low, high = min(p[1] for s in own for p in s), max(p[1] for s in own for p in s)
    events = sorted(y for y in events if low <= y <= high)
    total = 0.0
    for y0, y1 in zip(events, events[1:]):
        half, middle = (y1 - y0) / 2, (y0 + y1) / 2
        for node, weight in GAUSS:
            y = middle + half * node
            cover = joined([s for lines in others for s in spans(lines, y)])
            total += weight * half * length(spans(own, y), cover) * density(y)
    return total
