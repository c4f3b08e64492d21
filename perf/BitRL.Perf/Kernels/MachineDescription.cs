using System.Runtime.InteropServices;

namespace BitRL.Perf.Kernels;

/// <summary>What a table of results must say about the machine.</summary>
internal static class MachineDescription
{
    /// <summary>Processor, threads, system, runtime.</summary>
    public static string Read()
    {
        string processor = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? ""
            : "";
        return $"{(processor.Length == 0 ? RuntimeInformation.ProcessArchitecture.ToString() : processor)}, {Environment.ProcessorCount} threads, {RuntimeInformation.OSDescription}, .NET {Environment.Version}";
    }
}
