using System.Globalization;

namespace BitRL.Cli.Rendering.Plots;

/// <summary>An axis of a plot: values to places, and round numbers to mark.</summary>
/// <param name="From">Value at <paramref name="Start"/>.</param>
/// <param name="To">Value at <paramref name="End"/>, greater than <paramref name="From"/>.</param>
/// <param name="Start">Place of the first value, in pixels.</param>
/// <param name="End">Place of the last.</param>
internal readonly record struct Axis(double From, double To, double Start, double End)
{
    private const int WantedTicks = 5;
    private const int MostTicks = 8;
    private const double Margin = 1.15;

    /// <summary>Whether equal factors are equally far apart; then all values are positive.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>An axis whose ends are some way beyond the values.</summary>
    public static Axis Around(double low, double high, double start, double end)
    {
        double margin = high > low ? (high - low) * 0.06 : Math.Max(1, Math.Abs(high) * 0.1);
        return new Axis(low - margin, high + margin, start, end);
    }

    /// <summary>A logarithmic axis whose ends are some way beyond the values, which are positive.</summary>
    public static Axis AroundFactors(double low, double high, double start, double end) => new(low / Margin, high * Margin, start, end) { IsLogarithmic = true };

    /// <summary>The place of a value; one beyond an end is put there.</summary>
    public double Place(double value)
    {
        double within = Math.Clamp(value, From, To);
        double share = IsLogarithmic ? Math.Log(within / From) / Math.Log(To / From) : (within - From) / (To - From);
        return Start + (share * (End - Start));
    }

    /// <summary>Round numbers between the ends.</summary>
    public IEnumerable<double> Ticks() => IsLogarithmic ? Factors() : Multiples();

    /// <summary>A number as a tick says it: 50k, 1.5M, 0.05.</summary>
    public static string Label(double value) => Math.Abs(value) switch
    {
        >= 1e6 => Svg.Number(value / 1e6) + "M",
        >= 1e4 => Svg.Number(value / 1e3) + "k",
        >= 1 or 0 => value.ToString("0.###", CultureInfo.InvariantCulture),
        _ => value.ToString("0.#######", CultureInfo.InvariantCulture),
    };

    /// <summary>Draws vertical grid lines with labels below them.</summary>
    public void DrawAcross(Svg svg, double top, double bottom)
    {
        foreach (double tick in Ticks())
        {
            double at = Place(tick);
            svg.Line((at, top), (at, bottom), "class=\"grid\"");
            svg.Text((at, bottom + 16), Label(tick), "middle", "class=\"tick\"");
        }
    }

    /// <summary>Draws horizontal grid lines with labels to their left.</summary>
    public void DrawUp(Svg svg, double left, double right)
    {
        foreach (double tick in Ticks())
        {
            double at = Place(tick);
            svg.Line((left, at), (right, at), "class=\"grid\"");
            svg.Text((left - 6, at + 4), Label(tick), "end", "class=\"tick\"");
        }
    }

    private IEnumerable<double> Multiples()
    {
        double rough = (To - From) / WantedTicks;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double leading = rough / power;
        double unit = power * (leading switch { < 1.5 => 1, < 3 => 2, < 7 => 5, _ => 10 });
        for (double tick = Math.Ceiling(From / unit) * unit; tick <= To + (unit * 1e-9); tick += unit)
        {
            yield return Math.Abs(tick) < unit * 1e-9 ? 0 : tick;
        }
    }

    /// <summary>1, 2 and 5 times the powers of ten where they fit, otherwise the powers, or every second, third … of them.</summary>
    private IEnumerable<double> Factors()
    {
        var (from, to) = (From, To);
        double decades = Math.Log10(To / From);
        int[] leading = decades * 3 <= MostTicks ? [1, 2, 5] : [1];
        int stride = leading.Length > 1 ? 1 : (int)Math.Ceiling(decades / MostTicks);
        int first = (int)Math.Floor(Math.Log10(From));
        return Enumerable.Range(first, (int)Math.Ceiling(decades) + 2)
            .Where(power => power % stride == 0)
            .SelectMany(power => leading.Select(digit => digit * Math.Pow(10, power)))
            .Where(tick => tick >= from && tick <= to);
    }
}
