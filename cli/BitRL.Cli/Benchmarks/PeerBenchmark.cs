using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace BitRL.Cli.Benchmarks;

/// <summary>
/// Runs the user's own llama-bench (of bitnet.cpp or llama.cpp) on a model file. It knows no batches of texts: a batch is measured both as one text after
/// the other and as one long text of as many tokens, and the faster way counts.
/// </summary>
/// <param name="program">llama-bench.</param>
/// <param name="model">The GGUF file.</param>
/// <param name="threads">Its threads.</param>
internal sealed class PeerBenchmark(string program, string model, int threads)
{
    private const int Repetitions = 3;

    /// <summary>Starts the program once; it warms up by itself.</summary>
    /// <returns>Milliseconds a text, one entry a repetition.</returns>
    /// <exception cref="CommandException">It cannot be started, fails, or prints what is not understood.</exception>
    public async Task<IReadOnlyList<double>> MeasureAsync(int tokens, int batch, CancellationToken cancellation)
    {
        string lengths = batch == 1 ? Text(tokens) : $"{Text(tokens)},{Text(tokens * batch)}";
        var ways = Parse(await RunAsync(lengths, cancellation));
        return ways.Select(way => way.Milliseconds.Select(ms => ms * tokens / way.Tokens).Order().ToList()).MinBy(samples => samples[samples.Count / 2])!;
    }

    /// <summary>Reads what llama-bench printed with <c>-o json</c>.</summary>
    /// <returns>For each prompt length, its tokens and milliseconds of each repetition.</returns>
    /// <exception cref="CommandException">It is something else.</exception>
    internal static IReadOnlyList<(int Tokens, double[] Milliseconds)> Parse(string output)
    {
        try
        {
            using var document = JsonDocument.Parse(output);
            List<(int, double[])> ways = [.. document.RootElement.EnumerateArray().Select(way => (
                way.GetProperty("n_prompt").GetInt32(),
                way.GetProperty("samples_ns").EnumerateArray().Select(sample => sample.GetDouble() / 1e6).ToArray()))];
            return ways.Count > 0 && ways.TrueForAll(way => way.Item2.Length > 0) ? ways : throw NotUnderstood();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw NotUnderstood();
        }
    }

    private static CommandException NotUnderstood() =>
        new(ExitCode.BadInput, "the --peer printed no list with n_prompt and samples_ns; give the llama-bench of bitnet.cpp or llama.cpp");

    private async Task<string> RunAsync(string lengths, CancellationToken cancellation)
    {
        using var process = Start(lengths);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            string output = await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            if (process.ExitCode == 0)
            {
                return output;
            }

            string last = (await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "it says nothing";
            throw new CommandException(ExitCode.BadInput, $"the --peer ended with code {process.ExitCode}: {last}; try '{program} -m {model}' by itself (bitnet.cpp 1.0 reads models of 'model synth --arch bitnet')");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private Process Start(string lengths)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["-m", model, "-p", lengths, "-n", "0", "-t", Text(threads), "-r", Text(Repetitions), "-o", "json"])
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new CommandException(ExitCode.InputOutput, $"the --peer '{program}' cannot be started ({e.Message}); give the path of a llama-bench", e);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
