// The variants that this library was built with.
#pragma once

#include "kernels.hpp"

namespace bitrl {

inline constexpr int most_variants = 4;

struct catalog {
    const variant* entries[most_variants]; // fastest first; the last is the scalar one
    int count;
};

const catalog& built_in();

} // namespace bitrl
