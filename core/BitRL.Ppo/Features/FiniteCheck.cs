using System.Numerics;

namespace BitRL.Ppo.Features;

/// <summary>Looks for NaN and infinities.</summary>
internal static class FiniteCheck
{
    /// <summary>The index of the first value that is not finite, or −1.</summary>
    public static int FirstNonFinite(ReadOnlySpan<float> values)
    {
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            // false for NaN as well
            if (!Vector.LessThanOrEqualAll(Vector.Abs(new Vector<float>(values[i..])), new Vector<float>(float.MaxValue)))
            {
                break;
            }
        }

        for (; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
