/* A mapping a person wrote or saved: {"Header": "field" | null, ...}. */
#ifndef LTP_IMPORTERS_MAPPING_USER_H
#define LTP_IMPORTERS_MAPPING_USER_H

#include "base/mem.h"
#include "layers/field.h"

typedef struct LtpUserMap {
    LtpArena arena;
    struct LtpUserEntry {
        const char *header;    /* as written, in the arena */
        const LtpField *field; /* NULL: the column is to be left alone */
    } * entries;
    size_t count, capacity;
} LtpUserMap;

/* Errors: LTP_EIO, LTP_EFORMAT (no such JSON), LTP_EUSAGE (a field the layer has not; says which
 * there are). */
LtpCode ltp_user_map_read(LtpUserMap *map, const char *path, const LtpLayer *layer,
                          LtpError *err) LTP_MUST_CHECK;
/* The same from JSON in memory. */
LtpCode ltp_user_map_parse(LtpUserMap *map, const char *bytes, size_t size, const LtpLayer *layer,
                           LtpError *err) LTP_MUST_CHECK;
void ltp_user_map_release(LtpUserMap *map);

/* The entry of a header, spaces around and runs inside not counting; NULL when there is none. */
const struct LtpUserEntry *ltp_user_map_find(const LtpUserMap *map, const char *header);
bool ltp_user_map_has(const LtpUserMap *map, const char *header);

#endif
