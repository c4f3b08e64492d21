using System.Reflection;
using BitRL.Contracts.Plugins;
using Shouldly;
using Xunit;

namespace BitRL.Contracts.Tests;

public sealed class PublicSurfaceTests
{
    private static readonly Assembly Contracts = typeof(ContractVersion).Assembly;

    [Fact]
    public void EveryPublicTypeIsSealedStaticAbstractOrAnInterface() =>
        Contracts.GetExportedTypes().Where(type => !type.IsSealed && !type.IsAbstract && !type.IsInterface).ShouldBeEmpty();

    [Fact]
    public void TheContractStaysWithinItsBudgetOfTypes() => Contracts.GetExportedTypes().Length.ShouldBeLessThanOrEqualTo(80);

    [Fact]
    public void TheContractReferencesTheBaseClassLibraryOnly() =>
        Contracts.GetReferencedAssemblies().Select(name => name.Name!).ShouldAllBe(name => name.StartsWith("System.", StringComparison.Ordinal));

    [Fact]
    public void TheAssemblyVersionHoldsTheMajorVersionOnly() =>
        Contracts.GetName().Version.ShouldBe(new Version(ContractVersion.Major, 0, 0, 0));

    [Fact]
    public void TheVersionTextIsTheTwoNumbers() => ContractVersion.Value.ShouldBe($"{ContractVersion.Major}.{ContractVersion.Minor}");

    [Fact]
    public void NoPublicFieldCanBeWritten() =>
        Contracts.GetExportedTypes()
            .Where(type => !type.IsEnum)
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
            .Where(field => !field.IsInitOnly && !field.IsLiteral)
            .ShouldBeEmpty();
}
