using System.Globalization;
using System.Text;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;

namespace BitRL.Cli.Play;

/// <summary>What actions are called.</summary>
internal static class ActionText
{
    /// <summary>An action that was taken: its name or number, or the numbers of a vector. Empty for no action.</summary>
    /// <remarks>Candidates of variable actions are gone once they were taken, and so have numbers only.</remarks>
    public static string Describe(IVectorEnvironment environment, ReadOnlySpan<float> action)
    {
        if (action.IsEmpty)
        {
            return "";
        }

        if (environment.Descriptor.Actions.IsDiscrete)
        {
            return NameOf(environment, (int)action[0]);
        }

        var text = new StringBuilder();
        foreach (float number in action)
        {
            text.Append(text.Length > 0 ? " " : "").Append(CultureInfo.InvariantCulture, $"{number:0.00}");
        }

        return text.ToString();
    }

    /// <summary>The name of a choice, or its number where it has none.</summary>
    public static string NameOf(IVectorEnvironment environment, int choice) =>
        environment is IActionNames named && choice < named.ActionNames.Length ? named.ActionNames[choice] : choice.ToString(CultureInfo.InvariantCulture);

    /// <summary>The present actions of copy 0, in the order of their numbers: names of choices, or commands of candidates.</summary>
    public static IReadOnlyList<string> All(IVectorEnvironment environment)
    {
        int count = environment is IVariableActions variable ? variable.CountActions(0) : environment.Descriptor.Actions.Choices;
        var names = new string[count];
        for (int i = 0; i < count; i++)
        {
            names[i] = environment is ITypedCommands typed ? Command(typed, i) : NameOf(environment, i);
        }

        return names;
    }

    /// <summary>The candidates of copy 0, in the order of their numbers, as the encoder reads them.</summary>
    public static IReadOnlyList<string> Candidates(IVariableActions variable, TextStyle style)
    {
        byte[] buffer = new byte[variable.MaxActionBytes];
        var texts = new string[variable.CountActions(0)];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = Encoding.UTF8.GetString(buffer, 0, variable.WriteAction(0, i, style, buffer)).TrimEnd('\n');
        }

        return texts;
    }

    private static string Command(ITypedCommands typed, int action)
    {
        byte[] buffer = new byte[typed.MaxCommandBytes];
        return Encoding.UTF8.GetString(buffer, 0, typed.WriteCommand(0, action, buffer)).TrimEnd('\n');
    }
}
