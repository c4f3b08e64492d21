// The choice of a variant, of a method, and the C interface from end to end.
#include <cstring>
#include <vector>

#include "device.hpp"
#include "self_test.hpp"
#include "test.hpp"
#include "tuning.hpp"

namespace {

void wrong_multiply(const bitrl::ternary_product& p, uint8_t*) {
    bitrl::scalar_variant.multiply.multiply(p, nullptr);
    p.output[p.first] += 1; // one output of one token, off by one
}

bool no() { return false; }

bitrl::variant named(const char* name, bool works, bool supported) {
    bitrl::variant v = bitrl::scalar_variant;
    v.name = name;
    if (!works) {
        v.table.multiply = wrong_multiply;
    }
    if (!supported) {
        v.supported = no;
    }
    return v;
}

bitrl_device* open(int method) {
    bitrl_device_options options = {-1, method};
    bitrl_device* device = nullptr;
    char message[256];
    CHECK(bitrl_device_open(&options, &device, message, sizeof message) == BITRL_OK, "%s", message);
    CHECK(message[0] == '\0', "%s", message);
    return device;
}

std::vector<float> product(bitrl_device* device, int weights, int workers, const std::vector<uint8_t>& codes, int rows, int inputs, int outputs) {
    bitrl_ternary* matrix = nullptr;
    bitrl_queue* queue = nullptr;
    CHECK(bitrl_ternary_load(device, codes.data(), outputs, inputs, 0.5f, weights, &matrix) == BITRL_OK, "load");
    CHECK(bitrl_queue_create(device, workers, 20, 1, &queue) == BITRL_OK, "queue");
    CHECK((bitrl_ternary_bytes(matrix) == 0) == (weights == BITRL_WEIGHTS_MAPPED), "bytes");
    auto* values = static_cast<int8_t*>(bitrl_buffer_create(static_cast<int64_t>(rows) * inputs + BITRL_ROW_ALIGNMENT));
    std::vector<float> steps(static_cast<size_t>(rows)), output(static_cast<size_t>(rows * outputs)), input(static_cast<size_t>(rows * inputs)), ones(static_cast<size_t>(inputs), 1.0f);
    std::vector<int32_t> sums(static_cast<size_t>(rows));
    test::noise random{31};
    for (float& x : input) {
        x = random.real();
    }
    bitrl_quantized quantized = {values, steps.data(), sums.data(), inputs, inputs};
    CHECK(bitrl_rms_norm_quantize(queue, input.data(), ones.data(), 1e-5f, rows, &quantized) == BITRL_OK, "norm");
    CHECK(bitrl_ternary_multiply(queue, &quantized, matrix, rows, output.data(), 0) == BITRL_OK, "multiply");
    bitrl_buffer_release(values);
    bitrl_queue_release(queue);
    bitrl_ternary_release(matrix);
    return output;
}

} // namespace

TEST(a_variant_that_gives_wrong_results_is_refused_and_the_next_is_taken) {
    bitrl::variant absent = named("absent", true, false), bad = named("bad", false, true), good = named("good", true, true);
    const bitrl::variant* entries[] = {&absent, &bad, &good};
    int index;
    char message[200];
    const bitrl::variant* chosen = bitrl::choose(entries, 3, 0, false, index, message, sizeof message);
    CHECK(chosen == &good && index == 2, "variant %d", index);
    CHECK(std::strcmp(message, "bad refused: its products from tables are wrong") == 0, "%s", message);
    CHECK(bitrl::choose(entries, 3, 1, true, index, message, sizeof message) == nullptr, "a forced variant has no successor");
    char little[8];
    bitrl::choose(entries, 3, 0, false, index, little, sizeof little);
    CHECK(std::strcmp(little, "bad ref") == 0, "%s", little);
}

TEST(all_ways_to_a_product_give_the_same_bits) {
    constexpr int inputs = 1152, outputs = 700;
    test::noise random{33};
    std::vector<uint8_t> codes(static_cast<size_t>(outputs) * inputs / 4);
    for (uint8_t& byte : codes) {
        byte = static_cast<uint8_t>(random.below(3) | random.below(3) << 2 | random.below(3) << 4 | random.below(3) << 6);
    }
    for (int rows : {33, 64, 97}) { // 64 tokens are shared evenly by two workers, 97 nearly so by three: then each takes its tokens, otherwise its outputs
        std::vector<float> expected;
        for (int method : {BITRL_METHOD_AUTO, BITRL_METHOD_MULTIPLY, BITRL_METHOD_TABLE}) {
            bitrl_device* device = open(method);
            for (int weights : {BITRL_WEIGHTS_PACKED, BITRL_WEIGHTS_MAPPED}) {
                for (int workers = 1; workers <= 3; workers++) {
                    std::vector<float> actual = product(device, weights, workers, codes, rows, inputs, outputs);
                    expected = expected.empty() ? actual : expected;
                    CHECK(actual == expected, "%d rows, method %d, weights %d, %d workers", rows, method, weights, workers);
                }
            }
            bitrl_device_close(device);
        }
    }
}

TEST(measured_times_decide_between_the_methods) {
    bitrl_device* device = open(BITRL_METHOD_AUTO);
    bitrl_tuning tuning;
    bitrl_device_measure(device, &tuning);
    CHECK(bitrl::is_sane(tuning), "a measurement");
    for (int i = 0; i < BITRL_TUNING_ROWS * BITRL_TUNING_OUTPUTS; i++) {
        tuning.multiply[i] = 10;
        tuning.table[i] = 20;
    }
    tuning.table[bitrl::tuning_index(32, 1024)] = 5;
    CHECK(bitrl_device_tune(device, &tuning) == BITRL_OK, "tune");
    bool has_table = device->kernels->has_table;
    CHECK(bitrl::tables_pay(*device, 500, 6912) == has_table, "many rows and outputs");
    CHECK(!bitrl::tables_pay(*device, 31, 6912) && !bitrl::tables_pay(*device, 32, 1023), "one less of each");
    tuning.table[3] = 0;
    CHECK(bitrl_device_tune(device, &tuning) == BITRL_INVALID, "a time of 0 is none");
    bitrl_device_close(device);
}

TEST(arguments_that_do_not_exist_are_refused) {
    bitrl_device_options options = {99, 0};
    bitrl_device* device = nullptr;
    char message[64];
    CHECK(bitrl_device_open(&options, &device, message, sizeof message) == BITRL_INVALID && device == nullptr, "a variant");
    options = {-1, 7};
    CHECK(bitrl_device_open(&options, &device, message, sizeof message) == BITRL_INVALID, "a method");
    device = open(BITRL_METHOD_AUTO);
    bitrl_queue* queue = nullptr;
    bitrl_ternary* matrix = nullptr;
    uint8_t codes[64] = {};
    CHECK(bitrl_queue_create(device, 0, 20, 0, &queue) == BITRL_INVALID && queue == nullptr, "workers");
    CHECK(bitrl_ternary_load(device, codes, 1, 100, 1, 0, &matrix) == BITRL_INVALID && matrix == nullptr, "inputs");
    CHECK(bitrl_buffer_create(-1) == nullptr && bitrl_buffer_create(INT64_MAX) == nullptr, "memory");
    int32_t offsets[16];
    CHECK(bitrl_layout(7, offsets, 16) == -1 && bitrl_layout(4, offsets, 1) == 16, "layouts");
    bitrl_device_close(device);
}
