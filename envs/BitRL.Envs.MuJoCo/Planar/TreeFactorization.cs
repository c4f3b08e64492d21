using System.Numerics;
using System.Runtime.Intrinsics;

namespace BitRL.Envs.MuJoCo.Planar;

/// <summary>
/// Factors symmetric positive matrices as LᵀDL, from the last row up: leaves of the tree are eliminated first, so that branches which do not
/// touch each other stay apart and are skipped.
/// </summary>
internal sealed class TreeFactorization
{
    private readonly int _size;
    private readonly int _stride;
    private readonly int[][] _coupled;
    private readonly double[] _below;
    private readonly double[] _factors;
    private readonly double[] _inverses;

    /// <param name="tree">Whose degrees of freedom the rows are.</param>
    /// <param name="touching">Pairs of links that a constraint may couple beyond the tree.</param>
    public TreeFactorization(LinkTree tree, IEnumerable<(int First, int Second)> touching)
    {
        _size = tree.Size;
        if (_size > 64)
        {
            throw new FormatException($"the model has {_size} degrees of freedom; the planar engine takes up to 64");
        }

        _stride = DenseRows.Stride(_size);
        _coupled = [.. Couplings(tree, touching).Select(Bits)];
        _below = new double[_size * _stride];
        _factors = new double[_size * _stride];
        _inverses = new double[_stride];
        for (int k = 0; k < _size; k++)
        {
            _below.AsSpan(k * _stride, k).Fill(1);
        }
    }

    /// <summary>Factors a matrix.</summary>
    /// <param name="matrix">[size, stride]; only what lies on and below the diagonal is read. Overwritten.</param>
    public void Factor(double[] matrix)
    {
        int stride = _stride;
        for (int k = _size - 1; k >= 0; k--)
        {
            int row = k * stride;
            double inverse = 1 / matrix[row + k];
            _inverses[k] = inverse;
            foreach (int i in _coupled[k])
            {
                DenseRows.Add(-matrix[row + i] * inverse, matrix, row, matrix, i * stride, i + 1);
            }

            // Numbers right of the diagonal are left over from the updates: the mask makes them 0, so that no later loop has to stop in the middle of a vector.
            Vector256<double> scale = Vector256.Create(inverse);
            for (int i = 0; i < stride; i += DenseRows.Lanes)
            {
                DenseRows.Store(DenseRows.Load(matrix, row + i) * scale * DenseRows.Load(_below, row + i), _factors, row + i);
            }
        }
    }

    /// <summary>Solves with the last factored matrix.</summary>
    /// <param name="right">[stride], overwritten.</param>
    /// <param name="solution">[stride].</param>
    public void Solve(double[] right, double[] solution)
    {
        int stride = _stride;
        for (int k = _size - 1; k >= 0; k--)
        {
            double value = right[k];
            solution[k] = value * _inverses[k];
            DenseRows.Add(-value, _factors, k * stride, right, 0, k);
        }

        for (int k = 0; k < _size; k++)
        {
            int row = k * stride;
            double value = solution[k];
            foreach (int i in _coupled[k])
            {
                value -= _factors[row + i] * solution[i];
            }

            solution[k] = value;
        }
    }

    private static ulong[] Couplings(LinkTree tree, IEnumerable<(int First, int Second)> touching)
    {
        ulong[] masks = new ulong[tree.Size];
        for (int k = 0; k < masks.Length; k++)
        {
            Couple(masks, [.. tree.Chains[k]]);
        }

        foreach ((int first, int second) in touching)
        {
            Couple(masks, [.. tree.Chains[first], .. tree.Chains[second]]);
        }

        // Elimination of a row couples all that it was coupled with.
        for (int k = masks.Length - 1; k > 0; k--)
        {
            foreach (int i in Bits(masks[k]))
            {
                masks[i] |= masks[k] & ((1UL << i) - 1);
            }
        }

        return masks;
    }

    private static void Couple(ulong[] masks, int[] group)
    {
        foreach (int k in group)
        {
            masks[k] |= group.Where(i => i < k).Aggregate(0UL, (mask, i) => mask | (1UL << i));
        }
    }

    private static int[] Bits(ulong mask)
    {
        List<int> bits = [];
        for (; mask != 0; mask &= mask - 1)
        {
            bits.Add(BitOperations.TrailingZeroCount(mask));
        }

        return [.. bits];
    }
}
