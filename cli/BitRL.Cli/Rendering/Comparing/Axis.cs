using System.Globalization;
using System.Text;

namespace BitRL.Cli.Rendering.Comparing;

/// <summary>A linear axis of a plot: values to places, and round numbers to mark.</summary>
/// <param name="From">Value at <paramref name="Start"/>.</param>
/// <param name="To">Value at <paramref name="End"/>, greater than <paramref name="From"/>.</param>
/// <param name="Start">Place of the first value, in pixels.</param>
/// <param name="End">Place of the last.</param>
internal readonly record struct Axis(double From, double To, double Start, double End)
{
    private const int WantedTicks = 5;

    /// <summary>An axis whose ends are some way beyond the values.</summary>
    public static Axis Around(double low, double high, double start, double end)
    {
        double margin = high > low ? (high - low) * 0.06 : Math.Max(1, Math.Abs(high) * 0.1);
        return new Axis(low - margin, high + margin, start, end);
    }

    /// <summary>The place of a value, as SVG writes it.</summary>
    public string At(double value) => Number(Place(value));

    /// <summary>The place of a value.</summary>
    public double Place(double value) => Start + ((Math.Clamp(value, From, To) - From) / (To - From) * (End - Start));

    /// <summary>Round numbers between the ends.</summary>
    public IEnumerable<double> Ticks()
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

    /// <summary>A number as a tick says it: 50k, 1.5M, 0.05.</summary>
    public static string Label(double value) => Math.Abs(value) switch
    {
        >= 1e6 => Number(value / 1e6) + "M",
        >= 1e4 => Number(value / 1e3) + "k",
        _ => value.ToString("0.###", CultureInfo.InvariantCulture),
    };

    /// <summary>Appends vertical grid lines with labels below them.</summary>
    public void AppendAcross(StringBuilder svg, double top, double bottom)
    {
        foreach (double tick in Ticks())
        {
            string at = At(tick);
            svg.Append($"<line class=\"grid\" x1=\"{at}\" x2=\"{at}\" y1=\"{Number(top)}\" y2=\"{Number(bottom)}\"/><text class=\"tick\" x=\"{at}\" y=\"{Number(bottom + 16)}\" text-anchor=\"middle\">{Label(tick)}</text>");
        }
    }

    /// <summary>Appends horizontal grid lines with labels to their left.</summary>
    public void AppendUp(StringBuilder svg, double left, double right)
    {
        foreach (double tick in Ticks())
        {
            double at = Place(tick);
            svg.Append($"<line class=\"grid\" x1=\"{Number(left)}\" x2=\"{Number(right)}\" y1=\"{Number(at)}\" y2=\"{Number(at)}\"/><text class=\"tick\" x=\"{Number(left - 6)}\" y=\"{Number(at + 4)}\" text-anchor=\"end\">{Label(tick)}</text>");
        }
    }

    /// <summary>A coordinate with at most two decimals.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
