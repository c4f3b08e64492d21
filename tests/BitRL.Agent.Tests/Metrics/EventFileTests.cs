using System.Buffers.Binary;
using BitRL.Agent.Metrics;
using BitRL.Agent.Tests.Fakes;

namespace BitRL.Agent.Tests.Metrics;

public sealed class EventFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheChecksumIsThatOfTheRecordFormat()
    {
        // CRC-32C of "123456789" is 0xE3069283 in every catalogue; masked: rotated right by 15, plus 0xA282EAD8.
        EventFile.MaskedCrc("123456789"u8).ShouldBe(unchecked(((0xE3069283u >> 15) | (0xE3069283u << 17)) + 0xA282EAD8u));
    }

    [Fact]
    public void ScalarsReadBackThroughAnIndependentReader()
    {
        using (var file = new EventFile(_folder.At("events"), 0, new LeapingTime(seconds: 1)))
        {
            file.Add("rollout/mean_return", 2_048, 21.5);
            file.Add("train/kl", 300, double.NaN);
            file.Add("train/ünïcode", 5_000_000_000, -1e-3);
            file.File.Flush();
        }

        List<(long Step, string Tag, float Value)> scalars = Read(File.ReadAllBytes(_folder.At("events")), out string version);
        version.ShouldBe("brain.Event:2");
        scalars.ShouldBe([(2_048, "rollout/mean_return", 21.5f), (5_000_000_000, "train/ünïcode", -1e-3f)]);
    }

    [Fact]
    public void AResumedFileGoesOnWhereTheCheckpointWas()
    {
        long position;
        using (var file = new EventFile(_folder.At("events"), 0, new LeapingTime(seconds: 1)))
        {
            file.Add("a", 1, 1);
            position = file.File.Length;
            file.Add("a", 2, 2);
            file.File.Flush();
        }

        using (var file = new EventFile(_folder.At("events"), position, new LeapingTime(seconds: 1)))
        {
            file.Add("a", 3, 3);
            file.File.Flush();
        }

        Read(File.ReadAllBytes(_folder.At("events")), out _).Select(s => s.Step).ShouldBe([1, 3]);
    }

    private static List<(long Step, string Tag, float Value)> Read(ReadOnlySpan<byte> file, out string version)
    {
        var scalars = new List<(long, string, float)>();
        version = "";
        while (file.Length > 0)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
            BinaryPrimitives.ReadUInt32LittleEndian(file[8..]).ShouldBe(EventFile.MaskedCrc(file[..8]));
            ReadOnlySpan<byte> message = file.Slice(12, length);
            BinaryPrimitives.ReadUInt32LittleEndian(file[(12 + length)..]).ShouldBe(EventFile.MaskedCrc(message));
            file = file[(16 + length)..];

            (long step, string tag, float value) = (0, "", 0);
            foreach ((int field, ulong number, byte[] bytes) in Fields(message))
            {
                switch (field)
                {
                    case 1:
                        BitConverter.UInt64BitsToDouble(number).ShouldBeGreaterThan(0);
                        break;
                    case 2:
                        step = (long)number;
                        break;
                    case 3:
                        version = System.Text.Encoding.UTF8.GetString(bytes);
                        break;
                    case 5:
                        foreach ((int inner, _, byte[] valueBytes) in Fields(Fields(bytes).Single().Bytes))
                        {
                            if (inner == 1)
                            {
                                tag = System.Text.Encoding.UTF8.GetString(valueBytes);
                            }
                            else
                            {
                                inner.ShouldBe(2);
                                value = BitConverter.ToSingle(valueBytes);
                            }
                        }

                        break;
                    default:
                        throw new InvalidDataException($"field {field}");
                }
            }

            if (tag.Length > 0)
            {
                scalars.Add((step, tag, value));
            }
        }

        return scalars;
    }

    /// <summary>The protobuf wire format: varint (0), 8 bytes (1), bytes (2), 4 bytes (5).</summary>
    private static List<(int Field, ulong Number, byte[] Bytes)> Fields(ReadOnlySpan<byte> message)
    {
        var fields = new List<(int, ulong, byte[])>();
        int at = 0;
        while (at < message.Length)
        {
            ulong key = Varint(message, ref at);
            switch (key & 7)
            {
                case 0:
                    fields.Add(((int)(key >> 3), Varint(message, ref at), []));
                    break;
                case 1:
                    fields.Add(((int)(key >> 3), BinaryPrimitives.ReadUInt64LittleEndian(message[at..]), []));
                    at += 8;
                    break;
                case 2:
                    int length = (int)Varint(message, ref at);
                    fields.Add(((int)(key >> 3), 0, message.Slice(at, length).ToArray()));
                    at += length;
                    break;
                case 5:
                    fields.Add(((int)(key >> 3), 0, message.Slice(at, 4).ToArray()));
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"wire type {key & 7}");
            }
        }

        return fields;
    }

    private static ulong Varint(ReadOnlySpan<byte> message, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte b = message[at++];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }
    }
}
