/* The kit: a folder that is whole, that can be moved and renamed, and that replaces only a kit. */
#include "exporting.h"

#include "base/os.h"
#include "exports/exporter.h"

static LtpCode draw_fake(void *arg, const char *theme, const char *path, int dpi, LtpError *err)
{
    (void)arg;
    return dpi > 0 ? ltp_os_write_file(path, theme, strlen(theme), err) : LTP_EINTERNAL;
}

/* The disk is full at the third map. */
static LtpCode draw_broken(void *arg, const char *theme, const char *path, int dpi, LtpError *err)
{
    if (strcmp(theme, "presence") == 0)
        return ltp_fail(err, LTP_EIO, "no space");
    return draw_fake(arg, theme, path, dpi, err);
}

/* A map that writes nothing and says nothing. */
static LtpCode draw_nothing(void *arg, const char *theme, const char *path, int dpi, LtpError *err)
{
    (void)arg, (void)theme, (void)path, (void)dpi, (void)err;
    return LTP_OK;
}

typedef LtpCode DrawFn(void *arg, const char *theme, const char *path, int dpi, LtpError *err);

static LtpCode make_kit(Exporting *e, DrawFn *map, const char *dest, LtpError *err)
{
    FakeLayer fake = fake_communes;
    LtpExportJob job = {
        .dest = exporting_path(e, dest),
        .source = {.open = fake_open, .classes = fake_classes, .map = map, .arg = &fake},
        .written = &e->written,
        .notes = &e->notes};
    return ltp_export(ltp_exporter_find("kit"), &job, err);
}

/* Every href and src of the page is a file of the folder; none is absolute or of the network. */
static size_t count_links(const Exporting *e, const char *folder)
{
    LtpBuf name = {0};
    size_t links = 0;
    ltp_buf_printf(&name, "%s/OUVRIR-MOI.html", folder);
    char *page = exporting_read(e, ltp_buf_text(&name));
    static const char *const attributes[] = {"href=\"", "src=\""};
    for (size_t a = 0; a < 2; a++)
        for (const char *at = strstr(page, attributes[a]); at; at = strstr(at, attributes[a])) {
            at += strlen(attributes[a]);
            ltp_buf_clear(&name);
            ltp_buf_printf(&name, "%s/%.*s", folder, (int)strcspn(at, "\""), at);
            assert_true(at[0] != '/' && strncmp(at, "http", 4) != 0 && strncmp(at, "file", 4) != 0);
            assert_true(exporting_has(e, ltp_buf_text(&name)));
            links++;
        }
    ltp_buf_release(&name);
    ltp_free(page);
    return links;
}

static void everything_is_reached_from_the_page_also_after_a_move(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(make_kit(e, draw_fake, "kit", &err));
    assert_int_equal(3 + 2 * 8, count_links(e, "kit"));
    assert_int_equal(0, rename(exporting_path(e, "kit"), exporting_path(e, "Clé de Mopti")));
    assert_int_equal(3 + 2 * 8, count_links(e, "Clé de Mopti"));
    assert_true(exporting_has(e, "Clé de Mopti/qgis/ltp.gpkg"));
}

static LtpCode is_plain(const char *name, void *arg, LtpError *err)
{
    (void)err;
    for (const char *at = name; *at; at++)
        if ((unsigned char)*at >= 0x80 || strchr("<>:\"|?*\\ ", *at))
            *(bool *)arg = false;
    return LTP_OK;
}

static void names_are_plain_for_any_file_system(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    bool plain = true;
    assert_ok(make_kit(e, draw_fake, "kit", &err));
    static const char *const folders[] = {"kit", "kit/cartes", "kit/qgis"};
    for (size_t i = 0; i < 3; i++)
        assert_ok(ltp_os_list(exporting_path(e, folders[i]), is_plain, &plain, &err));
    assert_true(plain);
}

static void the_page_says_date_sensitivity_and_what_it_does_not_say(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(make_kit(e, draw_fake, "kit", &err));
    char *page = exporting_read(e, "kit/OUVRIR-MOI.html");
    assert_non_null(strstr(page, "2020"));
    assert_non_null(strstr(page, "share-public"));
    assert_non_null(strstr(page, "notsaid"));
    assert_null(strstr(page, "{{"));
    ltp_free(page);
}

static void a_kit_replaces_a_kit_and_nothing_else(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(ltp_os_mkdirs(exporting_path(e, "mine"), &err));
    assert_ok(ltp_os_write_file(exporting_path(e, "mine/memoire.txt"), "x", 1, &err));
    assert_code(LTP_EUSAGE, make_kit(e, draw_fake, "mine", &err));
    assert_true(exporting_has(e, "mine/memoire.txt"));
    LtpError none = {0};
    assert_ok(make_kit(e, draw_fake, "kit/", &none));
    assert_ok(ltp_os_write_file(exporting_path(e, "kit/cartes/old.pdf"), "x", 1, &none));
    assert_ok(make_kit(e, draw_fake, "kit", &none));
    assert_false(exporting_has(e, "kit/cartes/old.pdf"));
    char *names = exporting_list(e, ".");
    assert_string_equal("kit mine", names);
    ltp_free(names);
}

static void what_fails_leaves_the_older_kit_and_no_half_one(void **state)
{
    Exporting *e = *state;
    LtpError err = {0}, empty = {0}, fine = {0};
    assert_ok(make_kit(e, draw_fake, "kit", &fine));
    assert_code(LTP_EIO, make_kit(e, draw_broken, "kit", &err));
    assert_code(LTP_EIO, make_kit(e, draw_nothing, "kit", &empty));
    char *names = exporting_list(e, ".");
    assert_string_equal("kit", names);
    assert_int_equal(3 + 2 * 8, count_links(e, "kit"));
    ltp_free(names);
}

static void without_maps_the_kit_has_the_rest(void **state)
{
    Exporting *e = *state;
    LtpError err = {0};
    assert_ok(make_kit(e, NULL, "kit", &err));
    assert_int_equal(3, count_links(e, "kit"));
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, exporting_setup, exporting_teardown)
    const struct CMUnitTest tests[] = {
        CASE(everything_is_reached_from_the_page_also_after_a_move),
        CASE(names_are_plain_for_any_file_system),
        CASE(the_page_says_date_sensitivity_and_what_it_does_not_say),
        CASE(a_kit_replaces_a_kit_and_nothing_else),
        CASE(what_fails_leaves_the_older_kit_and_no_half_one),
        CASE(without_maps_the_kit_has_the_rest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
