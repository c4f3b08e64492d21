// The operations of the C interface: each is cut into parts for the workers of its queue.
#include "device.hpp"
#include "tuning.hpp"

namespace {

// Waking a sleeping thread costs some 10 microseconds; a core does so many multiply-adds, or handles so many float elements, in that time.
constexpr int64_t parallel_products = 1'500'000;
constexpr int64_t parallel_sums = 400'000;
constexpr int64_t parallel_elements = 40'000;

struct range {
    int first, end;
};

// The share of a part, in whole multiples of granularity.
range share(int count, int granularity, int part, int parts) {
    int64_t blocks = (count + granularity - 1) / granularity;
    int64_t first = blocks * part / parts * granularity;
    int64_t end = blocks * (part + 1) / parts * granularity;
    return {static_cast<int>(first < count ? first : count), static_cast<int>(end < count ? end : count)};
}

// Runs a function object as the work of a queue.
template <typename Function>
int32_t run(bitrl_queue* queue, bool parallel, size_t scratch_bytes, const Function& function) {
    auto call = [](const void* context, int part, int parts, uint8_t* scratch) { (*static_cast<const Function*>(context))(part, parts, scratch); };
    return queue->workers.run({call, &function, scratch_bytes}, parallel && queue->workers.workers() > 1) ? BITRL_OK : BITRL_OUT_OF_MEMORY;
}

template <typename Function>
int32_t run_rows(bitrl_queue* queue, int rows, int64_t width, const Function& row_function) {
    return run(queue, rows * width >= parallel_elements, 0, [&](int part, int parts, uint8_t*) {
        range r = share(rows, 1, part, parts);
        for (int row = r.first; row < r.end; row++) {
            row_function(row);
        }
    });
}

struct chosen_method {
    const bitrl::ternary_method* method;
    const uint8_t* codes;
};

chosen_method choose(const bitrl_device& device, const bitrl_ternary& matrix, int rows, int share_outputs) {
    const bitrl::variant& kernels = *device.kernels;
    if (matrix.mapped != nullptr) {
        return {&kernels.in_place, matrix.mapped};
    }
    const bitrl::buffer& tables = kernels.table.weights == bitrl::layout::triples ? matrix.triples : matrix.lanes;
    bool can_table = kernels.has_table && tables.size() > 0;
    bool can_multiply = matrix.lanes.size() > 0;
    bool table = can_table && (!can_multiply || bitrl::tables_pay(device, rows, share_outputs));
    return table ? chosen_method{&kernels.table, tables.data()} : chosen_method{&kernels.multiply, matrix.lanes.data()};
}

// The most that a worker gets when count is shared.
int largest_share(int count, int granularity, int parts) {
    int most = 0;
    for (int part = 0; part < parts; part++) {
        range r = share(count, granularity, part, parts);
        most = r.end - r.first > most ? r.end - r.first : most;
    }
    return most;
}

// How a product is divided among workers: by output rows, so that each reads its part of the weights, or by tokens, so that each prepares its own.
struct partition {
    const bitrl::ternary_method* method;
    const uint8_t* codes;
    bool by_tokens;
    int most_rows;
    int most_outputs;
};

partition divide(const bitrl_device& device, const bitrl_ternary& matrix, int rows, int workers) {
    int outputs = largest_share(matrix.outputs, bitrl::share_granularity, workers);
    chosen_method chosen = choose(device, matrix, rows, outputs);
    int unit = chosen.method->unit_tokens;
    if (workers > 1 && unit > 0 && rows >= chosen.method->least_tokens * workers) {
        int tokens = largest_share(rows, unit, workers);
        int even = (rows + workers - 1) / workers;
        if (tokens <= even + even / 16) { // a worker with much more than the others costs more than is won
            return {chosen.method, chosen.codes, true, tokens, matrix.outputs};
        }
    }
    return {chosen.method, chosen.codes, false, rows, outputs};
}

bitrl_quantized from_row(bitrl_quantized rows, int first) {
    rows.values += static_cast<int64_t>(first) * rows.stride;
    rows.steps += first;
    rows.sums += first;
    return rows;
}

const float* embedded(const bitrl::row_methods& rows, const void* table, bool is_half, int64_t offset, const float* addend, int width, float* output) {
    if (is_half) {
        rows.widen_half(static_cast<const uint16_t*>(table) + offset, addend, width, output);
    } else {
        rows.add(static_cast<const float*>(table) + offset, addend, width, output);
    }
    return output;
}

} // namespace

extern "C" {

int32_t bitrl_embed(bitrl_queue* queue, const bitrl_embedding* a) {
    const bitrl::row_methods& methods = queue->device->kernels->rows;
    return run_rows(queue, a->rows, a->width, [&](int row) {
        float* output = a->output + static_cast<int64_t>(row) * a->width;
        const float* field = nullptr;
        if (a->fields != nullptr) {
            field = embedded(methods, a->fields, a->fields_are_half != 0, static_cast<int64_t>(a->ordinals[row]) * a->width, nullptr, a->width, output);
        }
        embedded(methods, a->tokens, a->tokens_are_half != 0, static_cast<int64_t>(a->token_ids[row]) * a->width, field, a->width, output);
    });
}

int32_t bitrl_rms_norm(bitrl_queue* queue, const float* input, const float* weight, float epsilon, int32_t rows, int32_t width, float* output) {
    auto* norm = queue->device->kernels->rows.norm;
    return run_rows(queue, rows, width, [&](int row) {
        int64_t offset = static_cast<int64_t>(row) * width;
        norm(input + offset, weight, epsilon, width, output + offset);
    });
}

int32_t bitrl_rms_norm_quantize(bitrl_queue* queue, const float* input, const float* weight, float epsilon, int32_t rows, const bitrl_quantized* output) {
    auto* norm = queue->device->kernels->rows.norm_quantize;
    return run_rows(queue, rows, output->width, [&](int row) { norm(input + static_cast<int64_t>(row) * output->width, weight, epsilon, *output, row); });
}

int32_t bitrl_ternary_multiply(bitrl_queue* queue, const bitrl_quantized* input, const bitrl_ternary* matrix, int32_t rows, float* output, int32_t accumulate) {
    int workers = queue->workers.workers();
    bool parallel = workers > 1 && static_cast<int64_t>(rows) * matrix->inputs * matrix->outputs >= parallel_products;
    partition shares = divide(*queue->device, *matrix, rows, parallel ? workers : 1);
    size_t scratch = shares.method->scratch_bytes(shares.most_rows, matrix->inputs, shares.most_outputs);
    return run(queue, parallel, scratch, [&](int part, int parts, uint8_t* memory) {
        range tokens = {0, rows}, outputs = {0, matrix->outputs};
        (shares.by_tokens ? tokens : outputs) =
            shares.by_tokens ? share(rows, shares.method->unit_tokens, part, parts) : share(matrix->outputs, bitrl::share_granularity, part, parts);
        if (tokens.first < tokens.end && outputs.first < outputs.end) {
            shares.method->multiply({from_row(*input, tokens.first), shares.codes, matrix->inputs, matrix->outputs, matrix->scale, tokens.end - tokens.first,
                                        outputs.first, outputs.end, output + static_cast<int64_t>(tokens.first) * matrix->outputs, accumulate != 0},
                memory);
        }
    });
}

int32_t bitrl_dense_multiply(bitrl_queue* queue, const float* input, const bitrl_dense* matrix, int32_t rows, float* output, int32_t accumulate) {
    bool parallel = static_cast<int64_t>(rows) * matrix->inputs * matrix->outputs >= parallel_products / 4;
    const float* packed = reinterpret_cast<const float*>(matrix->packed.data());
    return run(queue, parallel, 0, [&](int part, int parts, uint8_t*) {
        range r = share(matrix->outputs, bitrl::share_granularity, part, parts);
        if (r.first < r.end) {
            queue->device->kernels->dense.multiply({input, packed, matrix->inputs, matrix->outputs, rows, r.first, r.end, output, accumulate != 0});
        }
    });
}

int32_t bitrl_rope(
    bitrl_queue* queue, float* values, const int32_t* positions, int32_t rows, int32_t max_context, int32_t heads, int32_t head_size, float frequency_base) {
    if (!queue->rotations.prepare(max_context, head_size, frequency_base)) {
        return BITRL_OUT_OF_MEMORY;
    }
    auto* rope = queue->device->kernels->rows.rope;
    int64_t width = static_cast<int64_t>(heads) * head_size;
    return run_rows(queue, rows, width, [&](int row) {
        rope(values + row * width, heads, head_size, queue->rotations.cosines(positions[row]), queue->rotations.sines(positions[row]));
    });
}

int32_t bitrl_attend(bitrl_queue* queue, const bitrl_attention* a) {
    const bitrl::attention_method& method = queue->device->kernels->attention;
    bool parallel = int64_t{2} * a->rows * a->max_context * a->heads * a->head_size >= parallel_sums;
    return run(queue, parallel, method.scratch_bytes(a->max_context, a->head_size), [&](int part, int parts, uint8_t* scratch) {
        range r = share(a->sequence_count * a->key_value_heads, 1, part, parts);
        for (int unit = r.first; unit < r.end; unit++) {
            method.attend(*a, a->sequences[unit / a->key_value_heads], unit % a->key_value_heads, scratch);
        }
    });
}

int32_t bitrl_gate(bitrl_queue* queue, int32_t activation, const float* gate, const float* up, int32_t rows, int32_t width, float* output) {
    auto* method = queue->device->kernels->rows.gate;
    int64_t count = static_cast<int64_t>(rows) * width;
    return run(queue, count >= parallel_elements, 0, [&](int part, int parts, uint8_t*) {
        range r = share(rows, 1, part, parts);
        int64_t offset = static_cast<int64_t>(r.first) * width;
        method(activation, gate + offset, up + offset, static_cast<int64_t>(r.end - r.first) * width, output + offset);
    });
}

int32_t bitrl_pool(bitrl_queue* queue, int32_t pooling, const bitrl_sequence* sequences, int32_t count, const float* input, int32_t width, float* output) {
    const bitrl::row_methods& methods = queue->device->kernels->rows;
    constexpr int mean = 0, last = 1;
    for (int i = 0; i < count; i++) {
        const float* rows = input + static_cast<int64_t>(sequences[i].first_row) * width;
        if (pooling != last) {
            methods.mean(rows, sequences[i].row_count, width, output);
            output += width;
        }
        if (pooling != mean) {
            methods.add(rows + static_cast<int64_t>(sequences[i].row_count - 1) * width, nullptr, width, output);
            output += width;
        }
    }
    return BITRL_OK;
}

} // extern "C"
