// What this processor can do.
#pragma once

namespace bitrl {

bool cpu_has_dotprod();

} // namespace bitrl
