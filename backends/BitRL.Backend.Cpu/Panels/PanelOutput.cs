using System.Runtime.CompilerServices;

namespace BitRL.Backend.Cpu.Panels;

/// <summary>Where the results of a tile go.</summary>
/// <param name="first">The first output of the first row.</param>
/// <param name="stride">From one row to the next.</param>
/// <param name="count">Outputs to write; fewer than a panel at the right edge.</param>
/// <param name="accumulate">Adds instead of overwriting.</param>
internal readonly unsafe struct PanelOutput(float* first, int stride, int count, bool accumulate)
{
    public int Count { get; } = count;

    public bool Accumulate { get; } = accumulate;

    /// <summary>The first output of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float* Row(int row) => first + ((long)row * stride);

    /// <summary>Writes a row at the right edge, where a panel is not full.</summary>
    /// <param name="row">Which row.</param>
    /// <param name="panel">The results of the whole panel.</param>
    public void StorePart(int row, float* panel)
    {
        float* target = Row(row);
        for (int i = 0; i < Count; i++)
        {
            target[i] = Accumulate ? target[i] + panel[i] : panel[i];
        }
    }
}
