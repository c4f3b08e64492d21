// Threads that work together.
#include <atomic>
#include <chrono>
#include <thread>

#include "gang.hpp"
#include "test.hpp"

namespace {

struct counts {
    std::atomic<int> runs[8] = {};
};

void count(const void* context, int part, int, uint8_t* scratch) {
    const_cast<counts*>(static_cast<const counts*>(context))->runs[part]++;
    scratch[0] = static_cast<uint8_t>(part);
}

} // namespace

TEST(every_part_runs_once_a_round) {
    for (int workers : {1, 2, 5}) {
        bitrl::gang gang(workers, 20, workers == 2);
        counts seen;
        for (int round = 1; round <= 300; round++) {
            CHECK(gang.run({count, &seen, 64}, true), "memory");
            for (int part = 0; part < workers; part++) {
                CHECK(seen.runs[part] == round, "part %d of %d ran %d times in %d rounds", part, workers, seen.runs[part].load(), round);
            }
        }
    }
}

TEST(workers_wake_after_they_slept) {
    bitrl::gang gang(3, 0, false);
    counts seen;
    for (int round = 0; round < 5; round++) {
        gang.run({count, &seen, 64}, true);
        std::this_thread::sleep_for(std::chrono::milliseconds(5)); // long past the spinning
    }
    CHECK(seen.runs[0] == 5 && seen.runs[1] == 5 && seen.runs[2] == 5, "rounds");
}

TEST(small_work_stays_on_the_callers_thread) {
    bitrl::gang gang(3, 20, false);
    counts seen;
    gang.run({count, &seen, 64}, false);
    CHECK(seen.runs[0] == 1 && seen.runs[1] == 0 && seen.runs[2] == 0, "parts");
}

TEST(work_without_memory_is_refused_and_the_gang_goes_on) {
    bitrl::gang gang(2, 20, false);
    counts seen;
    CHECK(!gang.run({count, &seen, SIZE_MAX - 100}, true), "there is no such memory");
    CHECK(gang.run({count, &seen, 64}, true) && seen.runs[1] == 1, "afterwards");
}
