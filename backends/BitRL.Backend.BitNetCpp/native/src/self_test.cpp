#include "self_test.hpp"

#include <cmath>
#include <cstdio>
#include <cstring>

#include "memory.hpp"

namespace bitrl {
namespace {

// A generator that is good enough for test data, and the same everywhere.
struct noise {
    uint64_t state;

    uint32_t next() {
        state = state * 6364136223846793005ull + 1442695040888963407ull;
        return static_cast<uint32_t>(state >> 33);
    }

    float real() { return static_cast<float>(next() % 20001) / 10000.0f - 1.0f; }
};

struct ternary_case {
    buffer codes, values, steps, expected, actual, packed, scratch;
    int rows, inputs, outputs;

    bool prepare(int r, int k, int n) {
        rows = r;
        inputs = k;
        outputs = n;
        size_t results = static_cast<size_t>(r) * static_cast<size_t>(n) * sizeof(float);
        return codes.reserve(static_cast<size_t>(n) * static_cast<size_t>(k) / 4) && values.reserve(static_cast<size_t>(r) * static_cast<size_t>(k) + BITRL_ROW_ALIGNMENT) &&
               steps.reserve(static_cast<size_t>(r) * 2 * sizeof(float)) && expected.reserve(results) && actual.reserve(results);
    }

    bitrl_quantized input() const {
        return {reinterpret_cast<int8_t*>(values.data()), reinterpret_cast<float*>(steps.data()), reinterpret_cast<int32_t*>(steps.data()) + rows, inputs, inputs};
    }

    ternary_product product(const uint8_t* weights, float* output) const {
        return {input(), weights, inputs, outputs, 0.5f, rows, 0, outputs, output, false};
    }

    void randomise(noise& random) {
        for (int i = 0; i < outputs * inputs / 4; i++) {
            uint32_t bits = random.next();
            uint8_t byte = 0;
            for (int s = 0; s < 8; s += 2, bits >>= 4) {
                byte = static_cast<uint8_t>(byte | (bits & 15) % 3 << s);
            }
            codes.data()[i] = byte;
        }
        bitrl_quantized q = input();
        for (int row = 0; row < rows; row++) {
            q.steps[row] = 0.25f;
            q.sums[row] = 0;
            for (int k = 0; k < inputs; k++) {
                q.values[row * inputs + k] = static_cast<int8_t>(static_cast<int>(random.next() % 255) - 127);
                q.sums[row] += q.values[row * inputs + k];
            }
        }
        scalar_variant.multiply.multiply(product(codes.data(), reinterpret_cast<float*>(expected.data())), nullptr);
    }

    // All activations at one end, all weights of a row +1 or all -1: where narrow sums would wrap.
    void push_to_the_limit(int8_t value) {
        bitrl_quantized q = input();
        std::memset(q.values, value, static_cast<size_t>(rows) * static_cast<size_t>(inputs));
        for (int row = 0; row < rows; row++) {
            q.steps[row] = 1;
            q.sums[row] = value * inputs;
        }
        for (int n = 0; n < outputs; n++) {
            std::memset(codes.data() + n * (inputs / 4), n % 2 == 0 ? 0xAA : 0x00, static_cast<size_t>(inputs / 4));
            for (int row = 0; row < rows; row++) {
                reinterpret_cast<float*>(expected.data())[row * outputs + n] = static_cast<float>(value * inputs * (n % 2 == 0 ? 1 : -1)) * 0.5f;
            }
        }
    }

    bool agrees(const ternary_method& method) {
        const uint8_t* weights = codes.data();
        if (method.weights != layout::in_place) {
            if (!packed.reserve(method.packed_bytes(outputs, inputs))) {
                return false;
            }
            method.pack(codes.data(), outputs, inputs, packed.data());
            weights = packed.data();
        }
        if (!scratch.reserve(method.scratch_bytes(rows, inputs, outputs))) {
            return false;
        }
        method.multiply(product(weights, reinterpret_cast<float*>(actual.data())), scratch.data());
        return std::memcmp(expected.data(), actual.data(), static_cast<size_t>(rows) * static_cast<size_t>(outputs) * sizeof(float)) == 0;
    }
};

const char* test_products(const variant& kernels) {
    ternary_case random, limit;
    noise seed{7};
    if (!random.prepare(9, 384, 70) || !limit.prepare(2, 6912, 34)) {
        return "there is no memory to test it in";
    }
    random.randomise(seed);
    for (int8_t value : {static_cast<int8_t>(0), static_cast<int8_t>(127), static_cast<int8_t>(-127)}) {
        ternary_case& test = value == 0 ? random : limit;
        if (value != 0) {
            limit.push_to_the_limit(value);
        }
        if (!test.agrees(kernels.multiply)) {
            return "its products are wrong";
        }
        if (!test.agrees(kernels.in_place)) {
            return "its products in place are wrong";
        }
        if (!test.agrees(kernels.table)) {
            return "its products from tables are wrong";
        }
    }
    return nullptr;
}

bool near(const float* a, const float* b, int count, float tolerance) {
    for (int i = 0; i < count; i++) {
        if (!(std::fabs(a[i] - b[i]) <= tolerance * (1 + std::fabs(b[i])))) {
            return false;
        }
    }
    return true;
}

constexpr int width = 150; // whole vectors and a rest, for every width of vectors

const char* test_rows(const variant& kernels) {
    const row_methods &r = kernels.rows, &s = scalar_variant.rows;
    float x[width], w[width], a[width], b[width];
    noise random{11};
    for (int i = 0; i < width; i++) {
        x[i] = 3 * random.real();
        w[i] = random.real();
    }
    r.norm(x, w, 1e-5f, width, a);
    s.norm(x, w, 1e-5f, width, b);
    if (!near(a, b, width, 1e-5f)) {
        return "its norm is wrong";
    }
    for (int activation = 0; activation < 2; activation++) {
        r.gate(activation, x, w, width, a);
        s.gate(activation, x, w, width, b);
        if (!near(a, b, width, 1e-5f)) {
            return "its gate is wrong";
        }
    }
    std::memcpy(a, x, sizeof a);
    std::memcpy(b, x, sizeof b);
    r.rope(a, 3, 50, w, w + 25);
    s.rope(b, 3, 50, w, w + 25);
    if (!near(a, b, width, 1e-5f)) {
        return "its rotation is wrong";
    }
    r.mean(x, 3, 50, a);
    s.mean(x, 3, 50, b);
    return near(a, b, 50, 1e-5f) ? nullptr : "its mean is wrong";
}

const char* test_quantisation(const variant& kernels) {
    constexpr int stride = 192;
    int8_t first[stride] = {}, second[stride] = {};
    float x[width], w[width], steps[2];
    int32_t sums[2];
    noise random{13};
    for (int i = 0; i < width; i++) {
        x[i] = random.real();
        w[i] = 1 + random.real();
    }
    kernels.rows.norm_quantize(x, w, 1e-5f, {first, steps, sums, width, stride}, 0);
    scalar_variant.rows.norm_quantize(x, w, 1e-5f, {second, steps + 1, sums + 1, width, stride}, 0);
    int sum = 0;
    for (int i = 0; i < width; i++) {
        sum += first[i];
        if (std::abs(first[i] - second[i]) > 1) { // a value on an edge may fall to either side
            return "its quantisation is wrong";
        }
    }
    return sum == sums[0] && near(steps, steps + 1, 1, 1e-5f) ? nullptr : "its quantisation's sum or step is wrong";
}

const char* test_dense(const variant& kernels) {
    constexpr int inputs = 37, outputs = 41, rows = 9;
    buffer packed;
    float x[rows * inputs], w[outputs * inputs], a[rows * outputs], b[rows * outputs];
    noise random{17};
    for (float& value : x) {
        value = random.real();
    }
    for (float& value : w) {
        value = random.real();
    }
    if (!packed.reserve(kernels.dense.packed_bytes(outputs, inputs))) {
        return "there is no memory to test it in";
    }
    kernels.dense.pack(w, outputs, inputs, reinterpret_cast<float*>(packed.data()));
    kernels.dense.multiply({x, reinterpret_cast<float*>(packed.data()), inputs, outputs, rows, 0, outputs, a, false});
    scalar_variant.dense.multiply({x, w, inputs, outputs, rows, 0, outputs, b, false});
    return near(a, b, rows * outputs, 1e-4f) ? nullptr : "its dense products are wrong";
}

const char* test_attention(const variant& kernels) {
    constexpr int heads = 4, shared = 2, head_size = 34, rows = 7, slots = 13;
    float q[rows * heads * head_size], k[(rows + slots) * shared * head_size], v[(rows + slots) * shared * head_size];
    float a[rows * heads * head_size], b[rows * heads * head_size];
    noise random{19};
    for (float& value : q) {
        value = random.real();
    }
    for (size_t i = 0; i < sizeof k / sizeof *k; i++) {
        k[i] = random.real();
        v[i] = random.real();
    }
    bitrl_sequence sequence = {0, rows, 2, 11};
    bitrl_attention arguments = {q, k, v, k + rows * shared * head_size, v + rows * shared * head_size, a, &sequence, 1, heads, shared, head_size, rows, 18};
    buffer scratch;
    if (!scratch.reserve(kernels.attention.scratch_bytes(18, head_size) + scalar_variant.attention.scratch_bytes(18, head_size))) {
        return "there is no memory to test it in";
    }
    for (int head = 0; head < shared; head++) {
        arguments.output = a;
        kernels.attention.attend(arguments, sequence, head, scratch.data());
        arguments.output = b;
        scalar_variant.attention.attend(arguments, sequence, head, scratch.data());
    }
    return near(a, b, rows * heads * head_size, 1e-5f) ? nullptr : "its attention is wrong";
}

// Appends to a text of limited size.
void append(char* message, int capacity, const char* name, const char* why) {
    int used = capacity > 0 ? static_cast<int>(std::strlen(message)) : 0;
    if (used < capacity - 1) {
        std::snprintf(message + used, static_cast<size_t>(capacity - used), "%s%s refused: %s", used > 0 ? "; " : "", name, why);
    }
}

} // namespace

const char* self_test(const variant& kernels) {
    const char* (*const tests[])(const variant&) = {test_products, test_quantisation, test_rows, test_dense, test_attention};
    for (auto* test : tests) {
        if (const char* wrong = test(kernels)) {
            return wrong;
        }
    }
    return nullptr;
}

const variant* choose(const variant* const* entries, int count, int first, bool only_first, int& index, char* message, int capacity) {
    if (capacity > 0) {
        message[0] = '\0';
    }
    for (index = first; index < count; index++) {
        const variant& candidate = *entries[index];
        if (candidate.supported()) {
            const char* wrong = self_test(candidate);
            if (wrong == nullptr) {
                return &candidate;
            }
            append(message, capacity, candidate.name, wrong);
        }
        if (only_first) {
            break;
        }
    }
    return nullptr;
}

} // namespace bitrl
