using System.Collections.Immutable;
using System.Numerics;
using BitRL.Envs.SmartHome.Goals;

namespace BitRL.Envs.SmartHome.Recordings;

/// <summary>A term of a goal as recordings write it; which members it has depends on its kind.</summary>
internal sealed record RecordedTerm
{
    public required string Kind { get; init; }

    public string? Room { get; init; }

    public double Lo { get; init; }

    public double Hi { get; init; }

    public ImmutableArray<int> Allowed { get; init; } = [];

    public ImmutableArray<int> Lights { get; init; } = [];

    public int Light { get; init; }

    public int V { get; init; }

    /// <summary>The term.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public GoalTerm ToTerm() => Kind switch
    {
        "lux" => GoalTerm.Lux(RecordedHome.RoomOf(Room ?? ""), Lo, Hi),
        "cct" => GoalTerm.Color(RecordedHome.RoomOf(Room ?? ""), Allowed.Aggregate(0, (set, color) => set | (1 << (color & 3)))),
        "off" => GoalTerm.Off(RecordedGoal.SetOf(Lights)),
        "level" => GoalTerm.AtLevel(Lamp, V),
        "on" => GoalTerm.On(Lamp),
        _ => throw new FormatException($"a term is of kind '{Kind}'; it must be lux, cct, off, level or on"),
    };

    private int Lamp => BitOperations.TrailingZeroCount(RecordedGoal.SetOf([Light]));
}
