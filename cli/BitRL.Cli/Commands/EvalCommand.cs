using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using BitRL.Agent.Checkpoints;
using BitRL.Agent.Configuration;
using BitRL.Agent.Evaluation;
using BitRL.Agent.Folders;
using BitRL.Cli.Composition;
using BitRL.Cli.Drawing;
using BitRL.Cli.Rendering;
using Spectre.Console;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl eval</c>: plays greedy episodes with a saved agent.</summary>
internal static class EvalCommand
{
    private const string Last = "last";
    private const string Best = "best";

    public static Command Create(CommandContext context)
    {
        var run = new Argument<string>("run") { Description = "A run folder, or a checkpoint file in it." };
        var which = new Option<string>("--checkpoint") { Description = "Which checkpoint of the run folder: last or best.", HelpName = "WHICH", DefaultValueFactory = _ => Last };
        which.AcceptOnlyFromAmong(Last, Best);
        var episodes = new Option<int?>("--episodes") { Description = "How many greedy episodes. [default: as the run; with --render, 1]", HelpName = "N" };
        var seed = new Option<ulong?>("--seed") { Description = "Which episodes. [default: the seed of the run, which repeats the evaluation after its training]", HelpName = "N" };
        var backend = new Option<string?>("--backend") { Description = "Run the model on another backend than in training.", HelpName = "NAME" };
        var threads = new Option<int?>("--threads") { Description = "Worker threads of the backend. [default: all]", HelpName = "N" };
        var set = new Option<string[]>("--set") { Description = "A setting of the environment for these episodes, over those of the run and its eval.env. May be repeated.", HelpName = "env.NAME=value" };
        var record = new Option<string?>("--record") { Description = "Film the first episode: FILE.gif, or FILE.html with a player and what the agent reads.", HelpName = "FILE" };
        var recorded = new Option<int>("--record-episodes") { Description = "How many of the first episodes the film holds.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var render = new Option<bool>("--render") { Description = "Draw the episodes in the terminal while they are played, at the pace of their world." };
        var json = JsonOption.Create();
        var command = new Command("eval", "Evaluate a saved agent: 'bitrl eval runs/…'.") { run, which, episodes, seed, backend, threads, set, record, recorded, render, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            bool isJson = json.Apply(parsed, context);
            string path = FindCheckpoint(parsed.GetRequiredValue(run), parsed.GetRequiredValue(which));
            var checkpoint = AgentCheckpoint.Read(path);
            var trained = checkpoint.ReadConfiguration();
            var configuration = Override(context, trained, parsed.GetValue(backend), parsed.GetValue(threads), parsed.GetValue(set) ?? []);
            bool isWatched = parsed.GetValue(render);
            int count = AtLeastOne("--episodes", parsed.GetValue(episodes) ?? (isWatched ? 1 : trained.EvaluationEpisodes));
            ulong chosenSeed = parsed.GetValue(seed) ?? trained.Seed;
            var request = new EvaluationShowRequest(parsed.GetValue(record), AtLeastOne("--record-episodes", parsed.GetValue(recorded)), isWatched);
            var (result, film) = await EvaluateAsync(context, checkpoint, configuration, request, count, chosenSeed, cancellation);
            if (isJson)
            {
                context.Terminal.WriteJson(Describe(configuration, checkpoint, path, chosenSeed, result));
            }
            else
            {
                Write(context.Terminal, configuration, checkpoint, path, result);
                WriteFilm(context.Terminal, request, film);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<(EvaluationResult Result, (int Frames, long Bytes)? Film)> EvaluateAsync(
        CommandContext context, AgentCheckpoint checkpoint, RunConfiguration configuration, EvaluationShowRequest request, int episodes, ulong seed, CancellationToken cancellation)
    {
        using var show = EvaluationShow.Open(context, request, configuration.Encoder.IsRaw ? null : configuration.Encoder.Style);
        await using var agent = AgentParts.OpenPolicy(context, configuration);
        var result = await AgentEvaluation.EvaluateAsync(checkpoint, agent.Components, episodes, seed, cancellation, show.Observer, show.IsLive, configuration.EvaluationSettings);
        return (result, show.WriteFilm());
    }

    private static void WriteFilm(Terminal terminal, EvaluationShowRequest request, (int Frames, long Bytes)? film)
    {
        if (film is { } written)
        {
            terminal.Output.WriteLine($"film       {request.Record}: {Numbers.Count(written.Frames)} states, {Numbers.Count(Math.Ceiling(written.Bytes / 1024.0))} KiB");
        }
    }

    private static string FindCheckpoint(string run, string which)
    {
        if (File.Exists(run))
        {
            return run;
        }

        if (!Directory.Exists(run))
        {
            throw new CommandException(ExitCode.InputOutput, $"there is no run folder or checkpoint '{run}'; give the folder that --out named, or its checkpoints/best.bitrl");
        }

        string path = which == Best ? RunFolder.BestCheckpointPathOf(run) : RunFolder.LastCheckpointPathOf(run);
        return File.Exists(path)
            ? path
            : throw new CommandException(ExitCode.InputOutput, $"'{run}' holds no checkpoint ({path} is missing); train it with '{CommandTree.ProgramName} run --resume --out {run}'");
    }

    private static RunConfiguration Override(CommandContext context, RunConfiguration trained, string? backend, int? threads, string[] assignments)
    {
        var encoder = trained.Encoder;
        if (backend is not null)
        {
            string name = context.Plugins.ResolveBackend(backend).Name;
            encoder = name == encoder.Backend ? encoder : encoder with { Backend = name, BackendSettings = encoder.BackendSettings.Clear() };
        }

        var environment = context.Plugins.Host.Environment(trained.Environment);
        var settings = SettingAssignments.Parse("env.", environment.Descriptor.Id, environment.Settings, assignments);
        return trained with
        {
            Encoder = encoder,
            Threads = AtLeastOne("--threads", threads ?? Environment.ProcessorCount),
            EvaluationSettings = trained.EvaluationSettings.SetItems(settings),
        };
    }

    private static int AtLeastOne(string option, int value) =>
        value >= 1 ? value : throw new CommandException(ExitCode.Usage, $"{option} is {value}; give at least 1");

    private static void Write(Terminal terminal, RunConfiguration configuration, AgentCheckpoint checkpoint, string path, EvaluationResult result)
    {
        terminal.Results.WriteLine(
            $"{configuration.Environment}: greedy return {Numbers.Fixed(result.Mean, 1)} ± {Numbers.Fixed(result.StandardDeviation, 1)} over {result.Episodes} episodes",
            new Style(decoration: Decoration.Bold));
        if (Numbers.Measures(result.MeasureMeans) is { } measures)
        {
            terminal.Results.WriteLine(measures, new Style(decoration: Decoration.Bold));
        }

        string settings = string.Join(", ", configuration.EvaluationSettings.Select(setting => $"env.{setting.Key}={setting.Value}"));
        terminal.Results.Write(Tables.Facts(
            [.. settings.Length > 0 ? [("settings", settings)] : Array.Empty<(string, string)>(),
            ("returns", $"{Numbers.Fixed(result.Minimum, 1)} to {Numbers.Fixed(result.Maximum, 1)}"),
            ("length", $"{Numbers.Fixed(result.MeanLength, 1)} steps an episode"),
            ("checkpoint", $"{path}, {Numbers.Count(checkpoint.Header.Steps)} steps of training"),
            ("encoder", checkpoint.Header.PolicyEncoder)]));
        WriteKinds(terminal, result);
    }

    private static void WriteKinds(Terminal terminal, EvaluationResult result)
    {
        if (result.ByKind.IsEmpty)
        {
            return;
        }

        string[] measures = [.. result.Measures.Keys];
        var table = Tables.Make(["kind of episode", "episodes#", "return#", .. measures.Select(measure => measure + "#")]);
        foreach ((string kind, KindResult figures) in result.ByKind)
        {
            table.Row([kind, Numbers.Count(figures.Episodes), Numbers.Fixed(figures.MeanReturn, 2), .. measures.Select(measure => Numbers.Fixed(figures.MeasureMeans[measure], 2))]);
        }

        terminal.Results.WriteLine();
        terminal.Results.Write(table);
    }

    private static JsonObject Describe(RunConfiguration configuration, AgentCheckpoint checkpoint, string path, ulong seed, EvaluationResult result) => new()
    {
        ["env"] = configuration.Environment,
        ["backend"] = configuration.Encoder.Backend,
        ["model"] = configuration.Encoder.IsRaw ? null : configuration.Encoder.Model,
        ["seed"] = seed,
        ["steps"] = checkpoint.Header.Steps,
        ["checkpoint"] = path,
        ["eval_settings"] = new JsonObject(configuration.EvaluationSettings.Select(setting => KeyValuePair.Create(setting.Key, (JsonNode?)JsonValue.Create(setting.Value)))),
        ["eval_return_mean"] = JsonOutput.Number(result.Mean),
        ["eval_return_std"] = JsonOutput.Number(result.StandardDeviation),
        ["eval_return_min"] = JsonOutput.Number(result.Minimum),
        ["eval_return_max"] = JsonOutput.Number(result.Maximum),
        ["eval_length_mean"] = JsonOutput.Number(result.MeanLength),
        ["eval_episodes"] = result.Episodes,
        ["eval_measures"] = Means(result.MeasureMeans),
        ["eval_kinds"] = new JsonObject(result.ByKind.Select(kind => KeyValuePair.Create(kind.Key, (JsonNode?)new JsonObject
        {
            ["episodes"] = kind.Value.Episodes,
            ["return_mean"] = JsonOutput.Number(kind.Value.MeanReturn),
            ["measures"] = Means(kind.Value.MeasureMeans),
        }))),
    };

    private static JsonObject Means(ImmutableSortedDictionary<string, double> measures) =>
        new(measures.Select(measure => KeyValuePair.Create(measure.Key, JsonOutput.Number(measure.Value))));
}
