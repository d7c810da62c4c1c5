/* The schemata of FollowTheMoney as tables. Types are compared without regard
 * to case and to what is no letter; those that are called otherwise stand in
 * the tables of synonyms. */
#include "export/ftm_schemata.h"

#include <stddef.h>
#include <string.h>

/* -- schemata ------------------------------------------------------------ */

/* `name`, `alias`, `keywords`, `notes`, `startDate`, `endDate`, `description`
 * of relations, and their roles, are filled from elsewhere. */
static const kith_ftm_kind thing = {
    .name = "Thing",
    .properties =
        " address alephUrl country createdAt description modifiedAt "
        "previousName program programId publisher publisherUrl retrievedAt "
        "sourceUrl summary topics weakAlias wikidataId wikipediaUrl ",
};
static const kith_ftm_kind value = {
    .name = "Value",
    .properties = " amount amountEur amountUsd currency ",
};
static const kith_ftm_kind interval = {
    .name = "Interval",
    .properties = " alephUrl date modifiedAt namesMentioned publisher "
                  "publisherUrl recordId retrievedAt sourceUrl summary ",
};
static const kith_ftm_kind interest = {
    .name = "Interest",
    .extends = {&interval},
    .properties = " status ",
};
static const kith_ftm_kind asset = {
    .name = "Asset",
    .extends = {&thing, &value},
    .properties = " ",
};
static const kith_ftm_kind legal_entity = {
    .name = "LegalEntity",
    .extends = {&thing},
    .properties =
        " bvdId classification dissolutionDate dunsCode email icijId "
        "idNumber incorporationDate innCode jurisdiction legalForm "
        "leiCode licenseNumber mainCountry npiCode ogrnCode okpoCode "
        "opencorporatesUrl phone registrationNumber sector status "
        "swiftBic taxNumber taxStatus uniqueEntityId vatCode website ",
};
static const kith_ftm_kind person = {
    .name = "Person",
    .extends = {&legal_entity},
    .properties =
        " appearance birthCountry birthDate birthPlace citizenship deathDate "
        "education ethnicity eyeColor fatherName firstName gender hairColor "
        "height lastName middleName motherName nameSuffix nationality "
        "passportNumber political position religion secondName "
        "socialSecurityNumber spokenLanguage title weight ",
};
static const kith_ftm_kind organization = {
    .name = "Organization",
    .extends = {&legal_entity},
    .properties = " cageCode giiNumber imoNumber permId ",
};
static const kith_ftm_kind public_body = {
    .name = "PublicBody",
    .extends = {&organization},
    .properties = " ",
};
static const kith_ftm_kind company = {
    .name = "Company",
    .extends = {&organization, &asset},
    .properties = " capital cikCode isinCode kppCode okvedCode ricCode ticker "
                  "voenCode ",
};
static const kith_ftm_kind vehicle = {
    .name = "Vehicle",
    .extends = {&asset},
    .properties = " buildDate deregistrationDate model registrationDate "
                  "registrationNumber type ",
};
static const kith_ftm_kind vessel = {
    .name = "Vessel",
    .extends = {&vehicle},
    .properties = " callSign crsNumber flag grossRegisteredTonnage imoNumber "
                  "mmsi nameChangeDate navigationArea pastFlags pastTypes "
                  "registrationPort tonnage ",
};
static const kith_ftm_kind airplane = {
    .name = "Airplane",
    .extends = {&vehicle},
    .properties = " serialNumber icaoCode manufacturer ",
};
static const kith_ftm_kind real_estate = {
    .name = "RealEstate",
    .extends = {&asset},
    .properties = " area cadastralCode censusBlock createDate encumbrance "
                  "landType latitude longitude propertyType registrationNumber "
                  "tenure titleNumber ",
};
static const kith_ftm_kind bank_account = {
    .name = "BankAccount",
    .extends = {&asset},
    .properties = " accountNumber accountType balance balanceDate bankAddress "
                  "bankName bic closingDate iban maxBalance maxBalanceDate "
                  "openingDate ",
};
static const kith_ftm_kind address = {
    .name = "Address",
    .extends = {&thing},
    .properties =
        " city full googlePlaceId latitude longitude osmId "
        "postOfficeBox postalCode region remarks state street street2 ",
};
static const kith_ftm_kind event = {
    .name = "Event",
    .extends = {&thing, &interval},
    .properties = " important location ",
};
static const kith_ftm_kind position = {
    .name = "Position",
    .extends = {&thing},
    .properties = " dissolutionDate inceptionDate numberOfSeats "
                  "subnationalArea ",
};
static const kith_ftm_kind project = {
    .name = "Project",
    .extends = {&thing, &interval},
    .properties = " goal phase projectId status ",
};
static const kith_ftm_kind court_case = {
    .name = "CourtCase",
    .extends = {&thing},
    .properties = " category caseNumber court fileDate closeDate status type ",
};

static const kith_ftm_kind note = {
    .name = "Note",
    .extends = {&thing},
    .properties = " ",
};

#define ENDS(from, from_range, to, to_range)                      \
 .source = (from), .source_range = &(from_range), .target = (to), \
 .target_range = &(to_range)

static const kith_ftm_kind ownership = {
    .name = "Ownership",
    .extends = {&interest},
    .properties = " legalBasis ownershipType percentage sharesCount "
                  "sharesCurrency sharesType sharesValue ",
    ENDS("owner", legal_entity, "asset", asset),
    .role = "role",
};
static const kith_ftm_kind directorship = {
    .name = "Directorship",
    .extends = {&interest},
    .properties = " secretary ",
    ENDS("director", legal_entity, "organization", organization),
    .role = "role",
};
static const kith_ftm_kind membership = {
    .name = "Membership",
    .extends = {&interest},
    .properties = " ",
    ENDS("member", legal_entity, "organization", organization),
    .role = "role",
};
static const kith_ftm_kind employment = {
    .name = "Employment",
    .extends = {&interest},
    .properties = " ",
    ENDS("employee", person, "employer", organization),
    .role = "role",
};
static const kith_ftm_kind occupancy = {
    .name = "Occupancy",
    .extends = {&interval},
    .properties = " declarationDate status ",
    ENDS("holder", person, "post", position),
    .role = "description",
};
static const kith_ftm_kind family = {
    .name = "Family",
    .extends = {&interval},
    .properties = " ",
    ENDS("person", person, "relative", person),
    .role = "relationship",
    .undirected = true,
};
static const kith_ftm_kind associate = {
    .name = "Associate",
    .extends = {&interval},
    .properties = " ",
    ENDS("person", person, "associate", person),
    .role = "relationship",
    .undirected = true,
};
static const kith_ftm_kind representation = {
    .name = "Representation",
    .extends = {&interest},
    .properties = " ",
    ENDS("agent", legal_entity, "client", legal_entity),
    .role = "role",
};
static const kith_ftm_kind payment = {
    .name = "Payment",
    .extends = {&interval, &value},
    .properties = " programme sequenceNumber transactionNumber ",
    ENDS("payer", legal_entity, "beneficiary", legal_entity),
    .role = "purpose",
};
static const kith_ftm_kind debt = {
    .name = "Debt",
    .extends = {&interval, &value},
    .properties = " ",
    ENDS("debtor", legal_entity, "creditor", legal_entity),
    .role = "description",
};
static const kith_ftm_kind succession = {
    .name = "Succession",
    .extends = {&interest},
    .properties = " ",
    ENDS("predecessor", legal_entity, "successor", legal_entity),
    .role = "role",
};
static const kith_ftm_kind participant = {
    .name = "ProjectParticipant",
    .extends = {&interest},
    .properties = " ",
    ENDS("participant", legal_entity, "project", project),
    .role = "role",
};
static const kith_ftm_kind party = {
    .name = "CourtCaseParty",
    .extends = {&interest},
    .properties = " ",
    ENDS("party", thing, "case", court_case),
    .role = "role",
};
static const kith_ftm_kind unknown_link = {
    .name = "UnknownLink",
    .extends = {&interest},
    .properties = " ",
    ENDS("subject", thing, "object", thing),
    .role = "role",
    .undirected = true,
};

const kith_ftm_kind *const kith_ftm_other_entity = &legal_entity;
const kith_ftm_kind *const kith_ftm_other_relation = &unknown_link;

/* -- types --------------------------------------------------------------- */

typedef struct synonym {
    const char *type; /* small letters only */
    const kith_ftm_kind *schema;
} synonym;

static const synonym entity_types[] = {
    {"address",      &address     },
    {"airplane",     &airplane    },
    {"asset",        &asset       },
    {"bankaccount",  &bank_account},
    {"company",      &company     },
    {"courtcase",    &court_case  },
    {"event",        &event       },
    {"legalentity",  &legal_entity},
    {"note",         &note        },
    {"organization", &organization},
    {"person",       &person      },
    {"position",     &position    },
    {"project",      &project     },
    {"publicbody",   &public_body },
    {"realestate",   &real_estate },
    {"vehicle",      &vehicle     },
    {"vessel",       &vessel      },
    {"city",         &address     },
    {"place",        &address     },
    {"country",      &public_body },
    {"document",     &note        },
    {"ministry",     &public_body },
    {"office",       &position    },
    {"organisation", &organization},
    {"plan",         &project     },
    {"ship",         &vessel      },
    {"strategy",     &project     },
    {NULL,           NULL         },
};

static const synonym relation_types[] = {
    {"associate",          &associate     },
    {"courtcaseparty",     &party         },
    {"debt",               &debt          },
    {"directorship",       &directorship  },
    {"employment",         &employment    },
    {"family",             &family        },
    {"membership",         &membership    },
    {"occupancy",          &occupancy     },
    {"ownership",          &ownership     },
    {"payment",            &payment       },
    {"projectparticipant", &participant   },
    {"representation",     &representation},
    {"succession",         &succession    },
    {"unknownlink",        &unknown_link  },
    {"associateof",        &associate     },
    {"directs",            &directorship  },
    {"employedby",         &employment    },
    {"heads",              &directorship  },
    {"holds",              &occupancy     },
    {"leads",              &directorship  },
    {"memberof",           &membership    },
    {"owes",               &debt          },
    {"owns",               &ownership     },
    {"paid",               &payment       },
    {"pays",               &payment       },
    {"relativeof",         &family        },
    {"represents",         &representation},
    {"succeededby",        &succession    },
    {"worksat",            &employment    },
    {"worksfor",           &employment    },
    {NULL,                 NULL           },
};

/* Whether `type` is `wanted` but for case and what is no letter. */
static bool means(const char *type, const char *wanted)
{
    for (; *type; type++) {
        const char small = (char)(*type | 0x20);
        const bool is_letter = small >= 'a' && small <= 'z';
        if ((unsigned char)*type >= 0x80 || (is_letter && small != *wanted))
            return false;
        wanted += is_letter;
    }
    return !*wanted;
}

static const kith_ftm_kind *find(const synonym *rows, const char *type)
{
    while (rows->type && !means(type, rows->type))
        rows++;
    return rows->schema;
}

const kith_ftm_kind *kith_ftm_entity_schema(const char *type)
{
    return find(entity_types, type);
}

const kith_ftm_kind *kith_ftm_relation_schema(const char *type)
{
    return find(relation_types, type);
}

/* -- what schemata extend ------------------------------------------------ */

/* Recursion goes as deep as the table of schemata, which is four. */
bool kith_ftm_is(const kith_ftm_kind *schema, const kith_ftm_kind *other)
{
    return schema &&
           (schema == other || kith_ftm_is(schema->extends[0], other) ||
            kith_ftm_is(schema->extends[1], other));
}

static bool is_word(const char *words, const char *word)
{
    const size_t length = strlen(word);
    if (!length || strchr(word, ' '))
        return false;
    for (const char *at = words; (at = strstr(at, word)); at++) {
        if (at[-1] == ' ' && at[length] == ' ')
            return true;
    }
    return false;
}

bool kith_ftm_has(const kith_ftm_kind *schema, const char *property)
{
    return schema && (is_word(schema->properties, property) ||
                      kith_ftm_has(schema->extends[0], property) ||
                      kith_ftm_has(schema->extends[1], property));
}
