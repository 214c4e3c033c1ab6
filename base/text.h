/* Text as people type it: UTF-8 checking and repair, trimming, folding for comparison.
 * Nothing here depends on the locale. */
#ifndef LTP_BASE_TEXT_H
#define LTP_BASE_TEXT_H

#include "base/mem.h"

typedef enum LtpEncoding { LTP_UTF8, LTP_UTF16LE, LTP_UTF16BE, LTP_CP1252 } LtpEncoding;

/* The encoding of a file's first bytes: by byte-order mark, else UTF-8 if valid, else Windows-1252
 * (which holds Latin-1). A sequence cut at the end of `bytes` is not held against UTF-8. */
LtpEncoding ltp_text_encoding(const void *bytes, size_t size, size_t *bom_size);

bool ltp_text_is_utf8(const char *text, size_t size);

/* Appends `bytes` in `from` to `out` as UTF-8. Bytes without a meaning, NUL among them,
 * become U+FFFD. */
void ltp_text_to_utf8(LtpEncoding from, const void *bytes, size_t size, LtpBuf *out);

/* One code point; `*text` moves past it. Malformed bytes give U+FFFD and move by one. 0 at the end.
 */
uint32_t ltp_text_next(const char **text);
void ltp_text_put(LtpBuf *out, uint32_t code_point);

/* Number of code points. */
size_t ltp_text_length(const char *text);

/* The text without surrounding white space: ASCII space and controls, NBSP, U+2000-200B, U+202F,
 * U+205F, U+3000, U+FEFF. Gives a borrowed slice. */
const char *ltp_text_trim(const char *text, size_t *length);
const char *ltp_text_trim_slice(const char *text, size_t size,
                                size_t *length); /* of `size` bytes */
bool ltp_text_is_space(uint32_t code_point);     /* the white space of trimming */

/* Trimmed copy, inner runs of white space as one space; free with ltp_free. NULL on no memory. */
char *ltp_text_squeeze(const char *text);

/* Folding for comparison: lower case, accents and other marks off (NFKD for the Latin letters, with
 * œ = oe, æ = ae, ß = ss, ø = o, ı = i, ŋ = n, ɲ = ny, ɛ = e, ɔ = o), everything that is neither
 * letter nor digit as one space, trimmed. Apostrophes vanish (N'Tillit = ntillit). Letters of other
 * scripts stay as they are, lower-cased where Unicode has a simple lower case (Greek, Cyrillic).
 * Appends to `out`. */
void ltp_text_fold(const char *text, LtpBuf *out);

/* The same into a new string, free with ltp_free; NULL on no memory. */
char *ltp_text_folded(const char *text);

/* Whether the two are equal after folding. */
bool ltp_text_same(const char *a, const char *b);

/* Whether a cell says that it holds nothing: empty, only punctuation ("-", "..."), "n/a", "#N/A",
 * "<Null>", "néant", "inconnu", "nan" and the like. NULL is missing too. */
bool ltp_text_is_missing(const char *text);

/* Equality with the case of ASCII letters ignored: for keywords and file extensions. */
bool ltp_ascii_equal(const char *a, const char *b);

/* Repairs UTF-8 that was read as Windows-1252 and encoded again ("SÃ©gou" = "Ségou"): writes the
 * repaired text to `out` and returns true, or returns false when there is nothing to repair. */
bool ltp_text_unmojibake(const char *text, LtpBuf *out);

/* Whether `text` holds `word` as whole folded words; both already folded. */
bool ltp_text_has_word(const char *folded, const char *folded_word);

#endif
