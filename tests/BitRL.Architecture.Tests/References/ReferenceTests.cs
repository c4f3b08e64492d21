using Shouldly;

namespace BitRL.Architecture.Tests.References;

public sealed class ReferenceTests
{
    [Fact]
    public void EveryReferenceIsAllowed() => ProjectFile.All.SelectMany(ReferenceRules.Object).ShouldBeEmpty();

    /// <summary>A reader that finds nothing would let everything pass.</summary>
    [Theory]
    [InlineData("BitRL.Contracts", ReferenceKind.Package, "Microsoft.CodeAnalysis.PublicApiAnalyzers")]
    [InlineData("BitRL.Envs.Classic", ReferenceKind.Project, "BitRL.Contracts")]
    [InlineData("BitRL.Envs.Classic", ReferenceKind.Analyzer, "BitRL.Generators")]
    [InlineData("BitRL.Cli", ReferenceKind.BuildOrder, "BitRL.Envs.Classic")]
    public void KnownReferencesAreSeen(string project, object kind, string target) =>
        ProjectFile.All.Single(p => p.Name == project).References.ShouldContain(((ReferenceKind)kind, target));

    [Theory]
    [InlineData("BitRL.Ppo", "../BitRL.Model/BitRL.Model.csproj", "BitRL.Ppo may not reference BitRL.Model, because the learner sees vectors, actions and rewards only")]
    [InlineData("BitRL.Backend.Cpu", "..\\..\\core\\BitRL.Agent\\BitRL.Agent.csproj", "BitRL.Backend.Cpu may not reference BitRL.Agent, because a backend knows the contracts only, and no other backend")]
    [InlineData("BitRL.Cli", "../../envs/BitRL.Envs.Classic/BitRL.Envs.Classic.csproj", "BitRL.Cli may not reference BitRL.Envs.Classic, because backends and environments are loaded as plugins, ours by the strangers' path")]
    [InlineData("BitRL.Agent.Tests", "../BitRL.Ppo.Tests/BitRL.Ppo.Tests.csproj", "BitRL.Agent.Tests may not reference BitRL.Ppo.Tests, because tests stand above everything but each other")]
    [InlineData("BitRL.Perf", "../../tests/BitRL.Ppo.Tests/BitRL.Ppo.Tests.csproj", "BitRL.Perf may not reference BitRL.Ppo.Tests, because benchmarks may measure everything but tests")]
    public void AForbiddenProjectIsNamedWithTheReason(string project, string reference, string sentence) =>
        Judge(project, $"""<ProjectReference Include="{reference}" />""").ShouldBe([sentence]);

    [Theory]
    [InlineData("BitRL.Contracts", "System.Text.Json")]
    [InlineData("BitRL.Model", "TorchSharp")]
    [InlineData("BitRL.Backend.Cpu", "Silk.NET.OpenCL")]
    [InlineData("BitRL.Plugins", "McMaster.NETCore.Plugins")]
    [InlineData("BitRL.Envs.Classic", "System.Numerics.Tensors")]
    public void AForbiddenPackageIsNamed(string project, string package) =>
        Judge(project, $"""<PackageReference Include="{package}" />""").ShouldHaveSingleItem().ShouldStartWith($"{project} may not reference {package}, because ");

    [Fact]
    public void AReferenceThroughAnItemListCounts() =>
        Judge("BitRL.Cli", """<Bundled Include="../BitRL.Perf/BitRL.Perf.csproj" /><ProjectReference Include="@(Bundled)" ReferenceOutputAssembly="false" />""")
            .ShouldHaveSingleItem().ShouldStartWith("BitRL.Cli may not reference BitRL.Perf for build order");

    [Fact]
    public void AConditionDoesNotExcuseAReference() =>
        Judge("BitRL.Ppo", """<PackageReference Include="TorchSharp" Condition="'$(Fast)' == 'true'" />""").ShouldHaveSingleItem();

    [Fact]
    public void WhatIsBuiltFirstIsNotWhatIsCompiledAgainst()
    {
        const string environment = "../../envs/BitRL.Envs.Classic/BitRL.Envs.Classic.csproj";

        Judge("BitRL.Cli", $"""<ProjectReference Include="{environment}" ReferenceOutputAssembly="false" />""").ShouldBeEmpty();
        Judge("BitRL.Cli", $"""<ProjectReference Include="{environment}"><ReferenceOutputAssembly>true</ReferenceOutputAssembly></ProjectReference>""").ShouldNotBeEmpty();
    }

    [Fact]
    public void AProjectWithoutARuleFails() => Judge("BitRL.Common", "").ShouldHaveSingleItem().ShouldStartWith("BitRL.Common has no rule");

    private static IEnumerable<string> Judge(string project, string items) =>
        ReferenceRules.Object(ProjectFile.Parse($"any/{project}/{project}.csproj", $"<Project><ItemGroup>{items}</ItemGroup></Project>"));
}
