using System.Globalization;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Plugins;

namespace BitRL.Cli.Play;

/// <summary>
/// Understands what is typed: the number of an action, its name or the beginning of its name, the numbers of a vector, <c>name=value</c>, <c>.</c> for
/// the last action again, and <c>:quit</c>, <c>:restart</c>, <c>:help</c>. Where the environment understands words itself, all else goes to it.
/// </summary>
internal sealed class InputParser(IVectorEnvironment environment)
{
    private const int MostShown = 12;
    private readonly float[] _last = Rest(environment.Descriptor.Actions);
    private bool _hasLast;

    /// <summary>Understands a line.</summary>
    public PlayInput Parse(string line)
    {
        string text = line.Trim();
        PlayInput? meta = text.ToLowerInvariant() switch
        {
            "" => new PlayInput.Nothing(),
            ":quit" or ":q" => new PlayInput.Quit(),
            ":restart" => new PlayInput.Restart(),
            ":help" or "?" => new PlayInput.Answer(Describe()),
            "." => _hasLast ? new PlayInput.Act([.. _last]) : new PlayInput.Answer("there is no last action yet"),
            _ => null,
        };
        if (meta is not null)
        {
            return meta;
        }

        var input = environment.Descriptor.Actions.IsDiscrete ? ParseChoice(text, line) : ParseVector(text);
        if (input is PlayInput.Act act)
        {
            act.Values.CopyTo(_last, 0);
            _hasLast = true;
        }

        return input;
    }

    /// <summary>What can be typed, for a person.</summary>
    public string Describe()
    {
        var space = environment.Descriptor.Actions;
        if (space.IsDiscrete)
        {
            var actions = ActionText.All(environment);
            string list = string.Join("  ", actions.Select((name, i) => name == $"{i}" ? name : $"{i} {name}"));
            return $"{list}{(environment is ITypedCommands ? "  or any command in words" : "")}  (:restart, :quit)";
        }

        string parts = environment is IActionNames named ? string.Join(' ', named.ActionNames) : $"{space.Size} numbers";
        return $"{parts}, each from {space.Low.Min():0.##} to {space.High.Max():0.##}; or name=value …; . repeats  (:restart, :quit)";
    }

    private static float[] Rest(ActionSpace space) => space.IsDiscrete
        ? [0]
        : [.. space.Low.Zip(space.High, (low, high) => Math.Clamp(0, low, high))];

    private PlayInput ParseChoice(string text, string line)
    {
        var actions = ActionText.All(environment);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return number < actions.Count ? new PlayInput.Act([number]) : new PlayInput.Answer($"there is no action {number}; {Known(actions)}");
        }

        if (environment is ITypedCommands)
        {
            return new PlayInput.Say(line);
        }

        string wanted = text.Replace(' ', '_');
        var exact = Matches(actions, name => name.Equals(wanted, StringComparison.OrdinalIgnoreCase));
        var begun = exact.Count > 0 ? exact : Matches(actions, name => name.StartsWith(wanted, StringComparison.OrdinalIgnoreCase));
        return begun.Count switch
        {
            1 => new PlayInput.Act([begun[0]]),
            0 => new PlayInput.Answer($"there is no action '{text}'{NearestNames.Question(wanted, actions)} {Known(actions)}"),
            _ => new PlayInput.Answer($"'{text}' is the beginning of several: {string.Join(", ", begun.Take(MostShown).Select(i => actions[i]))}"),
        };
    }

    private static List<int> Matches(IReadOnlyList<string> actions, Func<string, bool> fits) =>
        [.. Enumerable.Range(0, actions.Count).Where(i => fits(actions[i]))];

    private static string Known(IReadOnlyList<string> actions) => $"there are {string.Join(", ", actions.Take(MostShown).Select((name, i) => $"{i} {name}"))}{(actions.Count > MostShown ? ", …" : "")}";

    private PlayInput ParseVector(string text)
    {
        string[] parts = text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        bool isNamed = parts.Any(part => part.Contains('=', StringComparison.Ordinal));
        if (!isNamed && parts.Length != _last.Length)
        {
            return new PlayInput.Answer($"{parts.Length} numbers, but an action has {_last.Length}; {Describe()}");
        }

        float[] values = [.. _last];
        for (int i = 0; i < parts.Length; i++)
        {
            string[] pair = isNamed ? parts[i].Split('=', 2) : [$"{i}", parts[i]];
            int at = pair.Length == 2 ? IndexOf(pair[0]) : -1;
            if (at < 0 || !float.TryParse(pair[1], NumberStyles.Float, CultureInfo.InvariantCulture, out float value) || !float.IsFinite(value))
            {
                return new PlayInput.Answer($"'{parts[i]}' is not {(at < 0 ? "name=value" : "a number")}; {Describe()}");
            }

            values[at] = value;
        }

        return new PlayInput.Act(values);
    }

    private int IndexOf(string name)
    {
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return number < _last.Length ? number : -1;
        }

        return environment is IActionNames named ? named.ActionNames.IndexOf(name.ToLowerInvariant()) : -1;
    }
}
