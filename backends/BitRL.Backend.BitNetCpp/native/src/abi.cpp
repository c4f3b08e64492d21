// The C interface: handles, loading, and the choice of a method. The operations are in queue.cpp.
#include <cstddef>
#include <new>
#include <system_error>

#include "device.hpp"
#include "self_test.hpp"
#include "tuning.hpp"

namespace {

// Above this many weights only the method for many rows gets its layout: two copies of a large model would be too much.
constexpr int64_t small_matrix = 1 << 20;
constexpr int many_rows = 32;

template <typename... Offsets>
int32_t report(size_t size, int32_t* target, int32_t capacity, Offsets... offsets) {
    const size_t all[] = {offsets...};
    for (size_t i = 0; i < sizeof...(offsets) && i < static_cast<size_t>(capacity); i++) {
        target[i] = static_cast<int32_t>(all[i]);
    }
    return static_cast<int32_t>(size);
}

bool pack(const bitrl::ternary_method& method, const uint8_t* codes, int outputs, int inputs, bitrl::buffer& target) {
    if (target.size() > 0) {
        return true; // another method wants the same layout
    }
    if (!target.reserve(method.packed_bytes(outputs, inputs))) {
        return false;
    }
    method.pack(codes, outputs, inputs, target.data());
    return true;
}

bitrl::buffer& place(bitrl_ternary& matrix, bitrl::layout layout) { return layout == bitrl::layout::triples ? matrix.triples : matrix.lanes; }

bool pack_matrix(const bitrl_device& device, const uint8_t* codes, bitrl_ternary& matrix) {
    const bitrl::variant& kernels = *device.kernels;
    if (kernels.multiply.weights == bitrl::layout::in_place) {
        // The scalar twin has no layout of its own: a copy, since the caller's memory may go.
        size_t bytes = static_cast<size_t>(matrix.outputs) * static_cast<size_t>(matrix.inputs) / 4;
        if (!matrix.lanes.reserve(bytes)) {
            return false;
        }
        __builtin_memcpy(matrix.lanes.data(), codes, bytes);
        return true;
    }
    bool is_small = static_cast<int64_t>(matrix.outputs) * matrix.inputs < small_matrix;
    bool is_free = device.method == BITRL_METHOD_AUTO && kernels.has_table;
    bool table = kernels.has_table && (device.method == BITRL_METHOD_TABLE || (is_free && (is_small || bitrl::tables_pay(device, many_rows, matrix.outputs))));
    bool multiply = !table || (is_free && is_small);
    return (!multiply || pack(kernels.multiply, codes, matrix.outputs, matrix.inputs, place(matrix, kernels.multiply.weights))) &&
           (!table || pack(kernels.table, codes, matrix.outputs, matrix.inputs, place(matrix, kernels.table.weights)));
}

} // namespace

bool bitrl::tables_pay(const bitrl_device& device, int rows, int share_outputs) {
    if (device.method != BITRL_METHOD_AUTO || !device.kernels->has_table) {
        return device.method == BITRL_METHOD_TABLE && device.kernels->has_table;
    }
    constexpr int enough_outputs = 512; // a rule of thumb: tables are filled once and read by every output
    int index = tuning_index(rows, share_outputs);
    return device.is_tuned ? device.tuning.table[index] < device.tuning.multiply[index] : share_outputs >= enough_outputs && rows >= 4;
}

extern "C" {

uint32_t bitrl_abi_version(void) { return BITRL_ABI_VERSION; }

int32_t bitrl_layout(int32_t which, int32_t* o, int32_t n) {
    switch (which) {
#define AT(type, field) offsetof(type, field)
    case 0: {
        using t = bitrl_variant_info;
        return report(sizeof(t), o, n, AT(t, name), AT(t, title), AT(t, needs), AT(t, supported), AT(t, score));
    }
    case 1: {
        using t = bitrl_device_options;
        return report(sizeof(t), o, n, AT(t, variant), AT(t, method));
    }
    case 2: {
        using t = bitrl_tuning;
        return report(sizeof(t), o, n, AT(t, multiply), AT(t, table));
    }
    case 3: {
        using t = bitrl_quantized;
        return report(sizeof(t), o, n, AT(t, values), AT(t, steps), AT(t, sums), AT(t, width), AT(t, stride));
    }
    case 4: {
        using t = bitrl_sequence;
        return report(sizeof(t), o, n, AT(t, first_row), AT(t, row_count), AT(t, prefix_start), AT(t, prefix_length));
    }
    case 5: {
        using t = bitrl_attention;
        return report(sizeof(t), o, n, AT(t, query), AT(t, key), AT(t, value), AT(t, prefix_key), AT(t, prefix_value), AT(t, output), AT(t, sequences),
                      AT(t, sequence_count), AT(t, heads), AT(t, key_value_heads), AT(t, head_size), AT(t, rows), AT(t, max_context));
    }
    case 6: {
        using t = bitrl_embedding;
        return report(sizeof(t), o, n, AT(t, tokens), AT(t, fields), AT(t, token_ids), AT(t, ordinals), AT(t, output), AT(t, rows), AT(t, width),
                      AT(t, tokens_are_half), AT(t, fields_are_half));
    }
#undef AT
    default: return -1;
    }
}

void* bitrl_buffer_create(int64_t bytes) { return bytes < 0 ? nullptr : bitrl::allocate(static_cast<size_t>(bytes)); }

void bitrl_buffer_release(void* buffer) { bitrl::release(buffer); }

int32_t bitrl_variant_count(void) { return bitrl::built_in().count; }

int32_t bitrl_variant(int32_t index, bitrl_variant_info* info) {
    const bitrl::catalog& all = bitrl::built_in();
    if (index < 0 || index >= all.count) {
        return BITRL_INVALID;
    }
    const bitrl::variant& v = *all.entries[index];
    *info = {v.name, v.title, v.needs, v.supported() ? 1 : 0, v.score};
    return BITRL_OK;
}

int32_t bitrl_device_open(const bitrl_device_options* options, bitrl_device** device, char* message, int32_t capacity) {
    const bitrl::catalog& all = bitrl::built_in();
    *device = nullptr;
    bool is_method = options->method >= BITRL_METHOD_AUTO && options->method <= BITRL_METHOD_TABLE;
    if (options->variant >= all.count || !is_method) {
        return BITRL_INVALID;
    }
    bool is_forced = options->variant >= 0;
    if (is_forced && !all.entries[options->variant]->supported()) {
        return BITRL_UNSUPPORTED;
    }
    int index = 0;
    const bitrl::variant* kernels = bitrl::choose(all.entries, all.count, is_forced ? options->variant : 0, is_forced, index, message, capacity);
    if (kernels == nullptr) {
        return BITRL_SELF_TEST;
    }
    *device = new (std::nothrow) bitrl_device{kernels, index, options->method, false, {}};
    return *device != nullptr ? BITRL_OK : BITRL_OUT_OF_MEMORY;
}

void bitrl_device_close(bitrl_device* device) { delete device; }

int32_t bitrl_device_variant(const bitrl_device* device) { return device->index; }

void bitrl_device_measure(const bitrl_device* device, bitrl_tuning* tuning) {
    if (!bitrl::measure(*device->kernels, *tuning)) {
        *tuning = {}; // not sane: it will not be taken over
    }
}

int32_t bitrl_device_tune(bitrl_device* device, const bitrl_tuning* tuning) {
    if (!bitrl::is_sane(*tuning)) {
        return BITRL_INVALID;
    }
    device->tuning = *tuning;
    device->is_tuned = true;
    return BITRL_OK;
}

int32_t bitrl_ternary_load(
    const bitrl_device* device, const uint8_t* codes, int32_t outputs, int32_t inputs, float scale, int32_t weights, bitrl_ternary** matrix) {
    *matrix = nullptr;
    if (outputs < 1 || inputs < 1 || inputs % 128 != 0 || weights < BITRL_WEIGHTS_PACKED || weights > BITRL_WEIGHTS_MAPPED) {
        return BITRL_INVALID;
    }
    auto* made = new (std::nothrow) bitrl_ternary{weights == BITRL_WEIGHTS_MAPPED ? codes : nullptr, {}, {}, outputs, inputs, scale};
    if (made == nullptr || (made->mapped == nullptr && !pack_matrix(*device, codes, *made))) {
        delete made;
        return BITRL_OUT_OF_MEMORY;
    }
    *matrix = made;
    return BITRL_OK;
}

int64_t bitrl_ternary_bytes(const bitrl_ternary* matrix) { return static_cast<int64_t>(matrix->lanes.size() + matrix->triples.size()); }

void bitrl_ternary_release(bitrl_ternary* matrix) { delete matrix; }

int32_t bitrl_dense_load(const bitrl_device* device, const float* values, int32_t outputs, int32_t inputs, bitrl_dense** matrix) {
    *matrix = nullptr;
    if (outputs < 1 || inputs < 1) {
        return BITRL_INVALID;
    }
    auto* made = new (std::nothrow) bitrl_dense{{}, outputs, inputs};
    if (made == nullptr || !made->packed.reserve(device->kernels->dense.packed_bytes(outputs, inputs))) {
        delete made;
        return BITRL_OUT_OF_MEMORY;
    }
    device->kernels->dense.pack(values, outputs, inputs, reinterpret_cast<float*>(made->packed.data()));
    *matrix = made;
    return BITRL_OK;
}

int64_t bitrl_dense_bytes(const bitrl_dense* matrix) { return static_cast<int64_t>(matrix->packed.size()); }

void bitrl_dense_release(bitrl_dense* matrix) { delete matrix; }

int32_t bitrl_queue_create(const bitrl_device* device, int32_t workers, int32_t spin_microseconds, int32_t pin, bitrl_queue** queue) {
    constexpr int most_workers = 1024;
    *queue = nullptr;
    if (workers < 1 || workers > most_workers || spin_microseconds < 0) {
        return BITRL_INVALID;
    }
    try {
        *queue = new bitrl_queue(device, workers, spin_microseconds, pin != 0);
        return BITRL_OK;
    } catch (const std::bad_alloc&) {
        return BITRL_OUT_OF_MEMORY;
    } catch (const std::system_error&) {
        return BITRL_OUT_OF_MEMORY;
    }
}

void bitrl_queue_release(bitrl_queue* queue) { delete queue; }

} // extern "C"
