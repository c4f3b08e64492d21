using System.CommandLine;
using System.Globalization;
using BitRL.Agent.Training;
using BitRL.Backend.Conformance.Ceilings;
using BitRL.Cli.Benchmarks;
using BitRL.Cli.Benchmarks.Profiling;
using BitRL.Cli.Composition;
using BitRL.Cli.Rendering;
using Spectre.Console;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl bench encode</c>: what a text costs, beside the floor that this processor and its memory set, and beside another engine.</summary>
internal static class BenchEncodeCommand
{
    public static Command Create(CommandContext context)
    {
        var tokens = new Option<string>("--tokens") { Description = "Tokens a text.", HelpName = "16,32,64", DefaultValueFactory = _ => "16,32,64" };
        var batch = new Option<string>("--batch") { Description = "Texts encoded together.", HelpName = "1,8,16", DefaultValueFactory = _ => "1,8,16" };
        var peer = new Option<string?>("--peer") { Description = "Run this llama-bench (of bitnet.cpp or llama.cpp) on the same file in alternation, and compare.", HelpName = "LLAMA-BENCH" };
        var profile = new Option<bool>("--profile") { Description = "Time every operation too, and show where the time goes. Costs small models some percent." };
        var backbone = new BackboneOptionsGroup(context);
        var json = JsonOption.Create();
        var command = new Command("encode", "Milliseconds a text: cold, with its first half cached as a prefix, and remembered; multiply-adds a second beside the ceiling of the processor, measured in the same run.")
        {
            tokens, batch, peer, profile, json,
        };
        backbone.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            json.Apply(parsed, context);
            var sizes = from t in Sizes("--tokens", parsed.GetRequiredValue(tokens), least: 4) from b in Sizes("--batch", parsed.GetRequiredValue(batch), least: 1) select (Tokens: t, Batch: b);
            int threads = backbone.Threads(parsed);
            var other = parsed.GetValue(peer) is { } program ? new PeerBenchmark(program, PeerModel(backbone.Model(parsed)), threads) : null;
            var times = parsed.GetValue(profile) ? new OperationTimes(context.Time) : null;
            using var opened = backbone.Open(parsed, times is null ? null : device => new ProfiledDevice(device, times));
            await MeasureAsync(context, opened, new EncodeBenchmark(opened.Backbone, other, times, context.Time), [.. sizes], threads, cancellation);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task MeasureAsync(CommandContext context, OpenedBackbone opened, EncodeBenchmark benchmark, (int Tokens, int Batch)[] sizes, int threads, CancellationToken cancellation)
    {
        var terminal = context.Terminal;
        terminal.Log.WriteLine($"{opened.Backbone.Configuration.Name}, {Numbers.Count(opened.Backbone.MultiplyAddsPerToken)} multiply-adds a token, {opened.Description}");
        var measured = new List<EncodeMeasurement>();
        foreach (var (tokens, batch) in sizes)
        {
            measured.Add(await benchmark.MeasureAsync(tokens, batch, cancellation));
            terminal.Log.WriteLine($"{batch} × {tokens} tokens: {Numbers.Milliseconds(measured[^1].ColdMs)} a text");
        }

        // Peak memory first: what measures the bandwidth takes a buffer that no cache holds.
        double peakMegabytes = PeakMemory.Megabytes;
        var report = new EncodeBenchmarkReport(opened, threads, peakMegabytes, MemoryCeiling.Measure(Math.Min(threads, Environment.ProcessorCount)));
        if (terminal.IsMachineReadable)
        {
            measured.ForEach(one => terminal.WriteJson(report.Describe(one)));
        }
        else
        {
            report.Write(terminal.Results, measured);
        }
    }

    // A made-up control lies in memory only.
    private static string PeerModel(string model) => ModelNames.IsRandom(model, out _, out _)
        ? throw new CommandException(ExitCode.Usage, "--peer needs a model file, which random weights have not; write one with 'bitrl model synth'")
        : ModelNames.Find(model);

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
}
