/* Prints the README's table of graph formats from the registry. */
#include <kith/export.h>

#include <stdio.h>

int main(void)
{
    (void)puts("| `--format` | what it is | `--with` | what it cannot hold |\n"
               "| --- | --- | --- | --- |");
    for (const kith_format *const *each = kith_formats(); *each; each++) {
        const kith_format *f = *each;
        char losses[4096];
        const size_t length = kith_format_losses(f, losses, sizeof losses);
        (void)printf("| `%s` | %s | %s | %s |\n", f->name, f->summary,
                     f->takes_columns ? "yes" : "",
                     length ? losses : "nothing is lost");
    }
    return 0;
}
