using System.CommandLine;
using BitRL.Contracts.Plugins;

namespace BitRL.Cli.Commands;

/// <summary>Options whose values are the names of an enumeration, in lower case. Figures are no names.</summary>
internal static class ChoiceOption
{
    /// <summary>An option that may be left out.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="helpName">Of the value.</param>
    /// <param name="description">What it decides.</param>
    public static Option<T?> Create<T>(string name, string helpName, string description)
        where T : struct, Enum
    {
        string[] names = [.. Enum.GetNames<T>().Select(known => known.ToLowerInvariant())];
        var option = new Option<T?>(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = result =>
            {
                string text = result.Tokens[^1].Value;
                int index = Array.IndexOf(names, text.ToLowerInvariant());
                if (index >= 0)
                {
                    return Enum.GetValues<T>()[index];
                }

                result.AddError($"{name} is '{text}'{NearestNames.Question(text, names)}; give one of {string.Join(", ", names)}");
                return null;
            },
        };
        option.CompletionSources.Add(names);
        return option;
    }
}
