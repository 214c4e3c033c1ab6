#include "base/digests.h"

/* A free slot has no key: a digest of 96 zero bits is taken for none, and does not occur. */
struct LtpDigestSlot {
    uint64_t high;
    uint32_t low, value;
};

static uint64_t digits(const char *hex, int count)
{
    uint64_t bits = 0;
    for (int i = 0; i < count; i++) {
        int digit = hex[i] <= '9' ? hex[i] - '0' : hex[i] - 'a' + 10;
        bits = bits << 4 | (uint64_t)digit;
    }
    return bits;
}

static struct LtpDigestSlot *find(const LtpDigests *digests, uint64_t high, uint32_t low)
{
    size_t mask = digests->slot_count - 1;
    for (size_t i = (size_t)high & mask;; i = (i + 1) & mask) {
        struct LtpDigestSlot *slot = &digests->slots[i];
        bool is_free = slot->high == 0 && slot->low == 0;
        if (is_free || (slot->high == high && slot->low == low))
            return slot;
    }
}

static LtpCode grow(LtpDigests *digests, LtpError *err)
{
    enum { FIRST_SLOTS = 1024 };
    LtpDigests larger = {.slot_count =
                             digests->slot_count > 0 ? 2 * digests->slot_count : FIRST_SLOTS,
                         .count = digests->count};
    larger.slots = ltp_calloc(larger.slot_count, sizeof *larger.slots);
    if (larger.slots == NULL)
        return ltp_fail_memory(err);
    for (size_t i = 0; i < digests->slot_count; i++) {
        const struct LtpDigestSlot *slot = &digests->slots[i];
        if (slot->high != 0 || slot->low != 0)
            *find(&larger, slot->high, slot->low) = *slot;
    }
    ltp_free(digests->slots);
    *digests = larger;
    return LTP_OK;
}

uint32_t *ltp_digests_at(LtpDigests *digests, const char *hex, LtpError *err)
{
    uint64_t high = digits(hex, 16);
    uint32_t low = (uint32_t)digits(hex + 16, 8);
    if (3 * (digests->count + 1) > 2 * digests->slot_count && grow(digests, err) != LTP_OK)
        return NULL;
    struct LtpDigestSlot *slot = find(digests, high, low);
    if (slot->high == 0 && slot->low == 0) {
        slot->high = high;
        slot->low = low;
        digests->count++;
    }
    return &slot->value;
}

void ltp_digests_release(LtpDigests *digests)
{
    ltp_free(digests->slots);
    *digests = (LtpDigests){0};
}
