using System.Text;

namespace BitRL.Model.Pretraining.Corpus;

/// <summary>What a hidden state should say of a value: four numbers from −1 to 1 (about, for free text).</summary>
internal static class TargetCodes
{
    /// <summary>Numbers a value.</summary>
    public const int Count = 4;

    /// <summary>A number at four magnitudes, so that small and large values both count.</summary>
    public static void Number(double value, Span<float> targets)
    {
        targets[0] = (float)Math.Tanh(value / 0.2);
        targets[1] = (float)Math.Tanh(value / 1.2);
        targets[2] = (float)Math.Tanh(value / 6);
        targets[3] = (float)Math.Tanh(value / 25);
    }

    /// <summary>Words: the sum of their codes over the root of their number, so that length does not change the spread. A code is drawn from a hash of the word.</summary>
    public static void Words(string text, Span<float> targets)
    {
        targets.Clear();
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (string word in words)
        {
            var code = new CorpusRandom(Hash(word));
            for (int i = 0; i < Count; i++)
            {
                targets[i] += (float)(code.Uniform(-1, 1) / Math.Sqrt(words.Length));
            }
        }
    }

    private static ulong Hash(string word)
    {
        ulong hash = 14695981039346656037;
        foreach (byte value in Encoding.UTF8.GetBytes(word))
        {
            hash = (hash ^ value) * 1099511628211;
        }

        return hash;
    }
}
