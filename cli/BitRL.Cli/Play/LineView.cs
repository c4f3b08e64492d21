using BitRL.Cli.Commands;
using BitRL.Cli.Drawing;
using BitRL.Cli.Rendering;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;

namespace BitRL.Cli.Play;

/// <summary>Plays by lines: on a terminal, and on a pipe.</summary>
/// <param name="terminal">Where it writes.</param>
/// <param name="environment">One copy.</param>
/// <param name="style">Of the text.</param>
/// <param name="withPicture">Whether to draw what can be drawn.</param>
internal sealed class LineView(Terminal terminal, IVectorEnvironment environment, TextStyle style, bool withPicture) : PlayView
{
    private const int MostRows = 18;
    private readonly InputParser _parser = new(environment, style);

    public override void ShowState(PlayState state)
    {
        terminal.Output.WriteLine($"--- {Headline(state)}");
        if (!state.IsOver)
        {
            // They can be more than a window holds: what they are about stands below them.
            foreach (string candidate in _parser.Candidates())
            {
                terminal.Output.WriteLine(candidate);
            }
        }

        if (withPicture && environment is IDrawableEnvironment drawable)
        {
            var (columns, rows) = Terminal.Size;
            foreach (string line in TerminalPicture.Draw(Scene.Of(drawable, 0), Math.Min(columns, 80), Math.Min(rows, MostRows), terminal.CanRedraw ? terminal.Colors : TerminalColors.None))
            {
                terminal.Output.WriteLine(line);
            }
        }

        terminal.Output.Write(StateText.Read(environment, 0, style));
        if (!state.IsOver && (state.IsStart || environment is IVariableActions))
        {
            terminal.Output.WriteLine($"> {_parser.Prompt()}");
        }

        terminal.Output.Flush();
    }

    public override void ShowRemark(string message) => terminal.Output.WriteLine(message);

    public override void ShowEnd(PlayState state, PlayScore score)
    {
        string measures = string.Concat(score.Measures.Select(measure => $", {measure.Key} {measure.Value:0.####}"));
        terminal.Output.WriteLine($"episode {state.Episode + 1} {score.End} after {score.Steps} steps: return {score.Return:0.####}{measures}");
    }

    private string Headline(PlayState state) => state switch
    {
        { IsStart: true } => $"{environment.Descriptor.Id}, episode {state.Episode + 1}",
        { Result.IsNoStep: true } => $"not understood, and no step: {state.Action}",
        _ => $"step {state.Steps}: {state.Action}  reward {state.Result.Reward:0.####}  return {state.Return:0.####}",
    };

    public override PlayInput? Read() => Terminal.ReadLine() is { } line ? _parser.Parse(line) : null;
}
