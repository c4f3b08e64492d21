using System.Collections.Immutable;

namespace BitRL.Generators.Parsing;

/// <summary>Makes lists for models.</summary>
internal static class EquatableArrays
{
    public static EquatableArray<T> ToEquatableArray<T>(this IEnumerable<T> items)
        where T : IEquatable<T> => new(items.ToImmutableArray());
}
