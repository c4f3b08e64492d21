using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using BitRL.Contracts.Backends;

namespace BitRL.Cli.Benchmarks;

/// <summary>What one needs to judge a measurement or to repeat it.</summary>
/// <param name="Command">The command line.</param>
/// <param name="Machine">Processor, number of logical processors, system, runtime.</param>
/// <param name="Toolkit">Version, and the commit that it was built from where it is known.</param>
/// <param name="Date">When it was asked for.</param>
internal sealed record MeasurementOrigin(string Command, string Machine, string Toolkit, DateTimeOffset Date)
{
    private const int CommitDigits = 12;

    /// <summary>The date for people.</summary>
    public string Day => Date.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Of this process.</summary>
    public static MeasurementOrigin Of(CommandContext context)
    {
        string[] version = (typeof(MeasurementOrigin).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown").Split('+', 2);
        string processors = Environment.ProcessorCount == 1 ? "1 processor" : $"{Environment.ProcessorCount} processors";
        return new MeasurementOrigin(
            string.Join(' ', (string[])[CommandTree.ProgramName, .. context.Arguments.Select(Quote)]),
            $"{ProcessorName.Read()}, {processors}, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}",
            version.Length == 2 ? $"BitRL.Toolkit {version[0]}, commit {version[1][..Math.Min(version[1].Length, CommitDigits)]}" : $"BitRL.Toolkit {version[0]}",
            context.Time.GetUtcNow());
    }

    /// <summary>Adds it to an object.</summary>
    public void Describe(JsonObject json)
    {
        json["command"] = Command;
        json["machine"] = Machine;
        json["toolkit"] = Toolkit;
        json["date"] = Date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    // So that the line can be pasted into a shell.
    private static string Quote(string argument) =>
        argument.Length > 0 && argument.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./=,:+@%".Contains(letter, StringComparison.Ordinal))
            ? argument
            : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
