// Aligned memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

namespace bitrl {

inline constexpr size_t alignment = 64;

// Zeroed, aligned to 64 bytes, with 64 bytes to spare at the end; null where there is not so much.
void* allocate(size_t bytes);
void release(void* memory);

// Owns memory of `allocate`.
class buffer {
public:
    buffer() = default;
    buffer(const buffer&) = delete;
    buffer& operator=(const buffer&) = delete;
    buffer(buffer&& other) noexcept : memory_(std::exchange(other.memory_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}
    buffer& operator=(buffer&&) = delete;
    ~buffer() { release(memory_); }

    // Content is lost when it grows. False where there is not so much memory; the buffer is then empty.
    bool reserve(size_t bytes) {
        if (bytes <= bytes_ && memory_ != nullptr) {
            return true;
        }
        release(memory_);
        memory_ = allocate(bytes);
        bytes_ = memory_ != nullptr ? bytes : 0;
        return memory_ != nullptr;
    }

    uint8_t* data() const { return static_cast<uint8_t*>(memory_); }
    size_t size() const { return bytes_; }

private:
    void* memory_ = nullptr;
    size_t bytes_ = 0;
};

} // namespace bitrl
