using System.Text.Json;
using BitRL.Cli.Tests.Processes;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Commands;

public sealed class BenchEncodeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void BenchEncodeGivesItsKeys()
    {
        var measured = CliProcess.Run(_folder.Path, "bench", "encode", "--tokens", "8", "--batch", "2", "--threads", "1", "--json").ShouldSucceed().LastJson;

        measured.EnumerateObject().Select(property => property.Name).Take(12).ShouldBe(
            ["model", "tokens", "batch", "threads", "ms_cold_p50", "ms_prefix_cached_p50", "ms_memo_p50", "gmac_per_s", "ceiling_gmac_per_s", "share_of_ceiling", "peak_rss_mb", "peer_ms"]);
        measured.GetProperty("ms_memo_p50").GetDouble().ShouldBeInRange(1e-6, measured.GetProperty("ms_cold_p50").GetDouble() / 2);
        measured.GetProperty("share_of_ceiling").GetDouble().ShouldBeInRange(0.0001, 2);
        measured.GetProperty("memory_gb_per_s").GetDouble().ShouldBeInRange(0.5, 2000);
        measured.GetProperty("peer_ms").ValueKind.ShouldBe(JsonValueKind.Null, "there was no peer");
    }

    [Theory]
    [InlineData("embedded", "1")] // small: each thread has a queue of its own
    [InlineData("embedded", "2")]
    public void AProfileAccountsForTheWholeTime(string model, string threads)
    {
        var measured = CliProcess.Run(_folder.Path, "bench", "encode", "--model", model, "--tokens", "16", "--batch", "4", "--threads", threads, "--profile", "--json").ShouldSucceed().LastJson;

        var profile = measured.GetProperty("profile");
        var times = profile.GetProperty("ms").EnumerateObject().ToDictionary(operation => operation.Name, operation => operation.Value.GetDouble());
        times.Keys.ShouldBe(["ternary", "norm", "rope", "attention", "gate", "embed", "transfer", "host"], ignoreOrder: true);
        times.Values.ShouldAllBe(milliseconds => milliseconds > 0);
        double all = times.Values.Sum();
        profile.GetProperty("on_top_of_ternary").GetDouble().ShouldBe((all / times["ternary"]) - 1, 0.02 * all / times["ternary"]);
        profile.GetProperty("ternary_gmac_per_s").GetDouble().ShouldBeGreaterThan(measured.GetProperty("gmac_per_s").GetDouble() * 0.5);
    }

    [Fact]
    public void BenchEncodeRunsAPeerInAlternationAndComparesTheFasterOfItsWays()
    {
        CliProcess.Run(_folder.Path, "model", "synth", "--shape", "tiny", "--arch", "bitnet", "--out", "tiny.gguf").ShouldSucceed();
        // 8 tokens take it 2 ms; 16 in one go 3 ms, which is 1.5 ms a text of 8.
        WriteScript("""
            echo "$@" >> calls
            echo '[{"n_prompt":8,"samples_ns":[2000000,9000000,2000000]},{"n_prompt":16,"samples_ns":[3000000,3000000,8000000]}]'
            """);

        var measured = CliProcess.Run(_folder.Path, "bench", "encode", "--model", "tiny.gguf", "--tokens", "8", "--batch", "2", "--threads", "1", "--peer", "./peer", "--json").ShouldSucceed().LastJson;

        measured.GetProperty("peer_ms").GetDouble().ShouldBe(1.5);
        measured.GetProperty("times_peer").GetDouble().ShouldBe(1.5 / measured.GetProperty("ms_cold_p50").GetDouble(), 0.01);
        string[] calls = File.ReadAllLines(_folder["calls"]);
        calls.Length.ShouldBe(3);
        calls.ShouldAllBe(call => call.Contains("-m tiny.gguf -p 8,16 -n 0 -t 1", StringComparison.Ordinal));
    }

    [Fact]
    public void APeerThatFailsIsQuoted()
    {
        CliProcess.Run(_folder.Path, "model", "synth", "--shape", "tiny", "--out", "tiny.gguf").ShouldSucceed();
        WriteScript("echo 'unknown model architecture' >&2; exit 7");

        CliProcess.Run(_folder.Path, "bench", "encode", "--model", "tiny.gguf", "--tokens", "8", "--batch", "1", "--peer", "./peer").ShouldFail(ExitCode.BadInput, "code 7", "unknown model architecture");
    }

    [Fact]
    public void APeerThatDoesNotExistIsAskedFor() =>
        CliProcess.Run(_folder.Path, "bench", "encode", "--tokens", "8", "--batch", "1", "--peer", "./nothing").ShouldFail(ExitCode.InputOutput, "./nothing", "llama-bench");

    [Fact]
    public void APeerWithoutAModelFileIsRefused() =>
        CliProcess.Run(_folder.Path, "bench", "encode", "--model", "random", "--peer", "./peer").ShouldFail(ExitCode.Usage, "model synth");

    private void WriteScript(string text)
    {
        File.WriteAllText(_folder["peer"], "#!/bin/sh\n" + text);
        using var permit = CliProcess.Start(_folder.Path, null, [], ["chmod", "+x", "peer"]);
        permit.Wait().ShouldSucceed();
    }
}
