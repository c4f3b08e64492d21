using BitRL.Ppo.Networks;

namespace BitRL.Ppo.Features;

/// <summary>Eigenvalues and eigenvectors of a small symmetric matrix by Jacobi's rotations.</summary>
internal static class SymmetricEigen
{
    private const int MaxSweeps = 60;
    private const double Tolerance = 1e-13;

    /// <param name="matrix">[n][n], symmetric; destroyed: its diagonal ends as the eigenvalues.</param>
    /// <returns>Row k is the unit eigenvector of diagonal element k.</returns>
    public static double[][] Decompose(double[][] matrix)
    {
        int n = matrix.Length;
        var vectors = new double[n][];
        double total = 0;
        for (int i = 0; i < n; i++)
        {
            vectors[i] = new double[n];
            vectors[i][i] = 1;
            total += DoubleVector.Dot(matrix[i], matrix[i]);
        }

        double negligible = Tolerance * Tolerance * total;
        for (int sweep = 0; sweep < MaxSweeps && OffDiagonal(matrix) > negligible; sweep++)
        {
            for (int p = 0; p < n - 1; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    if (matrix[p][q] != 0)
                    {
                        Rotate(matrix, vectors, p, q);
                    }
                }
            }
        }

        return vectors;
    }

    // the angle that makes element (p, q) vanish, the smaller of the two
    private static void Rotate(double[][] matrix, double[][] vectors, int p, int q)
    {
        double theta = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
        double tangent = Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        double cosine = 1 / Math.Sqrt((tangent * tangent) + 1);
        double sine = tangent * cosine;
        foreach (double[] row in matrix)
        {
            (row[p], row[q]) = ((cosine * row[p]) - (sine * row[q]), (sine * row[p]) + (cosine * row[q]));
        }

        RotateRows(matrix[p], matrix[q], cosine, sine);
        RotateRows(vectors[p], vectors[q], cosine, sine);
    }

    private static void RotateRows(double[] p, double[] q, double cosine, double sine)
    {
        for (int i = 0; i < p.Length; i++)
        {
            (p[i], q[i]) = ((cosine * p[i]) - (sine * q[i]), (sine * p[i]) + (cosine * q[i]));
        }
    }

    private static double OffDiagonal(double[][] matrix)
    {
        double sum = 0;
        for (int i = 0; i < matrix.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                sum += 2 * matrix[i][j] * matrix[i][j];
            }
        }

        return sum;
    }
}
