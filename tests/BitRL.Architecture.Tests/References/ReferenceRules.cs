namespace BitRL.Architecture.Tests.References;

/// <summary>
/// The table of allowed edges. Arrows point only to Contracts: cli → Agent → {Ppo, Model} → Contracts ← {backends, envs, Plugins}. The first rule
/// whose pattern fits a project is its rule; a project without a rule fails.
/// </summary>
internal static class ReferenceRules
{
    private const string Contracts = "BitRL.Contracts";
    private const string Generators = "BitRL.Generators";
    private const string TestsOnly = "BitRL.TestKit";

    public static IReadOnlyList<ReferenceRule> All { get; } =
    [
        new("BitRL.Architecture.Tests", "it judges all projects and belongs to none")
        {
            Packages = ["Microsoft.NET.Test.Sdk", "xunit", "xunit.runner.visualstudio", "Shouldly"],
        },
        new("BitRL.*.Tests", "tests stand above everything but each other")
        {
            Compile = Product, BuildOrder = [.. Product, "TestPlugin.*"], Analyzers = [Generators], Packages = ["*"],
        },
        new(Contracts, "every plugin is forced to share what the contracts bring along")
        {
            Packages = ["Microsoft.CodeAnalysis.PublicApiAnalyzers"],
        },
        new("BitRL.Ppo", "the learner sees vectors, actions and rewards only")
        {
            Compile = [Contracts], Packages = ["System.Numerics.Tensors"],
        },
        new("BitRL.Model", "the language model knows neither learners nor devices")
        {
            Compile = [Contracts], Packages = ["System.Numerics.Tensors", "Microsoft.ML.Tokenizers"],
        },
        new("BitRL.Agent", "the agent reaches devices and environments through contracts, and core packages are managed and small")
        {
            Compile = [Contracts, "BitRL.Ppo", "BitRL.Model"], Packages = ["System.Numerics.Tensors", "YamlDotNet", "Google.Protobuf"],
        },
        new("BitRL.Experiments", "experiments stand on runs: they know neither devices nor environments, and core packages are managed")
        {
            Compile = [Contracts, "BitRL.Agent"], Packages = ["YamlDotNet", "Parquet.Net"],
        },
        new("BitRL.Backend.Torch", "a backend knows the contracts only")
        {
            Compile = [Contracts],
            Packages = ["TorchSharp", "TorchSharp-cpu", "libtorch-cpu-*", "SkiaSharp", "SharpZipLib", "Google.Protobuf"],
        },
        new("BitRL.Backend.Conformance", "conformance runs on every backend and so knows none") { Compile = [Contracts] },
        new("BitRL.Backend.*", "a backend knows the contracts only, and no other backend") { Compile = [Contracts] },
        new("BitRL.Plugins", "the host side of plugins knows neither the core nor the cli, and loads with the base class library") { Compile = [Contracts] },
        new("BitRL.Plugin.Template", "it must build for strangers, who have the contracts only") { Compile = [Contracts], Analyzers = [Generators] },
        new(Generators, "a generator runs inside the compiler and may use only what the compiler has")
        {
            Packages = ["Microsoft.CodeAnalysis.CSharp", "Microsoft.CodeAnalysis.Analyzers", "System.Text.Encoding.CodePages"],
        },
        new("BitRL.Envs.*", "an environment is a plugin and knows the contracts only") { Compile = [Contracts], Analyzers = [Generators] },
        new("BitRL.Cli", "backends and environments are loaded as plugins, ours by the strangers' path")
        {
            Compile = [Contracts, "BitRL.Agent", "BitRL.Experiments", "BitRL.Model", "BitRL.Ppo", "BitRL.Plugins", "BitRL.Backend.Conformance"],
            BuildOrder = ["BitRL.Backend.*", "BitRL.Envs.*"],
            Packages = ["System.CommandLine", "Spectre.Console", "YamlDotNet"],
        },
        new(TestsOnly, "the test kit serves all tests and so depends on none") { Compile = Product, Packages = ["*"] },
        new("TestPlugin.*", "a test plugin is a stranger's") { Compile = ["TestLibrary.*"] },
        new("TestLibrary.*", "it is what plugins bring with them"),
        new("BitRL.Perf", "benchmarks may measure everything but tests") { Compile = Product, BuildOrder = Product, Analyzers = [Generators], Packages = ["*"] },
    ];

    // Everything but the test projects and benchmarks, which nothing may reference.
    private static string[] Product =>
    [
        Contracts, "BitRL.Ppo", "BitRL.Model", "BitRL.Agent", "BitRL.Experiments", "BitRL.Backend.Cpu", "BitRL.Backend.BitNetCpp", "BitRL.Backend.OpenCL", "BitRL.Backend.Ilgpu",
        "BitRL.Backend.Torch", "BitRL.Backend.Conformance", "BitRL.Plugins", "BitRL.Plugin.Template", Generators, "BitRL.Envs.Classic", "BitRL.Envs.MuJoCo",
        "BitRL.Envs.BabyAI", "BitRL.Envs.TextWorld", "BitRL.Envs.SmartHome", "BitRL.Cli", TestsOnly,
    ];

    /// <returns>One sentence for each edge that is not allowed.</returns>
    public static IEnumerable<string> Object(ProjectFile project)
    {
        ReferenceRule? rule = All.FirstOrDefault(r => r.IsFor(project.Name));
        if (rule is null)
        {
            return [$"{project.Name} has no rule: add its allowed references to {nameof(ReferenceRules)}, or a decision record says why it exists"];
        }

        return project.References
            .Where(reference => !rule.Allows(reference.Kind, reference.Target))
            .Select(reference => $"{project.Name} may not reference {reference.Target}{Manner(reference.Kind)}, because {rule.Because}");
    }

    private static string Manner(ReferenceKind kind) => kind switch
    {
        ReferenceKind.BuildOrder => " for build order",
        ReferenceKind.Analyzer => " as analyzer",
        _ => "",
    };
}
