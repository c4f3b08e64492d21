using System.Text.Json.Nodes;
using BitRL.Cli.Benchmarks.Profiling;
using BitRL.Cli.Composition;
using BitRL.Cli.Rendering;
using Spectre.Console;

namespace BitRL.Cli.Benchmarks;

/// <summary>Shows measurements beside the floor: the time that the multiplications take at the ceiling of all cores, or the weights through the memory bus, whichever is longer.</summary>
/// <param name="opened">Model and device.</param>
/// <param name="threads">Threads that were asked for.</param>
/// <param name="peakMegabytes">Most memory that the process held, MiB.</param>
/// <param name="bandwidth">Memory bandwidth, 10⁹ bytes a second.</param>
internal sealed class EncodeBenchmarkReport(OpenedBackbone opened, int threads, double peakMegabytes, double bandwidth)
{
    private const double WeightsPerByte = 4;
    private const double MebiBytes = 1 << 20;

    // More threads than cores share one core's ceiling.
    private readonly int _cores = Math.Min(threads, Environment.ProcessorCount);

    /// <summary>One size as a JSON object.</summary>
    public JsonObject Describe(EncodeMeasurement measured) => new()
    {
        ["model"] = opened.Backbone.Configuration.Name,
        ["tokens"] = measured.Tokens,
        ["batch"] = measured.Batch,
        ["threads"] = threads,
        ["ms_cold_p50"] = JsonOutput.Number(measured.ColdMs, 5),
        ["ms_prefix_cached_p50"] = JsonOutput.Number(measured.PrefixCachedMs, 5),
        ["ms_memo_p50"] = JsonOutput.Number(measured.MemoMs, 6),
        ["gmac_per_s"] = JsonOutput.Number(measured.GigaMultiplyAddsPerSecond, 2),
        ["ceiling_gmac_per_s"] = JsonOutput.Number(measured.Ceiling * _cores, 2),
        ["share_of_ceiling"] = JsonOutput.Number(ShareOfCeiling(measured), 4),
        ["peak_rss_mb"] = JsonOutput.Number(peakMegabytes, 1),
        ["peer_ms"] = measured.PeerMs is { } ms ? JsonOutput.Number(ms, 3) : null,
        ["device"] = opened.Description,
        ["ms_cold_min"] = JsonOutput.Number(measured.ColdBestMs, 5),
        ["peer_ms_min"] = measured.PeerBestMs is { } best ? JsonOutput.Number(best, 3) : null,
        ["times_peer"] = measured.TimesPeer is { } times ? JsonOutput.Number(times, 2) : null,
        ["tokens_per_second"] = JsonOutput.Number(measured.TokensPerSecond, 0),
        ["ceiling_256_gmac_per_s"] = JsonOutput.Number(measured.NarrowCeiling * _cores, 2),
        ["memory_gb_per_s"] = JsonOutput.Number(bandwidth, 2),
        ["floor_ms"] = JsonOutput.Number(FloorMs(measured), 4),
        ["share_of_floor"] = JsonOutput.Number(FloorMs(measured) / measured.ColdMs, 4),
        ["packed_weights_mb"] = JsonOutput.Number(opened.Backbone.ResidentBytes / MebiBytes, 1),
        ["profile"] = measured.Profile is { } profile ? Describe(measured, profile) : null,
    };

    /// <summary>All sizes as a table, with what they have in common below.</summary>
    public void Write(IAnsiConsole output, IReadOnlyList<EncodeMeasurement> measured)
    {
        bool hasPeer = measured.Any(one => one.PeerMs is not null);
        var table = Tables.Make(["tokens#", "batch#", "cold#", "prefix cached#", "memo#", "tokens/s#", "GMAC/s#", $"ceiling of {_cores} cores#", "share#", "floor#", "reached#", .. hasPeer ? ["peer#", "times peer#"] : Array.Empty<string>()]);
        foreach (var one in measured)
        {
            table.Row(
            [
                $"{one.Tokens}",
                $"{one.Batch}",
                Numbers.Milliseconds(one.ColdMs),
                Numbers.Milliseconds(one.PrefixCachedMs),
                Numbers.Milliseconds(one.MemoMs),
                Numbers.Count(one.TokensPerSecond),
                Numbers.Fixed(one.GigaMultiplyAddsPerSecond, 1),
                Numbers.Fixed(one.Ceiling * _cores, 1),
                Numbers.Percent(ShareOfCeiling(one)),
                Numbers.Milliseconds(FloorMs(one)),
                Numbers.Percent(FloorMs(one) / one.ColdMs),
                .. one is { PeerMs: { } peer, TimesPeer: { } times } ? [Numbers.Milliseconds(peer), Numbers.Fixed(times, 2)] : Array.Empty<string>(),
            ]);
        }

        output.Write(table);
        foreach (var one in measured)
        {
            WriteProfile(output, one);
        }

        double packed = opened.Backbone.ResidentBytes / MebiBytes;
        output.WriteLine($"Milliseconds a text (medians). Memory is read at {Numbers.Fixed(bandwidth, 1)} GB/s.");
        output.WriteLine(packed > 0
            ? $"Memory: {Numbers.Count(peakMegabytes)} MiB at most, of them {Numbers.Count(packed)} for repacked weights."
            : $"Memory: {Numbers.Count(peakMegabytes)} MiB at most; the weights are used in place.");
    }

    private JsonObject Describe(EncodeMeasurement measured, EncodeProfile profile) => new()
    {
        ["ternary_gmac_per_s"] = JsonOutput.Number(measured.TernaryGigaMultiplyAddsPerSecond ?? double.NaN, 2),
        ["ternary_share_of_ceiling"] = JsonOutput.Number(measured.TernaryGigaMultiplyAddsPerSecond / (measured.Ceiling * _cores) ?? double.NaN, 4),
        ["on_top_of_ternary"] = JsonOutput.Number(profile.OnTop, 4),
        ["ms"] = new JsonObject(profile.Rows().Select(row => KeyValuePair.Create(row.Name, JsonOutput.Number(row.Milliseconds, 4)))),
    };

    private void WriteProfile(IAnsiConsole output, EncodeMeasurement measured)
    {
        if (measured is not { Profile: { } profile, TernaryGigaMultiplyAddsPerSecond: { } rate })
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"{measured.Batch} × {measured.Tokens} tokens, fastest call {Numbers.Milliseconds(profile.WallMs)}: ternary products at {Numbers.Fixed(rate, 1)} GMAC/s, {Numbers.Percent(rate / (measured.Ceiling * _cores))} of the ceiling; everything else {Numbers.Percent(profile.OnTop)} on top");
        var table = Tables.Make("operation", "time#", "share#");
        foreach (var (name, milliseconds) in profile.Rows())
        {
            table.Row(name, Numbers.Milliseconds(milliseconds), Numbers.Percent(milliseconds / profile.WallMs));
        }

        output.Write(table);
        output.WriteLine();
    }

    private double ShareOfCeiling(EncodeMeasurement measured) => measured.GigaMultiplyAddsPerSecond / (measured.Ceiling * _cores);

    private double FloorMs(EncodeMeasurement measured)
    {
        double compute = measured.MultiplyAdds / (measured.Ceiling * _cores * 1e6);
        double memory = opened.Backbone.MultiplyAddsPerToken / WeightsPerByte / (bandwidth * 1e6) / measured.Batch;
        return Math.Max(compute, memory);
    }
}
