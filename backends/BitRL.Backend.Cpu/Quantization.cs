namespace BitRL.Backend.Cpu;

/// <summary>The numbers of W1.58 A8 quantisation.</summary>
internal static class Quantization
{
    /// <summary>The floor of max|x|: a row of zeros has a scale, too.</summary>
    public const float Floor = 1e-5f;

    /// <summary>The int8 value of the largest magnitude.</summary>
    public const float Levels = 127;

    /// <summary>q = round(x · scale).</summary>
    /// <param name="largest">max|x| of the row. A NaN (a broken row) gives NaN here and the value 0 everywhere in the row.</param>
    public static float Scale(float largest) => Levels / MathF.Max(Floor, largest);

    /// <summary>x ≈ q · step.</summary>
    /// <param name="largest">max|x| of the row.</param>
    public static float Step(float largest) => MathF.Max(Floor, largest) / Levels;
}
