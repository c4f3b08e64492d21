// Products with ternary matrices: every variant and method against the scalar twin, to the last bit.
#include <cstring>

#include "catalog.hpp"
#include "memory.hpp"
#include "test.hpp"

namespace {

constexpr float untouched = -77.3f; // no product of this test can be it

struct problem {
    bitrl::buffer codes, values, steps, expected, actual, packed, scratch;
    int rows, inputs, outputs;

    problem(int r, int k, int n) : rows(r), inputs(k), outputs(n) {
        codes.reserve(static_cast<size_t>(n) * static_cast<size_t>(k) / 4);
        values.reserve(static_cast<size_t>(r) * static_cast<size_t>(k) + BITRL_ROW_ALIGNMENT);
        steps.reserve(static_cast<size_t>(r) * 8);
        expected.reserve(static_cast<size_t>(r) * static_cast<size_t>(n) * 4);
        actual.reserve(static_cast<size_t>(r) * static_cast<size_t>(n) * 4);
    }

    bitrl_quantized input() { return {reinterpret_cast<int8_t*>(values.data()), reinterpret_cast<float*>(steps.data()), reinterpret_cast<int32_t*>(steps.data()) + rows, inputs, inputs}; }
    float* expectation() { return reinterpret_cast<float*>(expected.data()); }
    float* result() { return reinterpret_cast<float*>(actual.data()); }

    void randomise(test::noise& random, int codes_below) {
        for (size_t i = 0; i < static_cast<size_t>(outputs) * static_cast<size_t>(inputs) / 4; i++) {
            uint8_t byte = 0;
            for (int s = 0; s < 8; s += 2) {
                byte = static_cast<uint8_t>(byte | random.below(codes_below) << s);
            }
            codes.data()[i] = byte;
        }
        for (int row = 0; row < rows; row++) {
            bitrl_quantized q = input();
            q.steps[row] = 0.5f + static_cast<float>(row);
            q.sums[row] = 0;
            for (int k = 0; k < inputs; k++) {
                q.values[static_cast<int64_t>(row) * inputs + k] = static_cast<int8_t>(random.below(256) - 128);
                q.sums[row] += q.values[static_cast<int64_t>(row) * inputs + k];
            }
        }
    }

    void extreme(int value) {
        bitrl_quantized q = input();
        std::memset(q.values, value, static_cast<size_t>(rows) * static_cast<size_t>(inputs));
        for (int row = 0; row < rows; row++) {
            q.steps[row] = 1;
            q.sums[row] = value * inputs;
        }
        for (int n = 0; n < outputs; n++) {
            std::memset(codes.data() + static_cast<size_t>(n) * static_cast<size_t>(inputs / 4), n % 2 == 0 ? 0xAA : 0, static_cast<size_t>(inputs / 4));
        }
    }

    void run(const bitrl::ternary_method& method, int first, int end, bool accumulate, float* output) {
        const uint8_t* weights = codes.data();
        if (method.weights != bitrl::layout::in_place) {
            packed.reserve(method.packed_bytes(outputs, inputs));
            method.pack(codes.data(), outputs, inputs, packed.data());
            weights = packed.data();
        }
        scratch.reserve(method.scratch_bytes(rows, inputs, end - first));
        method.multiply({input(), weights, inputs, outputs, 0.25f, rows, first, end, output, accumulate}, scratch.data());
    }

    void fill(float* output, float value) {
        for (int i = 0; i < rows * outputs; i++) {
            output[i] = value;
        }
    }
};

template <typename Body>
void for_each_method(Body body) {
    const bitrl::catalog& all = bitrl::built_in();
    for (int i = 0; i < all.count; i++) {
        const bitrl::variant& kernels = *all.entries[i];
        if (kernels.supported()) {
            body(kernels, kernels.multiply, "multiply");
            body(kernels, kernels.in_place, "in place");
            body(kernels, kernels.table, "table");
        }
    }
}

int share_of(int outputs, test::noise& random) { return random.below((outputs + 31) / 32 + 1) * 32 < outputs ? random.below((outputs + 31) / 32) * 32 : 0; }

} // namespace

TEST(random_products_agree_with_the_scalar_twin_to_the_last_bit) {
    test::noise random{3};
    for (int i = 0; i < 40; i++) {
        problem p(1 + random.below(70), 128 * (1 + random.below(9)), 1 + random.below(150));
        p.randomise(random, 3);
        int first = share_of(p.outputs, random);
        bool accumulate = random.below(2) == 0;
        float start = accumulate ? 3.25f : untouched;
        p.fill(p.expectation(), start);
        p.run(bitrl::scalar_variant.multiply, first, p.outputs, accumulate, p.expectation());
        for_each_method([&](const bitrl::variant& kernels, const bitrl::ternary_method& method, const char* name) {
            p.fill(p.result(), start);
            p.run(method, first, p.outputs, accumulate, p.result());
            bool same = std::memcmp(p.expected.data(), p.actual.data(), static_cast<size_t>(p.rows) * static_cast<size_t>(p.outputs) * 4) == 0;
            CHECK(same, "%s %s, %d x %d -> %d from %d", kernels.name, name, p.rows, p.inputs, p.outputs, first);
        });
    }
}

TEST(large_products_agree_with_the_scalar_twin_to_the_last_bit) {
    test::noise random{5};
    problem p(37, 2560, 96);
    p.randomise(random, 3);
    p.run(bitrl::scalar_variant.multiply, 0, p.outputs, false, p.expectation());
    for_each_method([&](const bitrl::variant& kernels, const bitrl::ternary_method& method, const char* name) {
        p.run(method, 0, p.outputs, false, p.result());
        CHECK(std::memcmp(p.expected.data(), p.actual.data(), static_cast<size_t>(p.rows) * static_cast<size_t>(p.outputs) * 4) == 0, "%s %s", kernels.name, name);
    });
}

// Sums of 16 bits wrap here unless they are widened in time.
TEST(worst_case_sums_do_not_overflow) {
    for (int inputs : {128, 256, 2560, 6912}) {
        for (int value : {127, -127, -128}) {
            problem p(5, inputs, 40);
            p.extreme(value);
            for_each_method([&](const bitrl::variant& kernels, const bitrl::ternary_method& method, const char* name) {
                p.run(method, 0, p.outputs, false, p.result());
                for (int i = 0; i < p.rows * p.outputs; i++) {
                    float expected = static_cast<float>(value * inputs * (i % p.outputs % 2 == 0 ? 1 : -1)) * 0.25f;
                    CHECK(p.result()[i] == expected, "%s %s, %d inputs of %d: %f, not %f", kernels.name, name, inputs, value, static_cast<double>(p.result()[i]), static_cast<double>(expected));
                    if (p.result()[i] != expected) {
                        return;
                    }
                }
            });
        }
    }
}

TEST(outputs_outside_a_share_stay_as_they_were) {
    test::noise random{7};
    problem p(6, 256, 130);
    p.randomise(random, 3);
    for_each_method([&](const bitrl::variant& kernels, const bitrl::ternary_method& method, const char* name) {
        p.fill(p.result(), untouched);
        p.run(method, 32, 96, false, p.result());
        for (int i = 0; i < p.rows * p.outputs; i++) {
            bool inside = i % p.outputs >= 32 && i % p.outputs < 96;
            CHECK((p.result()[i] == untouched) != inside, "%s %s wrote output %d", kernels.name, name, i % p.outputs);
        }
    });
}

TEST(code_three_counts_as_zero_where_weights_are_packed) {
    test::noise random{9};
    problem p(9, 256, 33);
    p.randomise(random, 3);
    std::memset(p.codes.data(), 0xFF, static_cast<size_t>(p.outputs) * static_cast<size_t>(p.inputs) / 4);
    for_each_method([&](const bitrl::variant& kernels, const bitrl::ternary_method& method, const char* name) {
        if (method.weights == bitrl::layout::in_place) {
            return;
        }
        p.run(method, 0, p.outputs, false, p.result());
        for (int i = 0; i < p.rows * p.outputs; i++) {
            CHECK(p.result()[i] == 0, "%s %s", kernels.name, name);
        }
    });
}
