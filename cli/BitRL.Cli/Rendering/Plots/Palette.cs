namespace BitRL.Cli.Rendering.Plots;

/// <summary>A colour for each label, the same in every plot of a report.</summary>
internal sealed class Palette
{
    // Okabe and Ito's, told apart by colour-blind readers too; the blacks are left out because the paper may be dark.
    private static readonly string[] Colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6bb1", "#7f7f7f", "#b15928", "#66a61e"];

    private readonly Dictionary<string, string> _colours = [];

    public Palette(IEnumerable<string> labels)
    {
        foreach (string label in labels)
        {
            _colours.TryAdd(label, Colours[_colours.Count % Colours.Length]);
        }
    }

    /// <summary>The colour of a label, as CSS.</summary>
    public string Of(string label) => _colours[label];
}
