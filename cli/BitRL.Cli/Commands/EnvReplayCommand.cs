using System.CommandLine;
using System.Text.Json.Nodes;
using BitRL.Cli.Rendering;
using BitRL.Cli.Replay;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl env replay</c>: how far an environment is from recordings of the original.</summary>
internal static class EnvReplayCommand
{
    private static readonly Dictionary<string, ReplayMode> Modes = new(StringComparer.Ordinal)
    {
        ["per-step"] = ReplayMode.PerStep,
        ["free-running"] = ReplayMode.FreeRunning,
        ["both"] = ReplayMode.Both,
    };

    public static Command Create(CommandContext context)
    {
        var command = new Command("replay", "Replay recorded trajectories and report the largest error of each quantity (the format: docs/replay.md).");
        var source = EnvironmentOptionsGroup.AddOptionTo(command, context);
        var trajectory = new Option<string>("--trajectory") { Description = "JSON Lines, one episode a line; also compressed by gzip.", HelpName = "FILE", Required = true };
        var mode = new Option<string>("--mode") { Description = "per-step: restart from each recorded state; free-running: restart once an episode; both.", HelpName = "MODE", DefaultValueFactory = _ => "both" };
        mode.AcceptOnlyFromAmong([.. Modes.Keys]);
        var json = JsonOption.Create();
        command.Options.Add(trajectory);
        command.Options.Add(mode);
        command.Options.Add(json);
        command.SetAction((parsed, cancellation) =>
        {
            bool isJson = json.Apply(parsed, context);
            var environment = source.Open(parsed);
            using var replay = new TrajectoryReplay(environment, Modes[parsed.GetRequiredValue(mode)]);
            replay.Run(parsed.GetRequiredValue(trajectory), cancellation);
            if (isJson)
            {
                context.Terminal.WriteJson(Describe(environment.Id, replay));
            }
            else
            {
                Write(context.Terminal, environment.Id, replay);
            }

            long mismatches = Mismatches(replay);
            return Task.FromResult(mismatches == 0
                ? ExitCode.Success
                : throw new CommandException(ExitCode.CheckFailed, $"{environment.Id} differs from the recording: {Numbers.Count(mismatches)} comparisons out of tolerance, the worst in {Worst(replay)}"));
        });
        return command;
    }

    private static long Mismatches(TrajectoryReplay replay) => (replay.PerStep?.Mismatches ?? 0) + (replay.FreeRunning?.Mismatches ?? 0);

    /// <summary>The quantity furthest beyond its tolerance, per-step mode first: its errors are the cause of the others.</summary>
    private static string Worst(TrajectoryReplay replay)
    {
        foreach (var comparison in new[] { replay.PerStep, replay.FreeRunning })
        {
            if (comparison is { Mismatches: > 0 })
            {
                string name = replay.Quantities.Where(quantity => comparison[quantity].Mismatches > 0).MaxBy(quantity => comparison[quantity].Largest / Math.Max(comparison[quantity].Tolerance, double.Epsilon))!;
                return $"'{name}' at {comparison[name].Place} (error {comparison[name].Largest:G3}, allowed {comparison[name].Tolerance:G3})";
            }
        }

        return "none";
    }

    private static void Write(Terminal terminal, string id, TrajectoryReplay replay)
    {
        var table = Tables.Make("mode", "quantity", "compared#", "largest error#", "allowed#", "out of tolerance#", "worst at");
        AddRows(table, "per step", replay.PerStep, replay.Quantities);
        AddRows(table, "free running", replay.FreeRunning, replay.Quantities);
        terminal.Results.Write(table);
        terminal.Output.WriteLine($"{id}: {Numbers.Count(replay.Episodes)} episodes, {Numbers.Count(replay.Steps)} steps, {Numbers.Count(Mismatches(replay))} mismatches");
    }

    private static void AddRows(Spectre.Console.Table table, string mode, ReplayComparison? comparison, IEnumerable<string> quantities)
    {
        foreach (string name in quantities)
        {
            if (comparison?[name] is { Comparisons: > 0 } errors)
            {
                table.Row(mode, name, Numbers.Count(errors.Comparisons), $"{errors.Largest:G3}", $"{errors.Tolerance:G3}", Numbers.Count(errors.Mismatches), errors.Place);
            }
        }
    }

    private static JsonObject Describe(string id, TrajectoryReplay replay)
    {
        bool hasSteps = replay.PerStep is { Comparisons: > 0 };
        return new JsonObject
        {
            ["env"] = id,
            ["episodes"] = replay.Episodes,
            ["steps"] = replay.Steps,
            ["mismatches"] = Mismatches(replay),
            ["max_abs_error"] = Errors(replay.Quantities, hasSteps ? replay.PerStep! : replay.FreeRunning!),
            ["per_step"] = hasSteps ? Describe(replay.Quantities, replay.PerStep!) : null,
            ["free_running"] = replay.FreeRunning is { } free ? Describe(replay.Quantities, free) : null,
        };
    }

    private static JsonObject Describe(IEnumerable<string> quantities, ReplayComparison comparison) => new()
    {
        ["steps"] = comparison.Steps,
        ["mismatches"] = comparison.Mismatches,
        ["max_abs_error"] = Errors(quantities, comparison),
    };

    private static JsonObject Errors(IEnumerable<string> quantities, ReplayComparison comparison) =>
        new(quantities.Where(name => comparison[name].Comparisons > 0).Select(name => KeyValuePair.Create(name, JsonOutput.Number(comparison[name].Largest))));
}
