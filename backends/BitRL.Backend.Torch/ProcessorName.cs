using System.Runtime.InteropServices;

namespace BitRL.Backend.Torch;

/// <summary>What the processor calls itself.</summary>
internal static class ProcessorName
{
    /// <summary>The model name where the system tells it, else the architecture.</summary>
    public static string Read()
    {
        const string path = "/proc/cpuinfo";
        try
        {
            string? line = File.Exists(path)
                ? File.ReadLines(path).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal) || text.StartsWith("Model", StringComparison.Ordinal))
                : null;
            if (line?.Split(':', 2) is [_, var name])
            {
                return name.Trim();
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A name for people is not worth a failure; the architecture will do.
        }

        return RuntimeInformation.ProcessArchitecture.ToString();
    }
}
