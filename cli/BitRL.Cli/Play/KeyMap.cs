namespace BitRL.Cli.Play;

/// <summary>One key an action, where there are few: its figure, an arrow that its name speaks of, or a letter of its name.</summary>
internal sealed class KeyMap
{
    /// <summary>More actions are typed.</summary>
    public const int MostActions = 10;

    private const char QuitKey = 'q';
    private static readonly (ConsoleKey Key, string Sign, string[] Words)[] Arrows =
    [
        (ConsoleKey.LeftArrow, "←", ["left", "negative"]),
        (ConsoleKey.RightArrow, "→", ["right", "positive"]),
        (ConsoleKey.UpArrow, "↑", ["up", "forward"]),
        (ConsoleKey.DownArrow, "↓", ["down", "back", "backward"]),
    ];

    private readonly Dictionary<ConsoleKey, int> _arrows = [];
    private readonly Dictionary<char, int> _letters = [];
    private readonly List<string> _legend = [];

    /// <param name="names">By number.</param>
    public KeyMap(IReadOnlyList<string> names)
    {
        for (int action = 0; action < names.Count; action++)
        {
            string signs = $"{action}";
            var words = names[action].Split('_');
            if (Arrows.FirstOrDefault(arrow => arrow.Words.Intersect(words).Any() && !_arrows.ContainsKey(arrow.Key)) is { Sign: { } sign, Key: var key })
            {
                _arrows.Add(key, action);
                signs += $" {sign}";
            }
            else if (names[action].FirstOrDefault(letter => char.IsAsciiLetterLower(letter) && letter != QuitKey && !_letters.ContainsKey(letter)) is var free and not '\0')
            {
                _letters.Add(free, action);
                signs += $" {free}";
            }

            _letters.Add((char)('0' + action), action);
            _legend.Add($"[{signs}] {names[action]}");
        }
    }

    /// <summary>What the keys do.</summary>
    public string Legend => $"{string.Join("  ", _legend)}  [Backspace] restart  [{QuitKey}] quit";

    /// <summary>What a key means; nothing for a key without a meaning.</summary>
    public PlayInput Read(ConsoleKeyInfo key)
    {
        if (key.Key == ConsoleKey.Escape || key.KeyChar == QuitKey)
        {
            return new PlayInput.Quit();
        }

        if (key.Key == ConsoleKey.Backspace)
        {
            return new PlayInput.Restart();
        }

        return _arrows.TryGetValue(key.Key, out int action) || _letters.TryGetValue(char.ToLowerInvariant(key.KeyChar), out action)
            ? new PlayInput.Act([action])
            : new PlayInput.Nothing();
    }
}
