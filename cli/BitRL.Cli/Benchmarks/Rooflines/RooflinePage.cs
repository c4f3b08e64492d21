using System.Globalization;
using System.Text;
using BitRL.Cli.Rendering;

namespace BitRL.Cli.Benchmarks.Rooflines;

/// <summary>The tables of docs/roofline.md, in Markdown. A test holds the page to them.</summary>
/// <param name="bodies">The models.</param>
internal sealed class RooflinePage(IReadOnlyList<RooflineBody> bodies)
{
    /// <summary>The control period of 40 Hz.</summary>
    public const double PeriodMs = 25;

    private const double ClaimedMs = 24.8;
    private const int FewTokens = 8;
    private const int StateTokens = 20;
    private static readonly int[] Tokens = [1, 8, 20, 40];

    /// <summary>All tables.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        WriteMachines(text);
        WriteFloors(text);
        WriteMeans(text);
        WriteClaim(text);
        return text.ToString().TrimEnd();
    }

    private static string Rate(RooflineRate rate, string unit) => $"{Short(rate.Giga)} {unit} ({rate.Source})";

    private static string Short(double value) => value switch
    {
        >= 1000 => Numbers.Fixed(value, 0),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        >= 0.1 => value.ToString("0.##", CultureInfo.InvariantCulture),
        _ => value.ToString("0.####", CultureInfo.InvariantCulture),
    };

    private static void WriteMachines(StringBuilder text)
    {
        text.AppendLine("### Machines").AppendLine();
        text.AppendLine("| machine | multiply-adds at most | reached by a whole model | memory at most | reached |").AppendLine("|---|---|---|---|---|");
        foreach (var machine in RooflineMachine.All)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {machine.Name} | {Rate(machine.PeakProducts, "GMAC/s")} | {Rate(machine.ReachedProducts, "GMAC/s")} | {Rate(machine.PeakMemory, "GB/s")} | {Rate(machine.ReachedMemory, "GB/s")} |");
        }
    }

    private void WriteFloors(StringBuilder text)
    {
        text.AppendLine().AppendLine("### One encode, all blocks, milliseconds: at the peak rates / at the reached rates (computed)").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"| model | machine | {string.Join(" | ", Tokens.Select(tokens => $"{tokens} new token{(tokens == 1 ? string.Empty : "s")}"))} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"|---|---|{string.Concat(Tokens.Select(_ => "---|"))}");
        foreach (var body in bodies)
        {
            foreach (var machine in RooflineMachine.All)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"| {body.Name} | {machine.Name} | {string.Join(" | ", Tokens.Select(tokens => $"{Short(Peak(body, machine, tokens))} / {Short(Reached(body, machine, tokens))}"))} |");
            }
        }
    }

    private void WriteMeans(StringBuilder text)
    {
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"### What fits into {PeriodMs} ms: at the peak rates / at the reached rates (computed)").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"| model | machine | new tokens after a cached prefix | blocks with {FewTokens} new tokens | encodes a second of {StateTokens} tokens (two rates) |").AppendLine("|---|---|---|---|---|");
        foreach (var body in bodies)
        {
            foreach (var machine in RooflineMachine.All)
            {
                var (high, wide) = (machine.PeakProducts.Giga, machine.PeakMemory.Giga);
                var (low, narrow) = (machine.ReachedProducts.Giga, machine.ReachedMemory.Giga);
                text.AppendLine(CultureInfo.InvariantCulture, $"| {body.Name} | {machine.Name} | {Numbers.Count(body.TokensWithin(PeriodMs, high, wide))} / {Numbers.Count(body.TokensWithin(PeriodMs, low, narrow))} | {body.BlocksWithin(PeriodMs, FewTokens, high, wide)} / {body.BlocksWithin(PeriodMs, FewTokens, low, narrow)} of {body.Blocks} | {Short(1000 / Peak(body, machine, StateTokens))} / {Short(1000 / Reached(body, machine, StateTokens))} |");
            }
        }
    }

    private void WriteClaim(StringBuilder text)
    {
        var body = bodies[0];
        var machine = RooflineMachine.All[0];
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"### What {ClaimedMs.ToString(CultureInfo.InvariantCulture)} ms for {body.Name} on a {machine.Name} would take (computed)").AppendLine();
        text.AppendLine("| new tokens | multiply-adds | times the peak | memory | times the peak |").AppendLine("|---|---|---|---|---|");
        double bytes = body.Bytes / ClaimedMs / 1e6;
        foreach (int tokens in (int[])[1, 15, 20, 40])
        {
            double products = body.Weights * (double)tokens / ClaimedMs / 1e6;
            text.AppendLine(CultureInfo.InvariantCulture, $"| {tokens} | {Short(products)} GMAC/s | {Short(products / machine.PeakProducts.Giga)} | {Short(bytes)} GB/s | {Short(bytes / machine.PeakMemory.Giga)} |");
        }
    }

    private static double Peak(RooflineBody body, RooflineMachine machine, int tokens) => body.Milliseconds(tokens, body.Blocks, machine.PeakProducts.Giga, machine.PeakMemory.Giga);

    private static double Reached(RooflineBody body, RooflineMachine machine, int tokens) => body.Milliseconds(tokens, body.Blocks, machine.ReachedProducts.Giga, machine.ReachedMemory.Giga);
}
