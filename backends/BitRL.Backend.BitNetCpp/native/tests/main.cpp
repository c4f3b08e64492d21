// kernel_tests [PART]: runs the tests whose name contains PART. The last line is "N passed, N failed"; the exit code is 0 if none failed.
#include <cstring>

#include "catalog.hpp"
#include "test.hpp"

// One test asks for more memory than there is and expects a refusal; AddressSanitizer would end the program there instead of returning null.
extern "C" const char* __asan_default_options();
extern "C" const char* __asan_default_options() { return "allocator_may_return_null=1"; }

int main(int argc, char** argv) {
    const bitrl::catalog& all = bitrl::built_in();
    for (int i = 0; i < all.count; i++) {
        std::printf("%s: %s\n", all.entries[i]->name, all.entries[i]->supported() ? "tested" : "this processor has not what it needs");
    }
    int passed = 0, failed = 0;
    for (test::entry* entry = test::first(); entry != nullptr; entry = entry->next) {
        if (argc > 1 && std::strstr(entry->name, argv[1]) == nullptr) {
            continue;
        }
        int before = test::failures();
        entry->run();
        bool ok = test::failures() == before;
        (ok ? passed : failed)++;
        std::printf("%s %s\n", ok ? "ok    " : "FAILED", entry->name);
    }
    std::printf("%d passed, %d failed\n", passed, failed);
    return failed > 0 || passed == 0 ? 1 : 0;
}
