#include "importers/latex.h"

#include <string.h>

/* The letters that a mark goes on, and what comes of them, in the same order. */
static const struct {
    char mark;
    const char *letters, *composed;
} accents[] = {
    {'\'', "aAeEiIoOuUyYcCnNsSzZgGkKlLrRwW", "áÁéÉíÍóÓúÚýÝćĆńŃśŚźŹǵǴḱḰĺĹŕŔẃẂ"},
    {'`', "aAeEiIoOuUyYnNwW", "àÀèÈìÌòÒùÙỳỲǹǸẁẀ"},
    {'^', "aAeEiIoOuUyYcCsSzZgGhHwW", "âÂêÊîÎôÔûÛŷŶĉĈŝŜẑẐĝĜĥĤŵŴ"},
    {'"', "aAeEiIoOuUyYhHtwW", "äÄëËïÏöÖüÜÿŸḧḦẗẅẄ"},
    {'~', "aAeEiIoOuUyYnN", "ãÃẽẼĩĨõÕũŨỹỸñÑ"},
    {'c', "eEcCnNsSdDgGhHkKlLrRtT", "ȩȨçÇņŅşŞḑḐģĢḩḨķĶļĻŗŖţŢ"},
    {'v', "aAeEiIoOuUcCnNsSzZdDgGhHkKlLrRtT", "ǎǍěĚǐǏǒǑǔǓčČňŇšŠžŽďĎǧǦȟȞǩǨľĽřŘťŤ"},
    {'=', "aAeEiIoOuUyYgG", "āĀēĒīĪōŌūŪȳȲḡḠ"},
    {'.', "aAeEIoOyYcCnNsSzZdDgGhHrRtTwW", "ȧȦėĖİȯȮẏẎċĊṅṄṡṠżŻḋḊġĠḣḢṙṘṫṪẇẆ"},
    {'u', "aAeEiIoOuUgG", "ăĂĕĔĭĬŏŎŭŬğĞ"},
    {'H', "oOuU", "őŐűŰ"},
    {'k', "aAeEiIoOuU", "ąĄęĘįĮǫǪųŲ"},
    {'r', "aAuUyw", "åÅůŮẙẘ"},
    {'d', "aAeEiIoOuUyYnNsSzZdDhHkKlLrRtTwW", "ạẠẹẸịỊọỌụỤỵỴṇṆṣṢẓẒḍḌḥḤḳḲḷḶṛṚṭṬẉẈ"},
};

static const struct {
    const char *name, *text;
} signs[] = {
    {"oe", "œ"},
    {"OE", "Œ"},
    {"ae", "æ"},
    {"AE", "Æ"},
    {"ss", "ß"},
    {"o", "ø"},
    {"O", "Ø"},
    {"l", "ł"},
    {"L", "Ł"},
    {"aa", "å"},
    {"AA", "Å"},
    {"i", "ı"},
    {"j", "ȷ"},
    {"dh", "ð"},
    {"th", "þ"},
    {"S", "§"},
    {"P", "¶"},
    {"no", "n°"},
    {"No", "N°"},
    {"degree", "°"},
    {"textdegree", "°"},
    {"circ", "°"},
    {"textordmasculine", "º"},
    {"textendash", "–"},
    {"textemdash", "—"},
    {"textquoteright", "’"},
    {"textquoteleft", "‘"},
    {"textquotedblleft", "“"},
    {"textquotedblright", "”"},
    {"guillemotleft", "«"},
    {"guillemotright", "»"},
    {"og", "« "},
    {"fg", " »"},
    {"ldots", "…"},
    {"dots", "…"},
    {"textellipsis", "…"},
    {"euro", "€"},
    {"texteuro", "€"},
    {"pounds", "£"},
    {"copyright", "©"},
    {"textasciitilde", "~"},
    {"textbackslash", "\\"},
    {"textunderscore", "_"},
    {"LaTeX", "LaTeX"},
    {"TeX", "TeX"},
};

typedef struct Plain {
    LtpBuf *out;
    size_t begin; /* of what this text added */
    bool space;   /* one is due before what comes */
    bool math;
} Plain;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static size_t letters_of(const char *text)
{
    size_t n = 0;
    while ((text[n] >= 'a' && text[n] <= 'z') || (text[n] >= 'A' && text[n] <= 'Z'))
        n++;
    return n;
}

static void put(Plain *plain, const char *text, size_t size)
{
    if (plain->space && plain->out->size > plain->begin)
        ltp_buf_putc(plain->out, ' ');
    plain->space = false;
    ltp_buf_put(plain->out, text, size);
}

static size_t character_size(const char *text)
{
    size_t size = 1;
    while (((unsigned char)text[size] & 0xC0u) == 0x80u)
        size++;
    return size;
}

/* The letter behind a mark, with it; how many bytes were read. 0 = the mark goes on no letter. */
static size_t put_accent(Plain *plain, char mark, const char *tex)
{
    size_t at = strspn(tex, " {");
    at += tex[at] == '\\' && (tex[at + 1] == 'i' || tex[at + 1] == 'j');
    const char letter = tex[at];
    for (size_t i = 0; letter != '\0' && i < sizeof accents / sizeof *accents; i++) {
        const char *found = accents[i].mark == mark ? strchr(accents[i].letters, letter) : NULL;
        if (found == NULL)
            continue;
        const char *composed = accents[i].composed;
        for (const char *c = accents[i].letters; c < found; c++)
            composed += character_size(composed);
        put(plain, composed, character_size(composed));
        return at + 1;
    }
    return 0;
}

static bool is_mark(char c)
{
    for (size_t i = 0; i < sizeof accents / sizeof *accents; i++)
        if (accents[i].mark == c)
            return true;
    return false;
}

/* "\\emph{", "\\textit{": a command that is about what stands in the braces. */
static size_t put_name(Plain *plain, const char *name, size_t size)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strlen(signs[i].name) == size && memcmp(signs[i].name, name, size) == 0) {
            put(plain, signs[i].text, strlen(signs[i].text));
            return size + strspn(name + size, " ");
        }
    if (name[size + strspn(name + size, " ")] != '{')
        put(plain, name, size);
    return size;
}

/* What stands behind a backslash; how many bytes of it were read. */
static size_t put_command(Plain *plain, const char *tex)
{
    size_t name = letters_of(tex);
    bool marks = is_mark(tex[0]) && (name == 0 || (name == 1 && strchr(" {\\", tex[1]) != NULL));
    size_t read = marks && tex[1] != '\0' ? put_accent(plain, tex[0], tex + 1) : 0;
    if (read > 0)
        return 1 + read;
    if (name > 0)
        return put_name(plain, tex, name);
    if (tex[0] != '\0' && strchr("&%$#_{}", tex[0]) != NULL)
        put(plain, tex, 1);
    plain->space = plain->space || is_blank(tex[0]) || (tex[0] != '\0' && strchr("\\,;:", tex[0]));
    return tex[0] != '\0';
}

/* "--", "``" and the like; how many bytes were read. */
static size_t put_ligature(Plain *plain, const char *tex)
{
    static const struct {
        const char *tex, *text;
    } ligatures[] = {{"---", "—"}, {"--", "–"}, {"``", "“"}, {"''", "”"}};
    for (size_t i = 0; i < sizeof ligatures / sizeof *ligatures; i++) {
        size_t size = strlen(ligatures[i].tex);
        if (strncmp(tex, ligatures[i].tex, size) == 0) {
            put(plain, ligatures[i].text, strlen(ligatures[i].text));
            return size;
        }
    }
    return 0;
}

/* Raised in mathematics: "n$^o$" is "nº". */
static size_t put_raised(Plain *plain, const char *tex)
{
    size_t at = strspn(tex, " {");
    if (tex[at] != 'o')
        return 0;
    put(plain, "º", strlen("º"));
    return at + 1;
}

static size_t put_one(Plain *plain, const char *tex)
{
    size_t read = put_ligature(plain, tex);
    if (read > 0)
        return read;
    if (*tex == '\\')
        return 1 + put_command(plain, tex + 1);
    if (*tex == '$' && (plain->math || strchr(tex + 1, '$') != NULL)) {
        plain->math = !plain->math;
        return 1;
    }
    if (plain->math && *tex == '^')
        return 1 + put_raised(plain, tex + 1);
    if (is_blank(*tex) || *tex == '~')
        plain->space = true;
    else if (*tex != '{' && *tex != '}')
        put(plain, tex, 1);
    return 1;
}

void ltp_latex_plain(const char *tex, LtpBuf *out)
{
    Plain plain = {.out = out, .begin = out->size};
    while (*tex != '\0')
        tex += put_one(&plain, tex);
}

void ltp_latex_verbatim(const char *tex, LtpBuf *out)
{
    static const char command[] = "\\url";
    while (*tex != '\0') {
        if (strncmp(tex, command, sizeof command - 1) == 0)
            tex += sizeof command - 1;
        bool escaped = *tex == '\\' && tex[1] != '\0' && strchr("&%$#_{}~", tex[1]) != NULL;
        tex += escaped;
        if (escaped || (*tex != '{' && *tex != '}' && *tex != '\0'))
            ltp_buf_putc(out, *tex);
        tex += *tex != '\0';
    }
}
