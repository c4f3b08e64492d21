using System.Diagnostics;

namespace BitRL.Agent.Training;

/// <summary>The most physical memory that this process ever held.</summary>
public static class PeakMemory
{
    /// <summary>In MiB.</summary>
    public static double Megabytes
    {
        get
        {
            using Process process = Process.GetCurrentProcess();
            return Math.Round(process.PeakWorkingSet64 / 1048576.0, 1);
        }
    }
}
