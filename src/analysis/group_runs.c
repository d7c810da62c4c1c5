/* The best of several runs of a method that begins by chance.
 *
 * Runs are independent, so that they go side by side; which is the best is
 * settled by modularity, then by number, and does not depend on which of them
 * ends first. */
#include "analysis/group_methods.h"
#include "analysis/threads.h"
#include "analysis/weighing.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/par.h"

#include <math.h>
#include <pthread.h>

enum { USUAL_RUNS = 8 };

/* Places in lists that all runs look at, beyond which there are fewer runs: on
 * large graphs they differ little. */
static const double usual_work = 3.2e7;

double kith_group_resolution(const kith_group_options *options)
{
    return options->resolution > 0 ? options->resolution : 1;
}

kith_status kith_group_network(kith_network *out,
                               kith_graph *graph,
                               const kith_group_options *options,
                               const kith_groups *groups,
                               bool directed,
                               kith_error *err)
{
    kith_weighing weighing = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_weighing_init(&weighing, graph, options->weights,
                                KITH_WEIGHTS_STRENGTH, err),
             done);
    st = kith_network_make(out, graph, groups->order, weighing.weights,
                           directed, err);
done:
    kith_weighing_clear(&weighing);
    return st;
}

kith_status kith_group_take(kith_groups *groups,
                            const kith_network *network,
                            kith_partition partition,
                            kith_error *err)
{
    double *scratch = KITH_NEW(double, partition.count);
    if (!scratch)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    groups->figures.modularity =
        kith_network_modularity(network, partition, 1, scratch);
    for (kith_id v = 0; v < network->size; v++)
        groups->group[groups->order[v]] = partition.group[v];
    groups->count = partition.count;
    kith_release(scratch);
    return KITH_OK;
}

/* All runs of a method. */
typedef struct kith_contest {
    const kith_network *network;
    const void *subject;
    const kith_group_options *options;
    kith_group_run *run;
    pthread_mutex_t lock; /* for what follows */
    kith_partition best;
    double quality;
    size_t number; /* of the best run */
    double done;   /* of all runs, each counting 1 */
    uint32_t all;
    bool told;      /* that it is to stop */
    kith_error err; /* of the first failure */
} kith_contest;

/* Take the result of a run if it is better; true if it has been taken. */
static bool enter(kith_contest *c,
                  size_t number,
                  kith_partition *it,
                  double quality)
{
    if (c->best.group &&
        (quality < c->quality || (quality <= c->quality && number > c->number)))
        return false;
    kith_release(c->best.group);
    c->best = *it;
    c->quality = quality;
    c->number = number;
    return true;
}

kith_status kith_group_stopped(kith_error *err)
{
    return kith_fail(err, KITH_E_LIMIT, "stopped");
}

/* Add to what is done, and ask whether to go on; the lock is held. */
static bool tell(kith_contest *c, double more)
{
    enum { STEPS = 1000 }; /* a run */
    const kith_group_options *options = c->options;
    c->done += more;
    if (!c->told && options->progress) {
        c->told = !options->progress(options->progress_context,
                                     (uint64_t)(c->done * STEPS + 0.5),
                                     (uint64_t)c->all * STEPS);
    }
    return !c->told;
}

bool kith_clock_tick(kith_clock *clock)
{
    static const double some = 0.01; /* of what is left */
    kith_contest *c = clock->contest;
    const double more = some * (1 - clock->share);
    clock->share += more;
    pthread_mutex_lock(&c->lock);
    const bool go_on = tell(c, more);
    pthread_mutex_unlock(&c->lock);
    return go_on;
}

static void run_one(void *context, size_t number)
{
    kith_contest *c = context;
    kith_partition found = {0};
    kith_error err = {0};
    double quality = 0;
    kith_clock clock = {c, 0};
    pthread_mutex_lock(&c->lock);
    const bool failed = c->err.status != KITH_OK;
    pthread_mutex_unlock(&c->lock);
    if (failed)
        return;
    const kith_group_task task = {
        .subject = c->subject,
        .options = c->options,
        .seed = c->options->seed + number,
        .clock = &clock,
    };
    found.group = KITH_NEW(kith_id, c->network->size);
    const kith_status st =
        found.group ? c->run(&task, &found, &quality, &err)
                    : kith_fail(&err, KITH_E_MEMORY, "out of memory");
    pthread_mutex_lock(&c->lock);
    if (st != KITH_OK && c->err.status == KITH_OK)
        c->err = err;
    if (st == KITH_OK && enter(c, number, &found, quality))
        found.group = NULL;
    if (!tell(c, 1 - clock.share))
        (void)kith_group_stopped(&c->err);
    pthread_mutex_unlock(&c->lock);
    kith_release(found.group);
}

static uint32_t runs_for(const kith_network *network,
                         const kith_group_options *options)
{
    if (options->runs > 0)
        return options->runs;
    const double places = (double)network->first[network->size] + 1;
    const double runs = floor(usual_work / places);
    return runs < 1 ? 1 : runs < USUAL_RUNS ? (uint32_t)runs : USUAL_RUNS;
}

/* Nothing is related to anything: each node is a group. */
kith_status kith_group_take_single(kith_groups *groups,
                                   const kith_network *network,
                                   kith_error *err)
{
    kith_partition single = {KITH_NEW(kith_id, network->size), network->size};
    if (!single.group)
        return kith_fail(err, KITH_E_MEMORY, "out of memory");
    for (kith_id v = 0; v < network->size; v++)
        single.group[v] = v;
    const kith_status st = kith_group_take(groups, network, single, err);
    kith_release(single.group);
    return st;
}

kith_status kith_group_runs(const kith_network *network,
                            const void *subject,
                            const kith_group_options *options,
                            kith_group_run *run,
                            kith_groups *groups,
                            double *quality,
                            kith_error *err)
{
    kith_status st = KITH_OK;
    kith_contest c = {
        .network = network,
        .subject = subject,
        .options = options,
        .run = run,
        .lock = PTHREAD_MUTEX_INITIALIZER,
        .all = runs_for(network, options),
    };
    const double work = (double)network->first[network->size] * c.all;
    kith_par_run(c.all, kith_threads_wanted(options->threads, work), run_one,
                 &c);
    if (c.err.status != KITH_OK) {
        st = kith_fail(err, c.err.status, "%s", c.err.message);
        goto done;
    }
    if (quality)
        *quality = c.quality;
    groups->figures.runs = c.all;
    st = kith_group_take(groups, network, c.best, err);
done:
    kith_release(c.best.group);
    pthread_mutex_destroy(&c.lock);
    return st;
}

kith_status kith_group_by_runs(kith_graph *graph,
                               const kith_group_options *options,
                               kith_group_run *run,
                               kith_groups *groups,
                               kith_error *err)
{
    kith_network network = {0};
    kith_status st = KITH_OK;
    KITH_TRY(st,
             kith_group_network(&network, graph, options, groups, false, err),
             done);
    st = network.total > 0 ? kith_group_runs(&network, &network, options, run,
                                             groups, NULL, err)
                           : kith_group_take_single(groups, &network, err);
done:
    kith_network_clear(&network);
    return st;
}
