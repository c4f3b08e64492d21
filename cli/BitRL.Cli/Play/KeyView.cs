using BitRL.Cli.Commands;
using BitRL.Cli.Drawing;
using BitRL.Cli.Rendering;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;

namespace BitRL.Cli.Play;

/// <summary>Plays by single keys on a screen that is redrawn.</summary>
internal sealed class KeyView : PlayView
{
    private readonly IVectorEnvironment _environment;
    private readonly Terminal _terminal;
    private readonly TextStyle _style;
    private readonly bool _withPicture;
    private readonly KeyMap _keys;
    private readonly List<string> _ends = [];
    private TerminalScreen? _screen;

    /// <param name="terminal">One that can redraw.</param>
    /// <param name="environment">One copy with few choices.</param>
    /// <param name="style">Of the text.</param>
    /// <param name="withPicture">Whether to draw what can be drawn.</param>
    public KeyView(Terminal terminal, IVectorEnvironment environment, TextStyle style, bool withPicture)
    {
        _environment = environment;
        _terminal = terminal;
        _style = style;
        _withPicture = withPicture;
        _keys = new KeyMap(ActionText.All(environment));
    }

    public override void ShowState(PlayState state)
    {
        _screen ??= new TerminalScreen(_terminal);
        var scene = _withPicture && _environment is IDrawableEnvironment drawable ? Scene.Of(drawable, 0) : null;
        List<string> lines =
        [
            $"{_environment.Descriptor.Id}  episode {state.Episode + 1}  step {state.Steps}  return {state.Return:0.####}  {state.Action}",
            .. StateText.Read(_environment, 0, _style).TrimEnd('\n').Split('\n'),
            _keys.Legend,
        ];
        _screen.Show(scene, lines);
    }

    public override void ShowRemark(string message)
    {
        // Every key without a meaning is passed over in silence.
    }

    public override void ShowEnd(PlayState state, PlayScore score)
    {
        string measures = string.Concat(score.Measures.Select(measure => $", {measure.Key} {measure.Value:0.####}"));
        _ends.Add($"episode {state.Episode + 1} {score.End} after {score.Steps} steps: return {score.Return:0.####}{measures}");
    }

    public override PlayInput? Read() => _keys.Read(Terminal.ReadKey());

    /// <summary>Leaves the screen; the scores stay.</summary>
    public override void Dispose()
    {
        _screen?.Dispose();
        _ends.ForEach(_terminal.Output.WriteLine);
    }
}
