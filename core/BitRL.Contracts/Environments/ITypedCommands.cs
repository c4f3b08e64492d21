namespace BitRL.Contracts.Environments;

/// <summary>
/// Optional ability of an <see cref="IVectorEnvironment"/>: actions that a person types. Any bytes are answered, most of them by a refusal in the next
/// observation's feedback; nothing that is typed throws.
/// </summary>
public interface ITypedCommands
{
    /// <summary>Steps one copy, which must be running, by a command in words.</summary>
    /// <param name="index">Which copy; the others stand still.</param>
    /// <param name="command">UTF-8 or anything else, of any length; the caller's.</param>
    /// <returns>What the step gave. A command that was not understood changes nothing but the feedback, counts as no step and says so by <see cref="StepResult.IsNoStep"/>.</returns>
    StepResult StepTyped(int index, ReadOnlySpan<byte> command);

    /// <summary>Writes the command that a candidate or choice stands for, as a person would type it.</summary>
    /// <param name="index">Which copy.</param>
    /// <param name="action">Which of its actions.</param>
    /// <param name="destination">At least <see cref="MaxCommandBytes"/>.</param>
    /// <returns>Bytes written.</returns>
    int WriteCommand(int index, int action, Span<byte> destination);

    /// <summary>Upper bound of what <see cref="WriteCommand"/> writes, in bytes.</summary>
    int MaxCommandBytes { get; }
}
