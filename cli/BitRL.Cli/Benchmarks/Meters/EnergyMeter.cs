using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace BitRL.Cli.Benchmarks.Meters;

/// <summary>
/// The energy counters of the processor's packages (RAPL), which Linux shows under powercap: cores, caches and whatever else a package holds, idle power and
/// other programs included. Reads nothing between readings.
/// </summary>
internal sealed partial class EnergyMeter
{
    /// <summary>Where Linux shows the counters.</summary>
    public const string UsualFolder = "/sys/class/powercap";

    private readonly ImmutableArray<Package> _packages;

    private EnergyMeter(ImmutableArray<Package> packages, string? missing)
    {
        _packages = packages;
        Missing = missing;
    }

    /// <summary>Why there is nothing to read, or null where there is.</summary>
    public string? Missing { get; }

    /// <summary>Looks for counters. A machine whose packages cannot all be read has no meter: a sum of some of them would mislead.</summary>
    public static EnergyMeter Open(string folder = UsualFolder)
    {
        if (!Directory.Exists(folder))
        {
            return new EnergyMeter([], $"{folder} is not there (virtual machines and most boards have no RAPL)");
        }

        var packages = ImmutableArray.CreateBuilder<Package>();
        try
        {
            foreach (string zone in Directory.EnumerateDirectories(folder).Where(zone => PackageZone().IsMatch(Path.GetFileName(zone))).Order(StringComparer.Ordinal))
            {
                // "psys" is the whole board, packages included.
                if (Text(zone, "name").StartsWith("package", StringComparison.Ordinal))
                {
                    var package = new Package(Path.Combine(zone, "energy_uj"), Number(Path.Combine(zone, "max_energy_range_uj")));
                    _ = Number(package.Counter);
                    packages.Add(package);
                }
            }
        }
        catch (Exception refused) when (IsUnreadable(refused))
        {
            string what = refused is UnauthorizedAccessException ? "a counter may be read by root only" : refused.Message.TrimEnd('.');
            return new EnergyMeter([], $"{what} (under {folder})");
        }

        return packages.Count > 0 ? new EnergyMeter(packages.ToImmutable(), missing: null) : new EnergyMeter([], $"{folder} has no RAPL package");
    }

    /// <summary>The counters now, in microjoules; default where there is no meter or a counter has become unreadable.</summary>
    public ImmutableArray<long> Read()
    {
        try
        {
            return Missing is null ? [.. _packages.Select(package => Number(package.Counter))] : default;
        }
        catch (Exception refused) when (IsUnreadable(refused))
        {
            return default;
        }
    }

    /// <summary>
    /// Joules from one reading to a later one, over all packages; NaN where either is default. A counter that started again from 0 in between counts right as
    /// long as it did so once (at 65 kJ of range, five minutes at 200 W).
    /// </summary>
    public double Joules(ImmutableArray<long> from, ImmutableArray<long> to)
    {
        if (from.IsDefault || to.IsDefault)
        {
            return double.NaN;
        }

        long microjoules = 0;
        for (int i = 0; i < _packages.Length; i++)
        {
            long taken = to[i] - from[i];
            microjoules += taken >= 0 ? taken : taken + _packages[i].Range;
        }

        return microjoules / 1e6;
    }

    private static string Text(string zone, string file) => File.ReadAllText(Path.Combine(zone, file)).Trim();

    private static long Number(string path) => long.Parse(File.ReadAllText(path), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);

    private static bool IsUnreadable(Exception failure) => failure is IOException or UnauthorizedAccessException or FormatException or OverflowException;

    // intel-rapl:0 is a package (AMD's are called so too), intel-rapl:0:1 a part of it; intel-rapl-mmio:0 counts the same package again.
    [GeneratedRegex(@"^[a-z]+-rapl:\d+$")]
    private static partial Regex PackageZone();

    /// <param name="Counter">The file.</param>
    /// <param name="Range">Microjoules at which the counter starts again from 0.</param>
    private readonly record struct Package(string Counter, long Range);
}
