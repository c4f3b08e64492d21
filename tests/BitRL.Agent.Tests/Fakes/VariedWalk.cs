using System.Text;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;
using BitRL.Contracts.Plugins;

namespace BitRL.Agent.Tests.Fakes;

/// <summary>The walk by candidates: left and right in an order that changes from step to step, and a third way to go right in some states. Texts are such that <see cref="TextEncoder"/> reads them.</summary>
internal sealed class VariedWalk(WalkEnvironment walk) : IVectorEnvironment, IVariableActions
{
    private const float Left = 0;
    private const float Right = 1;
    private readonly int[] _steps = new int[walk.Count];

    public EnvironmentDescriptor Descriptor => walk.Descriptor;

    public int Count => walk.Count;

    public int MaxActionBytes => 16;

    public int ActionFeatureSize => 2;

    public int CandidatesWritten { get; private set; }

    public void Reset(ReadOnlySpan<int> indices, ReadOnlySpan<ulong> seeds)
    {
        walk.Reset(indices, seeds);
        foreach (int index in indices)
        {
            _steps[index] = 0;
        }
    }

    public void Step(ReadOnlySpan<float> actions, Span<StepResult> results)
    {
        Span<float> meant = stackalloc float[actions.Length];
        for (int i = 0; i < meant.Length; i++)
        {
            meant[i] = Meaning(i, (int)actions[i]);
            _steps[i]++;
        }

        walk.Step(meant, results);
    }

    public int CountActions(int index) => _steps[index] % 3 == 2 ? 3 : 2;

    public int WriteAction(int index, int action, TextStyle style, Span<byte> destination)
    {
        CandidatesWritten++;
        return Encoding.UTF8.GetBytes(Meaning(index, action) == Left ? "x=-1 t=0\n" : action == 2 ? "x=1 t=6\n" : "x=1 t=0\n", destination);
    }

    public void CopyActionFeatures(int index, Span<float> destination)
    {
        for (int action = 0; action < CountActions(index); action++)
        {
            destination[2 * action] = Meaning(index, action) == Left ? -1 : 1;
            destination[(2 * action) + 1] = action == 2 ? 1 : 0;
        }
    }

    public void CopyObservations(Span<float> destination) => walk.CopyObservations(destination);

    public int WriteEpisode(int index, TextStyle style, Span<byte> destination) => walk.WriteEpisode(index, style, destination);

    public int WriteStep(int index, TextStyle style, Span<byte> destination) => walk.WriteStep(index, style, destination);

    public void Dispose() => walk.Dispose();

    private float Meaning(int index, int action) => action >= CountActions(index)
        ? throw new ArgumentException($"candidate {action} of {CountActions(index)}", nameof(action))
        : action == 2 || action == _steps[index] % 2 ? Right : Left;

    /// <summary>Offers it.</summary>
    internal sealed class Provider : IEnvironmentProvider
    {
        private readonly WalkProvider _walk = new(actions: 3);

        public List<VariedWalk> Made { get; } = [];

        public EnvironmentDescriptor Descriptor => _walk.Descriptor;

        public IReadOnlyList<SettingDescriptor> Settings => _walk.Settings;

        public IVectorEnvironment Create(EnvironmentOptions options)
        {
            var made = new VariedWalk((WalkEnvironment)_walk.Create(options));
            Made.Add(made);
            return made;
        }
    }
}
