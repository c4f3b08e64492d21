namespace BitRL.Backend.Cpu;

/// <summary>The two-bit codes of ternary weights: 0, 1, 2 for −1, 0, +1.</summary>
internal static class TernaryCode
{
    /// <summary>The code of the weight 0.</summary>
    public const int Zero = 1;

    /// <summary>Code 3 is never written; a reader that let one pass gets the weight 0.</summary>
    public static int Repair(int code) => code == 3 ? Zero : code;

    /// <summary><see cref="Repair(int)"/> for four codes in the low two bits of four bytes.</summary>
    public static uint RepairFour(uint codes) => codes ^ ((codes & (codes >> 1) & 0x01010101) << 1);
}
