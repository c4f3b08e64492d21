// Portable pieces of vector code. Included by one variant's file after its simd.hpp, inside the variant's flags; everything has internal linkage,
// so that code compiled for one processor can never be linked in place of another's. Uses vf, vi, lanes and the functions of simd.hpp.
#pragma once

namespace {

// The half of e^x that matters here: x <= 0, within two units in the last place, 0 below -87. x = n * ln 2 + r, the series of e^r for |r| <= 0.35
// to the seventh power, and n into the exponent.
inline vf exp_of_negative(vf x) {
    vi n = to_int(x * set1(1.44269504f));
    vf whole = to_float(n);
    vf r = fma(whole, set1(-0.693359375f), x);
    r = fma(whole, set1(2.12194440e-4f), r);
    vf p = set1(1.0f / 5040);
    p = fma(p, r, set1(1.0f / 720));
    p = fma(p, r, set1(1.0f / 120));
    p = fma(p, r, set1(1.0f / 24));
    p = fma(p, r, set1(1.0f / 6));
    p = fma(p, r, set1(0.5f));
    p = fma(p, r, set1(1.0f));
    p = fma(p, r, set1(1.0f));
    vf result = p * as_float((n + 127) << 23);
    return select_less(x, set1(-87.0f), set1(0.0f), result);
}

} // namespace
