// What the handles of the C interface point to.
#pragma once

#include "catalog.hpp"
#include "gang.hpp"
#include "memory.hpp"
#include "rotations.hpp"

struct bitrl_device {
    const bitrl::variant* kernels;
    int index; // of the variant
    int method; // bitrl_method
    bool is_tuned;
    bitrl_tuning tuning;
};

struct bitrl_ternary {
    const uint8_t* mapped; // null where the matrix is packed
    bitrl::buffer lanes;   // for each layout that some method of the device may want
    bitrl::buffer triples;
    int outputs;
    int inputs;
    float scale;
};

struct bitrl_dense {
    bitrl::buffer packed;
    int outputs;
    int inputs;
};

struct bitrl_queue {
    const bitrl_device* device;
    bitrl::gang workers;
    bitrl::rotations rotations;

    bitrl_queue(const bitrl_device* owner, int count, int spin_microseconds, bool pin) : device(owner), workers(count, spin_microseconds, pin) {}
};

namespace bitrl {

// Whether tables are the faster way for so many rows and outputs of a worker's share.
bool tables_pay(const bitrl_device& device, int rows, int share_outputs);

} // namespace bitrl
