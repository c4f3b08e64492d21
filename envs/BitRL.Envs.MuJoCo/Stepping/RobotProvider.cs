using System.Globalization;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Plugins;
using BitRL.Envs.MuJoCo.Native;
using BitRL.Envs.MuJoCo.Planar;

namespace BitRL.Envs.MuJoCo;

/// <summary>Offers one robot task over either engine.</summary>
internal sealed class RobotProvider<TObservation> : IEnvironmentProvider
    where TObservation : struct, IRobotObservation<TObservation>
{
    private const string PhysicsSetting = "physics";
    private const string ThreadsSetting = "threads";
    private const string PlanarEngine = "planar";
    private const string MuJoCoEngine = "mujoco";
    private const string AsManyAsCores = "auto";

    public EnvironmentDescriptor Descriptor => TObservation.Task.Descriptor;

    public IReadOnlyList<SettingDescriptor> Settings { get; } =
    [
        new(PhysicsSetting, PlanarEngine, "The engine: planar (managed, everywhere) or mujoco (the MuJoCo library, which must be installed). They agree to rounding."),
        new(ThreadsSetting, AsManyAsCores, "Threads that step copies at the same time: 1 to 256, or auto for one a core. Changes no result."),
    ];

    public IVectorEnvironment Create(EnvironmentOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Count, 1, nameof(options));
        if (options.Settings.Keys.FirstOrDefault(key => Settings.All(s => s.Name != key)) is { } unknown)
        {
            throw new ArgumentException($"{Descriptor.Id} has no setting '{unknown}'; it has {string.Join(", ", Settings.Select(s => s.Name))}", nameof(options));
        }

        int threads = Threads(options.Settings.GetValueOrDefault(ThreadsSetting, AsManyAsCores));
        return new RobotEnvironment<TObservation>(Physics(options.Settings.GetValueOrDefault(PhysicsSetting, PlanarEngine), options.Count), threads);
    }

    private static int Threads(string value) =>
        value == AsManyAsCores ? Environment.ProcessorCount
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int threads) && threads is >= 1 and <= 256 ? threads
        : throw new ArgumentException($"{ThreadsSetting} cannot be '{value}'; give 1 to 256, or {AsManyAsCores}");

    private static IRobotPhysics[] Physics(string engine, int count)
    {
        switch (engine)
        {
            case PlanarEngine:
                PlanarModel model = new(TObservation.Task.Model);
                return [.. Enumerable.Range(0, count).Select(_ => new PlanarSimulation(model))];
            case MuJoCoEngine:
                return [.. Enumerable.Range(0, count).Select(_ => new MuJoCoSimulation(TObservation.Task.Xml))];
            default:
                throw new ArgumentException($"{PhysicsSetting} cannot be '{engine}'; there are {PlanarEngine} and {MuJoCoEngine}");
        }
    }
}
