using System.Collections;
using System.Reflection;
using BitRL.Generators.Tests.TestHost;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Shouldly;
using Xunit;

namespace BitRL.Generators.Tests.Parsing;

public sealed class IncrementalityTests
{
    private const string Mode = "public enum Mode { Off, Eco }";

    private const string Cart = """
        [ObservationSchema("Cart")]
        public partial record struct Cart([Field(-1, 1, Unit = "m", Description = "position")] double X, [Field(Description = "mode")] Mode Mode);
        """;

    private const string Tank = """[ObservationSchema("Tank")] public partial record struct Tank([Field(Description = "open")] bool Open);""";

    [Fact]
    public void AddingUnrelatedTypeDoesNotRegenerate() =>
        After(compilation => compilation.AddSyntaxTrees(Parse("public sealed class Unrelated;")))
            .ShouldBe([("Cart", IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached)]);

    [Fact]
    public void EditingUnrelatedFileDoesNotRegenerate() =>
        After(compilation => compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[3], Parse("public sealed class Other { public int X; }")))
            .ShouldBe([("Cart", IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached)]);

    [Fact]
    public void CommentInSameFileDoesNotRegenerate() =>
        After(compilation => compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[1], Parse(Cart.Replace("public partial", "/* a comment */ public partial", StringComparison.Ordinal))))
            .ShouldBe([("Cart", IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached)]);

    [Fact]
    public void ChangingAUnitRegenerates() =>
        After(compilation => compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[1], Parse(Cart.Replace("\"m\"", "\"cm\"", StringComparison.Ordinal))))
            .ShouldBe([("Cart", IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified)]);

    [Fact]
    public void RenamingAnEnumMemberInAnotherFileRegenerates() =>
        After(compilation => compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[2], Parse(Mode.Replace("Eco", "Sleep", StringComparison.Ordinal))))
            .ShouldBe([("Cart", IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified)]);

    [Fact]
    public void ASecondSchemaLeavesTheFirstAlone() =>
        After(compilation => compilation.AddSyntaxTrees(Parse(Tank))).ShouldBe(
        [
            ("Cart", IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached),
            ("Tank", IncrementalStepRunReason.New, IncrementalStepRunReason.New),
        ]);

    [Fact]
    public void ChangingARecordInAnotherFileRegeneratesTheListThatHoldsIt()
    {
        const string thing = """[ObservationSchema("Thing")] public partial record struct Thing([Field(Description = "lit")] bool Lit);""";
        const string room = """[ObservationSchema("Room")] public partial record struct Room([Field(MaxItems = 2, Description = "things")] ReadOnlyMemory<Thing> Things);""";
        CSharpCompilation compilation = TestCompilation.Create(room, thing, Tank);
        After(compilation, edited => edited.ReplaceSyntaxTree(edited.SyntaxTrees[2], Parse(thing.Replace("\"lit\"", "\"bright\"", StringComparison.Ordinal)))).ShouldBe(
        [
            ("Room", IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified),
            ("Tank", IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached),
            ("Thing", IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified),
        ]);
    }

    [Fact]
    public void ASchemaThatBreaksARuleTakesItsCodeAway() =>
        After(compilation => compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[1], Parse(Cart.Replace("-1, 1", "1, -1", StringComparison.Ordinal))))
            .ShouldBe([("Cart", IncrementalStepRunReason.Removed, IncrementalStepRunReason.Removed)]);

    [Fact]
    public void ModelsHoldNothingOfTheCompilation()
    {
        GeneratorDriver driver = TestCompilation.Driver().RunGenerators(TestCompilation.Create(Cart, Mode, Tank, Resources.Read("Cases/WorldObservation.cs")));
        var visited = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (object model in Step(driver).SelectMany(step => step.Outputs).Select(output => output.Value))
        {
            Walk(model, visited);
        }

        visited.ShouldContain(item => item is string && (string)item == "position");
    }

    /// <summary>Fails for anything that would keep a compilation alive or compare by reference.</summary>
    private static void Walk(object? item, HashSet<object> visited)
    {
        if (item is null || !visited.Add(item))
        {
            return;
        }

        Type type = item.GetType();
        (type.Namespace ?? "").ShouldNotStartWith("Microsoft.CodeAnalysis");
        if (type.IsPrimitive || type.IsEnum || item is string)
        {
            return;
        }

        if (item is IEnumerable items)
        {
            foreach (object? element in items)
            {
                Walk(element, visited);
            }

            return;
        }

        foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            Walk(field.GetValue(item), visited);
        }
    }

    /// <summary>For every schema, why its model and its output were made in the run after an edit.</summary>
    private static (string Title, IncrementalStepRunReason Model, IncrementalStepRunReason Output)[] After(Func<CSharpCompilation, CSharpCompilation> edit) =>
        After(TestCompilation.Create(Cart, Mode, "public sealed class Other;"), edit);

    private static (string Title, IncrementalStepRunReason Model, IncrementalStepRunReason Output)[] After(
        CSharpCompilation compilation, Func<CSharpCompilation, CSharpCompilation> edit)
    {
        GeneratorDriver driver = TestCompilation.Driver().RunGenerators(compilation).RunGenerators(edit(compilation));
        IncrementalGeneratorRunStep[] outputs = [.. driver.GetRunResult().Results.Single().TrackedOutputSteps.Values.SelectMany(steps => steps)];
        return [.. Step(driver)
            .SelectMany(step => step.Outputs)
            .Select((model, i) => (((BitRL.Generators.Parsing.SchemaModel)model.Value).Title, model.Reason, outputs[i].Outputs.Single().Reason))
            .OrderBy(row => row.Title, StringComparer.Ordinal)];
    }

    private static IEnumerable<IncrementalGeneratorRunStep> Step(GeneratorDriver driver) =>
        driver.GetRunResult().Results.Single().TrackedSteps[ObservationSchemaGenerator.SchemasStep];

    private static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source, TestCompilation.ParseOptions);
}
