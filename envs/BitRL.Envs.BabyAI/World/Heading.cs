namespace BitRL.Envs.BabyAI;

/// <summary>Which way the agent looks: 0 right (+x), 1 down (+y), 2 left, 3 up. x runs to the right and y down.</summary>
internal static class Heading
{
    /// <summary>How many there are.</summary>
    public const int Count = 4;

    /// <summary>Cells to the right of a step ahead.</summary>
    public static int X(int heading) => heading switch { 0 => 1, 2 => -1, _ => 0 };

    /// <summary>Cells down of a step ahead.</summary>
    public static int Y(int heading) => heading switch { 1 => 1, 3 => -1, _ => 0 };

    /// <summary>After a turn to the left.</summary>
    public static int Left(int heading) => (heading + 3) & 3;

    /// <summary>After a turn to the right.</summary>
    public static int Right(int heading) => (heading + 1) & 3;
}
