#include "base/mem.h"

#include "base/lang.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* 0: every allocation may succeed; 1: all fail; n > 1: n - 1 more may succeed. */
static atomic_long countdown;

void ltp_mem_fail_after(long nth)
{
    atomic_store(&countdown, nth);
}

static bool allocation_must_fail(void)
{
    long left = atomic_load_explicit(&countdown, memory_order_relaxed);
    if (left > 1)
        atomic_fetch_sub(&countdown, 1);
    return left == 1;
}

void *ltp_malloc(size_t size)
{
    return allocation_must_fail() ? NULL : malloc(size ? size : 1);
}

void *ltp_calloc(size_t count, size_t size)
{
    if (count == 0 || size == 0)
        count = size = 1;
    return allocation_must_fail() ? NULL : calloc(count, size);
}

void *ltp_realloc(void *ptr, size_t size)
{
    return allocation_must_fail() ? NULL : realloc(ptr, size ? size : 1);
}

void ltp_free(void *ptr)
{
    free(ptr);
}

char *ltp_strndup(const char *text, size_t length)
{
    char *copy = length < SIZE_MAX ? ltp_malloc(length + 1) : NULL;
    if (!copy)
        return NULL;
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

char *ltp_strdup(const char *text)
{
    return text ? ltp_strndup(text, strlen(text)) : NULL;
}

/* Makes room for `more` bytes and a NUL. */
static bool buf_reserve(LtpBuf *buf, size_t more)
{
    size_t max = buf->max ? buf->max : LTP_BUF_MAX;
    if (buf->failed)
        return false;
    if (more > max || buf->size > max - more) {
        buf->failed = buf->full = true;
        return false;
    }
    size_t need = buf->size + more + 1;
    if (need <= buf->capacity)
        return true;
    size_t capacity = buf->capacity ? buf->capacity : 64;
    while (capacity < need)
        capacity *= 2;
    char *data = ltp_realloc(buf->data, capacity);
    if (!data) {
        buf->failed = true;
        return false;
    }
    buf->data = data;
    buf->capacity = capacity;
    return true;
}

void ltp_buf_put(LtpBuf *buf, const void *bytes, size_t size)
{
    if (!buf_reserve(buf, size))
        return;
    if (size > 0)
        memcpy(buf->data + buf->size, bytes, size);
    buf->size += size;
    buf->data[buf->size] = '\0';
}

void ltp_buf_puts(LtpBuf *buf, const char *text)
{
    ltp_buf_put(buf, text, strlen(text));
}

void ltp_buf_putc(LtpBuf *buf, char byte)
{
    ltp_buf_put(buf, &byte, 1);
}

void ltp_buf_printf(LtpBuf *buf, const char *fmt, ...)
{
    va_list args, again;
    va_start(args, fmt);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (length < 0)
        buf->failed = true;
    else if (buf_reserve(buf, (size_t)length)) {
        vsnprintf(buf->data + buf->size, (size_t)length + 1, fmt, again);
        buf->size += (size_t)length;
    }
    va_end(again);
}

void ltp_buf_clear(LtpBuf *buf)
{
    buf->size = 0;
    buf->failed = false;
    if (buf->data)
        buf->data[0] = '\0';
}

void ltp_buf_release(LtpBuf *buf)
{
    ltp_free(buf->data);
    *buf = (LtpBuf){.max = 0};
}

const char *ltp_buf_text(const LtpBuf *buf)
{
    return buf->data ? buf->data : "";
}

char *ltp_buf_take(LtpBuf *buf)
{
    char *text = NULL;
    if (!buf->failed && buf_reserve(buf, 0)) {
        text = buf->data;
        text[buf->size] = '\0';
        buf->data = NULL;
    }
    size_t max = buf->max;
    ltp_buf_release(buf);
    buf->max = max;
    return text;
}

LtpCode ltp_buf_check(const LtpBuf *buf, LtpError *err)
{
    if (!buf->failed)
        return LTP_OK;
    if (buf->full)
        return ltp_fail(err, LTP_ELIMIT,
                        _("A text or table in memory grew beyond its limit of %zu bytes. Do it in "
                          "smaller parts: fewer rows, or one région at a time."),
                        buf->max != 0 ? buf->max : LTP_BUF_MAX);
    return ltp_fail_memory(err);
}

LtpCode ltp_grow(void **items, size_t *capacity, size_t count, size_t item_size, LtpError *err)
{
    if (count < *capacity)
        return LTP_OK;
    size_t wanted = *capacity ? *capacity : 8;
    while (wanted <= count && wanted <= SIZE_MAX / 2)
        wanted *= 2;
    void *grown = NULL;
    if (wanted > count && wanted <= SIZE_MAX / item_size)
        grown = ltp_realloc(*items, wanted * item_size);
    if (!grown)
        return ltp_fail_memory(err);
    *items = grown;
    *capacity = wanted;
    return LTP_OK;
}

struct LtpArenaBlock {
    struct LtpArenaBlock *next;
    size_t used, size; /* of `bytes` */
    alignas(max_align_t) unsigned char bytes[];
};

enum { ARENA_FIRST = 4096, ARENA_LARGEST = 1 << 20 };

/* A block for at least `size` bytes, put at the head of the list; blocks double up to
 * ARENA_LARGEST. */
static struct LtpArenaBlock *arena_add_block(LtpArena *arena, size_t size)
{
    size_t room = arena->blocks ? 2 * arena->blocks->size : ARENA_FIRST;
    if (room > ARENA_LARGEST)
        room = ARENA_LARGEST;
    if (room < size)
        room = size;
    struct LtpArenaBlock *block = ltp_malloc(sizeof *block + room);
    if (!block)
        return NULL;
    *block = (struct LtpArenaBlock){.next = arena->blocks, .size = room};
    arena->blocks = block;
    return block;
}

void *ltp_arena_alloc(LtpArena *arena, size_t size)
{
    const size_t align = alignof(max_align_t);
    if (size > SIZE_MAX / 4)
        return NULL;
    size = (size + align - 1) / align * align;
    struct LtpArenaBlock *block = arena->blocks;
    if (!block || block->size - block->used < size)
        block = arena_add_block(arena, size);
    if (!block)
        return NULL;
    void *place = block->bytes + block->used;
    block->used += size;
    return memset(place, 0, size);
}

char *ltp_arena_strndup(LtpArena *arena, const char *text, size_t length)
{
    char *copy = length < SIZE_MAX ? ltp_arena_alloc(arena, length + 1) : NULL;
    if (copy)
        memcpy(copy, text, length);
    return copy;
}

char *ltp_arena_strdup(LtpArena *arena, const char *text)
{
    return text ? ltp_arena_strndup(arena, text, strlen(text)) : NULL;
}

void ltp_arena_release(LtpArena *arena)
{
    while (arena->blocks) {
        struct LtpArenaBlock *next = arena->blocks->next;
        ltp_free(arena->blocks);
        arena->blocks = next;
    }
}
