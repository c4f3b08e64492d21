namespace BitRL.Cli.Play;

/// <summary>What a person wants.</summary>
internal abstract record PlayInput
{
    private PlayInput()
    {
    }

    /// <summary>An action of the environment's space.</summary>
    /// <param name="Values">[Actions.Size].</param>
    public sealed record Act(float[] Values) : PlayInput;

    /// <summary>A command in words, for the environment to understand.</summary>
    /// <param name="Words">As typed.</param>
    public sealed record Say(string Words) : PlayInput;

    /// <summary>The end of the game.</summary>
    public sealed record Quit : PlayInput;

    /// <summary>The same episode from its start.</summary>
    public sealed record Restart : PlayInput;

    /// <summary>Nothing: an empty line.</summary>
    public sealed record Nothing : PlayInput;

    /// <summary>Something that cannot be done, or a question.</summary>
    /// <param name="Message">What is wrong, and what would be right.</param>
    public sealed record Answer(string Message) : PlayInput;
}
