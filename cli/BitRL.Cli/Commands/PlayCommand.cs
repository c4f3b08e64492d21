using System.CommandLine;
using System.Text.Json.Nodes;
using BitRL.Cli.Composition;
using BitRL.Cli.Play;
using BitRL.Cli.Rendering;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl play</c>: a person, or a program on a pipe, plays an environment by the text that the encoder sees.</summary>
internal sealed class PlayCommand
{
    private readonly CommandContext _context;
    private readonly EnvironmentOptionsGroup _source;
    private readonly Option<TextStyle?> _style = ChoiceOption.Create<TextStyle>("--style", "STYLE", "How states are written: compact, sentence or json. [default: compact, where the environment has it]");
    private readonly Option<ulong> _seed = new("--seed") { Description = "Seed of the first episode; each further one has the next.", HelpName = "N" };
    private readonly Option<int> _episodes = new("--episodes") { Description = "How many episodes.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<int?> _maxSteps = new("--max-steps") { Description = "Stop an episode after so many steps. [default: the environment's own limit]", HelpName = "N" };
    private readonly Option<string> _picture = new("--picture") { Description = "Draw the state too, where the environment can: auto (on a terminal), on or off.", HelpName = "WHEN", DefaultValueFactory = _ => "auto" };
    private readonly Option<bool> _json = JsonOption.Create();

    private PlayCommand(CommandContext context, Command command)
    {
        _context = context;
        _source = EnvironmentOptionsGroup.AddArgumentTo(command, context);
        _picture.AcceptOnlyFromAmong("auto", "on", "off");
        foreach (var option in (Option[])[_style, _seed, _episodes, _maxSteps, _picture, _json])
        {
            command.Options.Add(option);
        }
    }

    public static Command Create(CommandContext context)
    {
        var command = new Command("play", "Play an environment yourself: by keys on a terminal, by lines on a pipe (number or name of an action, or words).");
        var self = new PlayCommand(context, command);
        command.SetAction(self.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        bool isJson = _json.Apply(parsed, _context);
        var options = new PlayOptions(
            parsed.GetValue(_seed),
            AtLeastOne("--episodes", parsed.GetValue(_episodes)),
            AtLeastOne("--max-steps", parsed.GetValue(_maxSteps) ?? int.MaxValue));
        var source = _source.Open(parsed);
        using var environment = source.Create(1);
        var session = await PlayAsync(environment, options, Style(source, parsed.GetValue(_style)), isJson, parsed.GetRequiredValue(_picture), cancellation);
        if (isJson)
        {
            _context.Terminal.WriteJson(Describe(source, options, session));
        }
        else if (session.Scores.Count > 1)
        {
            _context.Terminal.Output.WriteLine($"{source.Id}: mean return {session.Scores.Average(score => score.Return):0.####} over {session.Scores.Count} episodes");
        }

        return ExitCode.Success;
    }

    private async Task<PlaySession> PlayAsync(IVectorEnvironment environment, PlayOptions options, TextStyle style, bool isJson, string picture, CancellationToken cancellation)
    {
        var terminal = _context.Terminal;
        bool isInteractive = terminal.CanRedraw && Terminal.InputIsTerminal;
        bool withPicture = picture == "on" || (picture == "auto" && terminal.CanRedraw);
        bool byKeys = isInteractive && environment.Descriptor.Actions is { IsDiscrete: true, Choices: <= KeyMap.MostActions } && environment is not (IVariableActions or ITypedCommands);
        using PlayView view = isJson
            ? new JsonView(terminal, environment, style)
            : byKeys ? new KeyView(terminal, environment, style, withPicture) : new LineView(terminal, environment, style, withPicture);
        var session = new PlaySession(environment, view, options);
        await session.RunAsync(cancellation);
        return session;
    }

    private static TextStyle Style(EnvironmentSource source, TextStyle? wanted)
    {
        var schema = source.Provider.Descriptor.Schema;
        var style = wanted ?? (schema.Emits(TextStyle.Compact) ? TextStyle.Compact : Enum.GetValues<TextStyle>().First(schema.Emits));
        return schema.Emits(style)
            ? style
            : throw new CommandException(ExitCode.Usage, $"{source.Id} is not written in the style '{style.ToString().ToLowerInvariant()}'; it has {schema.Styles.ToString().ToLowerInvariant()}");
    }

    private static int AtLeastOne(string option, int value) =>
        value >= 1 ? value : throw new CommandException(ExitCode.Usage, $"{option} is {value}; give at least 1");

    private static JsonObject Describe(EnvironmentSource source, PlayOptions options, PlaySession session) => new()
    {
        ["env"] = source.Id,
        ["seed"] = options.Seed,
        ["episodes"] = JsonOutput.Array(session.Scores, score => new JsonObject(score.Measures.Select(measure => KeyValuePair.Create(measure.Key, JsonOutput.Number(measure.Value))))
        {
            ["return"] = JsonOutput.Number(score.Return),
            ["steps"] = score.Steps,
            ["end"] = score.End,
        }),
        ["return"] = JsonOutput.Number(session.Scores.Sum(score => score.Return)),
        ["steps"] = session.Scores.Sum(score => score.Steps),
    };
}
