using System.Numerics;
using BitRL.Envs.SmartHome.Home;

namespace BitRL.Envs.SmartHome.Goals;

/// <summary>One demand of a goal. Made by the methods below; members that its kind does not use are 0.</summary>
internal readonly record struct GoalTerm(TermKind Kind, Room Room, int Lamps, double Low, double High, int Level, int Colors)
{
    /// <summary>Illuminance of a room from <paramref name="low"/> to <paramref name="high"/> lux.</summary>
    public static GoalTerm Lux(Room room, double low, double high) => new(TermKind.Lux, room, 0, low, high, 0, 0);

    /// <summary>Lamp light of a room in some colour temperatures (bit i is <see cref="LightColor"/> i).</summary>
    public static GoalTerm Color(Room room, int colors) => new(TermKind.Color, room, 0, 0, 0, 0, colors);

    /// <summary>Some lamps off.</summary>
    public static GoalTerm Off(int lamps) => new(TermKind.Off, default, lamps, 0, 0, 0, 0);

    /// <summary>A lamp at a level, 0 to 4.</summary>
    public static GoalTerm AtLevel(int lamp, int level) => new(TermKind.Level, default, 1 << lamp, 0, 0, level, 0);

    /// <summary>A lamp on at any level.</summary>
    public static GoalTerm On(int lamp) => new(TermKind.On, default, 1 << lamp, 0, 0, 0, 0);

    /// <summary>How far it is met, 0 to 1.</summary>
    public double Satisfaction(in HomeConditions conditions, LampStates lamps) => Kind switch
    {
        TermKind.Lux => LuxSatisfaction(conditions.Lux(Room, lamps)),
        TermKind.Color => ColorSatisfaction(lamps),
        TermKind.Off => 1 - (lamps.LevelSum(Lamps) / (4.0 * BitOperations.PopCount((uint)Lamps))),
        TermKind.Level => 1 - (Math.Abs(lamps.Level(BitOperations.TrailingZeroCount(Lamps)) - Level) / 4.0),
        TermKind.On => lamps.LevelSum(Lamps) > 0 ? 1 : 0,
        _ => 1,
    };

    /// <summary>Whether the term says something of a lamp.</summary>
    public bool Concerns(int lamp) => Kind is TermKind.Lux or TermKind.Color ? HomeLayout.Lamps[lamp].Room == Room : (Lamps & (1 << lamp)) != 0;

    // Half a point a doubling outside the bounds: eyes feel ratios of light, not differences.
    private double LuxSatisfaction(double lux) =>
        lux < Low ? Math.Max(0, 1 - (Math.Log2((Low + 1) / (lux + 1)) / 2))
        : lux > High ? Math.Max(0, 1 - (Math.Log2((lux + 1) / (High + 1)) / 2))
        : 1;

    private double ColorSatisfaction(LampStates lamps)
    {
        int room = HomeLayout.LampsOf(Room);
        int allowed = 0;
        for (int rest = room; rest != 0; rest &= rest - 1)
        {
            int lamp = BitOperations.TrailingZeroCount(rest);
            allowed |= (Colors >> (int)lamps.Color(lamp) & 1) << lamp;
        }

        double total = lamps.Lux(room);
        return total == 0 ? 1 : lamps.Lux(allowed) / total;
    }
}
