using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using BitRL.Contracts.Plugins;
using BitRL.Experiments.Sweeps;

namespace BitRL.Cli.Commands;

/// <summary>The options of <c>bitrl sweep</c>.</summary>
internal sealed class SweepOptions
{
    /// <summary>Share of the memory that a sweep takes unless it is told: the rest is for the system and for what was not foreseen.</summary>
    private const double MemoryShare = 0.8;

    private readonly Option<string?> _output = new("--out") { Description = "Folder of the sweep. [default: what the file says, or runs/sweeps/NAME]", HelpName = "DIR" };
    private readonly Option<int?> _jobs = new("--jobs") { Description = "Most cells at the same time; the cores are shared out evenly. [default: what the file says, or one a core]", HelpName = "N" };
    private readonly Option<string?> _memory = new("--memory") { Description = "Most memory of all running cells together, e.g. 4G. [default: what the file says, or 80% of what there is]", HelpName = "BYTES" };
    private readonly Option<string[]> _environments = new("--env") { Description = "Only the cells of these environments.", HelpName = "ID", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _variants = new("--variant") { Description = "Only the cells of these variants.", HelpName = "NAME", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _seeds = new("--seed") { Description = "Only the cells with these seeds.", HelpName = "N", AllowMultipleArgumentsPerToken = true };

    /// <summary>Whether to list the cells only.</summary>
    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Check the file and list its cells; run nothing." };

    /// <summary>Whether to try failed cells again.</summary>
    public Option<bool> RetryFailed { get; } = new("--retry-failed") { Description = "Try failed cells again; otherwise they are left alone." };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_output, _jobs, _memory, _environments, _variants, _seeds, RetryFailed, DryRun])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The cells that are asked for.</summary>
    /// <exception cref="CommandException">A name is in no cell.</exception>
    public ImmutableArray<SweepCell> Choose(ParseResult parsed, ImmutableArray<SweepCell> plan)
    {
        Require(parsed, _environments, plan.Select(cell => cell.Environment));
        Require(parsed, _variants, plan.Select(cell => cell.Variant));
        Require(parsed, _seeds, plan.Select(cell => cell.Seed.ToString(CultureInfo.InvariantCulture)));
        return
        [
            .. plan.Where(cell => IsAsked(parsed, _environments, cell.Environment)
                && IsAsked(parsed, _variants, cell.Variant)
                && IsAsked(parsed, _seeds, cell.Seed.ToString(CultureInfo.InvariantCulture))),
        ];
    }

    /// <summary>The folder.</summary>
    public string Folder(ParseResult parsed, SweepFile sweep) => parsed.GetValue(_output) ?? sweep.Folder ?? Path.Combine("runs", "sweeps", sweep.Name);

    /// <summary>What cells may take.</summary>
    /// <exception cref="CommandException">A value is out of range.</exception>
    public SweepBudget Budget(ParseResult parsed, SweepFile sweep)
    {
        int cores = Environment.ProcessorCount;
        int jobs = parsed.GetValue(_jobs) ?? sweep.Jobs ?? cores;
        if (jobs < 1)
        {
            throw new CommandException(ExitCode.Usage, $"--jobs is {jobs}; give at least 1");
        }

        long memory = sweep.MemoryBytes ?? (long)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * MemoryShare);
        try
        {
            memory = parsed.GetValue(_memory) is { } given ? ByteSize.Parse(given) : memory;
        }
        catch (FormatException failure)
        {
            throw new CommandException(ExitCode.Usage, $"--memory is '{parsed.GetValue(_memory)}', but {failure.Message}", failure);
        }

        // More jobs than cores is a wish to be granted: then a core is shared.
        return new SweepBudget(jobs, Math.Max(cores, jobs), memory, sweep.CellMemoryBytes);
    }

    private static bool IsAsked(ParseResult parsed, Option<string[]> option, string name) =>
        parsed.GetValue(option) is not { Length: > 0 } names || names.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static void Require(ParseResult parsed, Option<string[]> option, IEnumerable<string> known)
    {
        string[] all = [.. known.Distinct()];
        foreach (string name in parsed.GetValue(option) ?? [])
        {
            if (!all.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw new CommandException(ExitCode.Usage, $"{option.Name} {name} is in no cell{NearestNames.Question(name, all)} (there are {string.Join(", ", all)})");
            }
        }
    }
}
