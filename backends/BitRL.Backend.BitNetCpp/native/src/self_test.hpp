// Known answers: a variant that gives others is not used.
#pragma once

#include "kernels.hpp"

namespace bitrl {

// Null where all is well, else what is wrong in words. Takes a few milliseconds.
const char* self_test(const variant& kernels);

// The first variant from `first` on that this processor has and that passes; null where none does. message says which were refused and why.
const variant* choose(const variant* const* entries, int count, int first, bool only_first, int& index, char* message, int capacity);

} // namespace bitrl
