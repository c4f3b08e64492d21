using System.CommandLine;
using System.Text.Json.Nodes;
using BitRL.Agent.Configuration;
using BitRL.Agent.Training;
using BitRL.Cli.Composition;
using BitRL.Cli.Rendering;
using Spectre.Console;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl bench train</c>: steps a second of training, end to end, nothing written.</summary>
internal static class BenchTrainCommand
{
    // What a user would otherwise get is right for training and wrong for measuring: enough steps to pass the warm-up, no memo, next to no evaluation.
    private static readonly (string Key, string Value)[] Defaults = [("steps", "40000"), ("memo", "0"), ("evaluation-episodes", "1")];

    public static Command Create(CommandContext context)
    {
        var command = new Command("train", "Steps a second of training, end to end: environment, text, encoder, updates. The memo is off unless --memo says otherwise.");
        var options = RunOptions.AddTo(command, context);
        var json = JsonOption.Create();
        command.Options.Add(json);
        command.SetAction(async (parsed, cancellation) =>
        {
            json.Apply(parsed, context);
            var request = options.Read(parsed);
            var asked = request with { Values = [.. Defaults.Where(value => !request.Values.Any(given => given.Key == value.Key)), .. request.Values] };
            var configuration = new ConfigurationResolver(context.Plugins).Resolve(asked);
            await using var agent = await AgentParts.OpenAsync(context, configuration, cancellation);
            using var run = TrainingRun.Create(configuration, agent.Components, folder: null);
            var display = RunDisplay.For(context.Terminal, context.Time);
            var result = await display.ShowAsync(() => run.RunAsync(display, cancellation));
            Write(context.Terminal, configuration, agent, result);
            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(Terminal terminal, RunConfiguration configuration, AgentParts agent, RunResult result)
    {
        if (terminal.IsMachineReadable)
        {
            terminal.WriteJson(Describe(configuration, agent, result));
            return;
        }

        terminal.Results.WriteLine($"{Numbers.Count(result.StepsPerSecond)} environment steps/s", new Style(decoration: Decoration.Bold));
        terminal.Results.Write(Tables.Facts(
            ("task", $"{result.Environment} × {configuration.EnvironmentCount}, {Numbers.Count(result.Steps)} steps in {Numbers.Fixed(result.TrainingSeconds, 2)} s, updates included"),
            ("encoder", $"{agent.Components.PolicyEncoder.Descriptor.Name} {agent.Components.Device}, {configuration.Threads} threads"),
            ("encode", $"{Numbers.Milliseconds(result.EncodeMsP50)} for {result.EncodeBatch} states (99th percentile {Numbers.Milliseconds(result.EncodeMsP99)}), {Numbers.Fixed(result.TokensPerStep, 1)} tokens a step, {Numbers.Percent(result.MemoHitRate)} from the memo"),
            ("memory", $"{Numbers.Count(result.PeakRssMb)} MiB at most")));
    }

    private static JsonObject Describe(RunConfiguration configuration, AgentParts agent, RunResult result) => new()
    {
        ["env"] = result.Environment,
        ["backend"] = result.Backend,
        ["model"] = result.Model,
        ["device"] = agent.Components.Device,
        ["seed"] = result.Seed,
        ["steps"] = result.Steps,
        ["num_envs"] = configuration.EnvironmentCount,
        ["threads"] = configuration.Threads,
        ["memo_bytes"] = configuration.MemoBytes,
        ["steps_per_second"] = JsonOutput.Number(result.StepsPerSecond, 1),
        ["training_seconds"] = JsonOutput.Number(result.TrainingSeconds, 3),
        ["tokens_per_step"] = JsonOutput.Number(result.TokensPerStep, 3),
        ["memo_hit_rate"] = JsonOutput.Number(result.MemoHitRate, 4),
        ["encode_ms_p50"] = JsonOutput.Number(result.EncodeMsP50, 4),
        ["encode_ms_p99"] = JsonOutput.Number(result.EncodeMsP99, 4),
        ["peak_rss_mb"] = JsonOutput.Number(result.PeakRssMb, 1),
    };
}
