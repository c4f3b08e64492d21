using BitRL.Contracts.Encoders;
using BitRL.Contracts.Environments;

namespace BitRL.Agent.Encoders;

/// <summary>
/// The encoder of the policy and, where it differs, that of the critic. Each state goes through each of them once. Both read the environment one
/// after the other (it belongs to one thread) and may then work side by side, the critic's on a thread of its own: which features come out does
/// not depend on it. Allocates nothing per step.
/// </summary>
internal sealed class EncoderPair : IDisposable
{
    private readonly SideEncoding? _side;

    /// <summary>Joins the stages.</summary>
    /// <param name="policy">The policy's encoder.</param>
    /// <param name="critic">The critic's, or null where it shares the policy's.</param>
    /// <param name="environment">Whose states are encoded.</param>
    /// <param name="time">Stopwatch.</param>
    /// <param name="sideBySide">Whether both may work at the same time; where one reads raw observations there is nothing to gain.</param>
    public EncoderPair(IStateEncoder policy, IStateEncoder? critic, IVectorEnvironment environment, TimeProvider time, bool sideBySide)
    {
        Policy = new EncoderStage(policy, environment, time);
        Critic = critic is null ? null : new EncoderStage(critic, environment, time);
        _side = Critic is not null && sideBySide && policy.Descriptor.ReadsText && critic!.Descriptor.ReadsText ? new SideEncoding(Critic) : null;
    }

    /// <summary>The policy's encoder.</summary>
    public EncoderStage Policy { get; }

    /// <summary>The critic's encoder, or null where it shares the policy's.</summary>
    public EncoderStage? Critic { get; }

    /// <summary>Encodes the current state of every copy.</summary>
    public ValueTask EncodeAsync(CancellationToken cancellationToken)
    {
        Policy.Take();
        Critic?.Take();
        return EncodeTakenAsync(cancellationToken);
    }

    /// <summary>Encodes the final state of some copies, ascending.</summary>
    public ValueTask EncodeFinalsAsync(ReadOnlySpan<int> copies, CancellationToken cancellationToken)
    {
        Policy.TakeFinals(copies);
        Critic?.TakeFinals(copies);
        return EncodeTakenAsync(cancellationToken);
    }

    /// <summary>Moves what <see cref="EncodeFinalsAsync"/> made to the rows of the copies.</summary>
    public void ScatterFinals(ReadOnlySpan<int> copies)
    {
        Policy.ScatterFinals(copies);
        Critic?.ScatterFinals(copies);
    }

    /// <inheritdoc/>
    public void Dispose() => _side?.Dispose();

    private ValueTask EncodeTakenAsync(CancellationToken cancellationToken)
    {
        if (Critic is null)
        {
            return Policy.EncodeTakenAsync(cancellationToken);
        }

        ValueTask policy;
        ValueTask critic;
        if (_side is null)
        {
            // Both are started before either is awaited: remote encoders work at the same time.
            policy = Policy.EncodeTakenAsync(cancellationToken);
            critic = Critic.EncodeTakenAsync(cancellationToken);
        }
        else
        {
            _side.Start(cancellationToken);
            try
            {
                policy = Policy.EncodeTakenAsync(cancellationToken);
            }
            finally
            {
                critic = _side.Join();
            }
        }

        if (!policy.IsCompletedSuccessfully || !critic.IsCompletedSuccessfully)
        {
            return BothAsync(policy, critic);
        }

        policy.GetAwaiter().GetResult();
        critic.GetAwaiter().GetResult();
        return ValueTask.CompletedTask;
    }

    private static async ValueTask BothAsync(ValueTask first, ValueTask second)
    {
        // Both must have ended before the buffers are touched again, whatever became of the first.
        try
        {
            await first;
        }
        finally
        {
            await second;
        }
    }
}
