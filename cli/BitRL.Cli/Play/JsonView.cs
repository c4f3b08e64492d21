using System.Text.Json.Nodes;
using BitRL.Cli.Commands;
using BitRL.Cli.Rendering;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;

namespace BitRL.Cli.Play;

/// <summary>Plays by lines with a program: one JSON object a state.</summary>
internal sealed class JsonView(Terminal terminal, IVectorEnvironment environment, TextStyle style) : PlayView
{
    private readonly InputParser _parser = new(environment, style);

    public override void ShowState(PlayState state)
    {
        var value = new JsonObject
        {
            ["episode"] = state.Episode,
            ["step"] = state.Steps,
            ["text"] = StateText.Read(environment, 0, style),
            ["reward"] = state.IsStart ? null : JsonOutput.Number(state.Result.Reward),
            ["return"] = JsonOutput.Number(state.Return),
            ["terminated"] = state.Result.Terminated,
            ["truncated"] = state.Result.Truncated,
        };
        if (environment is ITypedCommands)
        {
            value["understood"] = !state.Result.IsNoStep;
        }

        if (environment.Descriptor.Actions.IsDiscrete && !state.IsOver)
        {
            value["actions"] = JsonOutput.Array(ActionText.All(environment), name => JsonValue.Create(name));
            if (environment is IVariableActions variable)
            {
                value["candidates"] = JsonOutput.Array(ActionText.Candidates(variable, style), text => JsonValue.Create(text));
            }
        }

        terminal.WriteJson(value);
        terminal.Output.Flush();
    }

    public override void ShowRemark(string message)
    {
        terminal.WriteJson(new JsonObject { ["remark"] = message });
        terminal.Output.Flush();
    }

    public override void ShowEnd(PlayState state, PlayScore score)
    {
        // The last line of the command says it.
    }

    public override PlayInput? Read() => Terminal.ReadLine() is { } line ? _parser.Parse(line) : null;
}
