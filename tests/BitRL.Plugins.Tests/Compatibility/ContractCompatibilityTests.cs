using System.Reflection;
using BitRL.Plugins.Compatibility;
using BitRL.Plugins.Discovery;
using Shouldly;

namespace BitRL.Plugins.Tests.Compatibility;

public sealed class ContractCompatibilityTests
{
    [Fact]
    public void TheVersionOfThisHostIsAccepted() => ContractCompatibility.Object(Plugin("1.0")).ShouldBeNull();

    [Theory]
    [InlineData("1.1", "built against contract 1.1")]
    [InlineData("2.0", "built against contract 2.0")]
    [InlineData("0.9", "built against contract 0.9")]
    [InlineData("", "contract version is ''")]
    [InlineData("1", "contract version is '1'")]
    [InlineData("1.0.0", "contract version is '1.0.0'")]
    [InlineData("-1.0", "contract version is '-1.0'")]
    [InlineData("99999999999.0", "contract version is")]
    public void OtherVersionsAreRefusedWithBothVersions(string version, string reason) =>
        ContractCompatibility.Object(Plugin(version)).ShouldNotBeNull().ShouldContain(reason);

    [Fact]
    public void AHigherAssemblyVersionIsRefusedEvenIfTheAttributeLies() =>
        ContractCompatibility.Object(Plugin("1.0", new Version(2, 0, 0, 0))).ShouldNotBeNull().ShouldContain("BitRL.Contracts 2.0.0.0");

    private static PluginMetadata Plugin(string contract, Version? assembly = null) => new(
        "", "Plugin", contract, "Plugin", PluginAbilities.All, [new AssemblyName("BitRL.Contracts") { Version = assembly ?? new Version(1, 0, 0, 0) }]);
}
