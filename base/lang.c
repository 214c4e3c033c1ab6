#include "base/lang.h"

#include "base/os.h"

#include <libintl.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define DOMAIN "ltp"

static LtpLang language = LTP_EN;        /* the msgids, until ltp_lang_init chooses */
static _Thread_local int of_thread = -1; /* a language, or that of the process */

/* "fr", "fr_ML.UTF-8", "en@x" ... */
static bool names_language(const char *locale, size_t length, const char *code)
{
    return length >= 2 && strncmp(locale, code, 2) == 0 &&
           (length == 2 || strchr("_.@-", locale[2]));
}

/* The first language of a list such as "de:fr:en" that we speak. */
static bool speaks(const char *list, LtpLang *lang)
{
    while (*list) {
        size_t length = strcspn(list, ":");
        bool french = names_language(list, length, "fr");
        if (french || names_language(list, length, "en")) {
            *lang = french ? LTP_FR : LTP_EN;
            return true;
        }
        list += length + (list[length] == ':');
    }
    return false;
}

static LtpLang language_of_user(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"};
    LtpLang lang = LTP_FR;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && speaks(value, &lang))
            break;
    }
    return lang;
}

LtpLang ltp_lang_init(const char *name, const char *locale_dir)
{
    if (!name || !speaks(name, &language))
        language = language_of_user();
    ltp_os_set_message_language("fr"); /* the only catalogue: English is in the code */
    bindtextdomain(DOMAIN, locale_dir);
    bind_textdomain_codeset(DOMAIN, "UTF-8");
    return language;
}

LtpLang ltp_lang(void)
{
    return of_thread < 0 ? language : (LtpLang)of_thread;
}

void ltp_lang_of_thread(int lang)
{
    of_thread = lang;
}

const char *ltp_gettext(const char *english)
{
    /* The empty msgid is the header of the catalogue. */
    return ltp_lang() == LTP_EN || !*english ? english : dgettext(DOMAIN, english);
}

const char *ltp_ngettext(const char *one, const char *many, unsigned long n)
{
    if (ltp_lang() == LTP_EN)
        return n == 1 ? one : many;
    return dngettext(DOMAIN, one, many, n);
}

const char *ltp_text_in(LtpText text, LtpLang lang)
{
    return lang == LTP_FR ? text.fr : text.en;
}
