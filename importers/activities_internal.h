/* Inside the import of activities: what activities.c and activities_words.c share. */
#ifndef LTP_IMPORTERS_ACTIVITIES_INTERNAL_H
#define LTP_IMPORTERS_ACTIVITIES_INTERNAL_H

#include "importers/activities.h"
#include "importers/job.h"
#include "importers/organisations.h"
#include "importers/people.h"
#include "importers/theme.h"

/* Fields that are taken as they stand. */
enum LtpActivityField {
    PROJECT_CODE,
    PROJECT_TITLE,
    ACTIVITY,
    ACTIVITY_CODE,
    INDICATOR,
    SECTOR,
    SECTOR_CODE,
    SUBSECTOR,
    THEME,
    BASIS,
    STATUS,
    POPULATION,
    MODALITY,
    AMOUNT,
    CURRENCY,
    SETTLEMENT,
    REMARKS,
    QUANTITY,
    START,
    END,
    REPORTED,
    TARGETED_APPROXIMATE,
    REACHED_APPROXIMATE,
    LTP_ACTIVITY_FIELDS
};

enum { LTP_PEOPLE_COLUMNS = 64 };

typedef struct LtpActivities {
    int columns[LTP_ACTIVITY_FIELDS];
    const char *texts[LTP_ACTIVITY_FIELDS]; /* of the row at hand */
    LtpOrganisations organisations;
    LtpThemeWords words;
    LtpTheme theme;                   /* of the row at hand */
    char populations[LTP_CODES_TEXT]; /* likewise */
    LtpVocabulary *status, *population;
    LtpPeopleColumn people[LTP_PEOPLE_COLUMNS];
    LtpPeopleCell
        people_cells[LTP_PEOPLE_COLUMNS]; /* of columns whose header says whom they count */
    int people_columns[LTP_PEOPLE_COLUMNS];
    size_t n_people;
    LtpLineBook *book;
    LtpDay newest_reported;
    LtpLineRecord line; /* of the row at hand */
    LtpPeople cells[LTP_PEOPLE_COLUMNS];
} LtpActivities;

/* The words of the row at hand into its line: sector and theme, status, population, quantity. */
LtpCode ltp_activities_words(LtpJob *job, LtpError *err) LTP_MUST_CHECK;

#endif
