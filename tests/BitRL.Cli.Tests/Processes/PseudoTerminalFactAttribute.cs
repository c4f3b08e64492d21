using Xunit;

namespace BitRL.Cli.Tests.Processes;

/// <summary>A test that runs the program in a pseudo-terminal, which <c>script</c> of util-linux brings; skipped, with the reason, where there is none.</summary>
public sealed class PseudoTerminalFactAttribute : FactAttribute
{
    public PseudoTerminalFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/script"))
        {
            Skip = "no pseudo-terminal: /usr/bin/script of util-linux is not here";
        }
    }
}
