namespace BitRL.Envs.MuJoCo.Native;

/// <summary>The MuJoCo library cannot be used here; the message says why and what to install.</summary>
internal sealed class MuJoCoUnavailableException : ArgumentException
{
    public MuJoCoUnavailableException(string message)
        : base(message)
    {
    }

    public MuJoCoUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
