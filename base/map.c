#include "base/map.h"

#include <string.h>

typedef struct MapEntry {
    const char *key; /* in the arena, NUL-terminated */
    size_t size;     /* without the NUL */
    uint64_t hash;
    int64_t value;
} MapEntry;

struct LtpMap {
    MapEntry *entries; /* by insertion */
    size_t count, capacity;
    uint32_t *slots;   /* entry number + 1, 0 = free; open addressing, at most half full */
    size_t slot_count; /* a power of two, 0 while empty */
    LtpArena keys;
};

/* FNV-1a, then a mixing step because the low bits choose the slot. */
static uint64_t hash_bytes(const void *key, size_t size)
{
    const unsigned char *bytes = key;
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
    return hash ^ (hash >> 32);
}

LtpMap *ltp_map_new(void)
{
    return ltp_calloc(1, sizeof(LtpMap));
}

void ltp_map_free(LtpMap *map)
{
    if (!map)
        return;
    ltp_free(map->entries);
    ltp_free(map->slots);
    ltp_arena_release(&map->keys);
    ltp_free(map);
}

size_t ltp_map_count(const LtpMap *map)
{
    return map->count;
}

/* The slot that holds the key, or the free one where it belongs. */
static uint32_t *find_slot(const LtpMap *map, const void *key, size_t size, uint64_t hash)
{
    size_t mask = map->slot_count - 1;
    for (size_t i = (size_t)hash & mask;; i = (i + 1) & mask) {
        if (map->slots[i] == 0)
            return &map->slots[i];
        const MapEntry *entry = &map->entries[map->slots[i] - 1];
        if (entry->hash == hash && entry->size == size && memcmp(entry->key, key, size) == 0)
            return &map->slots[i];
    }
}

static MapEntry *find_entry(const LtpMap *map, const void *key, size_t size)
{
    if (map->count == 0)
        return NULL;
    uint32_t slot = *find_slot(map, key, size, hash_bytes(key, size));
    return slot ? &map->entries[slot - 1] : NULL;
}

int64_t ltp_map_get_bytes(const LtpMap *map, const void *key, size_t size)
{
    const MapEntry *entry = find_entry(map, key, size);
    return entry ? entry->value : -1;
}

int64_t ltp_map_get(const LtpMap *map, const char *key)
{
    return ltp_map_get_bytes(map, key, strlen(key));
}

/* Doubles the slots when one more key would fill half of them. */
static LtpCode grow_slots(LtpMap *map, LtpError *err)
{
    if (2 * (map->count + 1) <= map->slot_count)
        return LTP_OK;
    size_t wanted = map->slot_count ? 2 * map->slot_count : 16;
    uint32_t *slots = wanted <= UINT32_MAX ? ltp_calloc(wanted, sizeof *slots) : NULL;
    if (!slots)
        return ltp_fail_memory(err);
    ltp_free(map->slots);
    map->slots = slots;
    map->slot_count = wanted;
    for (size_t i = 0; i < map->count; i++) {
        const MapEntry *entry = &map->entries[i];
        *find_slot(map, entry->key, entry->size, entry->hash) = (uint32_t)(i + 1);
    }
    return LTP_OK;
}

static LtpCode add_entry(LtpMap *map, const void *key, size_t size, int64_t value, LtpError *err)
{
    LTP_TRY(grow_slots(map, err));
    LTP_TRY(
        ltp_grow((void **)&map->entries, &map->capacity, map->count, sizeof *map->entries, err));
    const char *copy = ltp_arena_strndup(&map->keys, key, size);
    if (!copy)
        return ltp_fail_memory(err);
    uint64_t hash = hash_bytes(key, size);
    uint32_t *slot = find_slot(map, key, size, hash);
    map->entries[map->count++] = (MapEntry){copy, size, hash, value};
    *slot = (uint32_t)map->count;
    return LTP_OK;
}

LtpCode ltp_map_set_bytes(LtpMap *map, const void *key, size_t size, int64_t value, LtpError *err)
{
    MapEntry *entry = find_entry(map, key, size);
    if (!entry)
        return add_entry(map, key, size, value, err);
    entry->value = value;
    return LTP_OK;
}

LtpCode ltp_map_set(LtpMap *map, const char *key, int64_t value, LtpError *err)
{
    return ltp_map_set_bytes(map, key, strlen(key), value, err);
}

LtpCode ltp_map_intern(LtpMap *map, const char *key, int64_t *number, LtpError *err)
{
    size_t size = strlen(key);
    const MapEntry *entry = find_entry(map, key, size);
    if (!entry)
        LTP_TRY(add_entry(map, key, size, (int64_t)map->count, err));
    *number = entry ? entry->value : (int64_t)map->count - 1;
    return LTP_OK;
}

const char *ltp_map_key(const LtpMap *map, size_t i)
{
    return map->entries[i].key;
}
