using System.Collections.Concurrent;
using TorchSharp;

namespace BitRL.Backend.Torch;

/// <summary>
/// Numbers as libtorch takes them. Each is an object of native memory, so the few that operations need again and again are kept. Thread-safe.
/// A number that is converted for one call may be freed by its finaliser while libtorch reads it, since TorchSharp does not keep arguments alive. That
/// holds for hidden ones too: the factor 1 of <c>add_</c>, which is therefore given, and the 2 of <c>square</c>, which is therefore a product.
/// </summary>
internal static class Scalars
{
    private static readonly ConcurrentDictionary<float, Scalar> Known = new();

    /// <summary>The factor of a plain addition.</summary>
    public static Scalar One { get; } = 1f;

    /// <summary>The scalar of a number that recurs: a constant, or a property of a model.</summary>
    public static Scalar Of(float value) => Known.GetOrAdd(value, static number => number);
}
