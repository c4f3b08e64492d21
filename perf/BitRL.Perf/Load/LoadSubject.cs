using System.Collections.Immutable;
using BitRL.Backend.BitNetCpp;
using BitRL.Contracts.Backends;
using BitRL.Contracts.Environments;
using BitRL.Envs.MuJoCo;
using BitRL.Perf.Kernels;

namespace BitRL.Perf.Load;

/// <summary>Something that several threads of this program do together, again and again.</summary>
internal sealed class LoadSubject(string name, int workers, Action call, IDisposable owned) : IDisposable
{
    private const int Copies = 8;
    private const int Tokens = 14;

    /// <summary>The values for <c>--subjects</c>.</summary>
    public static readonly string[] Known = ["cpu", "bitnetcpp", "robots"];

    public string Name { get; } = name;

    public int Workers { get; } = workers;

    public Action Call { get; } = call;

    /// <summary>An encode of the embedded backbone's shape on a backend, or a step of eight robots.</summary>
    public static LoadSubject Create(string name, int workers) =>
        name switch
        {
            "cpu" => Encode(name, workers, ProductBench.Open("auto", workers)),
            "bitnetcpp" => Encode(name, workers, new BitNetCppBackendProvider().Open(new DeviceOptions { Threads = workers })),
            "robots" => Robots(name, workers),
            _ => throw new ArgumentException($"there is no subject '{name}'; there are {string.Join(", ", Known)}", nameof(name)),
        };

    public void Dispose() => owned.Dispose();

    private static LoadSubject Encode(string name, int workers, IComputeDevice device)
    {
        EncodeBench bench = new(device, workers, Copies, Tokens, ternary: true);
        return new LoadSubject($"{name}, {Copies} texts of {Tokens} tokens", workers, bench.Run, bench);
    }

    private static LoadSubject Robots(string name, int workers)
    {
        IEnvironmentProvider provider = new RobotProvider<HalfCheetahObservation>();
        var settings = ImmutableDictionary<string, string>.Empty.Add("threads", $"{workers}");
        IVectorEnvironment environment = provider.Create(new EnvironmentOptions { Count = Copies, Settings = settings });
        float[] actions = [.. Enumerable.Range(0, Copies * provider.Descriptor.Actions.Size).Select(i => MathF.Sin(i))];
        StepResult[] results = new StepResult[Copies];
        ulong episode = 0;
        void Reset(int copy) => environment.Reset([copy], [++episode]);
        void Step()
        {
            environment.Step(actions, results);
            for (int i = 0; i < Copies; i++)
            {
                if (results[i].IsDone)
                {
                    Reset(i);
                }
            }
        }

        for (int i = 0; i < Copies; i++)
        {
            Reset(i);
        }

        return new LoadSubject($"{name}, {Copies} {provider.Descriptor.Id}", workers, Step, environment);
    }
}
