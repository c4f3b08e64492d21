// Everything but ternary products, against the scalar twin.
#include <cmath>
#include <vector>

#include "catalog.hpp"
#include "self_test.hpp"
#include "test.hpp"

namespace {

template <typename Body>
void for_each_variant(Body body) {
    const bitrl::catalog& all = bitrl::built_in();
    for (int i = 0; i < all.count; i++) {
        if (all.entries[i]->supported()) {
            body(*all.entries[i]);
        }
    }
}

std::vector<float> reals(test::noise& random, int count, float size) {
    std::vector<float> values(static_cast<size_t>(count));
    for (float& value : values) {
        value = random.real() * size;
    }
    return values;
}

void compare(const char* what, const bitrl::variant& kernels, const std::vector<float>& actual, const std::vector<float>& expected, float tolerance) {
    for (size_t i = 0; i < expected.size(); i++) {
        bool near = std::fabs(actual[i] - expected[i]) <= tolerance * (1 + std::fabs(expected[i]));
        CHECK(near, "%s of %s at %zu: %g, not %g", what, kernels.name, i, static_cast<double>(actual[i]), static_cast<double>(expected[i]));
        if (!near) {
            return;
        }
    }
}

} // namespace

TEST(every_variant_passes_its_self_test) {
    for_each_variant([](const bitrl::variant& kernels) {
        const char* wrong = bitrl::self_test(kernels);
        CHECK(wrong == nullptr, "%s: %s", kernels.name, wrong);
    });
}

TEST(norms_and_gates_of_every_width_agree) {
    test::noise random{21};
    for (int width = 1; width < 150; width += width < 70 ? 1 : 13) {
        std::vector<float> x = reals(random, width, 4), w = reals(random, width, 1), expected(x.size()), actual(x.size());
        for_each_variant([&](const bitrl::variant& kernels) {
            bitrl::scalar_variant.rows.norm(x.data(), w.data(), 1e-5f, width, expected.data());
            kernels.rows.norm(x.data(), w.data(), 1e-5f, width, actual.data());
            compare("norm", kernels, actual, expected, 1e-5f);
            for (int activation = 0; activation < 2; activation++) {
                bitrl::scalar_variant.rows.gate(activation, x.data(), w.data(), width, expected.data());
                kernels.rows.gate(activation, x.data(), w.data(), width, actual.data());
                compare("gate", kernels, actual, expected, 1e-6f);
            }
        });
    }
}

TEST(silu_of_large_magnitudes_is_finite) {
    std::vector<float> x = {-200, -100, -88, -87, -1, 0, 1, 87, 100, 200, -1e30f, 1e30f, -3, 3, 50, -50, 20}, ones(x.size(), 1.0f), actual(x.size());
    for_each_variant([&](const bitrl::variant& kernels) {
        kernels.rows.gate(1, x.data(), ones.data(), static_cast<int64_t>(x.size()), actual.data());
        for (size_t i = 0; i < x.size(); i++) {
            CHECK(std::isfinite(actual[i]) && std::fabs(actual[i]) <= std::fabs(x[i]), "%s: silu(%g) = %g", kernels.name, static_cast<double>(x[i]), static_cast<double>(actual[i]));
        }
    });
}

TEST(half_floats_of_every_kind_widen_exactly) {
    std::vector<uint16_t> halves(65536);
    for (size_t i = 0; i < halves.size(); i++) {
        halves[i] = static_cast<uint16_t>(i);
    }
    std::vector<float> expected(halves.size()), actual(halves.size());
    bitrl::scalar_variant.rows.widen_half(halves.data(), nullptr, 65536, expected.data());
    CHECK(expected[0x3C00] == 1.0f && expected[0xC000] == -2.0f && expected[1] == std::ldexp(1.0f, -24) && std::isinf(expected[0x7C00]) && std::isnan(expected[0x7E00]), "known halves");
    for_each_variant([&](const bitrl::variant& kernels) {
        kernels.rows.widen_half(halves.data(), nullptr, 65536, actual.data());
        for (size_t i = 0; i < halves.size(); i++) {
            CHECK(actual[i] == expected[i] || (std::isnan(actual[i]) && std::isnan(expected[i])), "%s: half %zx", kernels.name, i);
        }
    });
}

TEST(quantisation_rounds_half_to_even_and_gives_rows_of_zeros_a_scale) {
    constexpr int width = 64;
    float x[width] = {}, ones[width];
    for (int i = 0; i < width; i++) {
        ones[i] = 1;
    }
    for_each_variant([&](const bitrl::variant& kernels) {
        int8_t values[width];
        float step;
        int32_t sum;
        bitrl_quantized output = {values, &step, &sum, width, width};
        kernels.rows.norm_quantize(x, ones, 1e-5f, output, 0);
        CHECK(step == 1e-5f / 127 && sum == 0, "%s: a row of zeros", kernels.name);
    });
    // A norm of 1 (mean square 1 with epsilon 0) and a largest value of 1 * 127 / 127.
    float y[2 * width], two_ones[2 * width];
    for (int i = 0; i < 2 * width; i++) {
        y[i] = i % 2 == 0 ? 1.0f : -1.0f;
        two_ones[i] = i < 2 ? 1.0f : (0.5f + static_cast<float>(i % 60)) / 127.0f;
    }
    for_each_variant([&](const bitrl::variant& kernels) {
        int8_t values[2 * width];
        float step;
        int32_t sum;
        kernels.rows.norm_quantize(y, two_ones, 0, {values, &step, &sum, 2 * width, 2 * width}, 0);
        int total = 0;
        for (int i = 0; i < 2 * width; i++) {
            float exact = y[i] * two_ones[i] * 127;
            total += values[i];
            CHECK(std::fabs(static_cast<float>(values[i]) - exact) <= 0.5001f, "%s: %g became %d", kernels.name, static_cast<double>(exact), values[i]);
        }
        CHECK(total == sum, "%s: a sum of %d, not %d", kernels.name, sum, total);
    });
}

TEST(a_row_that_is_not_finite_shows_in_its_step) {
    constexpr int width = 48;
    for (float broken : {INFINITY, -INFINITY, NAN}) {
        float x[width], ones[width];
        for (int i = 0; i < width; i++) {
            x[i] = 0.5f;
            ones[i] = 1;
        }
        x[37] = broken;
        for_each_variant([&](const bitrl::variant& kernels) {
            int8_t values[64] = {};
            float step = 0;
            int32_t sum;
            kernels.rows.norm_quantize(x, ones, 1e-5f, {values, &step, &sum, width, 64}, 0);
            CHECK(std::isnan(step), "%s: %g gave the step %g", kernels.name, static_cast<double>(broken), static_cast<double>(step));
        });
    }
}

TEST(attention_with_and_without_a_prefix_agrees) {
    test::noise random{23};
    for (int head_size : {2, 10, 32, 64, 128}) {
        for (int prefix : {0, 1, 33}) {
            constexpr int heads = 4, shared = 2, rows = 19, slots = 40;
            int width = shared * head_size;
            std::vector<float> q = reals(random, rows * heads * head_size, 1), k = reals(random, rows * width, 1), v = reals(random, rows * width, 1);
            std::vector<float> pk = reals(random, slots * width, 1), pv = reals(random, slots * width, 1), expected(q.size()), actual(q.size());
            bitrl_sequence sequence = {0, rows, 5, prefix};
            bitrl_attention a = {q.data(), k.data(), v.data(), pk.data(), pv.data(), nullptr, &sequence, 1, heads, shared, head_size, rows, rows + prefix};
            for_each_variant([&](const bitrl::variant& kernels) {
                std::vector<uint8_t> scratch(kernels.attention.scratch_bytes(rows + prefix, head_size) + bitrl::scalar_variant.attention.scratch_bytes(rows + prefix, head_size));
                for (int head = 0; head < shared; head++) {
                    a.output = expected.data();
                    bitrl::scalar_variant.attention.attend(a, sequence, head, scratch.data());
                    a.output = actual.data();
                    kernels.attention.attend(a, sequence, head, scratch.data());
                }
                compare("attention", kernels, actual, expected, 1e-5f);
            });
        }
    }
}

TEST(dense_products_of_every_shape_agree) {
    test::noise random{25};
    for (int i = 0; i < 30; i++) {
        int rows = 1 + random.below(20), inputs = 1 + random.below(90), outputs = 1 + random.below(70);
        std::vector<float> x = reals(random, rows * inputs, 1), w = reals(random, outputs * inputs, 1), expected(static_cast<size_t>(rows * outputs), 0.5f);
        bitrl::scalar_variant.dense.multiply({x.data(), w.data(), inputs, outputs, rows, 0, outputs, expected.data(), true});
        for_each_variant([&](const bitrl::variant& kernels) {
            std::vector<float> packed(kernels.dense.packed_bytes(outputs, inputs) / sizeof(float)), actual(expected.size(), 0.5f);
            kernels.dense.pack(w.data(), outputs, inputs, packed.data());
            kernels.dense.multiply({x.data(), packed.data(), inputs, outputs, rows, 0, outputs, actual.data(), true});
            compare("dense product", kernels, actual, expected, 1e-5f);
        });
    }
}
