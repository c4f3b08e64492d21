using System.Text.Json;
using System.Text.Json.Serialization;

namespace BitRL.Envs.TextWorld;

/// <summary>One line of a file of recorded games: the world as facts of the original's logic, and plays of it.</summary>
internal sealed record GameRecording
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    [JsonPropertyName("game")]
    public required int Number { get; init; }

    public required int MaxScore { get; init; }

    /// <summary>Food, cooking ("raw", "fried", …), cut ("uncut", "chopped", …).</summary>
    public required string[][] Recipe { get; init; }

    public required string CookbookText { get; init; }

    /// <summary>Such as <c>on(red onion, counter)</c> or <c>north_of(pantry, kitchen)</c>.</summary>
    public required string[] InitialFacts { get; init; }

    public required Play WalkthroughPlay { get; init; }

    public Play? RandomPlay { get; init; }

    public Play[] MistakePlays { get; init; } = [];

    /// <summary>Reads a line.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static GameRecording Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize<GameRecording>(line, Snake) ?? throw new FormatException("the line is null; it must be an object");
        }
        catch (JsonException e)
        {
            throw new FormatException(e.Message.TrimEnd('.'), e);
        }
    }

    /// <summary>The recorded plays, to be repeated in a copy.</summary>
    public IReadOnlyList<RecordedPlay> Plays(Seat seat)
    {
        var world = new FactReader(this);
        world.Make(new Game()); // so that a bad fact is a bad line, not a failure in the middle of a replay
        var plays = new List<RecordedPlay> { new(seat, this, world, WalkthroughPlay, $"game {Number} (walkthrough)") };
        if (RandomPlay is not null)
        {
            plays.Add(new RecordedPlay(seat, this, world, RandomPlay, $"game {Number} (random)"));
        }

        plays.AddRange(MistakePlays.Select((play, i) => new RecordedPlay(seat, this, world, play, $"game {Number} (mistake {i}: {play.Why})")));
        return plays;
    }

    /// <summary>A sequence of commands and what they led to.</summary>
    internal sealed record Play
    {
        public string? Why { get; init; }

        public string[]? InitialAdmissible { get; init; }

        public required Turn[] Steps { get; init; }
    }

    /// <summary>One command.</summary>
    internal sealed record Turn
    {
        public required string Command { get; init; }

        public required bool AdmissibleBefore { get; init; }

        public required int Score { get; init; }

        public required bool Won { get; init; }

        public required bool Lost { get; init; }

        public string[]? Admissible { get; init; }
    }
}
