/* BibTeX and RIS as reference managers write them, and as `ltp studies` does. */
#ifndef LTP_IMPORTERS_BIBLIOGRAPHY_H
#define LTP_IMPORTERS_BIBLIOGRAPHY_H

#include "base/mem.h"

typedef enum LtpBibField {
    LTP_BIB_KEY,
    LTP_BIB_TITLE,
    LTP_BIB_TITLE_OTHER,
    LTP_BIB_AUTHORS, /* "a; b" */
    LTP_BIB_PUBLISHER,
    LTP_BIB_YEAR,
    LTP_BIB_TYPE,
    LTP_BIB_LANGUAGE,
    LTP_BIB_DOI,
    LTP_BIB_URL,
    LTP_BIB_THEMES, /* "a;b" */
    LTP_BIB_PLACES,
    LTP_BIB_PCODES, /* "ML05;ML07" */
    LTP_BIB_NOTES
} LtpBibField;
enum { LTP_BIB_FIELDS = LTP_BIB_NOTES + 1 };

typedef struct LtpBibEntry {
    const char *fields[LTP_BIB_FIELDS]; /* NULL = not stated */
} LtpBibEntry;

/* Zero-initialise; release frees all texts. */
typedef struct LtpBibEntries {
    LtpArena arena;
    LtpBibEntry *items;
    size_t count, capacity;
} LtpBibEntries;

/* Whether UTF-8 text begins as one of the two formats. */
bool ltp_bibliography_is(const char *text, size_t size);

/* Reads all entries; text between BibTeX entries is a comment. LTP_EFORMAT names the line of an
 * entry that does not end. */
LtpCode ltp_bibliography_read(const char *text, LtpBibEntries *entries,
                              LtpError *err) LTP_MUST_CHECK;
void ltp_bibliography_release(LtpBibEntries *entries);

#endif
