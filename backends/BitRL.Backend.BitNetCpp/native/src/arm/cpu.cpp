#include "cpu.hpp"

#if defined(__linux__)
#include <sys/auxv.h>
#elif defined(__APPLE__)
#include <sys/sysctl.h>

#include <cstddef>
#endif

namespace bitrl {

bool cpu_has_dotprod() {
#if defined(__linux__)
    constexpr unsigned long dotprod = 1ul << 20; // HWCAP_ASIMDDP
    return (getauxval(AT_HWCAP) & dotprod) != 0;
#elif defined(__APPLE__)
    int value = 0;
    size_t size = sizeof value;
    return sysctlbyname("hw.optional.arm.FEAT_DotProd", &value, &size, nullptr, 0) == 0 && value != 0;
#else
    return false;
#endif
}

} // namespace bitrl
