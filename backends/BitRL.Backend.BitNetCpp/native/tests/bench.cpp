// kernel_bench [SECONDS [PART]]: GMAC/s of every method of every variant whose name contains PART, one thread, best of many, beside the ceiling of the widest vpmaddubsw + vpaddw (measured by turns).
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "catalog.hpp"
#include "memory.hpp"

#if defined(BITRL_X86)
#include <immintrin.h>
#endif

namespace {

// Seconds that this thread had a processor, where the system tells: neighbours then cost cache lines, but no time.
double now() {
#if defined(CLOCK_THREAD_CPUTIME_ID)
    timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
#else
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
#endif
}

#if defined(BITRL_X86)
// Sixteen independent pairs an iteration, in assembly, so that the compiler neither moves nor shares anything.
__attribute__((target("avx512bw"), noinline)) double ceiling_512(int iterations) {
    __m512i w[4], a[4], s[16];
#pragma GCC unroll 4
    for (int i = 0; i < 4; i++) {
        w[i] = _mm512_set1_epi8(static_cast<char>(i));
        a[i] = _mm512_set1_epi8(static_cast<char>(3 * i));
    }
#pragma GCC unroll 16
    for (int i = 0; i < 16; i++) {
        s[i] = _mm512_setzero_si512();
    }
    for (int n = 0; n < iterations; n++) {
#pragma GCC unroll 16
        for (int i = 0; i < 16; i++) {
            __asm__("vpmaddubsw %2, %1, %%zmm31\n\tvpaddw %%zmm31, %0, %0" : "+v"(s[i]) : "v"(w[i / 4]), "v"(a[i % 4]) : "xmm31");
        }
    }
#pragma GCC unroll 16
    for (int i = 0; i < 16; i++) {
        __asm__ volatile("" ::"v"(s[i]));
    }
    return 16.0 * 64 * iterations;
}

__attribute__((target("avx2"), noinline)) double ceiling_256(int iterations) {
    __m256i w[2], a[4], s[8];
#pragma GCC unroll 4
    for (int i = 0; i < 4; i++) {
        w[i / 2] = _mm256_set1_epi8(static_cast<char>(i));
        a[i] = _mm256_set1_epi8(static_cast<char>(3 * i));
    }
#pragma GCC unroll 8
    for (int i = 0; i < 8; i++) {
        s[i] = _mm256_setzero_si256();
    }
    for (int n = 0; n < iterations; n++) {
#pragma GCC unroll 8
        for (int i = 0; i < 8; i++) {
            __asm__("vpmaddubsw %2, %1, %%ymm15\n\tvpaddw %%ymm15, %0, %0" : "+x"(s[i]) : "x"(w[i / 4]), "x"(a[i % 4]) : "xmm15");
        }
    }
#pragma GCC unroll 8
    for (int i = 0; i < 8; i++) {
        __asm__ volatile("" ::"x"(s[i]));
    }
    return 8.0 * 32 * iterations;
}
#endif

// 10^9 multiply-adds a second over some milliseconds. What comes before counts not: processors run wide vectors at half speed for a while after a rest.
template <typename Work>
double rate(Work work) {
    constexpr double warm = 0.5e-3, long_enough = 1.5e-3;
    for (double end = now() + warm; now() < end;) {
        work();
    }
    double start = now(), done = 0;
    do {
        done += work();
    } while (now() - start < long_enough);
    return done / (now() - start) / 1e9;
}

struct shape {
    int rows, inputs, outputs;
};

struct entry {
    std::string name;
    const bitrl::ternary_method* method;
    shape size;
    bitrl::buffer packed, scratch;
    double best = 0;
};

} // namespace

int main(int argc, char** argv) {
    double seconds = argc > 1 ? std::atof(argv[1]) : 2;
    const char* only = argc > 2 ? argv[2] : "";
    const shape shapes[] = {{32, 2560, 2560}, {32, 2560, 6912}, {32, 6912, 2560}, {32, 2560, 640}, {16, 2560, 2560}, {8, 2560, 2560}, {1, 2560, 2560}, {14, 128, 256}, {56, 128, 256}, {112, 256, 128}};
    bitrl::buffer codes, values, steps, output;
    codes.reserve(6912 * 2560 / 4);
    values.reserve(112 * 6912 + 64);
    steps.reserve(4096);
    output.reserve(112 * 6912 * 4);
    uint64_t state = 5;
    for (size_t i = 0; i < codes.size(); i++) {
        state = state * 6364136223846793005ull + 1442695040888963407ull;
        codes.data()[i] = static_cast<uint8_t>((state >> 40) % 3 | (state >> 44) % 3 << 2 | (state >> 48) % 3 << 4 | (state >> 52) % 3 << 6);
    }
    for (size_t i = 0; i < values.size(); i++) {
        state = state * 6364136223846793005ull + 1442695040888963407ull;
        values.data()[i] = static_cast<uint8_t>(state >> 40);
    }
    std::vector<entry> entries;
    const bitrl::catalog& all = bitrl::built_in();
    for (const shape& size : shapes) {
        for (int v = 0; v < all.count - 1; v++) {
            const bitrl::variant& kernels = *all.entries[v];
            const bitrl::ternary_method* methods[] = {&kernels.multiply, &kernels.in_place, &kernels.table};
            const char* names[] = {"multiply", "in place", "table"};
            for (int m = 0; kernels.supported() && m < (kernels.has_table ? 3 : 2); m++) {
                std::string name = std::string(kernels.name) + " " + names[m];
                if (name.find(only) == std::string::npos) {
                    continue;
                }
                entry e{name, methods[m], size, {}, {}};
                e.packed.reserve(methods[m]->packed_bytes(size.outputs, size.inputs));
                methods[m]->pack(codes.data(), size.outputs, size.inputs, e.packed.data());
                e.scratch.reserve(methods[m]->scratch_bytes(size.rows, size.inputs, size.outputs));
                entries.push_back(std::move(e));
            }
        }
    }
    double best512 = 0, best256 = 0;
    for (double end = now() + seconds * static_cast<double>(sizeof shapes / sizeof *shapes); now() < end;) {
#if defined(BITRL_X86)
        if (bitrl::avx512_variant.supported()) {
            best512 = std::max(best512, rate([] { return ceiling_512(20000); }));
        }
        best256 = std::max(best256, rate([] { return ceiling_256(20000); }));
#endif
        for (entry& e : entries) {
            bitrl_quantized input = {reinterpret_cast<int8_t*>(values.data()), reinterpret_cast<float*>(steps.data()), reinterpret_cast<int32_t*>(steps.data()) + 512, e.size.inputs, e.size.inputs};
            const uint8_t* weights = e.method->weights == bitrl::layout::in_place ? codes.data() : e.packed.data();
            bitrl::ternary_product p = {input, weights, e.size.inputs, e.size.outputs, 1, e.size.rows, 0, e.size.outputs, reinterpret_cast<float*>(output.data()), false};
            e.best = std::max(e.best, rate([&] {
                e.method->multiply(p, e.scratch.data());
                return 1.0 * e.size.rows * e.size.inputs * e.size.outputs;
            }));
        }
    }
    std::printf("ceiling, vpmaddubsw + vpaddw: %.0f GMAC/s with 512 bits, %.0f with 256\n", best512, best256);
    double ceiling = std::max(best512, best256);
    for (const entry& e : entries) {
        std::printf("%3d x %4d -> %4d  %-18s %7.1f GMAC/s  %4.0f %%\n", e.size.rows, e.size.inputs, e.size.outputs, e.name.c_str(), e.best, ceiling > 0 ? 100 * e.best / ceiling : 0.0);
    }
    return 0;
}
