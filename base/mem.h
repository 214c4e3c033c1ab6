/* Memory: one allocator with a hook for fault tests, growable byte buffers with a ceiling, growable
 * arrays, and an arena for things that die together. */
#ifndef LTP_BASE_MEM_H
#define LTP_BASE_MEM_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Like their namesakes; NULL on failure. Freed with ltp_free (NULL is fine). */
void *ltp_malloc(size_t size);
void *ltp_calloc(size_t count, size_t size);
void *ltp_realloc(void *ptr, size_t size);
void ltp_free(void *ptr);
char *ltp_strdup(const char *text);                 /* NULL text gives NULL */
char *ltp_strndup(const char *text, size_t length); /* always NUL-terminated */

/* Tests only: the allocation numbered `nth` from now (1 = the next) and all after it fail; 0 stops.
 */
void ltp_mem_fail_after(long nth);

/* A growable string of bytes, always NUL-terminated once anything was put. Zero-initialise. Writing
 * past `max` or out of memory sets `failed` and drops the rest; ltp_buf_check turns it into a code:
 * LTP_ELIMIT when the ceiling was hit, else LTP_ENOMEM.
 */
typedef struct LtpBuf {
    char *data; /* owned; NULL while empty */
    size_t size, capacity;
    size_t max; /* ceiling in bytes; 0 = LTP_BUF_MAX */
    bool failed;
    bool full; /* failed because of `max` */
} LtpBuf;

#define LTP_BUF_MAX ((size_t)1 << 30)

void ltp_buf_put(LtpBuf *buf, const void *bytes, size_t size);
void ltp_buf_puts(LtpBuf *buf, const char *text);
void ltp_buf_putc(LtpBuf *buf, char byte);
void ltp_buf_printf(LtpBuf *buf, const char *fmt, ...) LTP_PRINTF(2, 3);
void ltp_buf_clear(LtpBuf *buf);             /* keeps the memory and the ceiling */
void ltp_buf_release(LtpBuf *buf);           /* frees; the struct is empty again */
const char *ltp_buf_text(const LtpBuf *buf); /* borrowed; "" while empty */
char *ltp_buf_take(LtpBuf *buf);             /* new string, free with ltp_free; NULL if failed */
LtpCode ltp_buf_check(const LtpBuf *buf, LtpError *err) LTP_MUST_CHECK;

/* Makes room for one more item in the array *items of `count` items: grows by doubling.
 *     LTP_TRY(ltp_grow((void **)&units, &capacity, count, sizeof *units, err)); */
LtpCode ltp_grow(void **items, size_t *capacity, size_t count, size_t item_size,
                 LtpError *err) LTP_MUST_CHECK;

/* An arena: many small allocations freed at once. Zero-initialise; release frees all. */
typedef struct LtpArena {
    struct LtpArenaBlock *blocks;
} LtpArena;

void *ltp_arena_alloc(LtpArena *arena, size_t size);       /* zeroed; NULL on failure */
char *ltp_arena_strdup(LtpArena *arena, const char *text); /* NULL text gives NULL */
char *ltp_arena_strndup(LtpArena *arena, const char *text, size_t length);
void ltp_arena_release(LtpArena *arena);

#endif
