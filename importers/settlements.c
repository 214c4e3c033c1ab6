#include "importers/settlements.h"

#include "base/hash.h"
#include "base/lang.h"
#include "base/number.h"
#include "base/text.h"
#include "gis/locator.h"
#include "layers/records.h"

#include <string.h>

typedef struct Settlement {
    int32_t unit;
    int64_t next; /* another of the same name, -1 = none */
} Settlement;

struct LtpSettlements {
    LtpHash *first_of; /* folded name -> index of the newest entry */
    Settlement *items;
    size_t count, capacity;
};

typedef struct Loading {
    LtpStore *store;
    const LtpUnits *units;
    LtpUnits *outlines; /* loaded when a position has to be placed */
    LtpLocator *locator;
    int32_t first_located;
    LtpSettlements *settlements;
} Loading;

void ltp_settlements_free(LtpSettlements *settlements)
{
    if (settlements == NULL)
        return;
    ltp_hash_free(settlements->first_of);
    ltp_free(settlements->items);
    ltp_free(settlements);
}

static LtpCode open_locator(Loading *loading, LtpError *err)
{
    LTP_TRY(ltp_units_load(loading->store, loading->units->edition.name, true, &loading->outlines,
                           err));
    const LtpUnits *all = loading->outlines;
    size_t first = 0, n = 0;
    while (first < all->count && all->units[first].level != all->edition.deepest_level)
        first++;
    while (first + n < all->count && all->units[first + n].level == all->edition.deepest_level)
        n++;
    LtpLocatorPolygon *polygons = ltp_calloc(n + 1, sizeof *polygons);
    if (polygons == NULL)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < n; i++)
        polygons[i] = (LtpLocatorPolygon){.key = all->units[first + i].pcode,
                                          .wkb = all->units[first + i].wkb,
                                          .size = all->units[first + i].wkb_size};
    LtpCode rc = ltp_locator_new(polygons, n, &loading->locator, err);
    ltp_free(polygons);
    loading->first_located = (int32_t)first;
    return rc;
}

/* Its unit in this edition; -1 when it is not known. */
static LtpCode unit_of(Loading *loading, int64_t unit_id, double lon, double lat, int32_t *unit,
                       LtpError *err)
{
    *unit = unit_id != 0 ? ltp_units_by_id(loading->units, unit_id) : -1;
    if (*unit >= 0 || ltp_is_null_real(lon) || ltp_is_null_real(lat))
        return LTP_OK;
    if (loading->locator == NULL)
        LTP_TRY(open_locator(loading, err));
    int32_t polygon = ltp_locator_find(loading->locator, (LtpLonLat){.lon = lon, .lat = lat});
    *unit = polygon >= 0 ? loading->first_located + polygon : -1;
    return LTP_OK;
}

static LtpCode keep(const char *folded, int64_t unit_id, double lon, double lat, void *arg,
                    LtpError *err)
{
    Loading *loading = arg;
    LtpSettlements *all = loading->settlements;
    int32_t unit;
    LTP_TRY(unit_of(loading, unit_id, lon, lat, &unit, err));
    if (unit < 0)
        return LTP_OK;
    LTP_TRY(ltp_grow((void **)&all->items, &all->capacity, all->count, sizeof *all->items, err));
    all->items[all->count] =
        (Settlement){.unit = unit, .next = ltp_hash_get(all->first_of, folded)};
    return ltp_hash_set(all->first_of, folded, (int64_t)all->count++, err);
}

LtpCode ltp_settlements_load(LtpStore *store, const LtpUnits *units, LtpSettlements **settlements,
                             LtpError *err)
{
    Loading loading = {.store = store, .units = units};
    LtpSettlements *all = loading.settlements = ltp_calloc(1, sizeof *all);
    LtpCode rc;
    *settlements = NULL;
    if (all != NULL)
        all->first_of = ltp_hash_new();
    rc = all != NULL && all->first_of != NULL ? LTP_OK : ltp_fail_memory(err);
    if (rc == LTP_OK)
        rc = ltp_place_each(store, keep, &loading, err);
    ltp_locator_free(loading.locator);
    ltp_units_free(loading.outlines);
    if (rc == LTP_OK && all->count > 0) {
        *settlements = all;
        return LTP_OK;
    }
    ltp_settlements_free(all);
    return rc;
}

int32_t ltp_settlements_find(const LtpSettlements *settlements, const LtpUnits *units,
                             const char *name, int32_t within)
{
    char *folded = ltp_text_folded(name);
    int32_t found = -1;
    int level = units->units[within].level;
    int64_t at = folded != NULL ? ltp_hash_get(settlements->first_of, folded) : -1;
    ltp_free(folded);
    for (; at >= 0; at = settlements->items[at].next) {
        int32_t unit = settlements->items[at].unit;
        if (ltp_units_ancestor(units, unit, level) != within)
            continue;
        if (found >= 0 && found != unit)
            return -1;
        found = unit;
    }
    return found;
}
