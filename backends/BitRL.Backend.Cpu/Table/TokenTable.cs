using System.Runtime.CompilerServices;

namespace BitRL.Backend.Cpu.Table;

/// <summary>
/// For one group of four activations of Count tokens: all 81 sums that four ternary weights can give, each a vector with one lane a token.
/// Entry c0 + 3·c1 + 9·c2 + 27·c3 holds Σ (c − 1)·q, so nothing has to be corrected afterwards.
/// </summary>
internal static unsafe class TokenTable<TVector>
    where TVector : struct, IShortVector<TVector>
{
    /// <summary>Entries of a table.</summary>
    public const int Entries = 81;

    /// <summary>Bytes of an entry.</summary>
    public static int EntryBytes => TVector.Count * sizeof(short);

    /// <summary>Bytes of a table.</summary>
    public static int Bytes => Entries * EntryBytes;

    /// <summary>Fills a table.</summary>
    /// <param name="q0">Activations of the weights whose codes lie in the lowest bits.</param>
    /// <param name="q1">Those of the next.</param>
    /// <param name="q2">Those of the next.</param>
    /// <param name="q3">Those of the highest bits.</param>
    /// <param name="table">[81, Count].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(TVector q0, TVector q1, TVector q2, TVector q3, short* table)
    {
        TVector zero = TVector.Create(0);
        TVector p4 = zero, p5 = q0, p3 = zero - q0;
        TVector p6 = p3 + q1, p7 = q1, p8 = q0 + q1;
        TVector p0 = p3 - q1, p1 = zero - q1, p2 = q0 - q1;
        TVector high = zero - q2 - q3;
        for (int c3 = 0; c3 < 3; c3++)
        {
            TVector sum = high;
            for (int c2 = 0; c2 < 3; c2++)
            {
                (sum + p0).Store(table);
                (sum + p1).Store(table + TVector.Count);
                (sum + p2).Store(table + (2 * TVector.Count));
                (sum + p3).Store(table + (3 * TVector.Count));
                (sum + p4).Store(table + (4 * TVector.Count));
                (sum + p5).Store(table + (5 * TVector.Count));
                (sum + p6).Store(table + (6 * TVector.Count));
                (sum + p7).Store(table + (7 * TVector.Count));
                (sum + p8).Store(table + (8 * TVector.Count));
                table += 9 * TVector.Count;
                sum += q2;
            }

            high += q3;
        }
    }

    /// <summary>Turns bytes of four codes into offsets of table entries.</summary>
    /// <param name="codes">Bytes c0 + 4·c1 + 16·c2 + 64·c3.</param>
    /// <param name="count">How many, a multiple of Count.</param>
    /// <param name="offsets">In bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Offsets(byte* codes, int count, ushort* offsets)
    {
        TVector nibble = TVector.Create(15);
        for (int i = 0; i < count; i += TVector.Count)
        {
            TVector code = TVector.LoadBytes(codes + i);
            TVector low = code & nibble;
            TVector high = code >> 4;
            low -= low >> 2; // c0 + 4·c1 − c1
            high -= high >> 2;
            TVector entry = low + high + (high << 3);
            (entry << EntryShift).Store((short*)(offsets + i));
        }
    }

    private static int EntryShift
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TVector.Count == 32 ? 6 : TVector.Count == 16 ? 5 : 4;
    }
}
