namespace BitRL.Cli.Play;

/// <summary>Shows a game to whoever plays.</summary>
internal abstract class PlayView : IDisposable
{
    /// <summary>Shows a state: the text that the encoder sees, and a picture where there is one.</summary>
    public abstract void ShowState(PlayState state);

    /// <summary>Says something about the last input.</summary>
    public abstract void ShowRemark(string message);

    /// <summary>Shows how an episode ended.</summary>
    public abstract void ShowEnd(PlayState state, PlayScore score);

    /// <summary>The next input, or null where there is none any more.</summary>
    public abstract PlayInput? Read();

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}
