#include "named.h"

Mali mali;
LtpGazetteer *gazetteer;

int named_start(void **state)
{
    (void)state;
    if (!mali_load(&mali))
        return -1;
    gazetteer = mali_gazetteer(&mali, NULL, 0);
    return gazetteer != NULL ? 0 : -1;
}

int named_stop(void **state)
{
    (void)state;
    ltp_gazetteer_free(gazetteer);
    mali_release(&mali);
    return 0;
}

const char *pcode_of(int32_t unit)
{
    return mali_pcode(&mali, unit);
}
