/* How many columns of tables from many countries are understood rightly without help. What each
 * column holds was labelled by hand, from headers and cells, in mapping/labels.tsv: file, number of
 * the column, fields that are right (several separated by ','; '-' = none), header. */
#include "importers/mapping.h"

#include "tests/importers/tables.h"

#include <inttypes.h>

typedef struct Label {
    char file[64], fields[96], header[128];
    int column; /* from 1 */
} Label;

enum { MAX_LABELS = 4000 };
static Label labels[MAX_LABELS];
static size_t n_labels;

static bool read_label(const char *line, Label *label)
{
    return sscanf(line, "%63[^\t]\t%d\t%95[^\t]\t%127[^\n]", label->file, &label->column,
                  label->fields, label->header) == 4;
}

static void read_labels(void)
{
    FILE *in = fopen(test_file("importers/mapping/labels.tsv"), "r");
    char line[512];
    assert_non_null(in);
    n_labels = 0;
    while (fgets(line, sizeof line, in)) {
        assert_true(n_labels < MAX_LABELS);
        if (!read_label(line, &labels[n_labels++]))
            fail_msg("not a label: %s", line);
    }
    fclose(in);
}

typedef struct Share {
    size_t matter;                         /* columns that are one of our fields */
    size_t right, missed, wrong, invented; /* invented: a field for a column that is none */
} Share;

static bool is_among(const char *fields, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = fields; *at; at += strcspn(at, ","), at += *at == ',')
        if (strncmp(at, name, length) == 0 && (at[length] == ',' || !at[length]))
            return true;
    return false;
}

static void judge(Share *share, const Label *label, const LtpMapping *mapping)
{
    if ((size_t)label->column > mapping->n_columns)
        fail_msg("%s has no column %d", label->file, label->column);
    const LtpColumn *column = &mapping->columns[label->column - 1];
    const char *found = column->field ? column->field->name : "-";
    bool right = is_among(label->fields, found);
    if (!right)
        print_message("  %s, column %d \"%s\": %s, not %s\n", label->file, label->column,
                      label->header, found, label->fields);
    if (*label->fields == '-') {
        share->invented += !right;
        return;
    }
    share->matter++;
    share->right += right;
    share->missed += !right && !column->field;
    share->wrong += !right && column->field;
}

static void judge_file(Share *share, const char *file)
{
    LtpTable *table = NULL;
    LtpMapping *mapping = NULL;
    LtpError err = {0};
    char path[128];
    snprintf(path, sizeof path, "importers/templates/%s", file);
    assert_ok(ltp_table_open(strchr(file, '/') ? test_data(file) : test_file(path), &table, &err));
    assert_ok(ltp_mapping_find(table, ltp_layer_find("lines"), NULL, &mapping, NULL, &err));
    for (size_t i = 0; i < n_labels; i++)
        if (strcmp(labels[i].file, file) == 0)
            judge(share, &labels[i], mapping);
    ltp_mapping_free(mapping);
    ltp_table_close(table);
}

/* All files whose name passes: `prefix` "" are those of data/, else templates that begin with it.
 */
static Share share_of(const char *prefix)
{
    Share share = {0};
    for (size_t i = 0; i < n_labels; i++) {
        const char *file = labels[i].file;
        bool ours =
            *prefix ? strncmp(file, prefix, strlen(prefix)) == 0 : strchr(file, '/') != NULL;
        if (ours && (i == 0 || strcmp(file, labels[i - 1].file) != 0))
            judge_file(&share, file);
    }
    print_message(
        "%s: %zu columns matter, %zu right (%.1f %%), %zu missed, %zu wrong; %zu invented\n",
        *prefix ? prefix : "published", share.matter, share.right,
        100.0 * (double)share.right / (double)share.matter, share.missed, share.wrong,
        share.invented);
    return share;
}

/* At least 95 % right, and hardly a column that is taken for what it is not. */
static void assert_good(Share share)
{
    assert_true(share.matter > 0);
    assert_true(share.right * 100 >= share.matter * 95);
    assert_true((share.wrong + share.invented) * 100 <= share.matter * 3);
}

static void published_matrices_are_understood(void **state)
{
    (void)state;
    assert_good(share_of(""));
}

static void templates_are_understood(void **state)
{
    (void)state;
    static const char *const sets[] = {"t_", "a_", "b_", "c_", "d_", "e_",
                                       "f_", "g_", "h_", "k_", "m_", "n_"};
    Share shares[sizeof sets / sizeof *sets];
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        shares[i] = share_of(sets[i]);
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        assert_good(shares[i]);
}

static int setup(void **state)
{
    (void)state;
    read_labels();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_matrices_are_understood),
        cmocka_unit_test(templates_are_understood),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
