using System.Globalization;
using BitRL.Contracts.Plugins;

namespace BitRL.Envs.TextWorld;

/// <summary>The settings of the environment. Immutable.</summary>
internal sealed record CookingOptions
{
    private const int MostSteps = 100_000;

    /// <summary>What games are made.</summary>
    public Difficulty Difficulty { get; init; } = new();

    /// <summary>Steps after which an episode is truncated. <value>Default 50, as the original's own registration.</value></summary>
    public int Steps { get; init; } = 50;

    /// <summary>Whether a candidate's text repeats what the observation says of its object.</summary>
    public bool HasActionFacts { get; init; } = true;

    /// <summary>All settings, with defaults.</summary>
    public static IReadOnlyList<SettingDescriptor> Descriptors { get; } =
    [
        new("recipe", "1-2", "Ingredients, 1 to 5, or a range of which each game draws one number."),
        new("take", "all", "Ingredients that must be found, at most as many as the recipe has; the others are carried at the start."),
        new("go", "1", "Rooms: 1, 6, 9 or 12."),
        new("open", "false", "Whether doors and containers are closed at the start."),
        new("cook", "true", "Whether ingredients must be cooked."),
        new("cut", "false", "Whether ingredients must be cut."),
        new("drop", "false", "Whether the player can carry no more things than the recipe has (2 where it has 1 and cut is true)."),
        new("recipe-seed", "0", "Draws the recipe anew from the foods of the game; 0 for not."),
        new("split", "none", "Foods and preparations: none (all), train, valid or test."),
        new("steps", "50", "Steps after which an episode is cut off."),
        new("action-text", "facts", "What the encoder reads of a command: facts (what the observation says of its object follows) or command (the command alone)."),
    ];

    /// <summary>Reads settings.</summary>
    /// <exception cref="ArgumentException">A name or value is not possible; the message names it.</exception>
    public static CookingOptions Parse(IReadOnlyDictionary<string, string> settings)
    {
        foreach (string name in settings.Keys)
        {
            if (Descriptors.All(known => known.Name != name))
            {
                throw new ArgumentException($"there is no setting '{name}'; there are {string.Join(", ", Descriptors.Select(known => known.Name))}", nameof(settings));
            }
        }

        (int min, int max) = ParseRange(Value("recipe"));
        string take = Value("take");
        var difficulty = new Difficulty
        {
            MinIngredients = min,
            MaxIngredients = max,
            Take = take == "all" ? null : ParseWhole("take", 0, max),
            Rooms = Value("go") is "1" or "6" or "9" or "12" ? ParseWhole("go", 1, 12) : throw Bad("go", "1, 6, 9 or 12"),
            Open = ParseFlag("open"),
            Cook = ParseFlag("cook"),
            Cut = ParseFlag("cut"),
            Drop = ParseFlag("drop"),
            RecipeSeed = (ulong)ParseWhole("recipe-seed", 0, int.MaxValue),
            Split = Enum.TryParse(Value("split"), ignoreCase: true, out FoodSplit split) && Enum.IsDefined(split) && !char.IsAsciiDigit(Value("split")[0])
                ? split
                : throw Bad("split", "none, train, valid or test"),
        };
        string actionText = Value("action-text");
        return new CookingOptions
        {
            Difficulty = difficulty,
            Steps = ParseWhole("steps", 1, MostSteps),
            HasActionFacts = actionText == "facts" || (actionText == "command" ? false : throw Bad("action-text", "facts or command")),
        };

        string Value(string name) => settings.TryGetValue(name, out string? value) ? value : Descriptors.First(known => known.Name == name).DefaultValue;

        ArgumentException Bad(string name, string possible) => new($"{name} is '{Value(name)}'; it must be {possible}", nameof(settings));

        int ParseWhole(string name, int least, int most) =>
            int.TryParse(Value(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most ? value : throw Bad(name, $"a number from {least} to {most}");

        bool ParseFlag(string name) => bool.TryParse(Value(name), out bool value) ? value : throw Bad(name, "true or false");
    }

    private static (int Min, int Max) ParseRange(string text)
    {
        string[] ends = text.Split('-');
        if (ends.Length <= 2
            && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int min)
            && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int max)
            && min >= 1 && max >= min && max <= Game.MaxIngredients)
        {
            return (min, max);
        }

        throw new ArgumentException($"recipe is '{text}'; it must be a number from 1 to {Game.MaxIngredients} or a range such as 1-2");
    }
}
