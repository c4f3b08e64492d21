using System.Text.RegularExpressions;
using BitRL.Generators.Tests.TestHost;
using Shouldly;
using Xunit;

namespace BitRL.Generators.Tests.Emission;

public sealed class ContentHashTests
{
    private const string Cart = """
        namespace Rails;
        public enum Mode { Off = 1, Eco = 2 }
        [ObservationSchema("Cart")]
        public partial record struct Cart(
            [Field(0.5, 2, Unit = "kg", Precision = 2, Changes = Per.Episode, Description = "mass")] double Mass,
            [Field(-1, 1, Unit = "m", Precision = 2, Description = "position")] double X,
            [Field(Description = "mode")] Mode Mode,
            [Field(0, 5, Unit = "1", Description = "count")] int Count);
        """;

    private const string Room = """
        [ObservationSchema("Thing")]
        public partial record struct Thing(
            [Field(MaxBytes = 9, Name = "n", Description = "name")] ReadOnlyMemory<byte> Name,
            [Field(-1, 1, Unit = "m", Description = "place")] double X,
            [Field(Description = "lit")] bool Lit);
        [ObservationSchema("Room")]
        public partial record struct Room([Field(MaxItems = 4, Description = "things")] ReadOnlyMemory<Thing> Things);
        """;

    [Theory]
    [InlineData("\"Cart\"", "\"Car\"")]
    [InlineData("-1, 1,", "-1, 1.5,")]
    [InlineData("-1, 1,", "-1.5, 1,")]
    [InlineData("\"m\"", "\"cm\"")]
    [InlineData("\"m\", Precision = 2", "\"m\", Precision = 3")]
    [InlineData("\"position\"", "\"place\"")]
    [InlineData("Changes = Per.Episode, ", "")]
    [InlineData("double X", "double Y")]
    [InlineData("Description = \"count\"", "Name = \"n\", Description = \"count\"")]
    [InlineData("int Count", "double Count")]
    [InlineData("Eco = 2", "Sleep = 2")]
    [InlineData("Off = 1, Eco = 2", "Eco = 2, Off = 1")]
    [InlineData("Eco = 2", "Eco = 2, Full = 3")]
    [InlineData("int Count)", "int Count, [Field(Description = \"open\")] bool Open)")]
    public void WhateverShapesTheTextChangesTheHash(string before, string after) => Hash(Edited(before, after)).ShouldNotBe(Hash(Cart));

    [Theory]
    [InlineData("namespace Rails", "namespace Tracks")]
    [InlineData("struct Cart", "struct Wagon")]
    [InlineData("(\"Cart\")", "(\"Cart\", Styles = TextStyles.Compact)")]
    [InlineData("(\"Cart\")", "(\"Cart \")")]
    [InlineData("int Count", "long Count")]
    [InlineData("double X", "float X")]
    [InlineData("Off = 1, Eco = 2", "Off = 3, Eco = 1")]
    [InlineData("int Count)", "int Count, [Ignore] int Tick)")]
    public void WhateverDoesNotShapeTheTextLeavesTheHash(string before, string after) => Hash(Edited(before, after)).ShouldBe(Hash(Cart));

    [Theory]
    [InlineData("MaxItems = 4", "MaxItems = 5")]
    [InlineData("MaxBytes = 9", "MaxBytes = 8")]
    [InlineData("Name = \"n\"", "Name = \"m\"")]
    [InlineData("Description = \"name\"", "Description = \"what\"")]
    [InlineData("-1, 1", "-1, 2")]
    [InlineData("[Field(Description = \"lit\")] bool Lit", "[Ignore] bool Lit")]
    [InlineData("ReadOnlyMemory<Thing>", "ReadOnlyMemory<bool>")]
    public void WhateverShapesTheItemsOfAListChangesTheHash(string before, string after) =>
        Hash(Room.Replace(before, after, StringComparison.Ordinal)).ShouldNotBe(Hash(Room));

    [Theory]
    [InlineData("\"Thing\"", "\"What\"")]
    [InlineData("-1, 1,", "-1, 1, Changes = Per.Episode,")]
    [InlineData("ReadOnlyMemory<Thing>", "System.Collections.Immutable.ImmutableArray<Thing>")]
    public void WhateverDoesNotShapeTheItemsLeavesTheHash(string before, string after) =>
        Hash(Room.Replace(before, after, StringComparison.Ordinal)).ShouldBe(Hash(Room));

    [Fact]
    public void CheckpointsOfEarlierReleasesStillMatch() => Hash(Cart).ShouldBe("ee18df964ec172f2");

    private static string Edited(string before, string after)
    {
        Cart.ShouldContain(before);
        return Cart.Replace(before, after, StringComparison.Ordinal);
    }

    private static string Hash(string source)
    {
        string emitted = TestCompilation.Driver().RunGenerators(TestCompilation.Create(source)).GetRunResult().GeneratedTrees.Last().ToString();
        return Regex.Match(emitted, "ContentHash: \"([0-9a-f]{16})\"").Groups[1].Value;
    }
}
