#ifndef KITH_RECORDS_GUESS_H
#define KITH_RECORDS_GUESS_H

#include <kith/text.h>

/** What an input that does not hold records seems to be. */
typedef struct kith_guess {
    const char
        *form; /**< "CSV", "a PNG picture"; NULL if there is no telling */
    const char *advice; /**< NULL where there is nothing better than usual */
    char map[96];       /**< for a table what --map could say; else "" */
} kith_guess;

/** By its first bytes: at most two lines are looked at. */
kith_guess kith_guess_form(kith_text bytes);

#endif /* KITH_RECORDS_GUESS_H */
