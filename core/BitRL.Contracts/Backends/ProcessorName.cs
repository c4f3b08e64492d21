using System.Runtime.InteropServices;

namespace BitRL.Contracts.Backends;

/// <summary>What the processor calls itself: for descriptors of devices, and to tell machines apart in what was measured on them.</summary>
public static class ProcessorName
{
    private const string LinuxFile = "/proc/cpuinfo";

    // x86 says "model name", most arm64 boards "Model", and other arm64 machines only a number.
    private static readonly string[] Keys = ["model name", "Model", "CPU part"];

    /// <summary>The model's name where the system tells it, else the architecture. Never throws; reads a file at each call.</summary>
    public static string Read()
    {
        try
        {
            if (File.Exists(LinuxFile) && Find(File.ReadAllLines(LinuxFile)) is { } name)
            {
                return name;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A sandbox may hide the file; a name for people is not worth a failure.
        }

        return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    /// <summary>The name in the lines of <c>/proc/cpuinfo</c>, or null where they have none.</summary>
    internal static string? Find(string[] lines)
    {
        foreach (string key in Keys)
        {
            string? line = Array.Find(lines, text => text.StartsWith(key, StringComparison.Ordinal));
            if (line?.Split(':', 2) is [_, var name] && name.Trim() is { Length: > 0 } trimmed)
            {
                return trimmed;
            }
        }

        return null;
    }
}
