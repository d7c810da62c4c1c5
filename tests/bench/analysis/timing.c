/* Clocks, memory and input of the programs that are compared. */
#include "timing.h"

#include <malloc.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static double seconds_of(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* A line of /proc/self/status such as "VmHWM:   1234 kB", in MB. */
static double memory_of(const char *name)
{
    char line[128];
    double found = 0;
    FILE *file = fopen("/proc/self/status", "r");
    while (file && fgets(line, sizeof line, file)) {
        if (!strncmp(line, name, strlen(name)))
            found = strtod(line + strlen(name) + 1, NULL) / 1024;
    }
    if (file)
        fclose(file);
    return found;
}

static void forget_peak(void)
{
    FILE *file = fopen("/proc/self/clear_refs", "w");
    if (!file)
        return;
    fputs("5", file);
    fclose(file);
}

timing timing_start(void)
{
    timing taken = {0};
    malloc_trim(0); /* what others freed is not to be held */
    forget_peak();
    taken.held = memory_of("VmRSS");
    taken.processor = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
    taken.wall = seconds_of(CLOCK_MONOTONIC);
    return taken;
}

void timing_stop(timing *taken)
{
    taken->wall = seconds_of(CLOCK_MONOTONIC) - taken->wall;
    taken->processor = seconds_of(CLOCK_PROCESS_CPUTIME_ID) - taken->processor;
    taken->peak = memory_of("VmHWM");
    taken->kept = fmax(0, memory_of("VmRSS") - taken->held);
    taken->added = fmax(0, taken->peak - taken->held);
}

void timing_print(const timing *taken, double answer)
{
    printf("%.6f %.6f %.1f %.1f %.1f %.12g\n", taken->wall, taken->processor,
           taken->added, taken->kept, taken->peak, answer);
    fflush(stdout);
}

void pairs_read(const char *name,
                unsigned *entities,
                unsigned *relations,
                unsigned **ends)
{
    unsigned head[2] = {0};
    FILE *file = fopen(name, "rb");
    if (!file || fread(head, sizeof head, 1, file) != 1) {
        perror(name);
        exit(3);
    }
    *entities = head[0];
    *relations = head[1];
    *ends = calloc((size_t)head[1] + 1, 2 * sizeof **ends);
    if (!*ends || fread(*ends, 2 * sizeof **ends, head[1], file) != head[1]) {
        perror(name);
        exit(3);
    }
    fclose(file);
}
