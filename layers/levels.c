#include "base/lang.h"
#include "base/text.h"
#include "layers/sql.h"
#include "layers/units.h"

#include <string.h>

extern const char ltp_text_sql_level_names_sql[];

static void take_names(LtpStore *store, sqlite3_stmt *stmt, LtpLevelName *name)
{
    const char *texts[4];
    for (int i = 0; i < 4; i++)
        texts[i] = ltp_store_keep(store, ltp_sql_column_text(stmt, i + 1));
    *name = (LtpLevelName){.one = {texts[0], texts[2]}, .many = {texts[1], texts[3]}};
}

LtpCode ltp_level_names(LtpStore *store, int64_t edition_id, LtpLevelName names[LTP_LEVELS],
                        LtpError *err)
{
    sqlite3_stmt *stmt;
    bool row = false;
    LtpCode rc;
    LTP_TRY(ltp_sql_cached(store, ltp_text_sql_level_names_sql, &stmt, err));
    ltp_sql_int(stmt, 1, edition_id);
    while ((rc = ltp_sql_step(store, stmt, &row, err)) == LTP_OK && row) {
        int level = sqlite3_column_int(stmt, 0);
        take_names(store, stmt, &names[level]);
        if (names[level].many.en == NULL)
            rc = ltp_fail_memory(err);
    }
    sqlite3_reset(stmt);
    return rc;
}

/* ---- writing ---- */

static LtpCode put_level(LtpStore *store, int64_t edition_id, int level, const char *one,
                         const char *many, LtpError *err)
{
    static const char text[] = "INSERT OR REPLACE INTO edition_level (edition_id, level, one, "
                               "many) VALUES (?1, ?2, ?3, ?4)";
    sqlite3_stmt *stmt;
    LTP_TRY(ltp_sql_cached(store, text, &stmt, err));
    ltp_sql_int(stmt, 1, edition_id);
    ltp_sql_int(stmt, 2, level);
    ltp_sql_text(stmt, 3, one);
    ltp_sql_text(stmt, 4, many);
    return ltp_sql_run(store, stmt, err);
}

static void put_trimmed(LtpBuf *out, const char *text, size_t length)
{
    while (length > 0 && (unsigned char)*text <= ' ') {
        text++;
        length--;
    }
    while (length > 0 && (unsigned char)text[length - 1] <= ' ')
        length--;
    ltp_buf_clear(out);
    ltp_buf_put(out, text, length);
}

/* "Zone de santé/Zones de santé", or "Province", which only takes an s. */
static LtpCode put_item(LtpStore *store, int64_t edition_id, int level, const char *item,
                        size_t length, LtpError *err)
{
    const char *slash = memchr(item, '/', length);
    LtpBuf one = {0}, many = {0};
    put_trimmed(&one, item, slash != NULL ? (size_t)(slash - item) : length);
    if (slash != NULL) {
        put_trimmed(&many, slash + 1, length - (size_t)(slash + 1 - item));
    } else if (one.size > 0) {
        bool plain = strchr("sxz", one.data[one.size - 1]) == NULL;
        ltp_buf_printf(&many, "%s%s", ltp_buf_text(&one), plain ? "s" : "");
    }
    LtpCode rc = ltp_buf_check(one.failed ? &one : &many, err);
    if (rc == LTP_OK && (one.size == 0 || many.size == 0))
        rc = ltp_fail(err, LTP_EUSAGE,
                      _("Name the levels below the country in order, such as "
                        "\"Province,Territoire,Zone de santé/Zones de santé\"."));
    if (rc == LTP_OK)
        rc = put_level(store, edition_id, level, ltp_buf_text(&one), ltp_buf_text(&many), err);
    ltp_buf_release(&one);
    ltp_buf_release(&many);
    return rc;
}

LtpCode ltp_level_names_set(LtpStore *store, int64_t edition_id, const char *list, LtpError *err)
{
    int level = 1;
    for (const char *at = list; at != NULL; level++) {
        size_t length = strcspn(at, ",");
        if (level >= LTP_LEVELS)
            return ltp_fail(err, LTP_EUSAGE,
                            _("Boundaries have four levels below the country at most."));
        LTP_TRY(put_item(store, edition_id, level, at, length, err));
        at = at[length] == ',' ? at + length + 1 : NULL;
    }
    return LTP_OK;
}
