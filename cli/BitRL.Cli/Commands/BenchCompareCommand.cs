using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using BitRL.Agent.Configuration;
using BitRL.Cli.Benchmarks;
using BitRL.Cli.Benchmarks.Backends;
using BitRL.Cli.Composition;
using BitRL.Cli.Rendering;
using BitRL.Cli.Rendering.BackendComparing;
using BitRL.Contracts.Plugins;
using Spectre.Console;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl bench compare</c>: what a precision costs: backends side by side, each measured in processes of its own, round after round.</summary>
internal sealed class BenchCompareCommand
{
    private const int MostRounds = 1000;
    private readonly Option<string> _backends = new("--backends") { Description = "What to compare, with commas; NAME=MODEL gives one a model of its own.", HelpName = "NAME,NAME=MODEL,…", DefaultValueFactory = _ => BackendRequest.UsualList };
    private readonly Option<string?> _model = new("--model") { Description = "GGUF file or name that they run; of embedded and language, torch-* run the full-precision twin. [default: the model of the environment's tuned settings]", HelpName = "FILE|NAME" };
    private readonly Option<string> _environment = new("--env") { Description = "Environment whose states are encoded, and that is trained on.", HelpName = "ID", DefaultValueFactory = _ => new RunConfiguration().Environment };
    private readonly Option<string?> _baseline = new("--baseline") { Description = $"The one that others are compared with. [default: {BackendComparison.UsualBaseline}]", HelpName = "NAME" };
    private readonly Option<int> _rounds = new("--rounds") { Description = "How often each is measured; all by turns.", HelpName = "N", DefaultValueFactory = _ => 3 };
    private readonly Option<int> _threads = new("--threads") { Description = "Worker threads.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
    private readonly Option<double> _seconds = SecondsOption.Create();
    private readonly Option<string[]> _config = new("--config") { Description = "As of 'bitrl run'.", HelpName = "FILE.yaml" };
    private readonly Option<string[]> _set = new("--set") { Description = "As of 'bitrl run': one setting, for all. May be repeated.", HelpName = "key=value" };
    private readonly Option<string?> _html = new("--html") { Description = "Also write a report with plots: one file that needs no other.", HelpName = "FILE" };
    private readonly CommandContext _context;

    private BenchCompareCommand(CommandContext context)
    {
        _context = context;
        _model.CompletionSources.Add(_ => ModelNames.All);
        _environment.CompletionSources.Add(_ => context.Plugins.EnvironmentIds());
        _backends.CompletionSources.Add(_ => context.Plugins.BackendNames());
    }

    public static Command Create(CommandContext context)
    {
        var compare = new BenchCompareCommand(context);
        var json = JsonOption.Create();
        var command = new Command("compare", "What a precision costs: memory, time a state, states and training steps a second, energy and heat of several backends, with ratios to FP16.")
        {
            compare._backends, compare._model, compare._environment, compare._baseline, compare._rounds, compare._threads, compare._seconds, compare._config, compare._set, compare._html, json,
        };
        command.SetAction((parsed, cancellation) =>
        {
            json.Apply(parsed, context);
            return compare.RunAsync(parsed, cancellation);
        });
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        int rounds = parsed.GetValue(_rounds) is >= 1 and <= MostRounds and var given ? given : throw new CommandException(ExitCode.Usage, $"--rounds is {parsed.GetValue(_rounds)}; give 1 to {MostRounds}");
        var duration = SecondsOption.Read(parsed, _seconds);
        var html = parsed.GetValue(_html) is { } path ? new OutputFile("--html", path) : null;
        var origin = MeasurementOrigin.Of(_context);
        var configuration = Resolve(parsed);
        var requests = BackendRequest.Read(parsed.GetRequiredValue(_backends), configuration.Encoder.Model, _context.Plugins);
        string baseline = Baseline(parsed.GetValue(_baseline), requests);
        var display = new BackendComparisonDisplay(_context.Terminal, _context.Time, requests.Count(request => request.Missing is null), rounds);
        BackendComparison? comparison = null;
        await display.ShowAsync(async () => comparison = await BackendComparison.MeasureAsync(
            requests, baseline, rounds, (request, stop) => BackendProcess.MeasureAsync(Arguments(parsed, configuration, request, duration), stop), display, cancellation));
        Write(configuration, comparison!, origin, rounds, duration);
        if (!comparison!.Rows.Any(row => row.IsMeasured))
        {
            var (code, reason) = comparison.Rows[0].Failure!.Value;
            throw new CommandException(code, $"nothing could be measured; {comparison.Rows[0].Request.Label}: {reason}");
        }

        if (html is not null)
        {
            html.WriteText(new BackendComparisonHtml(comparison, Setting(configuration, comparison, rounds), origin).Make());
            _context.Terminal.Log.WriteLine($"report: {parsed.GetValue(_html)}");
        }

        return ExitCode.Success;
    }

    /// <summary>What all have in common, checked once before any process is started. The backend is settled later.</summary>
    private RunConfiguration Resolve(ParseResult parsed)
    {
        var values = new List<(string, string)> { ("env", parsed.GetRequiredValue(_environment)), ("threads", Text(parsed.GetValue(_threads))) };
        if (parsed.GetValue(_model) is { } model)
        {
            _ = ModelNames.IsRandom(model, out _, out _) ? model : ModelNames.Find(model);
            values.Add(("model", model));
        }

        // Settings of a backend are for those that declare them: they are left to the processes.
        var common = (parsed.GetValue(_set) ?? []).Where(setting => !setting.StartsWith("backend.", StringComparison.Ordinal));
        return new ConfigurationResolver(_context.Plugins).Resolve(new RunRequest([.. parsed.GetValue(_config) ?? []], [.. common], [.. values]));
    }

    private static string Baseline(string? asked, IReadOnlyList<BackendRequest> requests)
    {
        string[] labels = [.. requests.Select(request => request.Label)];
        return asked is null || labels.Contains(asked)
            ? asked ?? BackendComparison.UsualBaseline
            : throw new CommandException(ExitCode.Usage, $"--baseline is '{asked}', which is none of --backends{NearestNames.Question(asked, labels)}; give one of {string.Join(", ", labels)}");
    }

    private List<string> Arguments(ParseResult parsed, RunConfiguration configuration, BackendRequest request, TimeSpan duration)
    {
        List<string> arguments = ["--env", configuration.Environment, "--backend", request.Backend, "--threads", Text(configuration.Threads), "--seconds", Text(duration.TotalSeconds)];
        arguments.AddRange(request.Model is { } model ? ["--model", model] : []);
        arguments.AddRange((parsed.GetValue(_config) ?? []).SelectMany(file => (string[])["--config", file]));
        arguments.AddRange((parsed.GetValue(_set) ?? []).SelectMany(setting => (string[])["--set", setting]));
        return arguments;
    }

    private void Write(RunConfiguration configuration, BackendComparison comparison, MeasurementOrigin origin, int rounds, TimeSpan duration)
    {
        if (_context.Terminal.IsMachineReadable)
        {
            var json = new JsonObject
            {
                ["env"] = configuration.Environment,
                ["threads"] = configuration.Threads,
                ["num_envs"] = configuration.EnvironmentCount,
                ["rounds"] = rounds,
                ["seconds"] = duration.TotalSeconds,
            };
            origin.Describe(json);
            BackendComparisonJson.Describe(comparison, json);
            _context.Terminal.WriteJson(json);
            return;
        }

        new BackendComparisonReport(comparison, Setting(configuration, comparison, rounds)).Write(_context.Terminal.Results);
    }

    private static string Setting(RunConfiguration configuration, BackendComparison comparison, int rounds)
    {
        var text = comparison.Rows.SelectMany(row => row.Rounds).FirstOrDefault(figures => figures.ColdTokens > 0);
        string tokens = text is null ? string.Empty : $", {Figure.Show(text.ColdTokens)} tokens a state ({Figure.Show(text.PrefixTokens)} where its prefix is cached)";
        return $"{configuration.Environment}{tokens}, {(configuration.Threads == 1 ? "1 thread" : $"{configuration.Threads} threads")}, batches of {configuration.EnvironmentCount}; {(rounds == 1 ? "one round" : $"medians of {rounds} rounds by turns")}, each in a process of its own";
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
