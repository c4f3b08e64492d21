namespace BitRL.Ppo.Rollout;

/// <summary>Generalised advantage estimation (ppo.md #15).</summary>
internal static class Advantages
{
    /// <summary>
    /// A_t = δ_t + γ·λ·(1 − end_t)·A_{t+1} with δ_t = r_t + γ·(1 − end_t)·v_{t+1} − v_t, and returns R_t = A_t + v_t. All arrays are [steps, environments]
    /// row-major, rewards and values in the same units.
    /// </summary>
    /// <param name="rewards">r; at truncated ends already with γ·v(final state) added (<see cref="Bootstrap"/>).</param>
    /// <param name="values">v of the states that were acted in.</param>
    /// <param name="ends">Whether the episode ended with the step, either way.</param>
    /// <param name="nextValues">[environments]: v of the states after the last step.</param>
    /// <param name="discount">γ.</param>
    /// <param name="lambda">λ.</param>
    /// <param name="advantages">Overwritten.</param>
    /// <param name="returns">Overwritten.</param>
    /// <exception cref="ArgumentException">Lengths differ from steps × environments.</exception>
    public static void Compute(
        ReadOnlySpan<float> rewards, ReadOnlySpan<float> values, ReadOnlySpan<bool> ends, ReadOnlySpan<float> nextValues,
        float discount, float lambda, Span<float> advantages, Span<float> returns)
    {
        int environments = nextValues.Length;
        int count = rewards.Length;
        if (environments == 0 || count % environments != 0 || values.Length != count || ends.Length != count || advantages.Length != count || returns.Length != count)
        {
            throw new ArgumentException($"{count} rewards of {environments} environments need as many values, ends, advantages and returns", nameof(rewards));
        }

        for (int i = count - 1; i >= 0; i--)
        {
            bool last = i >= count - environments;
            float nextValue = last ? nextValues[i - (count - environments)] : values[i + environments];
            float nextAdvantage = last ? 0 : advantages[i + environments];
            float onward = ends[i] ? 0 : discount;
            advantages[i] = rewards[i] + (onward * nextValue) - values[i] + (onward * lambda * nextAdvantage);
            returns[i] = advantages[i] + values[i];
        }
    }

    /// <summary>What stands in for the future that a step limit cut off: the reward plus γ·v(final state) (ppo.md #16).</summary>
    public static float Bootstrap(float reward, float discount, float finalValue) => reward + (discount * finalValue);
}
