using System.Runtime.CompilerServices;

namespace BitRL.Backend.Conformance.Ceilings;

/// <summary>Where results go that only have to be computed.</summary>
internal static class Sink
{
    /// <summary>Uses a value as far as the compiler can tell.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Keep(int value) => _ = value;
}
