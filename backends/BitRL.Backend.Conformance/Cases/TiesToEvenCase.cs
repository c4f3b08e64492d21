namespace BitRL.Backend.Conformance.Cases;

/// <summary>
/// Values exactly between two steps go to the even one. The row is made so that every float32 step on the way is exact: its mean square is 1
/// (so the norm changes nothing, with epsilon 0) and its largest magnitude 127/64 (so the quantisation multiplies by 64).
/// </summary>
internal sealed class TiesToEvenCase() : ConformanceCase("rms-norm-quantize", "ties go to the even step", Tolerances.Exact)
{
    private const int Width = 256;
    private const float Step = 1f / 64;

    public static IEnumerable<ConformanceCase> All { get; } = [new TiesToEvenCase()];

    private protected override double MaxError(Bench bench)
    {
        float[] values = Row();
        float[] ones = new float[Width];
        Array.Fill(ones, 1f);
        var quantized = bench.Quantized(1, Width);
        var output = bench.Tensor(1, Width);
        bench.Queue.RmsNormQuantize(bench.Tensor(values, Width), bench.Tensor(ones, Width), epsilon: 0, rows: 1, quantized);
        bench.Queue.TernaryMatMul(quantized, bench.Ternary(TernaryTestMatrix.Selecting(Width, Width, n => n).Weights), 1, output, accumulate: false);
        double[] expected = Array.ConvertAll(values, value => Math.Round(value / Step, MidpointRounding.ToEven) * Step);
        return Errors.RelativeToLargest(bench.Read(output, 1), expected);
    }

    /// <summary>127, then ties of both signs, then whatever squares bring the sum of squares to Width · 64², in steps of half a unit.</summary>
    private static float[] Row()
    {
        const int halvesOfTop = 254;
        int left = Width * 4 * 64 * 64; // in squares of half steps
        List<int> halves = [halvesOfTop];
        left -= halvesOfTop * halvesOfTop;
        for (int tie = 1; tie < 128; tie += 2)
        {
            halves.Add(tie % 4 == 1 ? tie : -tie);
            left -= tie * tie;
        }

        while (left > 0)
        {
            int next = Math.Min(halvesOfTop, (int)Math.Sqrt(left));
            next = next > 160 && halves.Count < Width - 12 ? 160 + (halves.Count % 7) : next;
            halves.Add(halves.Count % 2 == 0 ? next : -next);
            left -= next * next;
        }

        return halves.Count <= Width
            ? [.. halves.Concat(Enumerable.Repeat(0, Width - halves.Count)).Select(half => half * Step / 2)]
            : throw new InvalidOperationException($"the row needs {halves.Count} elements");
    }
}
