/* Texts: all forms of each kind are read, everything else is refused by name,
 * and what is written reads back. */
#include "moments.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    const char *word;
    const char *shown;
} form;

static void assert_forms(const moments *m, const form *forms, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const kith_temporal value = moment_of(m, forms[i].word);
        char again[KITH_TEMPORAL_SIZE + 16];
        assert_shown(&value, forms[i].shown);
        snprintf(again, sizeof again, "%s:%s",
                 kith_temporal_kind_name(value.kind), forms[i].shown);
        const kith_temporal back = moment_of(m, again);
        assert_int_equal(kith_temporal_order(&value, &back), 0);
    }
}

#define ASSERT_FORMS(m, forms) \
 assert_forms((m), (forms), sizeof(forms) / sizeof *(forms))

TEST(dates_are_read_in_all_of_their_forms)
{
    static const form forms[] = {
        {"date:2020-02-29",       "2020-02-29"      },
        {"date:20200229",         "2020-02-29"      },
        {"date:2020-03",          "2020-03-01"      },
        {"date:202003",           "2020-03-01"      },
        {"date:2020",             "2020-01-01"      },
        {"date:2020-W53-7",       "2021-01-03"      },
        {"date:2020W537",         "2021-01-03"      },
        {"date:2020-W01",         "2019-12-30"      },
        {"date:2020W01",          "2019-12-30"      },
        {"date:2020-Q1-91",       "2020-03-31"      },
        {"date:2020Q191",         "2020-03-31"      },
        {"date:2020-Q4",          "2020-10-01"      },
        {"date:2020Q4",           "2020-10-01"      },
        {"date:2020-366",         "2020-12-31"      },
        {"date:2020366",          "2020-12-31"      },
        {"date:0000-01-01",       "0000-01-01"      },
        {"date:-0044-03-15",      "-0044-03-15"     },
        {"date:-44-03-15",        "-0044-03-15"     },
        {"date:+2020-03-01",      "2020-03-01"      },
        {"date:+12020-W05",       "+12020-01-27"    },
        {"date:+999999999-12-31", "+999999999-12-31"},
        {"date:-999999999-001",   "-999999999-01-01"},
        {"date:-5-01",            "-0005-01-01"     },
    };
    moments m;
    moments_init(&m);
    ASSERT_FORMS(&m, forms);
    moments_free(&m);
}

TEST(times_are_read_in_all_of_their_forms)
{
    static const form forms[] = {
        {"localtime:09:05:07.123456789", "09:05:07.123456789"},
        {"localtime:090507,5",           "09:05:07.5"        },
        {"localtime:09:05:00",           "09:05"             },
        {"localtime:09:05:00.000000001", "09:05:00.000000001"},
        {"localtime:0905",               "09:05"             },
        {"localtime:09",                 "09:00"             },
        {"localtime:00",                 "00:00"             },
        {"localtime:23:59:59.9",         "23:59:59.9"        },
        {"time:09:05Z",                  "09:05Z"            },
        {"time:09:05",                   "09:05Z"            },
        {"time:0905+0530",               "09:05+05:30"       },
        {"time:09-03",                   "09:00-03:00"       },
        {"time:09:05:07-00:00",          "09:05:07Z"         },
        {"time:09:05-00:00:01",          "09:05-00:00:01"    },
        {"time:09:05+180000",            "09:05+18:00"       },
    };
    moments m;
    moments_init(&m);
    ASSERT_FORMS(&m, forms);
    moments_free(&m);
}

TEST(datetimes_are_read_in_all_of_their_forms)
{
    static const form forms[] = {
        {"localdatetime:2020-W10-1T0905",                "2020-03-02T09:05"           },
        {"localdatetime:2020",                           "2020-01-01T00:00"           },
        {"localdatetime:20200302T09",                    "2020-03-02T09:00"           },
        {"datetime:2020-03-02T09:05",                    "2020-03-02T09:05Z"          },
        {"datetime:2020-03-02",                          "2020-03-02T00:00Z"          },
        {"datetime:2020062T090507.5-0130",               "2020-03-02T09:05:07.5-01:30"},
        {"datetime:2020-03-02T09[Test/Fixed]",
         "2020-03-02T09:00-03:00[Test/Fixed]"                                         },
        {"datetime:2020-03-02[Test/Europe]",
         "2020-03-02T00:00+01:00[Test/Europe]"                                        },
        {"datetime:1850-03-02T09[Test/Europe]",
         "1850-03-02T09:00+00:53:28[Test/Europe]"                                     },
        {"datetime:2020-07-02T09:05+0200[Test/Europe]",
         "2020-07-02T09:05+02:00[Test/Europe]"                                        },
        {"datetime:2020-03-29T02:30[Test/Europe]",
         "2020-03-29T03:30+02:00[Test/Europe]"                                        },
        {"datetime:2020-10-25T02:30[Test/Europe]",
         "2020-10-25T02:30+02:00[Test/Europe]"                                        },
        {"datetime:2020-10-25T02:30+01:00[Test/Europe]",
         "2020-10-25T02:30+01:00[Test/Europe]"                                        },
    };
    moments m;
    moments_init(&m);
    ASSERT_FORMS(&m, forms);
    m.context.zone = (kith_text){"Test/Europe", 11};
    static const form by_default[] = {
        {"datetime:2020-07-02T09:05",  "2020-07-02T09:05+02:00[Test/Europe]"},
        {"datetime:2020-07-02T09:05Z", "2020-07-02T09:05Z"                  },
        {"time:09:05",                 "09:05+02:00"                        }, /* as it is at the query's instant */
    };
    ASSERT_FORMS(&m, by_default);
    m.context.zone = (kith_text){"-02:00", 6};
    static const form by_offset[] = {
        {"datetime:2020-07-02T09:05", "2020-07-02T09:05-02:00"},
        {"time:09:05",                "09:05-02:00"           },
    };
    ASSERT_FORMS(&m, by_offset);
    moments_free(&m);
}

TEST(durations_are_read_in_all_of_their_forms)
{
    static const form forms[] = {
        {"duration:P1Y2M3W4DT5H6M7.8S",     "P1Y2M25DT5H6M7.8S"       },
        {"duration:P1.5Y",                  "P1Y6M"                   },
        {"duration:P0.5M",                  "P15DT5H14M33S"           },
        {"duration:P1.5W",                  "P10DT12H"                },
        {"duration:P0,25D",                 "PT6H"                    },
        {"duration:PT1.5H",                 "PT1H30M"                 },
        {"duration:PT-0.5M",                "PT-30S"                  },
        {"duration:-P1Y-2M",                "P-10M"                   },
        {"duration:-P1DT2.5S",              "P-1DT-2.5S"              },
        {"duration:+P+1D",                  "P1D"                     },
        {"duration:PT0S",                   "PT0S"                    },
        {"duration:P0D",                    "PT0S"                    },
        {"duration:P13M",                   "P1Y1M"                   },
        {"duration:PT90M",                  "PT1H30M"                 },
        {"duration:PT-0.000000001S",        "PT-0.000000001S"         },
        {"duration:PT1M-61S",               "PT-1S"                   },
        {"duration:P2012-02-03T04:05:06.7", "P2012Y2M3DT4H5M6.7S"     },
        {"duration:-P20120203T040506",      "P-2012Y-2M-3DT-4H-5M-6S" },
        {"duration:P0001-00-00",            "P1Y"                     },
        {"duration:PT9223372036854775807S", "PT2562047788015215H30M7S"},
        {"duration:P9223372036854775807D",  "P9223372036854775807D"   },
    };
    moments m;
    moments_init(&m);
    ASSERT_FORMS(&m, forms);
    moments_free(&m);
}

typedef struct {
    const char *word;
    const char *reason;
} refusal;

static const refusal refusals[] = {
    {"date:",                                                     "'' is no date"                                              },
    {"date:2020-02-30",                                           "day 30 is not in 1 to 29"                                   },
    {"date:2021-02-29",                                           "day 29 is not in 1 to 28"                                   },
    {"date:2020-13-01",                                           "month 13 is not in 1 to 12"                                 },
    {"date:2020-00-01",                                           "month 0 is not in 1 to 12"                                  },
    {"date:2021-W53-1",                                           "week 53 is not in 1 to 52"                                  },
    {"date:2020-W01-8",                                           "dayOfWeek 8 is not in 1 to 7"                               },
    {"date:2021-366",                                             "ordinalDay 366 is not in 1 to 365"                          },
    {"date:2020-000",                                             "ordinalDay 0 is not"                                        },
    {"date:2020-Q5",                                              "quarter 5 is not in 1 to 4"                                 },
    {"date:2021-Q1-91",                                           "dayOfQuarter 91 is not in 1 to 90"                          },
    {"date:20-02-01",                                             "'20-02-01' is no date"                                      },
    {"date:2020-2-1",                                             "'2020-2-1' is no date"                                      },
    {"date:2020-0201",                                            "'2020-0201' is no date"                                     },
    {"date:202-02-01",                                            "'202-02-01' is no date"                                     },
    {"date:x€€€€€€€€€€€€€€€€€", "'x€€€€€€€€€€€€€€€' is no date"},
    {"date:12020-02-01",                                          "'12020-02-01' is no date"                                   },
    {"date:+1234567890-01-01",                                    "'+1234567890-01-01' is no date"                             },
    {"date:+20200201",                                            "'+20200201' is no date"                                     },
    {"date:2020/02/01",                                           "'2020/02/01' is no date"                                    },
    {"date:2020-02-01T09:00",                                     "'2020-02-01T09:00' is no date"                              },
    {"date: 2020-02-01",                                          "' 2020-02-01' is no date"                                   },
    {"date:+999999999-W52-7",                                     "date beyond the years"                                      },
    {"localtime:24:00",                                           "hour 24 is not in 0 to 23"                                  },
    {"localtime:23:60",                                           "minute 60 is not in 0 to 59"                                },
    {"localtime:23:59:60",                                        "second 60 is not in 0 to 59"                                },
    {"localtime:",                                                "'' is no time of day"                                       },
    {"localtime:9:05",                                            "'9:05' is no time"                                          },
    {"localtime:09:05:07.",                                       "'09:05:07.' is no time"                                     },
    {"localtime:09:05:07.1x",                                     "'09:05:07.1x' is no time"                                   },
    {"localtime:09:05:07.1234567890",                             "'09:05:07.1234567890' is no time"                           },
    {"localtime:09:05.5",                                         "'09:05.5' is no time"                                       },
    {"localtime:09:0507",                                         "'09:0507' is no time"                                       },
    {"localtime:09:05Z",                                          "'09:05Z' is no time"                                        },
    {"time:09:05+19",                                             "'+19' is no offset"                                         },
    {"time:09:05+18:01",                                          "'+18:01' is no offset"                                      },
    {"time:09:05+1",                                              "'+1' is no offset"                                          },
    {"time:09:05+01:60",                                          "'+01:60' is no offset"                                      },
    {"time:09:05Z+1",                                             "'Z+1' is no offset"                                         },
    {"time:09:05[Test/Europe]",                                   "a time has an offset, not the zone"                         },
    {"localdatetime:2020-02-01T",                                 "'' is no time"                                              },
    {"localdatetime:2020-02-01 09:05",                            "'2020-02-01 09:05' is no date"                              },
    {"localdatetime:2020-02-01T09:05Z",                           "'09:05Z' is no time"                                        },
    {"datetime:2020-02-01T09:05[Test/Nowhere]",                   "unknown time zone 'Test/No"                                 },
    {"datetime:2020-02-01T09:05[Test/Europe",                     "'[Test/Europe' is no time zone"                             },
    {"datetime:2020-02-01T09:05[]",                               "'[]' is no time zone"                                       },
    {"datetime:2020-02-01T09:05+02:00[Test/Europe]",
     "Test/Europe is at +01:00 then, not at +02:00"                                                                            },
    {"datetime:2020-02-01+01:00",                                 "'2020-02-01+01:00' is no date"                              },
    {"duration:",                                                 "'' is no duration"                                          },
    {"duration:P",                                                "'P' is no duration"                                         },
    {"duration:PT",                                               "'PT' is no duration"                                        },
    {"duration:P1DT",                                             "'P1DT' is no duration"                                      },
    {"duration:P1H",                                              "'P1H' is no duration"                                       },
    {"duration:PT1D",                                             "'PT1D' is no duration"                                      },
    {"duration:P1D1Y",                                            "'P1D1Y' is no duration"                                     },
    {"duration:P1D1D",                                            "'P1D1D' is no duration"                                     },
    {"duration:P1",                                               "'P1' is no duration"                                        },
    {"duration:P.5D",                                             "'P.5D' is no duration"                                      },
    {"duration:P1.D",                                             "'P1.D' is no duration"                                      },
    {"duration:P--1D",                                            "'P--1D' is no duration"                                     },
    {"duration:1D",                                               "'1D' is no duration"                                        },
    {"duration:P9223372036854775808D",                            "'P92233720368547758"                                        },
    {"duration:P9223372036854775807Y",                            "duration is too long"                                       },
    {"duration:P9223372036854775807W",                            "duration is too long"                                       },
    {"duration:PT9223372036854775807H",                           "duration is too long"                                       },
    {"duration:PT9223372036854775807M1S",                         "duration is too long"                                       },
    {"duration:P2012-02-02T14:37.5",                              "'P2012-02-02T14:37.5' is no duration"                       },
    {"duration:P2012x02-02",                                      "'P2012x02-02' is no duration"                               },
    {"duration:P2012-0x-02",                                      "'P2012-0x-02' is no duration"                               },
    {"duration:P2012-02-02T1x",                                   "'P2012-02-02T1x' is no duration"                            },
    {"duration:P2012-02-02T14:37:21.x",                           "'P2012-02-02T14:37:21.x' is no"                             },
    {"duration:P2012-02",                                         "'P2012-02' is no duration"                                  },
};

TEST(everything_else_is_refused_by_name)
{
    moments m;
    moments_init(&m);
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        kith_temporal value;
        kith_error err;
        const kith_status st = try_moment(&value, &m, refusals[i].word, &err);
        if (st == KITH_OK)
            fail_msg("%s is read", refusals[i].word);
        assert_no_moment(st, &err, refusals[i].reason);
        assert_true(err.hint[0]);
    }
    moments_free(&m);
}

TEST(a_nul_inside_a_text_is_not_its_end)
{
    kith_temporal value;
    kith_error err = {0};
    const kith_temporal_context none = {0};
    assert_no_moment(kith_temporal_parse(&value, KITH_TEMPORAL_DATE,
                                         (kith_text){"2020\0", 5}, &none, &err),
                     &err, "'2020");
}

TEST(named_zones_need_a_database_and_offsets_do_not)
{
    kith_temporal value;
    kith_error err = {0};
    const kith_temporal_context none = {0};
    const char *offset = "2020-02-01T09:05+01:00";
    const char *name = "2020-02-01T09:05[Europe/Oslo]";
    assert_int_equal(kith_temporal_parse(&value, KITH_TEMPORAL_DATETIME,
                                         (kith_text){offset, strlen(offset)},
                                         &none, &err),
                     KITH_OK);
    assert_no_moment(kith_temporal_parse(&value, KITH_TEMPORAL_DATETIME,
                                         (kith_text){name, strlen(name)}, &none,
                                         &err),
                     &err, "time zone 'Europe/Oslo': there is no");
}

RUN("query/temporal_text",
    CASE(dates_are_read_in_all_of_their_forms),
    CASE(times_are_read_in_all_of_their_forms),
    CASE(datetimes_are_read_in_all_of_their_forms),
    CASE(durations_are_read_in_all_of_their_forms),
    CASE(everything_else_is_refused_by_name),
    CASE(a_nul_inside_a_text_is_not_its_end),
    CASE(named_zones_need_a_database_and_offsets_do_not))
