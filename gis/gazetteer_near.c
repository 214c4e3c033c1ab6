#include "gis/gazetteer_near.h"

#include "base/lang.h"

#include <stdlib.h>
#include <string.h>

/* ---- the index ---- */

static LtpCode no_memory(LtpError *err)
{
    return ltp_fail(err, LTP_ENOMEM, _("Out of memory."));
}

static LtpCode add_sound(LtpGazetteer *gazetteer, const LtpNameForm *form, const char *words,
                         int32_t unit, LtpError *err)
{
    LTP_TRY(ltp_grow((void **)&gazetteer->sounds, &gazetteer->sounds_capacity, gazetteer->n_sounds,
                     sizeof *gazetteer->sounds, err));
    LtpSoundName *sound = &gazetteer->sounds[gazetteer->n_sounds++];
    sound->unit = unit;
    sound->words = words;
    sound->numbers = ltp_arena_strdup(&gazetteer->arena, form->key + form->n_letters);
    ltp_sound_read(form->key, form->n_letters, &sound->sound);
    return sound->numbers == NULL ? no_memory(err) : LTP_OK;
}

static LtpCode add_name(LtpGazetteer *gazetteer, const char *text, int32_t unit, LtpError *err)
{
    LtpName name;
    ltp_name_parse(&gazetteer->generic, text, &name);
    if (name.no_memory)
        return no_memory(err);
    const char *words = ltp_arena_strdup(&gazetteer->arena, name.words);
    if (words == NULL)
        return no_memory(err);
    for (size_t i = 0; i < name.n_forms; i++)
        LTP_TRY(add_sound(gazetteer, &name.forms[i], words, unit, err));
    return LTP_OK;
}

LtpCode ltp_gazetteer_add_sounds(LtpGazetteer *gazetteer, const LtpGazetteerInput *input,
                                 LtpError *err)
{
    ltp_sound_costs_init(&gazetteer->sound_costs);
    for (size_t rank = 0; rank < gazetteer->n_units; rank++) {
        int32_t unit = gazetteer->by_rank[rank];
        const LtpGazetteerUnit *from = &input->units[unit];
        gazetteer->units[unit].first_sound = gazetteer->n_sounds;
        LTP_TRY(add_name(gazetteer, from->name, unit, err));
        for (const char *const *other = from->other_names; other != NULL && *other != NULL; other++)
            LTP_TRY(add_name(gazetteer, *other, unit, err));
        gazetteer->units[unit].end_sound = gazetteer->n_sounds;
    }
    return LTP_OK;
}

/* ---- the units of a level ---- */

LtpUnitWalk ltp_unit_walk(const LtpGazetteer *gazetteer, int level, int32_t parent)
{
    return (LtpUnitWalk){gazetteer, level, parent, 0};
}

/* Children are listed; farther down, and without a parent, all units are gone through. */
static int32_t next_child(LtpUnitWalk *walk)
{
    const LtpGazUnit *parent = &walk->gazetteer->units[walk->parent];
    if (walk->at == parent->n_children)
        return LTP_NO_UNIT;
    return walk->gazetteer->children[parent->first_child + walk->at++];
}

int32_t ltp_unit_walk_next(LtpUnitWalk *walk)
{
    const LtpGazetteer *gazetteer = walk->gazetteer;
    if (walk->parent >= 0 && gazetteer->units[walk->parent].level == walk->level - 1)
        return next_child(walk);
    while (walk->at < gazetteer->n_units) {
        int32_t unit = gazetteer->by_rank[walk->at++];
        if (gazetteer->units[unit].level == walk->level &&
            (walk->parent < 0 || ltp_gazetteer_within(gazetteer, unit, walk->parent)))
            return unit;
    }
    return LTP_NO_UNIT;
}

/* ---- the search ---- */

typedef struct Search {
    const LtpGazetteer *gazetteer;
    const LtpName *name;
    double limit;
    LtpNearest *nearest;
} Search;

static bool comes_before(const Search *search, const LtpNear *a, const LtpNear *b)
{
    if (a->distance < b->distance || a->distance > b->distance)
        return a->distance < b->distance;
    return search->gazetteer->units[a->unit].rank < search->gazetteer->units[b->unit].rank;
}

/* The list stays short and sorted; the last falls out. */
static void keep(Search *search, const LtpNear *near)
{
    LtpNearest *list = search->nearest;
    size_t at = list->count;
    if (at == LTP_MAX_CANDIDATES && !comes_before(search, near, &list->items[at - 1]))
        return;
    at -= at == LTP_MAX_CANDIDATES;
    for (; at > 0 && comes_before(search, near, &list->items[at - 1]); at--)
        list->items[at] = list->items[at - 1];
    list->items[at] = *near;
    list->count += list->count < LTP_MAX_CANDIDATES;
}

static void compare_form(const Search *search, const LtpSoundName *sound, size_t form,
                         LtpNear *best)
{
    const LtpNameForm *text = &search->name->forms[form];
    const LtpSound *letters = &search->nearest->texts[form];
    if (strcmp(text->key + text->n_letters, sound->numbers) != 0 ||
        !ltp_sound_may_be_near(letters, &sound->sound, best->distance))
        return;
    double distance =
        ltp_sound_distance(&search->gazetteer->sound_costs, letters, &sound->sound, best->distance);
    if (distance < best->distance)
        *best = (LtpNear){sound->unit, sound, letters, distance};
}

static void compare_unit(Search *search, int32_t unit)
{
    const LtpGazUnit *from = &search->gazetteer->units[unit];
    const LtpNearest *list = search->nearest;
    bool full = list->count == LTP_MAX_CANDIDATES;
    LtpNear best = {.unit = LTP_NO_UNIT,
                    .distance = full ? list->items[list->count - 1].distance : search->limit};
    for (size_t i = from->first_sound; i < from->end_sound; i++)
        for (size_t form = 0; form < search->name->n_forms; form++)
            compare_form(search, &search->gazetteer->sounds[i], form, &best);
    search->nearest->n_units++;
    if (best.unit >= 0)
        keep(search, &best);
}

void ltp_gazetteer_near(const LtpGazetteer *gazetteer, const LtpName *name, int level,
                        int32_t parent, double limit, LtpNearest *nearest)
{
    Search search = {gazetteer, name, limit, nearest};
    LtpUnitWalk walk = ltp_unit_walk(gazetteer, level, parent);
    int32_t unit;
    nearest->count = nearest->n_units = 0;
    for (size_t i = 0; i < name->n_forms; i++)
        ltp_sound_read(name->forms[i].key, name->forms[i].n_letters, &nearest->texts[i]);
    while ((unit = ltp_unit_walk_next(&walk)) >= 0)
        compare_unit(&search, unit);
}
