/* Texts for people: French or English. Messages in the code are English and pass through gettext;
 * texts that belong to data (field labels, definitions) stand in both languages beside the data. */
#ifndef LTP_BASE_LANG_H
#define LTP_BASE_LANG_H

typedef enum LtpLang { LTP_FR, LTP_EN } LtpLang;

/* Chooses the language for the whole process: `name` is "fr", "en" or NULL for the user's: the
 * first of LC_ALL, LC_MESSAGES, LANG and LANGUAGE that names one of the two, French when none does.
 * `locale_dir` is the folder of <lang>/LC_MESSAGES/ltp.mo. Numbers keep the C locale. Returns the
 * language. Call once, before any thread starts; until then messages are English. */
LtpLang ltp_lang_init(const char *name, const char *locale_dir);
LtpLang ltp_lang(void); /* of this thread */

/* The language of this thread from now on, for a service that answers each visitor in his own; -1
 * gives back that of the process. */
void ltp_lang_of_thread(int lang);

const char *ltp_gettext(const char *english) __attribute__((format_arg(1)));
const char *ltp_ngettext(const char *one, const char *many, unsigned long n)
    __attribute__((format_arg(1), format_arg(2)));

#define _(text) ltp_gettext(text)
#define N_(text) text
#define ngettext_(one, many, n) ltp_ngettext(one, many, n)

/* A text that exists in both languages beside its data. */
typedef struct LtpText {
    const char *fr, *en;
} LtpText;

const char *ltp_text_in(LtpText text, LtpLang lang);

#endif
