using System.Buffers.Binary;
using BitRL.Backend.Cpu.Memory;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu.Lanes;

/// <summary>
/// The layout of ternary weights for kernels that keep output rows in vector lanes, still two bits a weight. <c>Lanes</c> rows form a block; a
/// block holds, for each 16 inputs, one vector of Lanes × 4 bytes: byte (lane, i) has the codes of inputs 4·s + i, s = 0…3, at bits 2·s.
/// So (vector &gt;&gt; 2·s) &amp; 3 gives four consecutive inputs a lane, as multiply-and-add instructions want them, and each byte on its own
/// is the index of a table of the sums of four activations. The rows are padded with zero weights to whole pairs of blocks.
/// </summary>
internal static unsafe class LaneLayout
{
    /// <summary>Inputs that one vector of a block covers.</summary>
    public const int StepInputs = 16;

    private const int SourceBlock = 128;
    private const int SourceBytes = 32;
    private const byte ZeroWeights = 0b01_01_01_01;
    private const uint LowCodes = 0x03030303;

    /// <summary>Bytes from one block of rows to the next.</summary>
    public static long BlockBytes(int inputs, int lanes) => (long)inputs / StepInputs * lanes * 4;

    /// <summary>Repacks from I2_S.</summary>
    /// <param name="weights">The matrix as in the file.</param>
    /// <param name="lanes">Rows a block: 32-bit lanes of the vectors.</param>
    public static AlignedBuffer Pack(TernaryWeights weights, int lanes)
    {
        long blocks = Round.Up(weights.Outputs, 2 * lanes) / lanes;
        AlignedBuffer buffer = new(blocks * BlockBytes(weights.Inputs, lanes));
        int steps = weights.Inputs / StepInputs;
        ReadOnlySpan<byte> codes = weights.Codes.Span;
        for (long row = 0; row < blocks * lanes; row++)
        {
            byte* target = buffer.Pointer + (row / lanes * BlockBytes(weights.Inputs, lanes)) + (row % lanes * 4);
            ReadOnlySpan<byte> source = row < weights.Outputs ? codes.Slice((int)(row * weights.Inputs / 4), weights.Inputs / 4) : default;
            for (int step = 0; step < steps; step++, target += lanes * 4)
            {
                uint packed = source.IsEmpty ? ZeroWeights * 0x01010101u : PackStep(source, step);
                *(uint*)target = BitConverter.IsLittleEndian ? packed : BinaryPrimitives.ReverseEndianness(packed);
            }
        }

        return buffer;
    }

    /// <summary>The codes of 16 consecutive inputs, which lie in 16 consecutive bytes of the source, all at the same bits.</summary>
    private static uint PackStep(ReadOnlySpan<byte> source, int step)
    {
        int input = step * StepInputs;
        int first = (input / SourceBlock * SourceBytes) + (input % SourceBytes);
        int shift = 6 - (2 * (input % SourceBlock / SourceBytes));
        uint packed = 0;
        for (int s = 0; s < 4; s++)
        {
            uint four = (BinaryPrimitives.ReadUInt32LittleEndian(source[(first + (4 * s))..]) >> shift) & LowCodes;
            packed |= TernaryCode.RepairFour(four) << (2 * s);
        }

        return packed;
    }
}
