#ifndef KITH_RECORDS_DIALECTS_VOCABULARIES_H
#define KITH_RECORDS_DIALECTS_VOCABULARIES_H

/** Vocabularies of linked data that mean something to kith. */

#define RDF     "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define RDFS    "http://www.w3.org/2000/01/rdf-schema#"
#define SKOS    "http://www.w3.org/2004/02/skos/core#"
#define DCTERMS "http://purl.org/dc/terms/"
#define XSD     "http://www.w3.org/2001/XMLSchema#"
#define KITH    "urn:kith:term/"

#endif /* KITH_RECORDS_DIALECTS_VOCABULARIES_H */
