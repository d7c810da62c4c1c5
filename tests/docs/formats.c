/* Prints the README's table of graph formats from the registry. */
#include <kith/export.h>

#include <stdio.h>

static void put_losses(const kith_format *format)
{
    const kith_loss_note *note = format->losses;
    if (!note)
        (void)fputs("nothing is lost", stdout);
    for (; note && note->instead; note++) {
        (void)printf("%s%s %s", note == format->losses ? "" : "; ",
                     kith_loss_name(note->kind, 2), note->instead);
    }
}

int main(void)
{
    (void)puts("| `--format` | what it is | `--with` | what it cannot hold |\n"
               "| --- | --- | --- | --- |");
    for (const kith_format *f = kith_formats(); f->name; f++) {
        (void)printf("| `%s` | %s | %s | ", f->name, f->summary,
                     f->takes_columns ? "yes" : "");
        put_losses(f);
        (void)puts(" |");
    }
    return 0;
}
