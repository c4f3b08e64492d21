/* A loop over libmujoco with the semantics of the v4 tasks: uniformly random actions, reset at the end of an episode. Nothing else: no
   observation, no text, no rnePostConstraint. Prints one line a run: environment steps, process CPU seconds.
   usage: mujoco_loop MODEL.xml TASK STEPS RUNS    TASK: HalfCheetah-v4, Hopper-v4 or Walker2d-v4 */
#include <mujoco/mujoco.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static uint64_t state = 1;

/* SplitMix64, as in the managed loop. */
static double uniform(double low, double high) {
    uint64_t z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    z ^= z >> 31;
    return low + (high - low) * ((double)(z >> 11) * 0x1.0p-53);
}

static int healthy(const char* task, const mjModel* m, const mjData* d) {
    if (task[0] == 'W') {
        return d->qpos[1] > 0.8 && d->qpos[1] < 2 && d->qpos[2] > -1 && d->qpos[2] < 1;
    }
    for (int i = 2; i < m->nq; i++) {
        if (!(d->qpos[i] > -100 && d->qpos[i] < 100)) return 0;
    }
    for (int i = 0; i < m->nv; i++) {
        if (!(d->qvel[i] > -100 && d->qvel[i] < 100)) return 0;
    }
    return d->qpos[1] > 0.7 && d->qpos[2] > -0.2 && d->qpos[2] < 0.2;
}

static void reset(const char* task, const mjModel* m, mjData* d) {
    double noise = strcmp(task, "HalfCheetah-v4") == 0 ? 0.1 : 0.005;
    mj_resetData(m, d);
    for (int i = 0; i < m->nq; i++) d->qpos[i] += uniform(-noise, noise);
    for (int i = 0; i < m->nv; i++) d->qvel[i] = uniform(-noise, noise);
    mj_forward(m, d);
}

int main(int argc, char** argv) {
    char error[1000] = "";
    if (argc != 5) {
        fprintf(stderr, "usage: mujoco_loop MODEL.xml TASK STEPS RUNS\n");
        return 2;
    }
    const char* task = argv[2];
    int cheetah = strcmp(task, "HalfCheetah-v4") == 0, frames = cheetah ? 5 : 4;
    long steps = atol(argv[3]), runs = atol(argv[4]);
    mjModel* m = mj_loadXML(argv[1], NULL, error, sizeof error);
    if (!m) {
        fprintf(stderr, "%s\n", error);
        return 1;
    }
    mjData* d = mj_makeData(m);
    double sum = 0;
    for (long run = 0; run < runs; run++) {
        reset(task, m, d);
        int age = 0;
        clock_t begin = clock();
        for (long t = 0; t < steps; t++) {
            double x = d->qpos[0], cost = 0;
            for (int i = 0; i < m->nu; i++) {
                d->ctrl[i] = uniform(-1, 1);
                cost += d->ctrl[i] * d->ctrl[i];
            }
            for (int k = 0; k < frames; k++) mj_step(m, d);
            sum += (d->qpos[0] - x) / (m->opt.timestep * frames) - 0.001 * cost;
            if (++age == 1000 || (!cheetah && !healthy(task, m, d))) {
                reset(task, m, d);
                age = 0;
            }
        }
        printf("%ld %.6f\n", steps, (double)(clock() - begin) / CLOCKS_PER_SEC);
    }
    fprintf(stderr, "libmujoco %d, checksum %.3f\n", mj_version(), sum);
    mj_deleteData(d);
    mj_deleteModel(m);
    return 0;
}
