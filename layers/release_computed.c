/* Output fields that are no column of their layer's view: read from the tables behind it, and only
 * where they are asked for. */
#include "layers/release_internal.h"

#include <string.h>

#define ROLE(column, role)                                                                         \
    "(SELECT r." column " FROM line_organisation lo JOIN organisation_shown r ON r.id = "          \
    "lo.organisation_id WHERE lo.line_id = l.line_id AND lo.role = '" role "')"

static const struct {
    const char *layer, *field, *sql;
} computed[] = {
    {"lines", "org_implementing_acronym", ROLE("acronym", "implementing")},
    {"lines", "org_implementing_type", ROLE("type", "implementing")},
    {"lines", "org_programme_acronym", ROLE("acronym", "programme")},
    {"lines", "org_programme_type", ROLE("type", "programme")},
    {"lines", "org_reporting_acronym", ROLE("acronym", "reporting")},
    {"lines", "all_pcodes",
     "(SELECT group_concat(u.pcode, ';') FROM line_location k JOIN unit u ON u.id = k.unit_id "
     "WHERE k.line_id = l.line_id)"},
    {"studies", "all_pcodes",
     "(SELECT group_concat(u.pcode, ';') FROM study_location k JOIN unit u ON u.id = k.unit_id "
     "WHERE k.study_id = (SELECT x.study_id FROM study_location x WHERE x.id = l.id))"},
};

static const char *sql_of(const LtpLayer *layer, const LtpField *field)
{
    for (size_t i = 0; i < sizeof computed / sizeof *computed; i++)
        if (strcmp(computed[i].layer, layer->name) == 0 &&
            strcmp(computed[i].field, field->name) == 0)
            return computed[i].sql;
    return NULL;
}

bool ltp_release_is_computed(const LtpLayer *layer, const LtpField *field)
{
    return ltp_field_is_cell(field) || sql_of(layer, field) != NULL;
}

/* A cell of people stands in a row of its own, by what it counts. */
static void put_cell(const LtpPeopleCell *cell, LtpBuf *sql)
{
    ltp_buf_printf(sql,
                   "(SELECT c.value FROM line_people c WHERE c.line_id = l.line_id AND c.measure = "
                   "'%s' AND c.counts = 'persons' AND c.disability = %d",
                   cell->measure, cell->disability);
    if (cell->sex)
        ltp_buf_printf(sql, " AND c.sex = '%c'", cell->sex);
    else
        ltp_buf_puts(sql, " AND c.sex IS NULL");
    const struct {
        const char *column;
        int years;
    } ages[] = {{"age_min", cell->age_min}, {"age_max", cell->age_max}};
    for (size_t i = 0; i < 2; i++)
        if (ages[i].years < 0)
            ltp_buf_printf(sql, " AND c.%s IS NULL", ages[i].column);
        else
            ltp_buf_printf(sql, " AND c.%s = %d", ages[i].column, ages[i].years);
    ltp_buf_puts(sql, " ORDER BY c.id LIMIT 1)");
}

void ltp_release_put_computed(const LtpLayer *layer, const LtpField *field, LtpBuf *sql)
{
    if (ltp_field_is_cell(field))
        put_cell(&field->people, sql);
    else
        ltp_buf_puts(sql, sql_of(layer, field));
    ltp_buf_puts(sql, ", ");
}
