#ifndef KITH_QUERY_PATTERN_TEXT_H
#define KITH_QUERY_PATTERN_TEXT_H

#include "query/run.h"

/** `text =~ pattern`: whether the whole text matches a regular expression.
 *
 *  Syntax: . [a-z] [^…] \d \w \s \D \W \S * + ? {m,n} | ( ) (?: ) ^ $, and (?i)
 *  at the beginning. No back-references, so that a match takes
 *  O(text * pattern) steps whatever they are (Thompson, 1968).
 */
kith_value kith_pattern_match(kith_run *run,
                              const kith_expr *expr,
                              kith_text text,
                              kith_text pattern);

#endif /* KITH_QUERY_PATTERN_TEXT_H */
