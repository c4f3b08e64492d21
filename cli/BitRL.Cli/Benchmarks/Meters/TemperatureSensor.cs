using System.Collections.Immutable;
using System.Globalization;

namespace BitRL.Cli.Benchmarks.Meters;

/// <summary>The processor's temperature sensors, as Linux shows them under thermal and hwmon.</summary>
internal sealed class TemperatureSensor
{
    /// <summary>The folder of both.</summary>
    public const string UsualFolder = "/sys/class";

    private const double MilliDegrees = 1000;

    // x86_pkg_temp, coretemp, k10temp, zenpower, cpu_thermal, cpu-thermal, soc-thermal …
    private static readonly string[] ProcessorNames = ["cpu", "x86_pkg", "coretemp", "k10temp", "zenpower", "soc"];

    private readonly ImmutableArray<string> _files;

    private TemperatureSensor(ImmutableArray<string> files, string? missing)
    {
        _files = files;
        Missing = missing;
    }

    /// <summary>Why there is nothing to read, or null where there is.</summary>
    public string? Missing { get; }

    /// <summary>Looks for sensors of the processor.</summary>
    public static TemperatureSensor Open(string folder = UsualFolder)
    {
        (string File, string Name)[] all = [.. Zones(Path.Combine(folder, "thermal"), "thermal_zone*", "type", "temp"), .. Zones(Path.Combine(folder, "hwmon"), "hwmon*", "name", "temp*_input")];
        ImmutableArray<string> files = [.. all.Where(sensor => Array.Exists(ProcessorNames, name => sensor.Name.Contains(name, StringComparison.OrdinalIgnoreCase))).Select(sensor => sensor.File)];
        return files.Length > 0 ? new TemperatureSensor(files, missing: null)
            : all.Length > 0 ? new TemperatureSensor([], $"none of the sensors is the processor's ({string.Join(", ", all.Select(sensor => sensor.Name).Distinct())})")
            : new TemperatureSensor([], $"{folder}/thermal and {folder}/hwmon have no temperatures (virtual machines have none)");
    }

    /// <summary>The hottest sensor now, in °C; NaN where none answers.</summary>
    public double Celsius()
    {
        double[] read = [.. _files.Select(Read).Where(double.IsFinite)];
        return read.Length > 0 ? read.Max() : double.NaN;
    }

    private static IEnumerable<(string File, string Name)> Zones(string folder, string zones, string nameFile, string temperatures)
    {
        if (!Directory.Exists(folder))
        {
            yield break;
        }

        foreach (string zone in Directory.EnumerateDirectories(folder, zones))
        {
            string name = Path.Combine(zone, nameFile);
            foreach (string file in Directory.EnumerateFiles(zone, temperatures).Where(Answers))
            {
                yield return (file, File.Exists(name) ? File.ReadAllText(name).Trim() : "unnamed");
            }
        }
    }

    private static bool Answers(string file) => double.IsFinite(Read(file));

    private static double Read(string file)
    {
        try
        {
            return long.TryParse(File.ReadAllText(file), NumberStyles.Integer, CultureInfo.InvariantCulture, out long value) ? value / MilliDegrees : double.NaN;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return double.NaN; // a sensor that sleeps says so by an error
        }
    }
}
