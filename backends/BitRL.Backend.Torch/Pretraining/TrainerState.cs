using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace BitRL.Backend.Torch.Pretraining;

/// <summary>Weights, moments and step count as bytes: magic, steps, count, then name, length, value, first and second moment a parameter (float32, little-endian).</summary>
internal static class TrainerState
{
    private const uint Magic = 0x31545242; // "BRT1"

    public static void Save(Stream destination, IReadOnlyList<Parameter> parameters, long steps)
    {
        using var writer = new BinaryWriter(destination, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(steps);
        writer.Write(parameters.Count);
        foreach (Parameter parameter in parameters)
        {
            writer.Write(parameter.Name);
            writer.Write(parameter.Value.numel());
            foreach (Tensor tensor in (ReadOnlySpan<Tensor>)[parameter.Value, parameter.FirstMoment, parameter.SecondMoment])
            {
                writer.Write(MemoryMarshal.AsBytes<float>(tensor.data<float>().ToArray()));
            }
        }
    }

    /// <returns>Steps done.</returns>
    public static long Load(Stream source, IReadOnlyList<Parameter> parameters)
    {
        try
        {
            using var reader = new BinaryReader(source, Encoding.UTF8, leaveOpen: true);
            Require(reader.ReadUInt32() == Magic, "it is not a trainer state");
            long steps = reader.ReadInt64();
            int count = reader.ReadInt32();
            Require(count == parameters.Count, $"it holds {count} tensors, this backbone has {parameters.Count}");
            using IDisposable scope = no_grad();
            foreach (Parameter parameter in parameters)
            {
                string name = reader.ReadString();
                long length = reader.ReadInt64();
                Require(name == parameter.Name && length == parameter.Value.numel(), $"it holds '{name}' with {length} values where '{parameter.Name}' with {parameter.Value.numel()} belongs");
                foreach (Tensor destination in (ReadOnlySpan<Tensor>)[parameter.Value, parameter.FirstMoment, parameter.SecondMoment])
                {
                    var values = new float[length];
                    reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
                    using Tensor loaded = tensor(values, parameter.Value.shape);
                    destination.copy_(loaded);
                }
            }

            return steps;
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException("the trainer state ends too early: the file was cut off; resume from another checkpoint", exception);
        }
    }

    private static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new InvalidDataException($"the trainer state does not fit: {problem}");
        }
    }
}
