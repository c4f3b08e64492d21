using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using BitRL.Backend.Cpu.Lanes;
using BitRL.Backend.Cpu.Memory;

namespace BitRL.Backend.Cpu.Table;

/// <summary>
/// Ternary products without a multiplication. For each group of four inputs the 81 possible sums are tabulated for all tokens at once; a byte of
/// four weights then costs one 16-bit vector addition from the first-level cache: four times as many multiply-adds an instruction as the
/// lanes have. Eight tables are live at a time, and pay for themselves after some hundred outputs.
/// </summary>
/// <typeparam name="TVector">One lane a token.</typeparam>
/// <param name="lanes">Rows a block of the weights' layout.</param>
internal sealed unsafe class TableProduct<TVector>(int lanes) : ITableProduct
    where TVector : struct, IShortVector<TVector>
{
    private const int Groups = 8;
    private const int PassInputs = Groups * 4;
    private const int PassSteps = PassInputs / LaneLayout.StepInputs;

    /// <inheritdoc/>
    public int Tokens => TVector.Count;

    private int BlockBytes => lanes * 4;

    /// <inheritdoc/>
    public void Multiply(in TernaryProduct product, int firstRow, int tokens, Scratch scratch)
    {
        int inputs = product.Matrix.Inputs;
        int blocks = (product.EndOutput - product.FirstOutput + lanes - 1) / lanes;
        Workspace space = new(scratch, blocks * lanes, lanes);
        long rowBlockBytes = LaneLayout.BlockBytes(inputs, lanes);
        byte* codes = product.Matrix.Codes + (product.FirstOutput / lanes * rowBlockBytes);
        sbyte* values = product.Input.Values + ((long)firstRow * product.Input.Stride);
        for (int k = 0; k < inputs; k += PassInputs)
        {
            TVector size = FillTables(values + k, product.Input.Stride, space);
            TVector bound = TVector.Load(space.Bound) + size;
            if (TVector.AnyNegative(bound))
            {
                // Some 16-bit sum could overflow in this pass: at the earliest after 64 additions, mostly much later.
                Widen(space);
                bound = size;
            }

            bound.Store(space.Bound);
            Accumulate(codes + ((long)k / LaneLayout.StepInputs * BlockBytes), rowBlockBytes, blocks, space);
        }

        Widen(space);
        TableResults.Store(product, firstRow, tokens, TVector.Count, space.Wide);
    }

    /// <summary>Fills the tables of 32 inputs.</summary>
    /// <returns>For each token Σ |q|: the most that any sum can change by in this pass.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TVector FillTables(sbyte* values, nint stride, in Workspace space)
    {
        Transpose(values, stride, space.Pairs);
        TVector size = TVector.Create(0);
        for (int group = 0; group < Groups; group++)
        {
            // Inputs 16·b + 4·s + i of group 4·b + i; a pair holds inputs 2·p and 2·p + 1.
            short* pairs = space.Pairs + (((8 * (group / 4)) + (group % 4 / 2)) * TVector.Count);
            int left = (group & 1) == 0 ? 8 : 0;
            TVector q0 = TVector.Load(pairs) << left >> 8;
            TVector q1 = TVector.Load(pairs + (2 * TVector.Count)) << left >> 8;
            TVector q2 = TVector.Load(pairs + (4 * TVector.Count)) << left >> 8;
            TVector q3 = TVector.Load(pairs + (6 * TVector.Count)) << left >> 8;
            size += TVector.Abs(q0) + TVector.Abs(q1) + TVector.Abs(q2) + TVector.Abs(q3);
            TokenTable<TVector>.Fill(q0, q1, q2, q3, space.Tables + (group * TokenTable<TVector>.Entries * TVector.Count));
        }

        return size;
    }

    /// <summary>[tokens, 32 bytes] becomes [16 pairs of bytes, tokens].</summary>
    private static void Transpose(sbyte* values, nint stride, short* pairs)
    {
        for (int t = 0; t < TVector.Count; t++, values += stride)
        {
            short* target = pairs + t;
            for (int i = 0; i < PassInputs; i += 8, target += 4 * TVector.Count)
            {
                ulong eight = *(ulong*)(values + i);
                target[0] = (short)eight;
                target[TVector.Count] = (short)(eight >> 16);
                target[2 * TVector.Count] = (short)(eight >> 32);
                target[3 * TVector.Count] = (short)(eight >> 48);
            }
        }
    }

    /// <summary>Adds eight table entries to the sums of every output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Accumulate(byte* codes, long rowBlockBytes, int blocks, in Workspace space)
    {
        int blockBytes = BlockBytes;
        byte* tables = (byte*)space.Tables;
        short* sums = space.Sums;
        for (int block = 0; block < blocks; block++, codes += rowBlockBytes)
        {
            Prefetch(codes + rowBlockBytes);
            TokenTable<TVector>.Offsets(codes, PassSteps * blockBytes, space.Offsets);
            ushort* first = space.Offsets;
            ushort* second = first + blockBytes;
            for (ushort* end = second; first < end; first += 4, second += 4, sums += TVector.Count)
            {
                // Four offsets a load, taken out with as few instructions as can be: this loop is limited by both.
                ulong p = *(ulong*)first;
                ulong q = *(ulong*)second;
                TVector sum = TVector.Load(sums).Plus(Entry(tables, 0, (ushort)p)).Plus(Entry(tables, 4, (ushort)q));
                p >>= 16;
                q >>= 16;
                sum = sum.Plus(Entry(tables, 1, (ushort)p)).Plus(Entry(tables, 5, (ushort)q));
                p >>= 16;
                q >>= 16;
                sum = sum.Plus(Entry(tables, 2, (ushort)p)).Plus(Entry(tables, 6, (ushort)q));
                p >>= 16;
                q >>= 16;
                sum.Plus(Entry(tables, 3, (nuint)p)).Plus(Entry(tables, 7, (nuint)q)).Store(sums);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static short* Entry(byte* tables, int group, nuint offset) => (short*)(tables + offset + (nuint)(group * TokenTable<TVector>.Bytes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(byte* address)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(address);
            Sse.Prefetch0(address + 64);
        }
    }

    /// <summary>Moves the 16-bit sums into the 32-bit ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Widen(in Workspace space)
    {
        short* sums = space.Sums;
        int* wide = space.Wide;
        TVector zero = TVector.Create(0);
        for (int row = 0; row < space.Rows; row++, sums += TVector.Count, wide += TVector.Count)
        {
            TVector.Load(sums).AddTo(wide);
            zero.Store(sums);
        }
    }

    /// <summary>Where everything lies in the scratch memory.</summary>
    private readonly struct Workspace
    {
        public Workspace(Scratch scratch, int rows, int lanes)
        {
            const int alignment = AlignedBuffer.Alignment;
            long sums = (long)rows * TVector.Count;
            long tables = Groups * TokenTable<TVector>.Entries * TVector.Count;
            long pairs = PassInputs / 2 * TVector.Count;
            long offsets = PassSteps * lanes * 4;
            byte* memory = scratch.Rent(((tables + pairs + offsets + TVector.Count + sums) * sizeof(short)) + (sums * sizeof(int)) + alignment);
            Rows = rows;
            Tables = (short*)memory;
            Pairs = Tables + tables;
            Offsets = (ushort*)(Pairs + pairs);
            Bound = (short*)(Offsets + offsets);
            Sums = (short*)Round.Up((long)(Bound + TVector.Count), alignment);
            Wide = (int*)(Sums + sums);
            new Span<byte>(Bound, TVector.Count * sizeof(short)).Clear();
            NativeMemory.Clear(Sums, (nuint)(sums * (sizeof(short) + sizeof(int))));
        }

        public int Rows { get; }

        public short* Tables { get; }

        public short* Pairs { get; }

        public ushort* Offsets { get; }

        public short* Bound { get; }

        public short* Sums { get; }

        public int* Wide { get; }
    }
}
