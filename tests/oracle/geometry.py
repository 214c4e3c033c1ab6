"""The little geometry the oracle needs: point in polygon, interior point, geodesic distance."""

import math

WGS84_A, WGS84_F = 6378137.0, 1 / 298.257223563


def contains(polygons, x, y):
    """Even-odd rule over all rings of a list of polygons (each a list of rings of (x, y))."""
    inside = False
    for rings in polygons:
        for ring in rings:
            for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
                if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                    inside = not inside
    return inside


def _scan(rings):
    """(width, x, y) of the widest section at a height halfway between the vertices next to the middle."""
    ys = [y for ring in rings for _, y in ring]
    middle = (min(ys) + max(ys)) / 2
    high = min((y for y in ys if y > middle), default=max(ys))
    low = max((y for y in ys if y <= middle), default=min(ys))
    y = (high + low) / 2
    cuts = sorted(x1 + (y - y1) / (y2 - y1) * (x2 - x1) for ring in rings
                  for (x1, y1), (x2, y2) in zip(ring, ring[1:]) if (y1 > y) != (y2 > y))
    sections = [(right - left, (left + right) / 2, y) for left, right in zip(cuts[::2], cuts[1::2])]
    return max(sections, key=lambda s: s[0])


def interior_point(polygons):
    """The point GEOS' PointOnSurface gives: the middle of the widest section."""
    _, x, y = max((_scan(rings) for rings in polygons), key=lambda s: s[0])
    return x, y


def distance_m(p, q):
    """Geodesic on WGS 84 (Vincenty 1975), good to a millimetre away from antipodes."""
    if p == q:
        return 0.0
    a, f = WGS84_A, WGS84_F
    b = (1 - f) * a
    u1, u2 = (math.atan((1 - f) * math.tan(math.radians(t[1]))) for t in (p, q))
    diff = math.radians(q[0] - p[0])
    su1, cu1, su2, cu2 = math.sin(u1), math.cos(u1), math.sin(u2), math.cos(u2)
    lam = diff
    for _ in range(200):
        sl, cl = math.sin(lam), math.cos(lam)
        ss = math.hypot(cu2 * sl, cu1 * su2 - su1 * cu2 * cl)
        cs = su1 * su2 + cu1 * cu2 * cl
        sigma = math.atan2(ss, cs)
        sa = cu1 * cu2 * sl / ss
        c2a = 1 - sa * sa
        c2m = cs - 2 * su1 * su2 / c2a if c2a else 0.0
        c = f / 16 * c2a * (4 + f * (4 - 3 * c2a))
        last, lam = lam, diff + (1 - c) * f * sa * (
            sigma + c * ss * (c2m + c * cs * (2 * c2m * c2m - 1)))
        if abs(lam - last) < 1e-13:
            break
    k = c2a * (a * a - b * b) / (b * b)
    big_a = 1 + k / 16384 * (4096 + k * (k * (320 - 175 * k) - 768))
    big_b = k / 1024 * (256 + k * (k * (74 - 47 * k) - 128))
    delta = big_b * ss * (c2m + big_b / 4 * (cs * (2 * c2m * c2m - 1) - big_b / 6 * c2m *
                                            (4 * ss * ss - 3) * (4 * c2m * c2m - 3)))
    return b * big_a * (sigma - delta)
