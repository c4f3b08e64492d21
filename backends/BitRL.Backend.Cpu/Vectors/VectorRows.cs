using System.Numerics;
using System.Runtime.CompilerServices;
using BitRL.Backend.Cpu.X86;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu.Vectors;

/// <summary>
/// Row operations in the vector width of the machine, on every processor that has vectors. They are optimised at once: a first, unoptimised
/// compilation would be in use for seconds on a busy machine.
/// </summary>
/// <param name="wide">Takes 512 bits where that is worth a second version.</param>
internal sealed unsafe class VectorRows(bool wide) : IRowKernels
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void WidenHalf(ushort* source, float* addend, int width, float* output)
    {
        int i = 0;
        for (; i <= width - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector.Widen(Vector.Load(source + i), out Vector<uint> low, out Vector<uint> high);
            Vector<float> first = Widen(low);
            Vector<float> second = Widen(high);
            if (addend is not null)
            {
                first += Vector.Load(addend + i);
                second += Vector.Load(addend + i + Vector<float>.Count);
            }

            Vector.Store(first, output + i);
            Vector.Store(second, output + i + Vector<float>.Count);
        }

        for (; i < width; i++)
        {
            float value = (float)BitConverter.UInt16BitsToHalf(source[i]);
            output[i] = addend is null ? value : value + addend[i];
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Copy(float* source, float* addend, int width, float* output)
    {
        if (addend is null)
        {
            new ReadOnlySpan<float>(source, width).CopyTo(new Span<float>(output, width));
            return;
        }

        int i = 0;
        for (; i <= width - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Store(Vector.Load(source + i) + Vector.Load(addend + i), output + i);
        }

        for (; i < width; i++)
        {
            output[i] = source[i] + addend[i];
        }
    }

    /// <inheritdoc/>
    public void RmsNorm(float* input, float* weight, float epsilon, int width, float* output) =>
        VectorNorm.Normalize(input, weight, VectorNorm.Factor(input, epsilon, width), width, output);

    /// <inheritdoc/>
    public void RmsNormQuantize(float* input, float* weight, float epsilon, in QuantizedView output, int row)
    {
        if (wide && Avx512Norm.Takes(output.Width))
        {
            Avx512Norm.Quantize(input, weight, epsilon, output, row);
        }
        else
        {
            VectorNorm.Quantize(input, weight, VectorNorm.Factor(input, epsilon, output.Width), output, row);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Rope(float* values, int heads, int headSize, float* cos, float* sin)
    {
        int half = headSize / 2;
        for (int head = 0; head < heads; head++, values += headSize)
        {
            int j = 0;
            for (; j <= half - Vector<float>.Count; j += Vector<float>.Count)
            {
                Vector<float> a = Vector.Load(values + j);
                Vector<float> b = Vector.Load(values + j + half);
                Vector<float> c = Vector.Load(cos + j);
                Vector<float> s = Vector.Load(sin + j);
                Vector.Store((a * c) - (b * s), values + j);
                Vector.Store((a * s) + (b * c), values + j + half);
            }

            for (; j < half; j++)
            {
                float a = values[j];
                float b = values[j + half];
                values[j] = (a * cos[j]) - (b * sin[j]);
                values[j + half] = (a * sin[j]) + (b * cos[j]);
            }
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Gate(GateActivation activation, float* gate, float* up, nint count, float* output)
    {
        nint i = 0;
        for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> x = Vector.Load(gate + i);
            Vector<float> activated = activation == GateActivation.SquaredRelu
                ? Vector.MaxNative(x, Vector<float>.Zero) * x
                : x / (Vector<float>.One + Vector.Exp(-x));
            Vector.Store(activated * Vector.Load(up + i), output + i);
        }

        for (; i < count; i++)
        {
            float activated = activation == GateActivation.SquaredRelu ? MathF.Max(0, gate[i]) * gate[i] : gate[i] / (1 + MathF.Exp(-gate[i]));
            output[i] = activated * up[i];
        }
    }

    /// <inheritdoc/>
    public void Mean(float* rows, int count, int width, float* output)
    {
        int i = 0;
        for (; i <= width - (4 * Vector<float>.Count); i += 4 * Vector<float>.Count)
        {
            MeanOfFour(rows + i, count, width, output + i);
        }

        for (; i <= width - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> sum = Vector.Load(rows + i);
            for (int row = 1; row < count; row++)
            {
                sum += Vector.Load(rows + ((long)row * width) + i);
            }

            Vector.Store(sum / new Vector<float>(count), output + i);
        }

        for (; i < width; i++)
        {
            float sum = rows[i];
            for (int row = 1; row < count; row++)
            {
                sum += rows[((long)row * width) + i];
            }

            output[i] = sum / count;
        }
    }

    /// <summary>Four vectors of columns at a time: independent sums, and whole cache lines.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MeanOfFour(float* rows, int count, int width, float* output)
    {
        Vector<float> a = default, b = default, c = default, d = default;
        for (int row = 0; row < count; row++, rows += width)
        {
            a += Vector.Load(rows);
            b += Vector.Load(rows + Vector<float>.Count);
            c += Vector.Load(rows + (2 * Vector<float>.Count));
            d += Vector.Load(rows + (3 * Vector<float>.Count));
        }

        Vector<float> counts = new(count);
        Vector.Store(a / counts, output);
        Vector.Store(b / counts, output + Vector<float>.Count);
        Vector.Store(c / counts, output + (2 * Vector<float>.Count));
        Vector.Store(d / counts, output + (3 * Vector<float>.Count));
    }

    /// <summary>Half floats in the low 16 bits become single floats: a shift into place, and a product that moves the exponent's bias (and makes subnormals normal).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Widen(Vector<uint> half)
    {
        const float rebias = 5.192296858534828e33f; // 2^112
        Vector<uint> magnitude = (half & new Vector<uint>(0x7FFF)) << 13;
        Vector<uint> sign = (half & new Vector<uint>(0x8000)) << 16;
        Vector<uint> special = Vector.GreaterThanOrEqual(magnitude, new Vector<uint>(0x7C00u << 13)) & new Vector<uint>(0x7F800000);
        Vector<uint> value = Vector.AsVectorUInt32(Vector.AsVectorSingle(magnitude) * new Vector<float>(rebias));
        return Vector.AsVectorSingle(value | special | sign);
    }
}
