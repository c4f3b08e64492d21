// Which way of multiplying is faster, measured.
#pragma once

#include "kernels.hpp"

namespace bitrl {

// Nanoseconds of both methods of a variant; false where there is no memory to measure in.
bool measure(const variant& kernels, bitrl_tuning& tuning);

// The place of a shape in the lists: the nearest that is not larger, and the last for all that are.
int tuning_index(int rows, int outputs);

// Whether the numbers can be times.
bool is_sane(const bitrl_tuning& tuning);

} // namespace bitrl
