/* Names that are, and are not, what is looked for: across scripts, spellings,
 * orders, initials and typing errors. */
#include "graph/question.h"
#include "test.h"

static kith_romanizer *romanizer;

static double fit(const char *query, const char *name)
{
    static kith_question question;
    static kith_words words;
    const kith_text text = {query, strlen(query)};
    kith_question_init(&question, text, true, romanizer);
    return kith_question_fit(&question, (kith_text){name, strlen(name)}, false,
                             &words);
}

typedef struct {
    const char *one;
    const char *other;
} pair;

/* Each finds the other. */
static const pair same[] = {
  /* Cyrillic */
    {"Nurudin Mukhitdinov",   "Нурудин Мухитдинов"    },
    {"Pyotr Tchaikovsky",     "Пётр Чайковский"          },
    {"Čajkovskij",           "Чайковский"                   },
    {"Volodymyr Zelenskyy",   "Володимир Зеленський"},
    {"Nikita Khrushchev",     "Никита Хрущёв"              },
    {"Boris Yeltsin",         "Борис Ельцин"                },
    {"Mikhail Gorbatchev",    "Михаил Горбачёв"          },
    {"Yuliya Tymoshenko",     "Юлія Тимошенко"            },
    {"Julia",                 "Юлия"                               },
    {"Novak Djokovic",        "Новак Ђоковић"              },
    {"Shavkat Mirziyoyev",    "Шавкат Мирзиёев"          },
    {"Kassym-Jomart Tokayev", "Касым-Жомарт Токаев"   },
    {"Muxitdinov",            "Мухитдинов"                   },
    {"Dostoyevsky",           "Достоевский"                 },
    {"Yu. Gagarin",           "Юрий Гагарин"                },
    {"Ш. Мирзиёев",  "Shavkat Mirziyoyev"                     },
 /* Greek */
    {"Georgios Papandreou",   "Γεώργιος Παπανδρέου"  },
    {"Eleftherios Venizelos", "Ελευθέριος Βενιζέλος"},
    {"Athina",                "Αθήνα"                             },
    {"Christos",              "Χρήστος"                         },
 /* Arabic and Hebrew, by their consonants */
    {"Muhammad",              "محمد"                               },
    {"Mohamed",               "محمد"                               },
    {"Salman Rushdie",        "سلمان رشدی"                    },
    {"Fatima",                "فاطمة"                             },
    {"Hassan Rouhani",        "حسن روحانی"                    },
    {"David Ben Gurion",      "דוד בן גוריון"               },
    {"Golda Meir",            "גולדה מאיר"                    },
 /* one script */
    {"Müller",               "Muller"                                 },
    {"Mueller",               "Müller"                                },
    {"Großmann",             "Grossmann"                              },
    {"Élysée",              "elysee"                                 },
    {"Łódź",               "Lodz"                                   },
    {"Søren Kierkegaard",    "Soren Kierkegaard"                      },
    {"Jean-Luc Godard",       "jeanluc godard"                         },
    {"Jean-Luc Godard",       "Godard, Jean Luc"                       },
    {"Al-Qaeda",              "Al Qaida"                               },
    {"O'Brien",               "OBrien"                                 },
    {"O’Brien",             "O'Brien"                                },
    {"N. Mukhitdinov",        "Nurudin Mukhitdinov"                    },
    {"Mukhitdinov N",         "Nurudin Mukhitdinov"                    },
    {"J. R. R. Tolkien",      "John Ronald Reuel Tolkien"              },
    {"Mukhtidinov",           "Mukhitdinov"                            },
    {"Nurudin Mukhitdinof",   "Mukhitdinov Nurudin"                    },
    {"Phillip",               "Filip"                                  },
    {"Catherine",             "Katharine"                              },
    {"Oxana",                 "Oksana"                                 },
    {"北京",                "北京"                                 },
    {"Ёлкин",            "елкин"                             },
    {NULL,                    NULL                                     },
};

/* The same with ICU. */
static const pair same_by_icu[] = {
    {"Mao Zedong",          "毛泽东"                                        },
    {"Beijing",             "北京"                                           },
    {"Tbilisi",             "თბილისი"                            },
    {"Mikheil Saakashvili", "მიხეილ სააკაშვილი"},
    {"Yerevan",             "Երևան"                                       },
    {"Nikol Pashinyan",     "Նիկոլ Փաշինյան"                      },
    {"Narendra Modi",       "नरेन्द्र मोदी"            },
    {"Dilli",               "दिल्ली"                               },
    {NULL,                  NULL                                               },
};

/* Neither finds the other. */
static const pair different[] = {
    {"Ivan Petrov",          "Иван Сидоров"},
    {"Мухитдинов", "Мухаммедов"   },
    {"Putin",                "Рахмон"           },
    {"Müller",              "Gustav Mahler"          },
    {"Iran",                 "Oman"                   },
    {"Li",                   "Lu"                     },
    {"Ван",               "Ли"                   },
    {"Muhammad",             "احمد"               },
    {"David",                "משה"                 },
    {"Νίκος",           "Petros"                 },
    {"N.",                   "Mukhitdinov"            },
    {"北京",               "南京"                 },
    {"rbc",                  "rcc"                    },
    {"12345",                "54321"                  },
    {"Tashkent",             "Бишкек"           },
    {"Sara",                 "Андрей"           },
    {NULL,                   NULL                     },
};

static void expect(const pair *pairs, bool found)
{
    for (const pair *p = pairs; p->one; p++) {
        const bool there = fit(p->one, p->other) > 0;
        const bool back = fit(p->other, p->one) > 0;
        if (there != found || back != found)
            print_message("'%s' and '%s': %d %d\n", p->one, p->other, there,
                          back);
        assert_true(there == found && back == found);
    }
}

TEST(names_are_found_in_other_spellings)
{
    expect(same, true);
}

TEST(names_are_found_by_icu_where_it_is)
{
    char letters[KITH_ROMAN_SIZE];
    romanizer = kith_romanizer_new();
    if (kith_romanize(romanizer, (kith_text){"ა", strlen("ა")}, letters))
        expect(same_by_icu, true);
    else
        assert_true(fit(same_by_icu->one, same_by_icu->other) == 0);
    kith_romanizer_free(romanizer);
    romanizer = NULL;
}

TEST(other_names_are_not_found)
{
    expect(different, false);
    romanizer = kith_romanizer_new();
    expect(different, false);
    kith_romanizer_free(romanizer);
    romanizer = NULL;
}

TEST(words_of_the_question_may_be_one_in_the_name)
{
    assert_true(fit("Abdul Rahman", "Abdulrahman") > 0.9);
    assert_true(fit("Mohammed Abdul Rahman", "Muhammad Abdulrahman") > 0.8);
    assert_true(fit("Beijing University", "Beijinguniversity") > 0.9);
}

TEST(what_is_written_the_same_comes_first)
{
    assert_true(fit("Мухитдинов", "мухитдинов") == 1);
    assert_true(fit("Mukhitdinov", "Muhitdinov") < 1);
    assert_true(fit("Mukhitdinov", "Мухитдинов") >
                fit("Mukhitdinov", "Mukhitdinof"));
    assert_true(fit("Jean-Luc", "Jean Luc") == 1);
    assert_true(fit("Jean-Luc", "JeanLuc") < 1);
}

TEST(a_question_of_many_words_has_one_form)
{
    static kith_question question;
    static const size_t forms[] = {0, 1, 2, 4, 5, 6, 1};
    const char *text = "a b c d e f";
    for (size_t words = 0; words <= 6; words++) {
        const size_t length = words ? 2 * words - 1 : 0;
        kith_question_init(&question, (kith_text){text, length}, false, NULL);
        assert_int_equal(question.count, forms[words]);
    }
}

RUN("graph/question",
    CASE(names_are_found_in_other_spellings),
    CASE(names_are_found_by_icu_where_it_is),
    CASE(other_names_are_not_found),
    CASE(words_of_the_question_may_be_one_in_the_name),
    CASE(what_is_written_the_same_comes_first),
    CASE(a_question_of_many_words_has_one_form))
