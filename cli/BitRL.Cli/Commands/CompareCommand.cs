using System.CommandLine;
using System.Globalization;
using BitRL.Agent.Configuration;
using BitRL.Agent.Evaluation;
using BitRL.Cli.Benchmarks;
using BitRL.Cli.Rendering;
using BitRL.Cli.Rendering.Comparing;
using BitRL.Experiments.Comparison;
using BitRL.Experiments.Results;
using BitRL.Plugins;
using Spectre.Console;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl compare</c>: learning curves side by side, final returns, and ratios to a baseline with intervals.</summary>
internal sealed class CompareCommand
{
    /// <summary>Episodes of the random policy: its mean then has a standard error of a tenth of its spread.</summary>
    private const int RandomEpisodes = 100;

    private readonly Argument<string[]> _runs = new("run") { Description = "Run folders, or folders of them such as that of a sweep; NAME=FOLDER names what is in one.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _baseline = new("--baseline") { Description = "The group that others are compared with. [default: what the sweep says]", HelpName = "NAME" };
    private readonly Option<string[]> _random = new("--random-return") { Description = "Mean return of the random policy in an environment. [default: measured now, over 100 episodes]", HelpName = "ENV=RETURN" };
    private readonly Option<int> _confidence = new("--confidence") { Description = "Percent of the resamples that an interval covers.", HelpName = "N", DefaultValueFactory = _ => 95 };
    private readonly Option<int> _resamples = new("--resamples") { Description = "Bootstrap resamples.", HelpName = "N", DefaultValueFactory = _ => 10_000 };
    private readonly Option<int> _seed = new("--seed") { Description = "All resampling follows from it.", HelpName = "N", DefaultValueFactory = _ => 0 };
    private readonly Option<string?> _html = new("--html") { Description = "Also write a report with plots: one file that needs no other.", HelpName = "FILE" };
    private readonly CommandContext _context;

    private CompareCommand(CommandContext context) => _context = context;

    public static Command Create(CommandContext context)
    {
        var compare = new CompareCommand(context);
        var json = JsonOption.Create();
        var command = new Command("compare", "Compare runs, or the groups of a sweep: 'bitrl compare runs/sweeps/NAME --baseline fp16'.")
        {
            compare._runs, compare._baseline, compare._random, compare._confidence, compare._resamples, compare._seed, compare._html, json,
        };
        command.SetAction((parsed, cancellation) =>
        {
            json.Apply(parsed, context);
            return Task.FromResult(compare.Run(parsed, cancellation));
        });
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var html = parsed.GetValue(_html) is { } path ? new OutputFile("--html", path) : null;
        var origin = MeasurementOrigin.Of(_context);
        var references = Random(parsed);
        string[] given = parsed.GetRequiredValue(_runs);
        var runs = given.SelectMany(Read).ToList();
        var options = new ComparisonOptions
        {
            Baseline = parsed.GetValue(_baseline) ?? BaselineOf(given),
            Confidence = Within("--confidence", parsed.GetValue(_confidence), 50, 99) / 100.0,
            Resamples = Within("--resamples", parsed.GetValue(_resamples), 100, 1_000_000),
            Seed = parsed.GetValue(_seed),
            RandomReturn = configuration => references.TryGetValue(configuration.Environment, out double known) ? known : Measure(configuration, cancellation),
        };
        var comparison = RunComparison.Of(runs, options);
        if (_context.Terminal.IsMachineReadable)
        {
            _context.Terminal.WriteJson(ComparisonJson.Describe(comparison, options));
        }
        else
        {
            ComparisonReport.Write(_context.Terminal, comparison, options);
        }

        if (html is not null)
        {
            html.WriteText(new ComparisonHtml(comparison, options, origin).Make());
            _context.Terminal.Log.WriteLine($"report: {parsed.GetValue(_html)}");
        }

        return ExitCode.Success;
    }

    private static IEnumerable<RecordedRun> Read(string argument)
    {
        string[] parts = argument.Split('=', 2);
        bool isNamed = parts.Length == 2 && !Directory.Exists(argument);
        string folder = isNamed ? parts[1] : argument;
        return Directory.Exists(folder)
            ? RecordedRun.Find(folder).Select(run => RecordedRun.Read(run, isNamed ? parts[0] : null))
            : throw new CommandException(ExitCode.InputOutput, $"there is no folder '{folder}'; give run folders, or the folder of a sweep");
    }

    /// <summary>What the sweeps among the folders say, where they agree.</summary>
    private static string? BaselineOf(IEnumerable<string> folders)
    {
        string[] named = [.. folders.Select(SweepManifest.Read).Select(manifest => manifest?.Baseline).OfType<string>().Distinct()];
        return named.Length == 1 ? named[0] : null;
    }

    private Dictionary<string, double> Random(ParseResult parsed)
    {
        var known = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        foreach (string given in parsed.GetValue(_random) ?? [])
        {
            string[] parts = given.Split('=', 2);
            known[parts[0]] = parts.Length == 2 && double.TryParse(parts[1], CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
                ? value
                : throw new CommandException(ExitCode.Usage, $"--random-return is '{given}'; write ENV=NUMBER, such as CartPole-v1=22.4");
        }

        return known;
    }

    /// <summary>Plays the random policy where the environment is installed, as evaluations of the run play it.</summary>
    private double? Measure(RunConfiguration configuration, CancellationToken cancellation)
    {
        try
        {
            var provider = _context.Plugins.Host.Environment(configuration.Environment);
            return RandomPolicy.Play(provider, configuration.EnvironmentSettings.SetItems(configuration.EvaluationSettings), RandomEpisodes, seed: 0, cancellation).Mean;
        }
        catch (Exception failure) when (failure is UnknownNameException or ConfigurationException)
        {
            return null;
        }
    }

    private static int Within(string option, int value, int minimum, int maximum) => value >= minimum && value <= maximum
        ? value
        : throw new CommandException(ExitCode.Usage, $"{option} is {value}; give {minimum} to {maximum}");
}
