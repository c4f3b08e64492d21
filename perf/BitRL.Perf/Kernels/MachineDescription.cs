using System.Runtime.InteropServices;
using BitRL.Contracts.Backends;

namespace BitRL.Perf.Kernels;

/// <summary>What a table of results must say about the machine.</summary>
internal static class MachineDescription
{
    /// <summary>Processor, threads, system, runtime.</summary>
    public static string Read() => $"{ProcessorName.Read()}, {Environment.ProcessorCount} threads, {RuntimeInformation.OSDescription}, .NET {Environment.Version}";
}
