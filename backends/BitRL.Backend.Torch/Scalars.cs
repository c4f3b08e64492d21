using System.Collections.Concurrent;
using TorchSharp;

namespace BitRL.Backend.Torch;

/// <summary>Numbers as libtorch takes them. Each is an object of native memory, so the few that operations need again and again are kept. Thread-safe.</summary>
internal static class Scalars
{
    private static readonly ConcurrentDictionary<float, Scalar> Known = new();

    /// <summary>The scalar of a number that recurs: a constant, or a property of a model.</summary>
    public static Scalar Of(float value) => Known.GetOrAdd(value, static number => number);
}
