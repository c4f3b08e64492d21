using BitRL.Contracts.Backends;

namespace BitRL.Model.Transformer;

/// <summary>A loaded matrix and which product it wants: int8 rows for ternary ones, float rows for dense ones (the full-precision twin).</summary>
/// <param name="Matrix">The weights.</param>
/// <param name="IsTernary">Whether the input is quantised first.</param>
internal readonly record struct LinearLayer(WeightMatrix Matrix, bool IsTernary);
