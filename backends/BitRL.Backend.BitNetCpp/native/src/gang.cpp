#include "gang.hpp"

#include <chrono>

#if defined(__linux__)
#include <pthread.h>
#include <sched.h>
#endif

#if defined(BITRL_X86)
#include <immintrin.h>
#endif

namespace bitrl {
namespace {

inline void pause() {
#if defined(BITRL_X86)
    _mm_pause();
#elif defined(BITRL_ARM64)
    __asm__ volatile("yield");
#endif
}

int64_t now() { return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

// Looks for `done` for so long; reading the clock costs as much as some pauses, so it is read now and then.
template <typename Done>
bool spin(int64_t nanoseconds, Done done) {
    if (done()) {
        return true;
    }
    int64_t end = 0;
    do {
        for (int i = 0; i < 64; i++) {
            pause();
            if (done()) {
                return true;
            }
        }
        int64_t time = now();
        end = end == 0 ? time + nanoseconds : end;
        if (time >= end) {
            return false;
        }
    } while (true);
}

// The i-th processor that this process may run on; a failure is no error, since pinning is a wish.
void pin_to(std::thread& thread, int index) {
#if defined(__linux__)
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0 || CPU_COUNT(&allowed) == 0) {
        return;
    }
    int wanted = index % CPU_COUNT(&allowed);
    for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) {
        if (CPU_ISSET(cpu, &allowed) && wanted-- == 0) {
            cpu_set_t one;
            CPU_ZERO(&one);
            CPU_SET(cpu, &one);
            pthread_setaffinity_np(thread.native_handle(), sizeof one, &one);
            return;
        }
    }
#else
    (void)thread;
    (void)index;
#endif
}

} // namespace

gang::gang(int workers, int spin_microseconds, bool pin)
    : workers_(workers), spin_nanoseconds_(static_cast<int64_t>(spin_microseconds) * 1000), scratch_(std::make_unique<buffer[]>(static_cast<size_t>(workers))),
      threads_(std::make_unique<std::thread[]>(static_cast<size_t>(workers - 1))) {
    try {
        for (; started_ < workers - 1; started_++) {
            threads_[static_cast<size_t>(started_)] = std::thread(&gang::serve, this, started_ + 1);
            if (pin) {
                pin_to(threads_[static_cast<size_t>(started_)], started_ + 1);
            }
        }
    } catch (...) {
        stop();
        throw;
    }
}

gang::~gang() { stop(); }

void gang::stop() {
    stopping_.store(true);
    round_.fetch_add(1);
    round_.notify_all();
    for (int i = 0; i < started_; i++) {
        threads_[static_cast<size_t>(i)].join();
    }
}

bool gang::run(const work& piece, bool parallel) {
    int parts = parallel ? workers_ : 1;
    for (int part = 0; part < parts; part++) {
        if (piece.scratch_bytes > 0 && !scratch_[static_cast<size_t>(part)].reserve(piece.scratch_bytes)) {
            return false;
        }
    }
    if (parts == 1) {
        piece.run(piece.context, 0, 1, scratch_[0].data());
        return true;
    }
    work_ = &piece;
    pending_.store(workers_ - 1, std::memory_order_relaxed);
    round_.fetch_add(1); // sequentially consistent, as the sleeper's count is: one of the two sees the other
    if (sleeping_.load() > 0) {
        round_.notify_all();
    }
    piece.run(piece.context, 0, parts, scratch_[0].data());
    while (!spin(spin_nanoseconds_, [this] { return pending_.load(std::memory_order_acquire) == 0; })) {
        int left = pending_.load(std::memory_order_acquire);
        if (left != 0) {
            std::this_thread::yield(); // a neighbour has the other thread's processor
        }
    }
    return true;
}

void gang::serve(int part) {
    uint32_t seen = 0;
    while (true) {
        seen = wait_for_round_after(seen);
        if (stopping_.load()) {
            return;
        }
        work_->run(work_->context, part, workers_, scratch_[static_cast<size_t>(part)].data());
        pending_.fetch_sub(1, std::memory_order_release);
    }
}

uint32_t gang::wait_for_round_after(uint32_t seen) {
    if (!spin(spin_nanoseconds_, [this, seen] { return round_.load(std::memory_order_acquire) != seen; })) {
        sleeping_.fetch_add(1);
        while (round_.load() == seen) {
            round_.wait(seen);
        }
        sleeping_.fetch_sub(1);
    }
    return round_.load(std::memory_order_acquire);
}

} // namespace bitrl
