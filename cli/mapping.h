/* A printed map for other commands: the kit. */
#ifndef LTP_CLI_MAPPING_H
#define LTP_CLI_MAPPING_H

#include "cli/command.h"
#include "layers/field.h"

/* The map of `theme`, with the filters of the run, on A4 into `path`: .pdf, or .png with `dpi`
 * points to the inch. Nothing is said. */
LtpCode ltp_map_file(LtpRun *run, const char *theme, LtpSensitivity clearance, const char *path,
                     int dpi, LtpError *err) LTP_MUST_CHECK;

#endif
