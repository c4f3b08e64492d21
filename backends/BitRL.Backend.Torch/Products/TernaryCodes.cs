using BitRL.Contracts.Backends;

namespace BitRL.Backend.Torch.Products;

/// <summary>Reads the I2_S layout (<see cref="TernaryWeights"/>).</summary>
internal static class TernaryCodes
{
    private const int BlockElements = 128;
    private const int BlockBytes = 32;

    /// <summary>Unpacks rows to −1, 0 and +1; the code 3, which is never written, reads as 0.</summary>
    /// <param name="weights">The matrix.</param>
    /// <param name="first">The first row.</param>
    /// <param name="values">[rows, Inputs]; overwritten.</param>
    public static void Unpack(TernaryWeights weights, int first, Span<float> values)
    {
        ReadOnlySpan<float> meaning = [-1, 0, 1, 0];
        ReadOnlySpan<byte> codes = weights.Codes.Span.Slice(first * (weights.Inputs / 4), values.Length / 4);
        for (int block = 0; block < codes.Length / BlockBytes; block++)
        {
            Span<float> target = values.Slice(block * BlockElements, BlockElements);
            for (int i = 0; i < BlockBytes; i++)
            {
                int code = codes[(block * BlockBytes) + i];
                target[i] = meaning[code >> 6];
                target[i + 32] = meaning[(code >> 4) & 3];
                target[i + 64] = meaning[(code >> 2) & 3];
                target[i + 96] = meaning[code & 3];
            }
        }
    }
}
