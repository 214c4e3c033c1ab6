/* Making a gazetteer. */
#include "base/lang.h"
#include "gis/gazetteer_near.h"

#include <stdlib.h>
#include <string.h>

static LtpCode no_memory(LtpError *err)
{
    return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
}

/* ---- units ---- */

static int compare_units(const LtpGazUnit *a, const LtpGazUnit *b)
{
    return a->level != b->level ? (a->level < b->level ? -1 : 1) : strcmp(a->pcode, b->pcode);
}

typedef struct Ranked {
    const LtpGazUnit *unit;
    int32_t index;
} Ranked;

static int by_level_and_code(const void *a, const void *b)
{
    const Ranked *x = a, *y = b;
    return compare_units(x->unit, y->unit);
}

static LtpCode rank_units(LtpGazetteer *gazetteer, LtpError *err)
{
    size_t n = gazetteer->n_units;
    Ranked *ranked = ltp_malloc((n + 1) * sizeof *ranked);
    gazetteer->by_rank = ltp_malloc((n + 1) * sizeof *gazetteer->by_rank);
    if (ranked == NULL || gazetteer->by_rank == NULL) {
        ltp_free(ranked);
        return no_memory(err);
    }
    for (size_t i = 0; i < n; i++)
        ranked[i] = (Ranked){&gazetteer->units[i], (int32_t)i};
    qsort(ranked, n, sizeof *ranked, by_level_and_code);
    for (size_t i = 0; i < n; i++) {
        gazetteer->by_rank[i] = ranked[i].index;
        gazetteer->units[ranked[i].index].rank = (int32_t)i;
    }
    ltp_free(ranked);
    return LTP_OK;
}

static LtpCode add_code(LtpGazetteer *gazetteer, int32_t unit, LtpError *err)
{
    char code[LTP_CODE_SIZE];
    const char *pcode = gazetteer->units[unit].pcode;
    if (!ltp_code_read(pcode, code) || ltp_hash_get(gazetteer->codes, code) >= 0)
        return ltp_fail(err, LTP_EDATA,
                        _("The code %s cannot be used: two units have it, or it is "
                          "empty or too long."),
                        pcode);
    return ltp_hash_set(gazetteer->codes, code, unit, err);
}

static bool parent_fits(const LtpGazetteerInput *input, const LtpGazetteerUnit *unit)
{
    if (unit->level < 0 || unit->level >= LTP_PLACE_LEVELS)
        return false;
    return unit->parent < 0 || ((size_t)unit->parent < input->n_units &&
                                input->units[unit->parent].level < unit->level);
}

static LtpCode copy_units(LtpGazetteer *gazetteer, const LtpGazetteerInput *input, LtpError *err)
{
    gazetteer->units = ltp_calloc(input->n_units + 1, sizeof *gazetteer->units);
    if (gazetteer->units == NULL)
        return no_memory(err);
    for (size_t i = 0; i < input->n_units; i++) {
        const LtpGazetteerUnit *from = &input->units[i];
        if (!parent_fits(input, from))
            return ltp_fail(err, LTP_EINTERNAL, "unit %s: bad level or parent", from->pcode);
        char *pcode = ltp_arena_strdup(&gazetteer->arena, from->pcode);
        if (pcode == NULL)
            return no_memory(err);
        gazetteer->units[i] = (LtpGazUnit){
            .level = from->level,
            .parent = from->parent < 0 ? LTP_NO_UNIT : from->parent,
            .pcode = pcode,
        };
        gazetteer->n_units++;
        gazetteer->levels |= 1U << from->level;
        gazetteer->deepest = from->level > gazetteer->deepest ? from->level : gazetteer->deepest;
        LTP_TRY(add_code(gazetteer, (int32_t)i, err));
    }
    return LTP_OK;
}

static LtpCode list_children(LtpGazetteer *gazetteer, LtpError *err)
{
    size_t n = gazetteer->n_units, next = 0;
    gazetteer->children = ltp_malloc((n + 1) * sizeof *gazetteer->children);
    if (gazetteer->children == NULL)
        return no_memory(err);
    for (size_t i = 0; i < n; i++)
        if (gazetteer->units[i].parent >= 0)
            gazetteer->units[gazetteer->units[i].parent].n_children++;
    for (size_t i = 0; i < n; i++) {
        gazetteer->units[i].first_child = next;
        next += gazetteer->units[i].n_children;
        gazetteer->units[i].n_children = 0;
    }
    for (size_t rank = 0; rank < n; rank++) {
        int32_t unit = gazetteer->by_rank[rank], parent = gazetteer->units[unit].parent;
        if (parent < 0)
            continue;
        LtpGazUnit *above = &gazetteer->units[parent];
        gazetteer->children[above->first_child + above->n_children++] = unit;
    }
    return LTP_OK;
}

/* ---- names ---- */

static LtpCode add_entry(LtpGazetteer *gazetteer, const char *key, bool stripped, int32_t unit,
                         LtpError *err)
{
    int64_t first = ltp_hash_get(gazetteer->names, key);
    for (int32_t e = (int32_t)first; e >= 0; e = gazetteer->entries[e].next)
        if (gazetteer->entries[e].unit == unit) {
            gazetteer->entries[e].stripped = gazetteer->entries[e].stripped && stripped;
            return LTP_OK;
        }
    LTP_TRY(ltp_grow((void **)&gazetteer->entries, &gazetteer->entries_capacity,
                     gazetteer->n_entries, sizeof *gazetteer->entries, err));
    gazetteer->entries[gazetteer->n_entries] =
        (LtpGazEntry){.unit = unit, .next = (int32_t)first, .stripped = stripped};
    return ltp_hash_set(gazetteer->names, key, (int64_t)gazetteer->n_entries++, err);
}

static LtpCode add_name(LtpGazetteer *gazetteer, const char *text, int32_t unit, LtpError *err)
{
    LtpName name;
    ltp_name_parse(&gazetteer->generic, text, &name);
    if (name.no_memory)
        return no_memory(err);
    for (size_t i = 0; i < name.n_forms; i++) {
        const LtpNameForm *form = &name.forms[i];
        char letters[LTP_FORM_SIZE + 1];
        ltp_letters_key(form, letters);
        LTP_TRY(add_entry(gazetteer, form->key, form->stripped, unit, err));
        LTP_TRY(add_entry(gazetteer, letters, form->stripped, unit, err));
    }
    return LTP_OK;
}

/* From the last rank to the first, so that each chain runs from the first to the last. */
static LtpCode add_names(LtpGazetteer *gazetteer, const LtpGazetteerInput *input, LtpError *err)
{
    for (size_t rank = gazetteer->n_units; rank-- > 0;) {
        int32_t unit = gazetteer->by_rank[rank];
        const LtpGazetteerUnit *from = &input->units[unit];
        LTP_TRY(add_name(gazetteer, from->name, unit, err));
        for (const char *const *other = from->other_names; other != NULL && *other != NULL; other++)
            LTP_TRY(add_name(gazetteer, *other, unit, err));
    }
    return LTP_OK;
}

/* ---- aliases ---- */

/* Unknown codes leave the alias out: it belongs to another edition. */
static bool read_alias(const LtpGazetteer *gazetteer, const LtpGazetteerAlias *from,
                       LtpGazAlias *alias)
{
    *alias = (LtpGazAlias){.level = from->level, .parent = LTP_NO_UNIT, .unit = LTP_NO_UNIT};
    if (from->parent != NULL)
        alias->parent = ltp_gazetteer_code(gazetteer, from->parent, NULL);
    if (from->pcode != NULL)
        alias->unit = ltp_gazetteer_code(gazetteer, from->pcode, NULL);
    return (from->parent == NULL || alias->parent >= 0) &&
           (from->pcode == NULL || alias->unit >= 0);
}

static LtpCode add_aliases(LtpGazetteer *gazetteer, const LtpGazetteerInput *input, LtpError *err)
{
    gazetteer->aliases = ltp_calloc(input->n_aliases + 1, sizeof *gazetteer->aliases);
    if (gazetteer->aliases == NULL)
        return no_memory(err);
    for (size_t i = 0; i < input->n_aliases; i++) {
        LtpGazAlias *alias = &gazetteer->aliases[gazetteer->n_aliases];
        LtpName name;
        ltp_name_parse(&gazetteer->generic, input->aliases[i].words, &name);
        if (name.no_memory)
            return no_memory(err);
        if (name.n_forms == 0 || !read_alias(gazetteer, &input->aliases[i], alias))
            continue;
        const char *key = name.forms[0].key;
        alias->next = (int32_t)ltp_hash_get(gazetteer->alias_words, key);
        LTP_TRY(ltp_hash_set(gazetteer->alias_words, key, (int64_t)gazetteer->n_aliases++, err));
    }
    return LTP_OK;
}

static LtpCode copy_iso(LtpGazetteer *gazetteer, const LtpGazetteerInput *input, LtpError *err)
{
    gazetteer->iso2 = ltp_arena_strdup(&gazetteer->arena, input->iso2);
    gazetteer->iso3 = ltp_arena_strdup(&gazetteer->arena, input->iso3);
    bool failed = (gazetteer->iso2 == NULL && input->iso2 != NULL) ||
                  (gazetteer->iso3 == NULL && input->iso3 != NULL);
    return failed ? no_memory(err) : LTP_OK;
}

LtpCode ltp_gazetteer_new(const LtpGazetteerInput *input, LtpGazetteer **gazetteer, LtpError *err)
{
    LtpGazetteer *made = ltp_calloc(1, sizeof *made);
    LtpCode rc;
    if (made == NULL)
        return no_memory(err);
    made->codes = ltp_hash_new();
    made->names = ltp_hash_new();
    made->alias_words = ltp_hash_new();
    if (made->codes == NULL || made->names == NULL || made->alias_words == NULL) {
        rc = no_memory(err);
        goto done;
    }
    LTP_GO(copy_iso(made, input, err));
    LTP_GO(ltp_generic_words_init(&made->generic, input->generic, err));
    LTP_GO(copy_units(made, input, err));
    LTP_GO(rank_units(made, err));
    LTP_GO(list_children(made, err));
    LTP_GO(add_names(made, input, err));
    LTP_GO(ltp_gazetteer_add_sounds(made, input, err));
    LTP_GO(add_aliases(made, input, err));
    *gazetteer = made;
    made = NULL;
done:
    ltp_gazetteer_free(made);
    return rc;
}

void ltp_gazetteer_free(LtpGazetteer *gazetteer)
{
    if (gazetteer == NULL)
        return;
    ltp_free(gazetteer->aliases);
    ltp_hash_free(gazetteer->alias_words);
    ltp_free(gazetteer->sounds);
    ltp_free(gazetteer->entries);
    ltp_hash_free(gazetteer->names);
    ltp_hash_free(gazetteer->codes);
    ltp_generic_words_release(&gazetteer->generic);
    ltp_free(gazetteer->children);
    ltp_free(gazetteer->by_rank);
    ltp_free(gazetteer->units);
    ltp_arena_release(&gazetteer->arena);
    ltp_free(gazetteer);
}
