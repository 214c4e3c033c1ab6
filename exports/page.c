#include "exports/page.h"

#include <string.h>

/* No quotes and no markup: they also stand in the script. */
static const struct {
    const char *key;
    LtpText text;
} texts[] = {
    {"find", {"Chercher\u00a0:", "Search:"}},
    {"all", {"Toutes les colonnes", "All columns"}},
    {"shown", {"lignes affichées", "rows shown"}},
    {"sorted", {"Trié par", "Sorted by"}},
    {"up", {"ordre croissant", "ascending"}},
    {"down", {"ordre décroissant", "descending"}},
    {"dictionary", {"Ce que veulent dire les colonnes", "What the columns mean"}},
    {"column", {"Colonne", "Column"}},
    {"meaning", {"Définition", "Definition"}},
    {"unit", {"Unité", "Unit"}},
    {"about", {"D’où viennent ces chiffres", "Where these figures come from"}},
    {"notsaid", {"Ce que cette page ne dit pas", "What this page does not say"}},
    {"notsaid_absence",
     {"Un lieu sans ligne n’est pas un lieu sans acteur\u00a0: un acteur présent a pu ne rien "
      "transmettre. L’absence de données n’est pas l’absence de besoins.",
      "A place without a line is not a place without an actor: one may work there and have sent "
      "nothing. No data does not mean no needs."}},
    {"notsaid_unknown",
     {"«\u00a0non connu\u00a0» n’est pas zéro. Un 0 veut dire que l’on a compté et trouvé zéro, ou "
      "qu’aucune activité n’a été signalée.",
      "“not known” is not zero. A 0 means that someone counted and found none, or that no activity "
      "was reported."}},
    {"notsaid_people",
     {"Une même personne peut avoir été aidée, et comptée, par plusieurs acteurs. Le nombre de "
      "personnes atteintes dépend de la règle d’addition écrite plus bas.",
      "The same person may have been helped, and counted, by several actors. The number of people "
      "reached depends on the rule of addition stated below."}},
    {"notsaid_level",
     {"Un acteur signalé seulement pour une unité plus grande, par exemple toute une région, n’est "
      "pas compté dans les unités qui la composent\u00a0: on ne sait pas dans lesquelles il "
      "travaille.",
      "An actor reported only for a larger unit, such as a whole region, is not counted in the "
      "units that make it up: it is not known in which of them it works."}},
    {"notsaid_small",
     {"Les très petits nombres de personnes sont masqués (<5), et avec eux ce qui permettrait de "
      "les "
      "retrouver, pour que personne ne soit reconnu.",
      "Very small numbers of people are withheld (<5), with what would give them back, so that "
      "nobody can be recognised."}},
    {"notsaid_date",
     {"Ces chiffres valent à la date indiquée\u00a0; la situation a pu changer depuis.",
      "These figures hold for the date stated; the situation may have changed since."}},
    {"notsaid_borders",
     {"Les limites et les noms employés n’impliquent aucune reconnaissance officielle.",
      "The boundaries and names used imply no official recognition."}},
    {"kit_title",
     {"Logement, terre et propriété\u00a0: qui couvre quoi, où sont les manques",
      "Housing, land and property: who covers what, where the gaps are"}},
    {"kit_tables", {"Les tableaux et les données", "Tables and data"}},
    {"kit_gaps", {"Écarts par lieu, avec une carte", "Gaps by place, with a map"}},
    {"kit_gaps_is",
     {"Page web à trier, à chercher et à imprimer\u00a0; s’ouvre dans le navigateur, sans "
      "internet.",
      "A web page to sort, search and print; opens in the browser, without internet."}},
    {"kit_book", {"Classeur Excel", "Excel workbook"}},
    {"kit_book_is",
     {"Résumé, chiffres par niveau, acteurs, écarts, études, et ce que veut dire chaque colonne. "
      "S’ouvre aussi avec LibreOffice.",
      "Summary, figures by level, actors, gaps, studies, and what each column means. LibreOffice "
      "opens it too."}},
    {"kit_qgis", {"Projet QGIS", "QGIS project"}},
    {"kit_qgis_is",
     {"Les mêmes cartes pour qui utilise le logiciel QGIS (gratuit, version 3.22 ou plus "
      "récente)\u00a0: couches, styles, mises en page A4 et A3.",
      "The same maps for people who use QGIS (free, version 3.22 or newer): layers, styles, print "
      "layouts on A4 and A3."}},
    {"kit_readme", {"Lisez-moi", "Read me"}},
    {"kit_readme_offline",
     {"Tout s’ouvre sans internet et sans rien installer, sauf le projet QGIS\u00a0: depuis la clé "
      "USB, ou après copie sur l’ordinateur.",
      "Everything opens without internet and without installing anything, except the QGIS project: "
      "from the USB stick, or once copied to the computer."}},
    {"kit_readme_copy",
     {"Copiez toujours le dossier entier. Vous pouvez lui donner un autre nom, mais ne renommez "
      "pas "
      "les fichiers qu’il contient\u00a0: les liens de cette page ne les trouveraient plus.",
      "Always copy the whole folder. You may give it another name, but don’t rename the files in "
      "it: the links of this page would no longer find them."}},
    {"kit_readme_print",
     {"Pour imprimer une carte, ouvrez le PDF et choisissez «\u00a0Taille réelle\u00a0», papier "
      "A4. "
      "Les cartes se lisent aussi en noir et blanc.",
      "To print a map, open the PDF and choose “Actual size” on A4 paper. The maps can be read in "
      "black and white too."}},
    {"kit_readme_excel",
     {"Excel peut ouvrir le classeur en «\u00a0mode protégé\u00a0»\u00a0: cela suffit pour lire. "
      "Pour trier, choisissez «\u00a0Activer la modification\u00a0».",
      "Excel may open the workbook in “Protected view”: that is enough to read. To sort, choose "
      "“Enable editing”."}},
    {"kit_notsaid", {"Ce que ces documents ne disent pas", "What these documents do not say"}},
};

void ltp_html_text(LtpBuf *out, const char *text)
{
    for (; text != NULL && *text != '\0'; text++) {
        switch (*text) {
        case '&':
            ltp_buf_puts(out, "&amp;");
            break;
        case '<':
            ltp_buf_puts(out, "&lt;");
            break;
        case '>':
            ltp_buf_puts(out, "&gt;");
            break;
        case '"':
            ltp_buf_puts(out, "&quot;");
            break;
        case '\n':
            ltp_buf_puts(out, "<br>");
            break;
        case '\r':
            break;
        default:
            ltp_buf_putc(out, *text);
        }
    }
}

static bool is_mark(const char *mark, size_t length, const char *name)
{
    return strlen(name) == length && memcmp(mark, name, length) == 0;
}

static bool put_text(LtpBuf *out, LtpLang lang, const char *key, size_t length)
{
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (is_mark(key, length, texts[i].key)) {
            ltp_html_text(out, ltp_text_in(texts[i].text, lang));
            return true;
        }
    }
    return false;
}

static LtpCode put_mark(LtpBuf *out, LtpLang lang, const LtpPagePart *parts, size_t n_parts,
                        const char *mark, size_t length, LtpError *err)
{
    if (length > 2 && memcmp(mark, "t:", 2) == 0 && put_text(out, lang, mark + 2, length - 2))
        return LTP_OK;
    for (size_t i = 0; i < n_parts; i++) {
        if (is_mark(mark, length, parts[i].mark)) {
            ltp_buf_puts(out, parts[i].html);
            return LTP_OK;
        }
    }
    return ltp_fail(err, LTP_EINTERNAL, _("The page has a mark without a meaning: %.*s."),
                    (int)length, mark);
}

LtpCode ltp_page_put(LtpBuf *out, const char *page, LtpLang lang, const LtpPagePart *parts,
                     size_t n_parts, LtpError *err)
{
    const char *at = page;
    for (const char *mark = strstr(at, "{{"); mark != NULL; mark = strstr(at, "{{")) {
        const char *end = strstr(mark, "}}");
        if (end == NULL)
            return ltp_fail(err, LTP_EINTERNAL, _("The page has a mark without an end."));
        ltp_buf_put(out, at, (size_t)(mark - at));
        LTP_TRY(put_mark(out, lang, parts, n_parts, mark + 2, (size_t)(end - mark - 2), err));
        at = end + 2;
    }
    ltp_buf_puts(out, at);
    return LTP_OK;
}
