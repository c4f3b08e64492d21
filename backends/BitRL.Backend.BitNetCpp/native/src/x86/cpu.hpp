// What this processor and the operating system can do.
#pragma once

namespace bitrl {

bool cpu_has_avx2();
bool cpu_has_avx512();

} // namespace bitrl
