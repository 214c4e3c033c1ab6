#include "importers/organisations.h"

#include <string.h>

static const struct {
    const char *acronym, *name, *type;
} role_fields[LTP_ORG_ROLES] = {
    [LTP_ORG_IMPLEMENTING] = {"org_implementing_acronym", "org_implementing_name",
                              "org_implementing_type"},
    [LTP_ORG_PROGRAMME] = {"org_programme_acronym", "org_programme_name", "org_programme_type"},
    [LTP_ORG_REPORTING] = {"org_reporting_acronym", "org_reporting_name", "org_reporting_type"},
};

LtpCode ltp_organisations_init(LtpOrganisations *organisations, LtpJob *job, LtpError *err)
{
    for (int role = 0; role < LTP_ORG_ROLES; role++) {
        organisations->acronym[role] = ltp_job_column(job, role_fields[role].acronym);
        organisations->name[role] = ltp_job_column(job, role_fields[role].name);
        organisations->type[role] = ltp_job_column(job, role_fields[role].type);
    }
    organisations->known = ltp_hash_new();
    if (organisations->known == NULL)
        return ltp_fail_memory(err);
    return ltp_vocabulary_load(job->store, "org_type", &organisations->types, err);
}

void ltp_organisations_release(LtpOrganisations *organisations)
{
    ltp_vocabulary_free(organisations->types);
    ltp_hash_free(organisations->known);
    ltp_buf_release(&organisations->key);
}

bool ltp_organisations_any(const LtpOrganisations *organisations, LtpJob *job)
{
    for (int role = 0; role < LTP_ORG_ROLES; role++)
        if (ltp_job_text(job, organisations->acronym[role]) != NULL ||
            ltp_job_text(job, organisations->name[role]) != NULL)
            return true;
    return false;
}

static LtpCode put(LtpOrganisations *organisations, LtpJob *job, const char *acronym,
                   const char *name, const char *type, int64_t *id, LtpError *err)
{
    if (acronym == NULL && name == NULL)
        return LTP_OK;
    ltp_buf_clear(&organisations->key);
    ltp_buf_printf(&organisations->key, "%s\x1f%s\x1f%s", acronym != NULL ? acronym : "",
                   name != NULL ? name : "", type != NULL ? type : "");
    LTP_TRY(ltp_buf_check(&organisations->key, err));
    const char *key = ltp_buf_text(&organisations->key);
    int64_t known = ltp_hash_get(organisations->known, key);
    if (known >= 0) {
        *id = known;
        return LTP_OK;
    }
    LTP_TRY(ltp_org_put(job->store, job->import_id, acronym, name, type, id, err));
    return ltp_hash_set(organisations->known, key, *id, err);
}

/* Donors come as a list; a comma separates only where each part is one word ("ECHO, BHA"), since
 * names hold commas too. */
static const char *donor_separators(const char *text)
{
    size_t words = 1;
    for (const char *at = text; *at != '\0'; at++)
        if (*at == ' ' && at != text && at[-1] != ',')
            words++;
    return strchr(text, ',') != NULL && words == 1 ? ";|\n," : ";|\n";
}

/* One donor under its acronym and name, or a list of names. */
static LtpCode put_donor_cells(LtpOrganisations *organisations, LtpJob *job, const char *acronym,
                               const char *names, LtpLineRecord *line, int64_t *donors,
                               LtpError *err)
{
    LtpBuf part = {0};
    const char *separators = names != NULL ? donor_separators(names) : "";
    LtpCode rc = LTP_OK;
    if (names == NULL || strpbrk(names, separators) == NULL) {
        if ((names != NULL || acronym != NULL) && line->n_donors < LTP_MAX_DONORS)
            rc = put(organisations, job, acronym, names, NULL, &donors[line->n_donors++], err);
        return rc;
    }
    while (rc == LTP_OK && line->n_donors < LTP_MAX_DONORS &&
           ltp_cell_part(&names, separators, &part))
        if (part.size > 0)
            rc = put(organisations, job, NULL, ltp_buf_text(&part), NULL, &donors[line->n_donors++],
                     err);
    ltp_buf_release(&part);
    return rc;
}

/* Columns of acronyms and of names go side by side. */
static LtpCode put_donors(LtpOrganisations *organisations, LtpJob *job, LtpLineRecord *line,
                          int64_t *donors, LtpError *err)
{
    int acronym = ltp_job_column(job, "donor_acronym"), name = ltp_job_column(job, "donor_name");
    line->donors = donors;
    while (acronym >= 0 || name >= 0) {
        LTP_TRY(put_donor_cells(organisations, job, ltp_job_text(job, acronym),
                                ltp_job_text(job, name), line, donors, err));
        if (acronym >= 0)
            acronym = ltp_mapping_column(job->mapping, "donor_acronym", acronym);
        if (name >= 0)
            name = ltp_mapping_column(job->mapping, "donor_name", name);
    }
    return LTP_OK;
}

static LtpCode put_role(LtpOrganisations *organisations, LtpJob *job, int role, int64_t *id,
                        LtpError *err)
{
    const char *type_text = ltp_job_text(job, organisations->type[role]);
    const char *type = ltp_vocabulary_code(organisations->types, type_text);
    if (type_text != NULL && type == NULL)
        LTP_TRY(ltp_job_find(job, "org_type_unknown", organisations->type[role], type_text, err));
    return put(organisations, job, ltp_job_text(job, organisations->acronym[role]),
               ltp_job_text(job, organisations->name[role]), type, id, err);
}

LtpCode ltp_organisations_put(LtpOrganisations *organisations, LtpJob *job, LtpLineRecord *line,
                              int64_t *donors, LtpError *err)
{
    LTP_TRY(put_role(organisations, job, LTP_ORG_IMPLEMENTING, &line->org_implementing, err));
    LTP_TRY(put_role(organisations, job, LTP_ORG_PROGRAMME, &line->org_programme, err));
    LTP_TRY(put_role(organisations, job, LTP_ORG_REPORTING, &line->org_reporting, err));
    return put_donors(organisations, job, line, donors, err);
}

int ltp_organisations_column(const LtpOrganisations *organisations)
{
    for (int role = 0; role < LTP_ORG_ROLES; role++) {
        if (organisations->name[role] >= 0)
            return organisations->name[role];
        if (organisations->acronym[role] >= 0)
            return organisations->acronym[role];
    }
    return -1;
}
