#include "exporting.h"

#include "base/os.h"

int exporting_setup(void **state)
{
    static Exporting exporting;
    exporting = (Exporting){0};
    *state = &exporting;
    return ltp_os_temp_dir(&exporting.dir, NULL) == LTP_OK ? 0 : -1;
}

int exporting_teardown(void **state)
{
    Exporting *e = *state;
    LtpCode rc = ltp_os_remove_tree(e->dir, NULL);
    ltp_free(e->dir);
    ltp_buf_release(&e->written);
    ltp_buf_release(&e->notes);
    return rc == LTP_OK ? 0 : -1;
}

const char *exporting_path(const Exporting *e, const char *name)
{
    static char paths[4][1024];
    static unsigned next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", e->dir, name);
    return path;
}

LtpCode exporting_run(Exporting *e, const char *format, const FakeLayer *fake, const char *dest,
                      const char *const *layers, LtpError *err)
{
    FakeLayer copy = *fake;
    LtpExportJob job = {.dest = exporting_path(e, dest),
                        .layers = layers,
                        .source = {.open = fake_open, .classes = fake_classes, .arg = &copy},
                        .written = &e->written,
                        .notes = &e->notes};
    while (layers != NULL && layers[job.n_layers] != NULL)
        job.n_layers++;
    return ltp_exporter_find(format)->run(&job, err);
}

char *exporting_read(const Exporting *e, const char *name)
{
    char *bytes = NULL;
    size_t size = 0;
    if (ltp_os_read_file(exporting_path(e, name), 1 << 28, &bytes, &size, NULL) != LTP_OK)
        return ltp_strdup("");
    return bytes;
}

bool exporting_has(const Exporting *e, const char *name)
{
    return ltp_os_exists(exporting_path(e, name));
}

static LtpCode add_name(const char *name, void *arg, LtpError *err)
{
    (void)err;
    LtpBuf *names = arg;
    ltp_buf_printf(names, "%s%s", names->size > 0 ? " " : "", name);
    return LTP_OK;
}

char *exporting_list(const Exporting *e, const char *dir)
{
    LtpBuf names = {0};
    if (ltp_os_list(exporting_path(e, dir), add_name, &names, NULL) != LTP_OK)
        ltp_buf_puts(&names, "(no folder)");
    char *text = ltp_strdup(ltp_buf_text(&names));
    ltp_buf_release(&names);
    return text;
}
