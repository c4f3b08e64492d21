using BitRL.Cli.Rendering;

namespace BitRL.Cli;

/// <summary>The process.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        using var signals = new TerminationSignals();
        return await CommandLineHost.RunAsync(arguments, Terminal.OfProcess(), signals);
    }
}
