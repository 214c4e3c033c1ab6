#include "importers/plain.h"

#include "base/text.h"
#include "importers/dates.h"
#include "importers/people.h"

#include <string.h>

typedef struct Plain {
    const LtpPlainKind *kind;
    const char *names[LTP_PLAIN_COLUMNS];
    const LtpField *fields[LTP_PLAIN_COLUMNS];
    int columns[LTP_PLAIN_COLUMNS], acronym;
    LtpVocabulary *vocabularies[LTP_PLAIN_COLUMNS];
    LtpValue values[LTP_PLAIN_COLUMNS]; /* of the row at hand */
    const char *org_acronym, *org_name; /* likewise */
    LtpPlainTable table;
} Plain;

/* ---- before the rows ---- */

static LtpCode find_column(LtpJob *job, Plain *plain, size_t i, LtpError *err)
{
    const LtpPlainColumn *column = &plain->kind->columns[i];
    const char *field = column->field != NULL ? column->field : column->name;
    plain->names[i] = column->name;
    plain->fields[i] = ltp_layer_field(ltp_layer_find(job->kind->layer), field);
    plain->columns[i] = ltp_job_column(job, field);
    if (plain->fields[i] == NULL)
        return ltp_fail(err, LTP_EINTERNAL, "no field %s", field);
    if (column->vocabulary == NULL)
        return LTP_OK;
    return ltp_vocabulary_load(job->store, column->vocabulary, &plain->vocabularies[i], err);
}

/* Whether the column of the table is one that a row needs. */
static bool is_required(const Plain *plain, size_t i)
{
    return ltp_text_has_word(plain->kind->required, plain->names[i]);
}

static LtpCode check_columns(const Plain *plain, LtpError *err)
{
    LtpBuf labels = {0};
    bool found = false;
    for (size_t i = 0; i < plain->kind->n_columns; i++) {
        if (!is_required(plain, i))
            continue;
        found = found || plain->columns[i] >= 0;
        ltp_buf_printf(&labels, "%s\"%s\"", labels.size > 0 ? ", " : "",
                       ltp_text_in(plain->fields[i]->label, ltp_lang()));
    }
    LtpCode rc = found ? LTP_OK
                       : ltp_fail(err, LTP_EDATA,
                                  _("none of the columns that say what the rows are was found: %s. "
                                    "Name one with --map, or begin from the template."),
                                  ltp_buf_text(&labels));
    ltp_buf_release(&labels);
    return rc;
}

LtpCode ltp_plain_begin(LtpJob *job, LtpError *err)
{
    const LtpPlainKind *kind = (const LtpPlainKind *)job->kind;
    Plain *plain = ltp_calloc(1, sizeof *plain);
    if (plain == NULL)
        return ltp_fail_memory(err);
    job->state = plain;
    plain->kind = kind;
    plain->acronym = ltp_job_column(job, "org_acronym");
    plain->table = (LtpPlainTable){kind->table, plain->names, kind->n_columns, kind->n_key};
    for (size_t i = 0; i < kind->n_columns; i++)
        LTP_TRY(find_column(job, plain, i, err));
    LTP_TRY(check_columns(plain, err));
    bool whole = job->options->mode == LTP_AS_SNAPSHOT ||
                 (job->options->mode == LTP_AS_DEFAULT && kind->whole_by_default);
    return whole ? ltp_plain_supersede(job->store, job->import_id, &plain->table, err) : LTP_OK;
}

void ltp_plain_release(LtpJob *job)
{
    Plain *plain = job->state;
    if (plain == NULL)
        return;
    for (size_t i = 0; i < LTP_PLAIN_COLUMNS; i++)
        ltp_vocabulary_free(plain->vocabularies[i]);
    ltp_free(plain);
    job->state = NULL;
}

/* ---- cells ---- */

static LtpCode keep(LtpJob *job, const char *text, LtpFieldType type, LtpValue *value,
                    LtpError *err)
{
    const char *copy = ltp_arena_strdup(&job->arena, text);
    if (copy == NULL)
        return ltp_fail_memory(err);
    *value = ltp_value_text(copy);
    value->type = type;
    return LTP_OK;
}

static LtpCode read_date(LtpJob *job, int column, const char *text, LtpValue *value, LtpError *err)
{
    LtpDay day = LTP_DAY_NONE;
    char written[LTP_DATE_TEXT];
    LtpDateCell cell = {.text = text, .column = ltp_job_header(job, column), .side = LTP_DATE_END};
    LTP_TRY(ltp_date_read(&cell, &job->dates, job->row.number, &job->findings, &day, err));
    return day == LTP_DAY_NONE ? LTP_OK
                               : keep(job, ltp_day_text(day, written), LTP_DATE, value, err);
}

LtpCode ltp_plain_reported(LtpJob *job, LtpValue *date, LtpError *err)
{
    char written[LTP_DATE_TEXT];
    return job->reported == LTP_DAY_NONE
               ? LTP_OK
               : keep(job, ltp_day_text(job->reported, written), LTP_DATE, date, err);
}

static LtpCode read_people(LtpJob *job, int column, const char *text, LtpValue *value,
                           LtpError *err)
{
    LtpPeopleColumn people = {.header = ltp_job_header(job, column)};
    LTP_TRY(ltp_people_read(&people, text, job->row.number, &job->findings, err));
    *value = ltp_value_int(people.value);
    return LTP_OK;
}

/* "45 %" is 45: the unit of an indicator stands in a column of its own. */
static LtpCode read_real(LtpJob *job, int column, const char *text, LtpValue *value, LtpError *err)
{
    double number;
    size_t length = strcspn(text, "%");
    char *plain = ltp_strndup(text, length);
    if (plain == NULL)
        return ltp_fail_memory(err);
    LtpNumberStatus status = ltp_number_parse(plain, 0, &number);
    bool trailing = text[length] == '%' && text[length + 1] != '\0';
    ltp_free(plain);
    if (!trailing && status <= LTP_NUMBER_APPROX) {
        *value = ltp_value_real(number);
        return LTP_OK;
    }
    if (!trailing && status == LTP_NUMBER_MISSING)
        return LTP_OK;
    return ltp_job_find(job, "number_unreadable", column, text, err);
}

static LtpCode read_by_type(LtpJob *job, size_t i, const char *text, LtpError *err)
{
    Plain *plain = job->state;
    const LtpField *field = plain->fields[i];
    LtpValue *value = &plain->values[i];
    switch (field->type) {
    case LTP_TEXT:
        *value = ltp_value_text(text);
        return LTP_OK;
    case LTP_DATE:
        return read_date(job, plain->columns[i], text, value, err);
    case LTP_INTEGER:
    case LTP_BOOLEAN:
        return read_people(job, plain->columns[i], text, value, err);
    case LTP_REAL:
        break;
    }
    return read_real(job, plain->columns[i], text, value, err);
}

static void add_code(LtpBuf *codes, const char *code)
{
    if (!ltp_text_has_word(ltp_buf_text(codes), code))
        ltp_buf_printf(codes, "%s%s", codes->size > 0 ? " " : "", code);
}

/* The words of a form's answer, which puts a space between two codes: all known, or nothing. */
static bool add_words(const LtpVocabulary *vocabulary, const char *part, LtpBuf *codes)
{
    LtpBuf word = {0};
    bool known = true;
    for (int pass = 0; pass < 2 && known; pass++)
        for (const char *at = part; known && ltp_cell_part(&at, " ", &word);) {
            const char *code = ltp_vocabulary_code(vocabulary, ltp_buf_text(&word));
            known = code != NULL || word.size == 0;
            if (pass == 1 && code != NULL)
                add_code(codes, code);
        }
    ltp_buf_release(&word);
    return known;
}

static LtpCode read_codes(LtpJob *job, size_t i, const char *text, LtpError *err)
{
    Plain *plain = job->state;
    const LtpVocabulary *vocabulary = plain->vocabularies[i];
    LtpBuf codes = {0}, part = {0};
    const char *whole = ltp_vocabulary_code(vocabulary, text), *rest = text;
    LtpCode rc = LTP_OK;
    if (whole != NULL)
        add_code(&codes, whole);
    while (whole == NULL && ltp_cell_part(&rest, ";,/|\n", &part)) {
        const char *code = ltp_vocabulary_code(vocabulary, ltp_buf_text(&part));
        if (code != NULL)
            add_code(&codes, code);
        else if (part.size > 0 && !add_words(vocabulary, ltp_buf_text(&part), &codes))
            LTP_GO(ltp_job_find(job, "word_unknown", plain->columns[i], ltp_buf_text(&part), err));
    }
    LTP_GO(ltp_buf_check(&codes, err));
    if (codes.size > 0)
        LTP_GO(keep(job, ltp_buf_text(&codes), LTP_TEXT, &plain->values[i], err));
done:
    ltp_buf_release(&codes);
    ltp_buf_release(&part);
    return rc;
}

static LtpCode read_cell(LtpJob *job, size_t i, LtpError *err)
{
    Plain *plain = job->state;
    double degrees;
    const char *text = ltp_job_text(job, plain->columns[i]);
    plain->values[i] = ltp_value_null(plain->fields[i]->type);
    if (text == NULL)
        return LTP_OK;
    switch (plain->kind->columns[i].read) {
    case LTP_PLAIN_BY_TYPE:
        return read_by_type(job, i, text, err);
    case LTP_PLAIN_CODE:
        plain->values[i] = ltp_value_text(ltp_vocabulary_code(plain->vocabularies[i], text));
        return plain->values[i].null
                   ? ltp_job_find(job, "word_unknown", plain->columns[i], text, err)
                   : LTP_OK;
    case LTP_PLAIN_CODES:
        return read_codes(job, i, text, err);
    case LTP_PLAIN_ORG:
        plain->org_name = text;
        return LTP_OK;
    case LTP_PLAIN_LON:
    case LTP_PLAIN_LAT:
        break;
    }
    bool lon = plain->kind->columns[i].read == LTP_PLAIN_LON;
    if (ltp_coordinate_parse(text, lon ? 'x' : 'y', &degrees))
        plain->values[i] = ltp_value_real(degrees);
    return LTP_OK; /* what cannot be read is said by the place */
}

/* ---- a row ---- */

LtpCode ltp_plain_place(LtpJob *job, bool exact, LtpError *err)
{
    LTP_TRY(ltp_job_place(job, err));
    if (job->placed.count == 0 || (job->placed.count == 1 && (job->placed.certain || !exact)))
        return LTP_OK;
    job->placed.count = 0;
    const char *words =
        job->findings.count > 0 ? job->findings.items[job->findings.count - 1].value : NULL;
    return ltp_job_find(job, "no_location", -1, words, err);
}

/* A place that is not found is a remark, where a row may be nowhere. */
static LtpCode place_if_any(LtpJob *job, LtpError *err)
{
    bool stated = false;
    for (int level = 0; level < LTP_LEVELS; level++)
        stated = stated || ltp_job_text(job, job->place_code[level]) != NULL ||
                 ltp_job_text(job, job->place_name[level]) != NULL;
    job->placed.count = 0;
    if (!stated && ltp_job_text(job, job->any_code) == NULL)
        return LTP_OK;
    LTP_TRY(ltp_plain_place(job, false, err));
    for (size_t i = 0; i < job->findings.count; i++)
        if (strcmp(job->findings.items[i].code, "no_location") == 0)
            job->findings.items[i].code = "place_partly_unknown";
    return LTP_OK;
}

static bool says_something(const Plain *plain)
{
    for (size_t i = 0; i < plain->kind->n_columns; i++) {
        bool org = plain->kind->columns[i].read == LTP_PLAIN_ORG;
        bool stated =
            org ? plain->org_name != NULL || plain->org_acronym != NULL : !plain->values[i].null;
        if (is_required(plain, i) && stated)
            return true;
    }
    return false;
}

LtpCode ltp_plain_understand(LtpJob *job, LtpError *err)
{
    Plain *plain = job->state;
    const LtpPlainKind *kind = plain->kind;
    LTP_TRY(kind->place_optional ? place_if_any(job, err)
                                 : ltp_plain_place(job, kind->place_exact, err));
    plain->org_acronym = ltp_job_text(job, plain->acronym);
    plain->org_name = NULL;
    for (size_t i = 0; i < kind->n_columns; i++)
        LTP_TRY(read_cell(job, i, err));
    if (!says_something(plain))
        LTP_TRY(ltp_job_find(job, kind->missing, -1, NULL, err));
    return kind->settle != NULL ? kind->settle(job, plain->values, err) : LTP_OK;
}

static LtpCode put_organisation(LtpJob *job, LtpError *err)
{
    Plain *plain = job->state;
    int64_t id = LTP_NULL_INT;
    for (size_t i = 0; i < plain->kind->n_columns; i++) {
        if (plain->kind->columns[i].read != LTP_PLAIN_ORG)
            continue;
        if (plain->org_name != NULL || plain->org_acronym != NULL)
            LTP_TRY(ltp_org_put(job->store, job->import_id, plain->org_acronym, plain->org_name,
                                NULL, &id, err));
        plain->values[i] = ltp_value_int(id);
    }
    return LTP_OK;
}

LtpCode ltp_plain_write(LtpJob *job, int64_t raw_row_id, bool repeated, LtpError *err)
{
    Plain *plain = job->state;
    LtpChange change;
    (void)repeated;
    LTP_TRY(put_organisation(job, err));
    LtpPlainRecord record = {.raw_row_id = raw_row_id,
                             .unit_id =
                                 job->placed.count > 0 ? job->placed.locations[0].unit_id : 0,
                             .values = plain->values};
    LTP_TRY(ltp_plain_put(job->store, job->import_id, &plain->table, &record, &change, err));
    job->report->new_ += change == LTP_CHANGE_NEW;
    job->report->same += change == LTP_CHANGE_SAME;
    job->report->changed += change == LTP_CHANGE_CHANGED;
    return LTP_OK;
}
