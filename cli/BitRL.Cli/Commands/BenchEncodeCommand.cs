using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using BitRL.Agent.Training;
using BitRL.Cli.Benchmarks;
using BitRL.Cli.Composition;
using BitRL.Cli.Rendering;
using Spectre.Console;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl bench encode</c>: what a text costs, and which share of the processor's ceiling that is.</summary>
internal static class BenchEncodeCommand
{
    public static Command Create(CommandContext context)
    {
        var tokens = new Option<string>("--tokens") { Description = "Tokens a text.", HelpName = "16,32,64", DefaultValueFactory = _ => "16,32,64" };
        var batch = new Option<string>("--batch") { Description = "Texts encoded together.", HelpName = "1,8,16", DefaultValueFactory = _ => "1,8,16" };
        var backbone = new BackboneOptionsGroup(context);
        var json = JsonOption.Create();
        var command = new Command("encode", "Milliseconds a text: cold, with its first half cached as a prefix, and remembered; multiply-adds a second beside the ceiling of the processor, measured in the same run.")
        {
            tokens, batch, json,
        };
        backbone.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            json.Apply(parsed, context);
            var sizes = from t in Sizes("--tokens", parsed.GetRequiredValue(tokens), least: 4) from b in Sizes("--batch", parsed.GetRequiredValue(batch), least: 1) select (Tokens: t, Batch: b);
            int threads = backbone.Threads(parsed);
            using var opened = backbone.Open(parsed);
            await MeasureAsync(context, opened, [.. sizes], threads, cancellation);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task MeasureAsync(CommandContext context, OpenedBackbone opened, (int Tokens, int Batch)[] sizes, int threads, CancellationToken cancellation)
    {
        var terminal = context.Terminal;
        var benchmark = new EncodeBenchmark(opened.Backbone, context.Time);
        // More threads than cores share one core's ceiling.
        int cores = Math.Min(threads, Environment.ProcessorCount);
        terminal.Log.WriteLine($"{opened.Backbone.Configuration.Name}, {Numbers.Count(opened.Backbone.MultiplyAddsPerToken)} multiply-adds a token, {opened.Description}");
        var table = Tables.Make("tokens#", "batch#", "cold#", "prefix cached#", "memo#", "tokens/s#", "GMAC/s#", $"ceiling of {cores} cores#", "share#");
        foreach (var (tokens, batch) in sizes)
        {
            var measured = await benchmark.MeasureAsync(tokens, batch, cancellation);
            double ceiling = measured.Ceiling * cores;
            if (terminal.IsMachineReadable)
            {
                terminal.WriteJson(Describe(opened, measured, threads, ceiling));
            }

            table.Row(
                $"{tokens}",
                $"{batch}",
                Numbers.Milliseconds(measured.ColdMs),
                Numbers.Milliseconds(measured.PrefixCachedMs),
                Numbers.Milliseconds(measured.MemoMs),
                Numbers.Count(measured.TokensPerSecond),
                Numbers.Fixed(measured.GigaMultiplyAddsPerSecond, 1),
                Numbers.Fixed(ceiling, 1),
                Numbers.Percent(measured.GigaMultiplyAddsPerSecond / ceiling));
        }

        if (!terminal.IsMachineReadable)
        {
            terminal.Results.Write(table);
            terminal.Results.WriteLine($"Milliseconds a text (medians); memory {Numbers.Count(PeakMemory.Megabytes)} MiB at most.");
        }
    }

    private static List<int> Sizes(string option, string list, int least)
    {
        var sizes = new List<int>();
        foreach (string part in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            sizes.Add(int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size >= least
                ? size
                : throw new CommandException(ExitCode.Usage, $"'{part}' in {option} is not a size; give whole numbers from {least} with commas"));
        }

        return sizes.Count > 0 ? sizes : throw new CommandException(ExitCode.Usage, $"{option} is empty; give whole numbers with commas");
    }

    private static JsonObject Describe(OpenedBackbone opened, EncodeMeasurement measured, int threads, double ceiling) => new()
    {
        ["model"] = opened.Backbone.Configuration.Name,
        ["device"] = opened.Description,
        ["tokens"] = measured.Tokens,
        ["batch"] = measured.Batch,
        ["threads"] = threads,
        ["ms_cold_p50"] = JsonOutput.Number(measured.ColdMs, 5),
        ["ms_prefix_cached_p50"] = JsonOutput.Number(measured.PrefixCachedMs, 5),
        ["ms_memo_p50"] = JsonOutput.Number(measured.MemoMs, 6),
        ["tokens_per_second"] = JsonOutput.Number(measured.TokensPerSecond, 0),
        ["gmac_per_s"] = JsonOutput.Number(measured.GigaMultiplyAddsPerSecond, 2),
        ["ceiling_gmac_per_s"] = JsonOutput.Number(ceiling, 2),
        ["share_of_ceiling"] = JsonOutput.Number(measured.GigaMultiplyAddsPerSecond / ceiling, 4),
        ["peak_rss_mb"] = JsonOutput.Number(PeakMemory.Megabytes, 1),
    };
}
