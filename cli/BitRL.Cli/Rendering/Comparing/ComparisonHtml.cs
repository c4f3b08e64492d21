using System.Net;
using System.Text;
using BitRL.Experiments.Comparison;

namespace BitRL.Cli.Rendering.Comparing;

/// <summary>A comparison as one HTML file without scripts, fonts or images of others: curves, final returns, ratios, tables, and what the figures mean.</summary>
internal static class ComparisonHtml
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1c2430;--faint:#66707f;--line:#d9dee6;--paper:#fff;--panel:#f6f8fb}
        @media(prefers-color-scheme:dark){:root{--ink:#e7ebf2;--faint:#9aa5b5;--line:#323b49;--paper:#12161d;--panel:#1a202a}}
        body{margin:2.5rem auto;max-width:68rem;padding:0 1.25rem;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
        h1{font-size:1.6rem;margin:0}h2{font-size:1.2rem;margin:2.5rem 0 .75rem}p,li{max-width:52rem}.faint{color:var(--faint)}
        .plots{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0;padding:.75rem;background:var(--panel);border-radius:8px}figcaption{font-size:.85rem;color:var(--faint)}
        svg{display:block;max-width:100%;height:auto;font:12px system-ui,sans-serif}svg text{fill:var(--ink)}svg .tick{fill:var(--faint);font-size:11px}
        svg .grid{stroke:var(--line)}svg .axis{stroke:var(--faint)}
        .scroll{overflow-x:auto}table{border-collapse:collapse;margin:1rem 0;font-variant-numeric:tabular-nums;font-size:.92rem}
        th,td{padding:.3rem .8rem .3rem 0;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap}th:first-child,td:first-child{text-align:left}
        .key{display:inline-block;width:.8em;height:.8em;border-radius:2px;margin-right:.45em;vertical-align:-.05em}
        """;

    public static string Make(RunComparison comparison, ComparisonOptions options, string source)
    {
        var palette = new Palette(comparison.Environments.SelectMany(environment => environment.Groups.Select(group => group.Label)));
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Comparison of runs</title>\n<style>\n")
            .Append(Style).Append("\n</style></head><body>\n<h1>Comparison of runs</h1>\n<p class=\"faint\">").Append(Text(source)).Append("</p>\n");
        if (comparison.Overall.Length > 0)
        {
            AppendOverall(html, comparison, options, palette);
        }

        foreach (var environment in comparison.Environments)
        {
            AppendEnvironment(html, environment, options, palette);
        }

        AppendNotes(html, comparison, options);
        return html.Append("</body></html>\n").ToString();
    }

    private static void AppendOverall(StringBuilder html, RunComparison comparison, ComparisonOptions options, Palette palette)
    {
        html.Append("<h2>All environments, against ").Append(Text(options.Baseline!)).Append("</h2>\n<div class=\"plots\"><figure>");
        html.Append(IntervalPlot.Draw([.. comparison.Overall.Select(overall => (overall.Label, overall.Geometric))], reference: 1, palette));
        html.Append("<figcaption>geometric mean of the ratios, with its interval</figcaption></figure></div>\n");
        html.Append("<div class=\"scroll\"><table><tr><th>group<th>environments<th>geometric mean of ratios<th>middle half of all scores<th>ratios under 1%</tr>\n");
        foreach (var overall in comparison.Overall)
        {
            AppendRow(html, palette, overall.Label, $"{overall.Environments}", Texts.Interval(overall.Geometric), Texts.Interval(overall.Interquartile), $"{overall.Floored}");
        }

        html.Append("</table></div>\n");
    }

    private static void AppendEnvironment(StringBuilder html, EnvironmentComparison environment, ComparisonOptions options, Palette palette)
    {
        html.Append("<h2>").Append(Text(environment.Environment)).Append("</h2>\n<div class=\"plots\">");
        if (CurveRange.Of(environment) is { } range)
        {
            html.Append("<figure>").Append(CurvePlot.Draw(environment, range, palette)).Append("<figcaption>")
                .Append(Texts.Curves(environment)).Append(": mean over seeds, band from the lowest to the highest</figcaption></figure>");
        }

        html.Append("<figure>").Append(ReturnPlot.Draw(environment, palette)).Append("<figcaption>final greedy return of each seed, and their mean</figcaption></figure>");
        var rated = environment.Groups.Where(group => group.Ratio is not null).Select(group => (group.Label, group.Ratio!.Value)).ToList();
        if (rated.Count > 0)
        {
            html.Append("<figure>").Append(IntervalPlot.Draw(rated, reference: 1, palette)).Append("<figcaption>ratio to ").Append(Text(options.Baseline!)).Append("</figcaption></figure>");
        }

        html.Append("</div>\n<div class=\"scroll\"><table><tr><th>group<th>seeds<th>return<th>middle half<th>ratio<th>plain ratio<th>steps/s<th>MiB</tr>\n");
        foreach (var group in environment.Groups)
        {
            AppendRow(
                html, palette, group.Label, Texts.Seeds(group), Texts.Return(group), Texts.Return(group.InterquartileMean),
                group.Label == options.Baseline && group.Ratio is not null ? "1 (baseline)" : Texts.Interval(group.Ratio),
                group.PlainRatio is { } plain ? Numbers.Fixed(plain, 3) : "–", Texts.Speed(group), Texts.Memory(group));
        }

        html.Append("</table></div>\n");
        if (environment.RandomReturn is { } random)
        {
            html.Append("<p class=\"faint\">The random policy returns ").Append(Texts.Return(random)).Append(".</p>\n");
        }
    }

    private static void AppendNotes(StringBuilder html, RunComparison comparison, ComparisonOptions options)
    {
        html.Append("<h2>What the figures mean</h2>\n<ul>");
        foreach (string remark in comparison.Remarks)
        {
            html.Append("<li><strong>").Append(Text(remark)).Append("</strong></li>");
        }

        html.Append("<li>A return is the mean of the greedy episodes after training; ± is the standard deviation over seeds (n − 1). The middle half is the interquartile mean.</li>");
        if (options.Baseline is { } baseline)
        {
            html.Append("<li>A ratio is (return − random) / (return of ").Append(Text(baseline)).Append(" − random): 1 is as good as it, 0 as good as the random policy. The plain ratio leaves the random policy out and exists for positive returns only.</li>")
                .Append("<li>Intervals hold ").Append(Numbers.Percent(options.Confidence)).Append(" of ").Append(Numbers.Count(options.Resamples))
                .Append(" bootstrap resamples over seeds, seed ").Append(options.Seed).Append("; with few seeds they are narrower than the truth.</li>");
        }

        html.Append("</ul>\n<h2>Made with</h2>\n<ul>");
        foreach (string made in comparison.Environments.SelectMany(e => e.Groups).SelectMany(group => group.Runs).Select(run => run.Provenance).Where(text => text.Length > 0).Distinct())
        {
            html.Append("<li>").Append(Text(made)).Append("</li>");
        }

        html.Append("</ul>\n");
    }

    private static void AppendRow(StringBuilder html, Palette palette, string label, params string[] cells)
    {
        html.Append("<tr><td><span class=\"key\" style=\"background:").Append(palette.Of(label)).Append("\"></span>").Append(Text(label));
        foreach (string cell in cells)
        {
            html.Append("<td>").Append(Text(cell));
        }

        html.Append("</tr>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
