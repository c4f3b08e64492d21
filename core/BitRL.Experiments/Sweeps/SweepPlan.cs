using System.Collections.Immutable;
using System.Globalization;

namespace BitRL.Experiments.Sweeps;

/// <summary>The cells of a sweep.</summary>
public static class SweepPlan
{
    /// <summary>All cells, in the order of the results: environment, variant, grid, seed.</summary>
    public static ImmutableArray<SweepCell> Cells(SweepFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var points = GridPoints(file.Grid);
        return
        [
            .. from environment in file.Environments
               from variant in file.Variants
               from point in points
               from seed in file.Seeds
               select Cell(file, environment, variant, point, seed),
        ];
    }

    /// <summary>The order in which cells are run: every environment and variant with the first seed, then with the next, so that an early look sees all of them.</summary>
    public static IEnumerable<SweepCell> InOrderOfWork(SweepFile file, IEnumerable<SweepCell> cells)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(cells);
        return cells.OrderBy(cell => file.Seeds.IndexOf(cell.Seed)); // stable: otherwise as in the plan
    }

    private static SweepCell Cell(SweepFile file, SweepChoice environment, SweepChoice variant, ImmutableArray<SweepSetting> point, ulong seed)
    {
        string group = point.IsEmpty ? variant.Name : $"{variant.Name} {string.Join(' ', point.Select(setting => $"{setting.Key}={setting.Value}"))}";
        return new SweepCell
        {
            Id = $"{FileName.Of(environment.Name)}/{FileName.Of(group)}/s{seed}",
            Environment = environment.Name,
            Variant = variant.Name,
            Grid = point,
            Seed = seed,
            Settings = [.. Strongest([.. file.Settings, .. environment.Settings, .. variant.Settings, .. point]).Select(setting => WithSeed(setting, seed))],
        };
    }

    /// <summary>A value may hold the seed of its cell: model "random:{seed}" is another draw for each.</summary>
    private static SweepSetting WithSeed(SweepSetting setting, ulong seed) =>
        setting with { Value = setting.Value.Replace("{seed}", seed.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) };

    /// <summary>Each key once, at the place of its strongest value: "critic: raw" and a later "critic.backend" act in their order.</summary>
    private static ImmutableArray<SweepSetting> Strongest(ImmutableArray<SweepSetting> settings) =>
        [.. settings.Where((setting, index) => !settings.Skip(index + 1).Any(later => later.Key == setting.Key))];

    private static ImmutableArray<ImmutableArray<SweepSetting>> GridPoints(ImmutableArray<SweepAxis> grid)
    {
        ImmutableArray<ImmutableArray<SweepSetting>> points = [[]];
        foreach (SweepAxis axis in grid)
        {
            points = [.. from point in points from value in axis.Values select point.Add(new SweepSetting(axis.Key, value, axis.Origin))];
        }

        return points;
    }
}
