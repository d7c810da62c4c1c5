/* Relative IRIs: the examples of RFC 3986, 5.4, and bases without a path. */
#include "records/dialects/iri.h"
#include "test.h"

#include <string.h>

static void expect(const char *base, const char *iri, const char *wanted)
{
    kith_arena arena = {0};
    const kith_text whole =
        kith_iri_resolve((kith_text){base, strlen(base)},
                         (kith_text){iri, strlen(iri)}, &arena);
    assert_non_null(whole.data);
    assert_int_equal(whole.length, strlen(wanted));
    assert_memory_equal(whole.data, wanted, whole.length);
    kith_arena_free(&arena);
}

TEST(examples_of_the_standard_are_resolved)
{
    static const char *const rows[][2] = {
        {"g:h",        "g:h"                  },
        {"g",          "http://a/b/c/g"       },
        {"./g",        "http://a/b/c/g"       },
        {"g/",         "http://a/b/c/g/"      },
        {"/g",         "http://a/g"           },
        {"//g",        "http://g"             },
        {"?y",         "http://a/b/c/d;p?y"   },
        {"g?y",        "http://a/b/c/g?y"     },
        {"#s",         "http://a/b/c/d;p?q#s" },
        {"g#s",        "http://a/b/c/g#s"     },
        {";x",         "http://a/b/c/;x"      },
        {"",           "http://a/b/c/d;p?q"   },
        {".",          "http://a/b/c/"        },
        {"..",         "http://a/b/"          },
        {"../g",       "http://a/b/g"         },
        {"../..",      "http://a/"            },
        {"../../../g", "http://a/g"           },
        {"/./g",       "http://a/g"           },
        {"g.",         "http://a/b/c/g."      },
        {"..g",        "http://a/b/c/..g"     },
        {"g/./h",      "http://a/b/c/g/h"     },
        {"g;x=1/../y", "http://a/b/c/y"       },
        {"g?y/../x",   "http://a/b/c/g?y/../x"},
        {"g#s/../x",   "http://a/b/c/g#s/../x"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect("http://a/b/c/d;p?q", rows[i][0], rows[i][1]);
}

TEST(bases_need_no_path)
{
    expect("http://a", "g", "http://a/g");
    expect("http://a#f", "#g", "http://a#g");
    expect("http://a/b?q=/c/", "g", "http://a/g");
    expect("urn:kith:", "g", "urn:g");
    expect("", "g", "g");
}

RUN("records/iri",
    CASE(examples_of_the_standard_are_resolved),
    CASE(bases_need_no_path))
