using System.CommandLine;

namespace BitRL.Cli.Commands;

/// <summary><c>--weights</c>: the setting <c>weights</c> of backends that offer the choice, as an option of its own.</summary>
internal static class WeightsOption
{
    private static readonly string[] Values = ["mapped", "packed"];

    public static Option<string?> Create()
    {
        var option = new Option<string?>("--weights")
        {
            Description = "Ternary weights in place from the model file (mapped: least memory), or repacked for the kernels (packed: fastest), where the backend offers the choice.",
            HelpName = string.Join('|', Values),
        };
        option.CompletionSources.Add(_ => Values);
        return option;
    }

    /// <summary>The setting that the option stands for; none where it was not given.</summary>
    public static IEnumerable<string> Assignments(string? value) => value is null ? [] : [$"backend.weights={value}"];
}
