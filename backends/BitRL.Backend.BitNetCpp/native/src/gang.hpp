// The calling thread and a fixed number of threads beside it, which do one piece of work together.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <thread>

#include "memory.hpp"

namespace bitrl {

// A piece of work, cut into parts that write to disjoint memory.
struct work {
    void (*run)(const void* context, int part, int parts, uint8_t* scratch);
    const void* context;
    size_t scratch_bytes; // of each worker
};

// How long a helper is left out that came late: twice as long as the last time if that is not long ago, since whatever kept it is still there then. Nanoseconds.
class rest {
public:
    static constexpr int64_t shortest = 2'000'000;
    static constexpr int64_t longest = 256'000'000; // a try costs some milliseconds at worst, and an idle core is found soon

    void begin(int64_t now) {
        length_ = length_ != 0 && now - end_ < 4 * length_ ? (length_ < longest ? 2 * length_ : longest) : shortest;
        end_ = now + length_;
    }

    bool is_over(int64_t now) const { return now >= end_; }

private:
    int64_t length_ = 0;
    int64_t end_ = 0;
};

// The work has as many parts as there are workers, and parts are claimed: each worker takes its own first, and then those that nobody has begun. So where other
// programs have the cores, a helper that does not get to run costs nothing; only one that was interrupted in the middle of a part is waited for, and is then
// left out for a while. Who does a part changes no result. One thread at a time may call.
class gang {
public:
    // Throws std::system_error where a thread cannot be started.
    gang(int workers, int spin_microseconds, bool pin);
    gang(const gang&) = delete;
    gang& operator=(const gang&) = delete;
    ~gang();

    int workers() const { return workers_; }

    // Does all parts, and returns when they are done. False where there is no memory for scratch: nothing was done then. With parallel = false
    // the caller does everything: the work is too small to be worth sharing.
    bool run(const work& piece, bool parallel);

    // What a helper does in a round that it has noticed, and that may be over by then. For helpers and tests.
    void help(int worker, uint32_t round);

    // Whether a helper takes no part at present. For the caller.
    bool is_left_out(int worker) const { return seats_[static_cast<size_t>(worker)].left_out.load() != 0; }

private:
    // What one worker writes in every round, on a cache line of its own, and what the caller writes when it leaves a helper out, on another.
    struct alignas(64) seat {
        std::atomic<uint32_t> claimed_round{0}; // the last round in which somebody claimed the part that is this worker's own
        std::atomic<bool> is_taken{false};      // the worker is in a round and may have a part in hand
        alignas(64) std::atomic<int32_t> left_out{0};
        bool is_late = false;
        rest pause;
    };

    void stop();
    bool call_helpers(int64_t now);
    int take_parts(int worker, uint32_t round);
    void run_part(int part, int worker);
    void wait_for_helpers(int parts, int64_t start);
    void wait_for_late_helpers(int parts);
    void serve(int worker);
    uint32_t wait_for_round_after(uint32_t seen, int worker);

    const int workers_;
    const int64_t spin_nanoseconds_;
    const work* work_ = nullptr;
    std::unique_ptr<seat[]> seats_;
    std::unique_ptr<buffer[]> scratch_;
    std::unique_ptr<std::thread[]> threads_;
    int started_ = 0;
    alignas(64) std::atomic<uint32_t> round_{0};
    alignas(64) std::atomic<int> sleeping_{0};
    alignas(64) std::atomic<int> done_by_helpers_{0};
    std::atomic<bool> stopping_{false};
};

} // namespace bitrl
