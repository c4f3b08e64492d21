using BitRL.Cli.Rendering;

namespace BitRL.Cli;

/// <summary>The process.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        var terminal = Terminal.OfProcess();
        using var signals = new TerminationSignals(terminal.ShowCursor);
        return await CommandLineHost.RunAsync(arguments, terminal, signals);
    }
}
