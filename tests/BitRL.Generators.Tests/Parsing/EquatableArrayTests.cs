using System.Collections.Immutable;
using BitRL.Generators.Parsing;
using Shouldly;
using Xunit;

namespace BitRL.Generators.Tests.Parsing;

public sealed class EquatableArrayTests
{
    [Fact]
    public void EqualItemsMakeEqualArrays()
    {
        Array("a", "b").ShouldBe(Array("a", "b"));
        Array("a", "b").GetHashCode().ShouldBe(Array("a", "b").GetHashCode());
        Array("a", "b").ShouldNotBe(Array("b", "a"));
        Array("a").ShouldNotBe(Array("a", "a"));
    }

    [Fact]
    public void AnArrayThatWasNeverMadeIsEmpty()
    {
        default(EquatableArray<string>).Equals(Array()).ShouldBeTrue();
        default(EquatableArray<string>).Count.ShouldBe(0);
        default(EquatableArray<string>).GetHashCode().ShouldBe(Array().GetHashCode());
    }

    private static EquatableArray<string> Array(params string[] items) => new(items.ToImmutableArray());
}
