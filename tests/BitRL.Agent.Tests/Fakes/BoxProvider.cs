using System.Text;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;
using BitRL.Contracts.Plugins;

namespace BitRL.Agent.Tests.Fakes;

/// <summary>A task of two real numbers in a lopsided box: it keeps the widest actions that it was given, and warns once.</summary>
internal sealed class BoxProvider : IEnvironmentProvider
{
    public List<BoxEnvironment> Made { get; } = [];

    public EnvironmentDescriptor Descriptor { get; } = new()
    {
        Id = "Box-v0",
        Description = "A box.",
        Actions = ActionSpace.Box([-0.5f, 0f], [0.25f, 2f]),
        Schema = new ObservationSchema("Box", [], TextStyles.Compact, "0123456789abcdef", MaxEpisodeBytes: 0, MaxStepBytes: 32)
        {
            Prefixes = [default, Encoding.UTF8.GetBytes("Box\n"), default],
        },
        ObservationSize = 1,
        MaxEpisodeSteps = 10,
    };

    public IReadOnlyList<SettingDescriptor> Settings => [];

    public IVectorEnvironment Create(EnvironmentOptions options)
    {
        BoxEnvironment environment = new(Descriptor, options.Count);
        Made.Add(environment);
        return environment;
    }
}

internal sealed class BoxEnvironment(EnvironmentDescriptor descriptor, int count) : IVectorEnvironment, IEnvironmentWarnings
{
    private readonly int[] _steps = new int[count];
    private int _calls;
    private string? _warning;

    public float[] Lowest { get; } = [0, 1];

    public float[] Highest { get; } = [0, 1];

    public EnvironmentDescriptor Descriptor => descriptor;

    public int Count => count;

    public void Reset(ReadOnlySpan<int> indices, ReadOnlySpan<ulong> seeds)
    {
        foreach (int copy in indices)
        {
            _steps[copy] = 0;
        }
    }

    public void Step(ReadOnlySpan<float> actions, Span<StepResult> results)
    {
        for (int i = 0; i < actions.Length; i++)
        {
            Lowest[i % 2] = Math.Min(Lowest[i % 2], actions[i]);
            Highest[i % 2] = Math.Max(Highest[i % 2], actions[i]);
        }

        for (int copy = 0; copy < count; copy++)
        {
            results[copy] = new StepResult(1, Terminated: false, Truncated: ++_steps[copy] == 10);
        }

        _warning = ++_calls == 5 ? "the box creaks" : null;
    }

    public string? TakeWarning()
    {
        (string? warning, _warning) = (_warning, null);
        return warning;
    }

    public void CopyObservations(Span<float> destination)
    {
        for (int copy = 0; copy < count; copy++)
        {
            destination[copy] = _steps[copy];
        }
    }

    public int WriteEpisode(int index, TextStyle style, Span<byte> destination) => 0;

    public int WriteStep(int index, TextStyle style, Span<byte> destination)
    {
        Utf8TextWriter writer = new(destination);
        writer.Write(_steps[index], 0, 10);
        writer.Write("\n"u8);
        return writer.Length;
    }

    public void Dispose()
    {
        // Managed memory only.
    }
}
