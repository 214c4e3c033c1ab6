#include "base/hash.h"

#include <string.h>

typedef struct HashEntry {
    const char *key; /* in the arena, NUL-terminated */
    size_t size;     /* without the NUL */
    uint64_t hash;
    int64_t value;
} HashEntry;

struct LtpHash {
    HashEntry *entries; /* by insertion */
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

LtpHash *ltp_hash_new(void)
{
    return ltp_calloc(1, sizeof(LtpHash));
}

void ltp_hash_free(LtpHash *table)
{
    if (!table)
        return;
    ltp_free(table->entries);
    ltp_free(table->slots);
    ltp_arena_release(&table->keys);
    ltp_free(table);
}

size_t ltp_hash_count(const LtpHash *table)
{
    return table->count;
}

/* The slot that holds the key, or the free one where it belongs. */
static uint32_t *find_slot(const LtpHash *table, const void *key, size_t size, uint64_t hash)
{
    size_t mask = table->slot_count - 1;
    for (size_t i = (size_t)hash & mask;; i = (i + 1) & mask) {
        if (table->slots[i] == 0)
            return &table->slots[i];
        const HashEntry *entry = &table->entries[table->slots[i] - 1];
        if (entry->hash == hash && entry->size == size && memcmp(entry->key, key, size) == 0)
            return &table->slots[i];
    }
}

static HashEntry *find_entry(const LtpHash *table, const void *key, size_t size)
{
    if (table->count == 0)
        return NULL;
    uint32_t slot = *find_slot(table, key, size, hash_bytes(key, size));
    return slot ? &table->entries[slot - 1] : NULL;
}

int64_t ltp_hash_get_bytes(const LtpHash *table, const void *key, size_t size)
{
    const HashEntry *entry = find_entry(table, key, size);
    return entry ? entry->value : -1;
}

int64_t ltp_hash_get(const LtpHash *table, const char *key)
{
    return ltp_hash_get_bytes(table, key, strlen(key));
}

/* Doubles the slots when one more key would fill half of them. */
static LtpCode grow_slots(LtpHash *table, LtpError *err)
{
    if (2 * (table->count + 1) <= table->slot_count)
        return LTP_OK;
    size_t wanted = table->slot_count ? 2 * table->slot_count : 16;
    uint32_t *slots = wanted <= UINT32_MAX ? ltp_calloc(wanted, sizeof *slots) : NULL;
    if (!slots)
        return ltp_fail_memory(err);
    ltp_free(table->slots);
    table->slots = slots;
    table->slot_count = wanted;
    for (size_t i = 0; i < table->count; i++) {
        const HashEntry *entry = &table->entries[i];
        *find_slot(table, entry->key, entry->size, entry->hash) = (uint32_t)(i + 1);
    }
    return LTP_OK;
}

static LtpCode add_entry(LtpHash *table, const void *key, size_t size, int64_t value, LtpError *err)
{
    LTP_TRY(grow_slots(table, err));
    LTP_TRY(ltp_grow((void **)&table->entries, &table->capacity, table->count,
                     sizeof *table->entries, err));
    const char *copy = ltp_arena_strndup(&table->keys, key, size);
    if (!copy)
        return ltp_fail_memory(err);
    uint64_t hash = hash_bytes(key, size);
    uint32_t *slot = find_slot(table, key, size, hash);
    table->entries[table->count++] = (HashEntry){copy, size, hash, value};
    *slot = (uint32_t)table->count;
    return LTP_OK;
}

LtpCode ltp_hash_set_bytes(LtpHash *table, const void *key, size_t size, int64_t value,
                           LtpError *err)
{
    HashEntry *entry = find_entry(table, key, size);
    if (!entry)
        return add_entry(table, key, size, value, err);
    entry->value = value;
    return LTP_OK;
}

LtpCode ltp_hash_set(LtpHash *table, const char *key, int64_t value, LtpError *err)
{
    return ltp_hash_set_bytes(table, key, strlen(key), value, err);
}

LtpCode ltp_hash_intern(LtpHash *table, const char *key, int64_t *number, LtpError *err)
{
    size_t size = strlen(key);
    const HashEntry *entry = find_entry(table, key, size);
    if (!entry)
        LTP_TRY(add_entry(table, key, size, (int64_t)table->count, err));
    *number = entry ? entry->value : (int64_t)table->count - 1;
    return LTP_OK;
}

const char *ltp_hash_key(const LtpHash *table, size_t i)
{
    return table->entries[i].key;
}
