#include "catalog.hpp"

namespace bitrl {

const catalog& built_in() {
    static const catalog all = {{
#if defined(BITRL_X86)
                                    &avx512_variant, &avx2_variant,
#elif defined(BITRL_ARM64)
                                    &dotprod_variant, &neon_variant,
#endif
                                    &scalar_variant},
#if defined(BITRL_X86) || defined(BITRL_ARM64)
                                3
#else
                                1
#endif
    };
    return all;
}

} // namespace bitrl
