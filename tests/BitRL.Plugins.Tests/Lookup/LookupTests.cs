using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;
using BitRL.Contracts.Plugins;
using BitRL.Plugins.Lookup;
using Shouldly;

namespace BitRL.Plugins.Tests.Lookup;

public sealed class LookupTests
{
    [Fact]
    public void NamesAreComparedWithoutRegardToCase() =>
        HostOf("CartPole-v1").Environment("cartpole-V1").Descriptor.Id.ShouldBe("CartPole-v1");

    [Fact]
    public void WithoutAVersionTheNewestIsTaken() =>
        HostOf("CartPole-v2", "CartPole-v10", "CartPole-v9", "CartPoleSwing-v11").Environment("cartpole").Descriptor.Id.ShouldBe("CartPole-v10");

    [Fact]
    public void AVersionThatDoesNotExistIsNotReplaced() =>
        Should.Throw<UnknownNameException>(() => HostOf("CartPole-v1").Environment("CartPole-v7")).Suggestions.ShouldBe(["CartPole-v1"]);

    [Fact]
    public void AnUnknownNameSuggestsNearOnesAndListsAll()
    {
        UnknownNameException e = Should.Throw<UnknownNameException>(() => HostOf("CartPole-v1", "Acrobot-v1", "Hopper-v4").Environment("CartPloe-v1"));

        e.Message.ShouldBe("no environment 'CartPloe-v1'; did you mean CartPole-v1? Known: CartPole-v1, Acrobot-v1, Hopper-v4.");
        e.Kind.ShouldBe("environment");
        e.Name.ShouldBe("CartPloe-v1");
    }

    [Fact]
    public void AnUnknownNameMentionsPluginsThatFailed()
    {
        using PluginFolder folder = PluginFolder.With("Throws", "TooNew");

        UnknownNameException e = Should.Throw<UnknownNameException>(() => folder.Discover().Trainer("ppo"));

        e.Message.ShouldBe("no trainer 'ppo'. Known: none. Not loaded: TestPlugin.Throws, TestPlugin.TooNew (bitrl plugin list says why).");
    }

    [Fact]
    public void LookingUpANameLoadsNoMoreThanNeeded()
    {
        using PluginFolder folder = new();
        folder.Add("PrivateV1", "a");
        folder.Add("OwnContracts", "own-contracts");
        PluginHost host = folder.Discover();

        host.Trainer("own-contracts").Name.ShouldBe("own-contracts");

        host.Plugins.Select(p => p.Status).ShouldBe([PluginStatus.Found, PluginStatus.Loaded]);
    }

    [Fact]
    public void WhatTheHostOffersComesFirst()
    {
        using PluginFolder folder = PluginFolder.With("OwnContracts");
        PluginHost host = PluginHost.Discover(new PluginHostOptions { Roots = [folder.Root], BuiltIn = r => r.Add(new FakeEnvironmentProvider("Own-v0")) });

        host.Load().Environments.ShouldHaveSingleItem().Descriptor.Id.ShouldBe("Own-v0");
        host.FindEncoder("remote").ShouldBeNull();
    }

    [Theory]
    [InlineData("CartPole-v1", "CartPole", 1)]
    [InlineData("CartPole", "CartPole", null)]
    [InlineData("BabyAI-GoTo-v0", "BabyAI-GoTo", 0)]
    [InlineData("X-vNext", "X-vNext", null)]
    [InlineData("-v3", "-v3", null)]
    public void IdsAreTakenApart(string id, string expectedBase, int? version) =>
        EnvironmentId.Parse(id).ShouldBe(new EnvironmentId(expectedBase, version));

    [Theory]
    [InlineData("")]
    [InlineData(" CartPole-v1")]
    public void ANameThatIsEmptyOrPaddedIsRefused(string name) =>
        Should.Throw<ArgumentException>(() => HostOf(name)).Message.ShouldContain("must not be empty or padded");

    [Fact]
    public void ARegistryKeptAfterRegisterIsClosed()
    {
        IPluginRegistry? kept = null;
        PluginHost.Discover(new PluginHostOptions { BuiltIn = r => kept = r });

        Should.Throw<InvalidOperationException>(() => kept!.Add(new FakeEnvironmentProvider("Late-v0"))).Message.ShouldContain("during Register only");
    }

    private static PluginHost HostOf(params string[] environments) => PluginHost.Discover(new PluginHostOptions
    {
        BuiltIn = registry =>
        {
            foreach (string id in environments)
            {
                registry.Add(new FakeEnvironmentProvider(id));
            }
        },
    });

    private sealed class FakeEnvironmentProvider(string id) : IEnvironmentProvider
    {
        public EnvironmentDescriptor Descriptor { get; } = new()
        {
            Id = id,
            Description = "",
            Actions = ActionSpace.Discrete(2),
            Schema = new ObservationSchema("", [], TextStyles.None, "", 0, 0) { Prefixes = [] },
            ObservationSize = 1,
            MaxEpisodeSteps = 1,
        };

        public IReadOnlyList<SettingDescriptor> Settings => [];

        public IVectorEnvironment Create(EnvironmentOptions options) => throw new NotSupportedException();
    }
}
