using System.Globalization;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Plugins;
using BitRL.Envs.BabyAI;
using BitRL.Envs.Classic;
using BitRL.Envs.TextWorld;
using BitRL.Perf.Kernels;

namespace BitRL.Perf.Environments;

/// <summary>Steps a second of our environments on one core under random actions: alone, with raw vectors, with compact texts. Resets are included.</summary>
internal static class EnvironmentsCommand
{
    private const int DefaultRounds = 10;

    /// <param name="args">How many rounds (default 10); then ids, or none for all.</param>
    public static int Run(ReadOnlySpan<string> args)
    {
        int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultRounds;
        string[] ids = args.Length > 1 ? args[1..].ToArray() : [];
        var registry = new EnvironmentList();
        foreach (IBitRLPlugin plugin in new IBitRLPlugin[] { new ClassicPlugin(), new BabyAIPlugin(), new TextWorldPlugin() })
        {
            plugin.Register(registry);
        }

        Console.WriteLine(MachineDescription.Read());
        Console.WriteLine($"best of {rounds} rounds, {EnvironmentBench.Copies} copies, one thread, thousands of steps a second");
        Console.WriteLine("| environment | steps | and vectors | and compact texts |");
        Console.WriteLine("|---|---|---|---|");
        foreach (IEnvironmentProvider provider in registry.Environments.Where(p => ids.Length == 0 || ids.Contains(p.Descriptor.Id)))
        {
            using var bench = new EnvironmentBench(provider);
            (double steps, double vectors, double texts) = bench.Best(rounds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {provider.Descriptor.Id} | {steps / 1000:N0} | {vectors / 1000:N0} | {texts / 1000:N0} |"));
        }

        return 0;
    }
}
