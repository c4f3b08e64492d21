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

// Keeps a thread busy or asleep for a moment that depends on the round and the part: mostly not at all, sometimes longer than the gang's patience.
void linger(uint32_t round, int part) {
    test::noise noise{round * 977u + static_cast<uint32_t>(part)};
    noise.next();
    switch (noise.below(64)) {
    case 0: std::this_thread::sleep_for(std::chrono::microseconds(noise.below(600))); break;
    case 1: std::this_thread::yield(); break;
    case 2:
        for (std::chrono::steady_clock::time_point end = std::chrono::steady_clock::now() + std::chrono::microseconds(noise.below(400)); std::chrono::steady_clock::now() < end;) {
        }
        break;
    default: break;
    }
}

// A round of work whose result says whether each part ran once, and on the values of the round before.
struct chain {
    uint32_t round = 0;
    uint32_t values[8] = {0, 1, 2, 3, 4, 5, 6, 7};
};

void advance(const void* context, int part, int, uint8_t* scratch) {
    chain& all = *const_cast<chain*>(static_cast<const chain*>(context));
    *reinterpret_cast<uint32_t*>(scratch) = all.values[part];
    linger(all.round, part);
    all.values[part] = *reinterpret_cast<uint32_t*>(scratch) * 5 + all.round; // another worker with the same scratch would have overwritten it
}

// Part 0 waits until another thread has begun part 1, which then takes so long.
struct meeting {
    std::atomic<bool> begun{false};
    std::chrono::milliseconds length;
    std::thread::id threads[2] = {};
    std::chrono::steady_clock::time_point end; // of part 1
};

void meet(const void* context, int part, int, uint8_t*) {
    meeting& all = *const_cast<meeting*>(static_cast<const meeting*>(context));
    all.threads[part] = std::this_thread::get_id();
    if (part == 1) {
        all.begun = true;
        std::this_thread::sleep_for(all.length);
        all.end = std::chrono::steady_clock::now();
    }
    for (int i = 0; i < 10'000 && !all.begun; i++) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

struct whereabouts {
    std::thread::id threads[2] = {};
};

// Long enough for a helper that looks for work, or is woken, to find part 1.
void note(const void* context, int part, int, uint8_t*) {
    for (auto end = std::chrono::steady_clock::now() + std::chrono::microseconds(300); std::chrono::steady_clock::now() < end;) {
    }
    const_cast<whereabouts*>(static_cast<const whereabouts*>(context))->threads[part] = std::this_thread::get_id();
}

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
    bitrl::gang gang(2, 0, false);
    for (int round = 0; round < 5; round++) {
        meeting both{{}, std::chrono::milliseconds(0), {}, {}};
        gang.run({meet, &both, 0}, true);
        CHECK(both.threads[1] != std::this_thread::get_id(), "the caller waited for the helper in vain in round %d", round);
        std::this_thread::sleep_for(std::chrono::milliseconds(5)); // long past the spinning
    }
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

TEST(no_round_is_lost_or_run_twice_whoever_is_late) {
    for (int workers : {2, 3, 8}) {
        bitrl::gang gang(workers, workers == 3 ? 0 : 20, false);
        chain all;
        uint32_t expected[8] = {0, 1, 2, 3, 4, 5, 6, 7};
        for (all.round = 1; all.round <= 4000; all.round++) {
            CHECK(gang.run({advance, &all, sizeof(uint32_t)}, true), "memory");
            for (int part = 0; part < workers; part++) {
                expected[part] = expected[part] * 5 + all.round;
                CHECK(all.values[part] == expected[part], "part %d of %d in round %u", part, workers, all.round);
            }
        }
    }
}

TEST(a_helper_that_comes_late_finds_nothing_to_do) {
    bitrl::gang gang(2, 20, false);
    counts seen;
    for (uint32_t round = 1; round <= 300; round++) {
        gang.run({count, &seen, 64}, true);
        gang.help(1, round);
        gang.help(1, round - 1);
        CHECK(seen.runs[0] == static_cast<int>(round) && seen.runs[1] == static_cast<int>(round), "round %u ran %d and %d times", round, seen.runs[0].load(), seen.runs[1].load());
    }
}

// On a machine that does other things the caller may be interrupted too, and then it neither notices who was late nor goes on before the rest is over: hence many attempts.
TEST(a_helper_that_was_late_is_left_out_for_a_while_and_then_comes_back) {
    const std::thread::id caller = std::this_thread::get_id();
    int left_out = 0, certain = 0;
    for (int attempt = 0; attempt < 30; attempt++) {
        bitrl::gang gang(2, 20, false);
        meeting late{{}, std::chrono::milliseconds(5), {}, {}};
        gang.run({meet, &late, 0}, true);
        CHECK(late.threads[1] != caller, "the helper has part 1");
        bool noticed = gang.is_left_out(1);
        whereabouts next;
        gang.run({note, &next, 0}, true);
        if (noticed && std::chrono::steady_clock::now() - late.end < std::chrono::nanoseconds(bitrl::rest::shortest)) {
            CHECK(next.threads[0] == caller && next.threads[1] == caller, "its rest began when it was done, so it is not over");
            certain++;
        }
        left_out += noticed;
        std::this_thread::sleep_for(std::chrono::nanoseconds(2 * bitrl::rest::shortest));
        meeting again{{}, std::chrono::milliseconds(0), {}, {}};
        gang.run({meet, &again, 0}, true);
        CHECK(again.threads[1] != caller, "the helper is back");
    }
    CHECK(left_out > 0 && certain > 0, "of 30 late helpers %d were left out, %d certainly in time", left_out, certain);
}

TEST(rests_double_while_the_helper_stays_late_and_begin_anew_later) {
    bitrl::rest rest;
    CHECK(rest.is_over(0), "none began");
    int64_t now = 1'000'000'000, length = bitrl::rest::shortest;
    for (int i = 0; i < 12; i++) {
        rest.begin(now);
        CHECK(!rest.is_over(now + length - 1) && rest.is_over(now + length), "rest %d", i);
        now += length + 1;
        length = length < bitrl::rest::longest ? 2 * length : length;
    }
    CHECK(length == bitrl::rest::longest, "the longest is a doubling of the shortest");
    now += 4 * bitrl::rest::longest;
    rest.begin(now);
    CHECK(rest.is_over(now + bitrl::rest::shortest), "long ago");
}

TEST(a_gang_ends_while_its_helpers_spin_sleep_or_are_left_out) {
    for (int round = 0; round < 200; round++) {
        bitrl::gang gang(3, round % 3 * 20, false);
        counts seen;
        gang.run({count, &seen, 64}, round % 2 == 0);
        linger(static_cast<uint32_t>(round), 0);
    }
    bitrl::gang gang(2, 20, false);
    meeting late{{}, std::chrono::milliseconds(20), {}, {}};
    gang.run({meet, &late, 0}, true);
}
