// Compiled without any architecture flag: it runs on every x86-64.
#include "cpu.hpp"

#include <cpuid.h>

#include <cstdint>

namespace bitrl {
namespace {

struct registers {
    uint32_t a, b, c, d;
};

registers leaf(uint32_t number) {
    registers r = {};
    __get_cpuid_count(number, 0, &r.a, &r.b, &r.c, &r.d);
    return r;
}

// Which registers the operating system saves: without that, an instruction that the processor has still faults.
bool system_saves(uint64_t wanted) {
    if (!(leaf(1).c & (1u << 27))) { // OSXSAVE
        return false;
    }
    uint32_t low, high;
    __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return ((static_cast<uint64_t>(high) << 32 | low) & wanted) == wanted;
}

bool has(uint32_t value, uint32_t bits) { return (value & bits) == bits; }

} // namespace

bool cpu_has_avx2() {
    constexpr uint32_t fma = 1u << 12, f16c = 1u << 29, avx = 1u << 28, avx2 = 1u << 5;
    return has(leaf(1).c, fma | f16c | avx) && has(leaf(7).b, avx2) && system_saves(0x6);
}

bool cpu_has_avx512() {
    constexpr uint32_t f = 1u << 16, dq = 1u << 17, bw = 1u << 30, vl = 1u << 31, vnni = 1u << 11;
    return cpu_has_avx2() && has(leaf(7).b, f | dq | bw | vl) && has(leaf(7).c, vnni) && system_saves(0xE6);
}

} // namespace bitrl
