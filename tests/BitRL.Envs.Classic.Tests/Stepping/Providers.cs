using BitRL.Contracts.Backends;
using BitRL.Contracts.Encoders;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Plugins;
using BitRL.Contracts.Pretraining;
using BitRL.Contracts.Training;

namespace BitRL.Envs.Classic.Tests.Stepping;

/// <summary>Collects what the plugin registers: the tests reach the environments as a host does.</summary>
internal sealed class Providers : IPluginRegistry
{
    private readonly List<IEnvironmentProvider> _environments = [];

    private Providers()
    {
    }

    public static IReadOnlyList<IEnvironmentProvider> All { get; } = Register();

    public static TheoryData<string> Ids => new(All.Select(p => p.Descriptor.Id));

    public static IEnvironmentProvider Of(string id) => All.Single(p => p.Descriptor.Id == id);

    public void Add(IEnvironmentProvider environment) => _environments.Add(environment);

    public void Add(IBackendProvider backend) => throw new NotSupportedException();

    public void Add(IEncoderProvider encoder) => throw new NotSupportedException();

    public void Add(ITrainerProvider trainer) => throw new NotSupportedException();

    public void Add(IBackboneTrainerProvider backboneTrainer) => throw new NotSupportedException();

    private static List<IEnvironmentProvider> Register()
    {
        Providers providers = new();
        new ClassicPlugin().Register(providers);
        return providers._environments;
    }
}
