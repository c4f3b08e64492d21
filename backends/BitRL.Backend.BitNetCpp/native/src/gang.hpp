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
    size_t scratch_bytes; // of each part
};

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

private:
    void stop();
    void serve(int part);
    uint32_t wait_for_round_after(uint32_t seen);

    const int workers_;
    const int64_t spin_nanoseconds_;
    const work* work_ = nullptr;
    std::unique_ptr<buffer[]> scratch_;
    std::unique_ptr<std::thread[]> threads_;
    int started_ = 0;
    alignas(64) std::atomic<uint32_t> round_{0};
    alignas(64) std::atomic<int> sleeping_{0};
    alignas(64) std::atomic<int> pending_{0};
    std::atomic<bool> stopping_{false};
};

} // namespace bitrl
