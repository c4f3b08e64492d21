using System.Collections.Immutable;
using BitRL.Contracts.Observations;
using BitRL.Generators.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BitRL.Generators.Tests.TestHost;

/// <summary>Compilations against the running framework and the contracts: nothing is fetched.</summary>
internal static class TestCompilation
{
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14);

    private static readonly Lazy<ImmutableArray<MetadataReference>> References = new(LoadReferences);

    /// <summary>What the project's implicit usings and attributes would be, as a file of its own.</summary>
    private static readonly SyntaxTree Usings = CSharpSyntaxTree.ParseText("global using System;\nglobal using BitRL.Contracts.Observations;\n", ParseOptions);

    public static CSharpCompilation Create(params string[] sources) => CSharpCompilation.Create(
        "Schemas",
        [Usings, .. sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"Source{i}.cs"))],
        References.Value,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new ObservationSchemaGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Runs the generator and gives its files one after the other, after a look that it and everything else compiles without a warning.</summary>
    public static string Emitted(string source)
    {
        GeneratorDriver driver = Driver().RunGeneratorsAndUpdateCompilation(Create(source), out Compilation output, out _);
        Diagnostic[] problems = [.. output.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];
        return problems.Length == 0
            ? string.Concat(driver.GetRunResult().GeneratedTrees.Select(tree => tree.ToString()))
            : throw new InvalidOperationException(string.Join("\n", problems.Select(problem => problem.ToString())));
    }

    /// <summary>What our analyzer reports, by position.</summary>
    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(string source)
    {
        CompilationWithAnalyzers compilation = Create(source).WithAnalyzers([new ObservationSchemaAnalyzer()]);
        ImmutableArray<Diagnostic> diagnostics = await compilation.GetAnalyzerDiagnosticsAsync();
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }

    private static ImmutableArray<MetadataReference> LoadReferences()
    {
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        IEnumerable<string> framework = trusted.Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal));
        return [.. framework.Append(typeof(IObservationText<>).Assembly.Location).Select(path => MetadataReference.CreateFromFile(path))];
    }
}
