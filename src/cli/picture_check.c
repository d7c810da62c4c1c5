/* Whether what another program handed back is a picture, and all of it: by its
 * first and its last bytes, as its own readers tell. */
#include "base/error.h"
#include "cli/picture.h"

#include <string.h>

/* Bytes looked at behind the end, line ends included. */
enum { END_SIZE = 32 };

static const struct {
    const char *format;
    const char *name;
    const char *begins;
    const char *ends;
} forms[] = {
    {"svg",  "SVG",  "<?xml",             "</svg>"              },
    {"png",  "PNG",  "\x89PNG\r\n\x1A\n", "IEND\xAE\x42\x60\x82"},
    {"pdf",  "PDF",  "%PDF-",             "%%EOF"               },
    {"dot",  "DOT",  "",                  "}"                   },
    {"json", "JSON", "{",                 "}"                   },
};

static bool begins_with(FILE *file, const char *wanted)
{
    char bytes[END_SIZE];
    const size_t length = strlen(wanted);
    rewind(file);
    return fread(bytes, 1, length, file) == length &&
           !memcmp(bytes, wanted, length);
}

static bool ends_with(FILE *file, const char *wanted)
{
    char bytes[END_SIZE];
    const size_t length = strlen(wanted);
    if (fseek(file, 0, SEEK_END) != 0)
        return false;
    const long size = ftell(file);
    if (size < 0 ||
        fseek(file, size < END_SIZE ? 0 : size - END_SIZE, SEEK_SET) != 0)
        return false;
    size_t end = fread(bytes, 1, sizeof bytes, file);
    while (end && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r'))
        end--;
    return end >= length && !memcmp(bytes + end - length, wanted, length);
}

kith_status kith_picture_check(FILE *file,
                               const char *format,
                               const char *program,
                               kith_error *err)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (strcmp(format, forms[i].format) != 0 ||
            (begins_with(file, forms[i].begins) &&
             ends_with(file, forms[i].ends)))
            continue;
        (void)kith_fail(err, KITH_E_IO,
                        "what '%s' drew is not %s, or not all of it", program,
                        forms[i].name);
        kith_hint(err,
                  "see that it is the one that was installed with this kith");
        return KITH_E_IO;
    }
    return KITH_OK;
}
