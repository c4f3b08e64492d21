namespace BitRL.Backend.Cpu.Memory;

/// <summary>Rounding of sizes.</summary>
internal static class Round
{
    /// <summary>The smallest multiple of <paramref name="multiple"/> that is not below <paramref name="value"/>.</summary>
    public static long Up(long value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
