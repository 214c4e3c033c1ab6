#include "importers/importer.h"

#include <string.h>

#define IMPORTER(kind) extern const LtpImporter ltp_importer_##kind;
#include "importers/importers.def"
#undef IMPORTER

#define IMPORTER(kind) &ltp_importer_##kind,
static const LtpImporter *const importers[] = {
#include "importers/importers.def"
};
#undef IMPORTER

enum { N_IMPORTERS = sizeof importers / sizeof importers[0] };

const LtpImporter *ltp_importer_at(size_t i)
{
    return i < N_IMPORTERS ? importers[i] : NULL;
}

const LtpImporter *ltp_importer_find(const char *kind)
{
    for (size_t i = 0; i < N_IMPORTERS; i++)
        if (strcmp(importers[i]->kind, kind) == 0)
            return importers[i];
    return NULL;
}
