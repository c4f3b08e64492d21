#include "memory.hpp"

#include <cstdint>
#include <cstdlib>
#include <cstring>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace bitrl {

void* allocate(size_t bytes) {
    constexpr size_t large_page = size_t{2} << 20;
    if (bytes > static_cast<size_t>(PTRDIFF_MAX) / 2) {
        return nullptr; // more than any machine has, and the sums below cannot wrap
    }
    bool is_large = bytes >= large_page;
    size_t unit = is_large ? large_page : alignment;
    size_t rounded = (bytes + alignment + alignment - 1) / alignment * alignment;
    void* memory = nullptr;
#if defined(_WIN32)
    memory = _aligned_malloc(rounded, alignment);
#else
    if (posix_memalign(&memory, unit, rounded) != 0) {
        return nullptr;
    }
#endif
    if (memory == nullptr) {
        return nullptr;
    }
#if defined(__linux__)
    if (is_large) {
        madvise(memory, rounded, MADV_HUGEPAGE); // a wish: weights are streamed, and small pages cost a miss each
    }
#endif
    std::memset(memory, 0, rounded);
    return memory;
}

void release(void* memory) {
#if defined(_WIN32)
    _aligned_free(memory);
#else
    std::free(memory);
#endif
}

} // namespace bitrl
