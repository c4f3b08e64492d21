using BitRL.Contracts.Environments;

namespace BitRL.Cli.Checks;

/// <summary>Draws actions that an environment must take: uniform over the choices or candidates, uniform in the box.</summary>
internal sealed class ActionSampler(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Draws an action for every copy.</summary>
    /// <param name="environment">Whose actions.</param>
    /// <param name="actions">[Count, Actions.Size], overwritten.</param>
    public void Fill(IVectorEnvironment environment, Span<float> actions)
    {
        for (int copy = 0; copy < environment.Count; copy++)
        {
            Fill(environment, copy, actions);
        }
    }

    /// <summary>Draws an action for one copy.</summary>
    /// <param name="environment">Whose action.</param>
    /// <param name="copy">Which copy.</param>
    /// <param name="actions">[Count, Actions.Size]; the copy's row is overwritten.</param>
    public void Fill(IVectorEnvironment environment, int copy, Span<float> actions)
    {
        var space = environment.Descriptor.Actions;
        if (space.IsDiscrete)
        {
            int count = environment is IVariableActions variable ? Math.Clamp(variable.CountActions(copy), 1, space.Choices) : space.Choices;
            actions[copy] = _random.Next(count);
            return;
        }

        for (int i = 0; i < space.Size; i++)
        {
            actions[(copy * space.Size) + i] = space.Low[i] + ((space.High[i] - space.Low[i]) * _random.NextSingle());
        }
    }
}
