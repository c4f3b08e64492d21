/*
 * What the managed side needs of MuJoCo, as plain functions over one opaque handle: the layouts of mjModel and mjData differ between releases, so only
 * this file, compiled against the headers of the installed one, knows them. Any release from 2.2 to 3.x will do.
 *
 * A handle is used by one thread at a time; different handles by different threads. Functions that can fail return 0 or a null pointer, and
 * bitrl_mujoco_message() then says why, on the same thread.
 */
#include <mujoco/mujoco.h>
#include <math.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT __attribute__((visibility("default")))
#define MOST 1e10

typedef struct {
    mjModel* model;
    mjData* data;
} bitrl_mujoco_robot;

static _Thread_local char message[1024];
static _Thread_local jmp_buf* guard;

static void say(const char* text) {
    strncpy(message, text, sizeof message - 1);
    message[sizeof message - 1] = 0;
}

/* MuJoCo ends the process where nobody takes its errors, and does not expect this function to return. */
static void take_error(const char* text) {
    say(text);
    if (guard) longjmp(*guard, 1);
    abort();
}

/* MuJoCo writes a log file into the working directory where nobody takes its warnings. What they mean is found in mjData. */
static void take_warning(const char* text) { say(text); }

EXPORT const char* bitrl_mujoco_message(void) { return message; }

/* The release that this file was compiled for. */
EXPORT int bitrl_mujoco_header_version(void) { return mjVERSION_HEADER; }

/* The release of the library that was loaded. */
EXPORT int bitrl_mujoco_library_version(void) { return mj_version(); }

EXPORT void bitrl_mujoco_free(bitrl_mujoco_robot* robot) {
    if (!robot) return;
    if (robot->data) mj_deleteData(robot->data);
    if (robot->model) mj_deleteModel(robot->model);
    free(robot);
}

/* Compiles an MJCF file. */
EXPORT bitrl_mujoco_robot* bitrl_mujoco_load(const char* path) {
    jmp_buf here;
    char error[sizeof message] = "";
    bitrl_mujoco_robot* volatile robot = calloc(1, sizeof *robot);
    if (!robot) {
        say("out of memory");
        return NULL;
    }
    mju_user_error = take_error;
    mju_user_warning = take_warning;
    guard = &here;
    if (setjmp(here) == 0) {
        robot->model = mj_loadXML(path, NULL, error, sizeof error);
        if (robot->model) robot->data = mj_makeData(robot->model);
        if (!robot->model) say(error);
    }
    guard = NULL;
    if (!robot->data) {
        bitrl_mujoco_free(robot);
        return NULL;
    }
    return robot;
}

/* nq, nv, nu and the number of bodies, the world included. */
EXPORT void bitrl_mujoco_sizes(const bitrl_mujoco_robot* robot, int sizes[4]) {
    sizes[0] = robot->model->nq;
    sizes[1] = robot->model->nv;
    sizes[2] = robot->model->nu;
    sizes[3] = robot->model->nbody;
}

/* Puts the robot into a state as after a reset, without memory of what was before. */
EXPORT int bitrl_mujoco_set_state(bitrl_mujoco_robot* robot, const double* positions, const double* velocities) {
    jmp_buf here;
    guard = &here;
    if (setjmp(here)) {
        guard = NULL;
        return 0;
    }
    mj_resetData(robot->model, robot->data);
    memcpy(robot->data->qpos, positions, sizeof(double) * (size_t)robot->model->nq);
    memcpy(robot->data->qvel, velocities, sizeof(double) * (size_t)robot->model->nv);
    mj_forward(robot->model, robot->data);
    guard = NULL;
    return 1;
}

static int all_bounded(const double* values, int count) {
    for (int i = 0; i < count; i++) {
        if (!(fabs(values[i]) <= MOST)) return 0; /* NaN too */
    }
    return 1;
}

/* Steps with the same controls. Returns 1, or 2 where the simulation broke down (MuJoCo has then reset itself), or 0 for an error. */
EXPORT int bitrl_mujoco_step(bitrl_mujoco_robot* robot, const double* controls, int count, double* positions, double* velocities) {
    const mjModel* m = robot->model;
    mjData* d = robot->data;
    jmp_buf here;
    guard = &here;
    if (setjmp(here)) {
        guard = NULL;
        return 0;
    }
    memcpy(d->ctrl, controls, sizeof(double) * (size_t)m->nu);
    for (int i = 0; i < count; i++) mj_step(m, d);
    guard = NULL;
    memcpy(positions, d->qpos, sizeof(double) * (size_t)m->nq);
    memcpy(velocities, d->qvel, sizeof(double) * (size_t)m->nv);
    int broke_down = d->warning[mjWARN_BADQPOS].number || d->warning[mjWARN_BADQVEL].number || d->warning[mjWARN_BADQACC].number;
    return broke_down || !all_bounded(positions, m->nq) || !all_bounded(velocities, m->nv) ? 2 : 1;
}

/* Contacts and constraint rows of the last evaluation. */
EXPORT void bitrl_mujoco_counts(const bitrl_mujoco_robot* robot, int counts[2]) {
    counts[0] = robot->data->ncon;
    counts[1] = robot->data->nefc;
}

/* x, z and angle about +y of every body but the world, in the current state. Changes nothing that the next step depends on. */
EXPORT int bitrl_mujoco_places(bitrl_mujoco_robot* robot, double* places) {
    jmp_buf here;
    guard = &here;
    if (setjmp(here)) {
        guard = NULL;
        return 0;
    }
    mj_kinematics(robot->model, robot->data);
    guard = NULL;
    for (int body = 1; body < robot->model->nbody; body++) {
        const mjtNum* position = robot->data->xpos + 3 * body;
        const mjtNum* rotation = robot->data->xmat + 9 * body;
        double* place = places + 3 * (body - 1);
        place[0] = position[0];
        place[1] = position[2];
        place[2] = atan2(rotation[2], rotation[0]);
    }
    return 1;
}

#define FIELDS(X)                              \
    X(qpos0, m->nq)                            \
    X(body_parentid, m->nbody)                 \
    X(body_pos, 3 * m->nbody)                  \
    X(body_ipos, 3 * m->nbody)                 \
    X(body_mass, m->nbody)                     \
    X(body_inertia, 3 * m->nbody)              \
    X(body_invweight0, 2 * m->nbody)           \
    X(jnt_type, m->njnt)                       \
    X(jnt_bodyid, m->njnt)                     \
    X(jnt_pos, 3 * m->njnt)                    \
    X(jnt_axis, 3 * m->njnt)                   \
    X(jnt_stiffness, m->njnt)                  \
    X(jnt_limited, m->njnt)                    \
    X(jnt_range, 2 * m->njnt)                  \
    X(jnt_margin, m->njnt)                     \
    X(jnt_solref, mjNREF* m->njnt)             \
    X(jnt_solimp, mjNIMP* m->njnt)             \
    X(dof_armature, m->nv)                     \
    X(dof_damping, m->nv)                      \
    X(dof_frictionloss, m->nv)                 \
    X(dof_invweight0, m->nv)                   \
    X(geom_type, m->ngeom)                     \
    X(geom_bodyid, m->ngeom)                   \
    X(geom_contype, m->ngeom)                  \
    X(geom_conaffinity, m->ngeom)              \
    X(geom_condim, m->ngeom)                   \
    X(geom_size, 3 * m->ngeom)                 \
    X(geom_pos, 3 * m->ngeom)                  \
    X(geom_quat, 4 * m->ngeom)                 \
    X(geom_friction, 3 * m->ngeom)             \
    X(geom_solmix, m->ngeom)                   \
    X(geom_solref, mjNREF* m->ngeom)           \
    X(geom_solimp, mjNIMP* m->ngeom)           \
    X(geom_margin, m->ngeom)                   \
    X(geom_gap, m->ngeom)                      \
    X(actuator_gear, 6 * m->nu)                \
    X(actuator_ctrlrange, 2 * m->nu)           \
    X(actuator_ctrllimited, m->nu)

/* A field of the compiled model as doubles. Returns how many numbers it has, or -1 where the field is not one of those above. */
EXPORT int bitrl_mujoco_field(const bitrl_mujoco_robot* robot, const char* name, double* values, int capacity) {
    const mjModel* m = robot->model;
#define COPY(field, size)                                                                  \
    if (strcmp(name, #field) == 0) {                                                       \
        int count = (int)(size);                                                           \
        for (int i = 0; i < count && i < capacity; i++) values[i] = (double)m->field[i];   \
        return count;                                                                      \
    }
    FIELDS(COPY)
#undef COPY
    return -1;
}
