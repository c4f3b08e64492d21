namespace BitRL.Cli;

/// <summary>What the process says with its exit code. Documented in docs/cli.md and in <c>bitrl --help</c>; never renumbered.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>A failure that no other code describes: a bug, or too little memory.</summary>
    public const int Unexpected = 1;

    /// <summary>A command, option, name or key that does not exist, or an option's value out of range.</summary>
    public const int Usage = 2;

    /// <summary>A configuration, model or text that was read and cannot be used.</summary>
    public const int BadInput = 3;

    /// <summary>A backend that exists and cannot run here.</summary>
    public const int BackendUnavailable = 4;

    /// <summary>A file or folder that cannot be read or written; a full disk.</summary>
    public const int InputOutput = 5;

    /// <summary>A checkpoint of another schema, encoder or configuration.</summary>
    public const int CheckpointMismatch = 6;

    /// <summary>A sweep that came to its end with failed cells.</summary>
    public const int SomeCellsFailed = 7;

    /// <summary>An environment that differs from its recording, or lacks what a learner needs.</summary>
    public const int CheckFailed = 8;

    /// <summary>Ended by SIGHUP, after saving a checkpoint.</summary>
    public const int HangUp = 129;

    /// <summary>Ended by SIGINT (Ctrl-C), after saving a checkpoint.</summary>
    public const int Interrupted = 130;

    /// <summary>Ended by SIGTERM, after saving a checkpoint.</summary>
    public const int Terminated = 143;

    /// <summary>The lines of the help text, code and meaning.</summary>
    public static readonly (string Code, string Meaning)[] Help =
    [
        ("0", "done"),
        ("1", "unexpected failure (BITRL_DEBUG=1 shows where)"),
        ("2", "unknown command, option, name or key; a value out of range"),
        ("3", "a configuration, model or text that cannot be used"),
        ("4", "a backend that cannot run on this machine"),
        ("5", "a file or folder that cannot be read or written; a full disk"),
        ("6", "a checkpoint of another schema, encoder or configuration"),
        ("7", "a sweep that came to its end, with failed cells"),
        ("8", "an environment that differs from its recording, or fails a check"),
        ("129, 130, 143", "ended by SIGHUP, SIGINT or SIGTERM, a checkpoint saved"),
    ];
}
