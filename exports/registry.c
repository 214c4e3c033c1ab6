#include "exports/driver.h"

#include <string.h>

static const LtpExporter *const exporters[] = {
#define EXPORTER(name) &ltp_exporter_##name,
#include "exports/exporters.def"
#undef EXPORTER
};

const LtpExporter *ltp_exporter_at(size_t i)
{
    return i < sizeof exporters / sizeof *exporters ? exporters[i] : NULL;
}

const LtpExporter *ltp_exporter_find(const char *name)
{
    const LtpExporter *exporter;
    for (size_t i = 0; (exporter = ltp_exporter_at(i)) != NULL; i++) {
        if (strcmp(exporter->name, name) == 0)
            return exporter;
    }
    return NULL;
}
