using System.Globalization;
using System.Text;
using BitRL.Agent.Folders;

namespace BitRL.Experiments.Sweeps;

/// <summary>How far a run is, as the last row of its metrics says.</summary>
/// <param name="Steps">Environment steps so far.</param>
/// <param name="MeanReturn">Mean return of the last 100 training episodes; NaN before the first.</param>
/// <param name="StepsPerSecond">Recent speed.</param>
public readonly record struct CellProgress(long Steps, double MeanReturn, double StepsPerSecond)
{
    private const int TailBytes = 4096;

    /// <summary>Reads the end of a run's metrics.csv, which its process may be writing.</summary>
    /// <returns>Nothing (0 steps, NaN) before the first update.</returns>
    public static CellProgress Read(string runFolder)
    {
        var nothing = new CellProgress(0, double.NaN, double.NaN);
        try
        {
            string path = Path.Combine(runFolder, RunFolder.MetricsName);
            if (!File.Exists(path))
            {
                return nothing;
            }

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            stream.Seek(-Math.Min(TailBytes, stream.Length), SeekOrigin.End);
            var tail = new byte[TailBytes];
            int length = stream.ReadAtLeast(tail, TailBytes, throwOnEndOfStream: false);
            string[] lines = Encoding.UTF8.GetString(tail, 0, length).Split('\n');

            // After the last line feed comes a row that is being written, or nothing; the first line may be cut, or the header.
            string[] cells = lines.Length >= 3 ? lines[^2].Split(',') : [];
            return cells.Length >= 7 && long.TryParse(cells[1], CultureInfo.InvariantCulture, out long steps)
                ? new CellProgress(steps, Number(cells[3]), Number(cells[^2]))
                : nothing;
        }
        catch (IOException)
        {
            return nothing; // a display is worth no failure
        }
    }

    private static double Number(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out double value) ? value : double.NaN;
}
