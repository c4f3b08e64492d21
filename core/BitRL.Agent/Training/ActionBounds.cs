using BitRL.Contracts.Environments;

namespace BitRL.Agent.Training;

/// <summary>
/// Clips what a policy draws to the box of the action space, on the way to the environment: an environment may charge for a number that its
/// motors cannot follow. The learner keeps the number that was drawn (ppo.md #5). Discrete actions pass unchanged. Thread-safe.
/// </summary>
internal sealed class ActionBounds(ActionSpace space)
{
    private readonly float[] _low = [.. space.Low];
    private readonly float[] _high = [.. space.High];

    /// <summary>Clips in place; NaN stays for the environment to refuse.</summary>
    /// <param name="actions">[copies, Size].</param>
    public void Clip(Span<float> actions)
    {
        int size = _low.Length;
        for (int start = 0; size > 0 && start < actions.Length; start += size)
        {
            for (int i = 0; i < size; i++)
            {
                actions[start + i] = Math.Clamp(actions[start + i], _low[i], _high[i]);
            }
        }
    }
}
