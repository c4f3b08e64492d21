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

// How much longer than it worked itself the caller waits for others before it takes them for interrupted; nanoseconds. Systems interrupt for longer.
constexpr int64_t patience = 250'000;

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
    : workers_(workers), spin_nanoseconds_(static_cast<int64_t>(spin_microseconds) * 1000), seats_(std::make_unique<seat[]>(static_cast<size_t>(workers))),
      scratch_(std::make_unique<buffer[]>(static_cast<size_t>(workers))), threads_(std::make_unique<std::thread[]>(static_cast<size_t>(workers - 1))) {
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
        seat& helper = seats_[static_cast<size_t>(i + 1)];
        helper.left_out.store(0);
        helper.left_out.notify_one();
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
    int64_t start = now();
    if (call_helpers(start)) {
        int own = take_parts(0, round_.load(std::memory_order_relaxed));
        wait_for_helpers(parts - own, start);
    } else {
        for (int part = 0; part < parts; part++) {
            run_part(part, 0);
        }
    }
    return true;
}

void gang::help(int worker, uint32_t round) {
    seat& own = seats_[static_cast<size_t>(worker)];
    own.is_taken.store(true, std::memory_order_relaxed); // the claim orders it
    take_parts(worker, round);
    own.is_taken.store(false, std::memory_order_release);
}

// Begins a round with all helpers that are not left out; false without any, and there is no round then.
bool gang::call_helpers(int64_t now) {
    bool any = false;
    for (int i = 1; i < workers_; i++) {
        seat& helper = seats_[static_cast<size_t>(i)];
        if (helper.left_out.load(std::memory_order_relaxed) != 0 && helper.pause.is_over(now)) {
            helper.left_out.store(0);
            helper.left_out.notify_one();
        }
        any |= helper.left_out.load(std::memory_order_relaxed) == 0;
    }
    if (!any) {
        return false;
    }
    done_by_helpers_.store(0, std::memory_order_relaxed);
    round_.fetch_add(1); // sequentially consistent, as the sleeper's count is: one of the two sees the other
    if (sleeping_.load() > 0) {
        round_.notify_all();
    }
    return true;
}

// Claims and does parts until all are claimed. A claim raises the part's number from the round before to this one, and a round ends only when all of its parts were
// claimed and done: so a worker that comes late, however late, finds nothing to claim.
int gang::take_parts(int worker, uint32_t round) {
    int taken = 0;
    for (int i = 0, part = worker; i < workers_; i++, part = part + 1 == workers_ ? 0 : part + 1) {
        std::atomic<uint32_t>& claimed = seats_[static_cast<size_t>(part)].claimed_round;
        uint32_t before = round - 1;
        if (claimed.load(std::memory_order_relaxed) == before && claimed.compare_exchange_strong(before, round)) {
            run_part(part, worker);
            taken++;
            if (worker != 0) {
                done_by_helpers_.fetch_add(1, std::memory_order_release);
            }
        }
    }
    return taken;
}

void gang::run_part(int part, int worker) { work_->run(work_->context, part, workers_, scratch_[static_cast<size_t>(worker)].data()); }

void gang::wait_for_helpers(int parts, int64_t start) {
    auto done = [this, parts] { return done_by_helpers_.load(std::memory_order_acquire) == parts; };
    if (!done() && !spin(now() - start + patience, done)) {
        wait_for_late_helpers(parts);
    }
}

void gang::wait_for_late_helpers(int parts) {
    for (int i = 1; i < workers_; i++) {
        seat& helper = seats_[static_cast<size_t>(i)];
        helper.is_late = helper.is_taken.load();
        if (helper.is_late) {
            helper.left_out.store(1);
        }
    }
    while (done_by_helpers_.load(std::memory_order_acquire) != parts) {
        std::this_thread::yield(); // a late one may wait for this very processor
    }
    int64_t end = now();
    for (int i = 1; i < workers_; i++) {
        seat& helper = seats_[static_cast<size_t>(i)];
        if (helper.is_late) {
            helper.pause.begin(end);
        }
    }
}

void gang::serve(int worker) {
    uint32_t seen = 0;
    while (true) {
        seen = wait_for_round_after(seen, worker);
        if (stopping_.load()) {
            return;
        }
        help(worker, seen);
    }
}

uint32_t gang::wait_for_round_after(uint32_t seen, int worker) {
    std::atomic<int32_t>& left_out = seats_[static_cast<size_t>(worker)].left_out;
    while (left_out.load() != 0) {
        left_out.wait(1);
    }
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
