// A registry of tests and two checks; the tests need no more. A failed check is printed and counted, and the test goes on.
#pragma once

#include <cstdio>
#include <cstdint>

namespace test {

struct entry {
    const char* name;
    void (*run)();
    entry* next;
};

inline entry*& first() {
    static entry* head = nullptr;
    return head;
}

inline int& failures() {
    static int count = 0;
    return count;
}

struct registration {
    entry self;
    registration(const char* name, void (*run)()) : self{name, run, first()} { first() = &self; }
};

// The same numbers on every machine.
struct noise {
    uint64_t state;
    uint32_t next() {
        state = state * 6364136223846793005ull + 1442695040888963407ull;
        return static_cast<uint32_t>(state >> 33);
    }
    int below(int limit) { return static_cast<int>(next() % static_cast<uint32_t>(limit)); }
    float real() { return static_cast<float>(below(20001)) / 10000.0f - 1.0f; }
};

} // namespace test

#define TEST(name)                                                    \
    static void name();                                               \
    static const test::registration name##_registration(#name, name); \
    static void name()

#define CHECK(condition, ...)                                                    \
    do {                                                                         \
        if (!(condition)) {                                                      \
            test::failures()++;                                                  \
            std::printf("%s:%d: %s is false: ", __FILE__, __LINE__, #condition); \
            std::printf(__VA_ARGS__);                                            \
            std::printf("\n");                                                   \
        }                                                                        \
    } while (0)
