using BitRL.Model.Pretraining.Corpus;
using BitRL.Model.Tokenizer;

namespace BitRL.Model.Pretraining;

/// <summary>
/// First values of the token embedding. Number tokens get smooth features of their value (tanh, sine and cosine at several scales), because a
/// table of 2,200 unrelated vectors would have to learn from data that .249 lies beside .250; all other entries are random.
/// </summary>
public static class NumberEmbedding
{
    /// <summary>Standard deviation of the random entries, here and in the field-ordinal table.</summary>
    public const double RandomDeviation = 0.2;

    private const double Amplitude = 0.3;

    private static readonly double[] IntegerScales = [0.5, 1, 2, 4, 8, 16, 32, 64];
    private static readonly double[] FractionScales = [0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2];

    /// <summary>The table, [vocabulary, hidden] row-major.</summary>
    /// <param name="vocabulary">Token ids.</param>
    /// <param name="hidden">Width, at least the number of features.</param>
    /// <param name="seed">Of the random entries.</param>
    public static float[] Create(int vocabulary, int hidden, ulong seed)
    {
        var random = new CorpusRandom(seed);
        var table = new float[vocabulary * hidden];
        for (int i = 0; i < table.Length; i++)
        {
            table[i] = (float)(random.Normal() * RandomDeviation);
        }

        for (int token = NumberTokenizer.FirstInteger; token < NumberTokenizer.FirstWord; token++)
        {
            WriteFeatures(token, table.AsSpan(token * hidden, hidden));
        }

        return table;
    }

    // Integers and fractions share the linear features, whose sum is a feature of the number, and have places of their own for the rest.
    private static void WriteFeatures(int token, Span<float> row)
    {
        bool isFraction = NumberTokenizer.IsFraction(token);
        NumberTokenizer.TryGetNumber(token, out double value);
        double[] scales = isFraction ? FractionScales : IntegerScales;
        row.Clear();
        int place = 0;
        Put(row, ref place, value / 4);
        Put(row, ref place, value / 30);
        place = isFraction ? 2 + (3 * IntegerScales.Length) + 2 : 2;
        Put(row, ref place, 1);
        Put(row, ref place, IsNegative(token) ? -1 : 1);
        foreach (double scale in scales)
        {
            Put(row, ref place, Math.Tanh(value / scale));
            Put(row, ref place, Math.Sin(value / scale));
            Put(row, ref place, Math.Cos(value / scale));
        }
    }

    private static bool IsNegative(int token) =>
        NumberTokenizer.IsFraction(token) ? token >= NumberTokenizer.FirstFraction + 1000 : token >= NumberTokenizer.FirstInteger + 100;

    private static void Put(Span<float> row, ref int place, double feature) => row[place++] = (float)(Amplitude * feature);
}
