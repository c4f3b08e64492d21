using System.Buffers.Binary;
using System.Diagnostics;
using BitRL.Model.Transformer;
using BitRL.Model.Weights;
using BitRL.TestKit;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace BitRL.Model.Tests.Weights;

/// <summary>Damages whole models in thousands of seeded ways: each is read as far as the product ever reads a file, and refused by name or loaded.</summary>
public sealed class GgufFuzzTests(ITestOutputHelper output)
{
    private const int MutationsPerFile = 7_000;

    /// <summary>Ternary codes decode to 20 times their size in the worst case; anything beyond follows a declared count, not the file.</summary>
    private const int LargestAllocationPerFileByte = 24;

    private static readonly ulong[] HostileNumbers =
    [
        0, 1, 2, 3, 7, 31, 33, 64, 127, 255, 256, 4096, 65_535, 65_536, 1 << 20, int.MaxValue, 1UL << 31, uint.MaxValue, 1UL << 32, 1UL << 40, 1UL << 62,
        long.MaxValue, 1UL << 63, ulong.MaxValue, ulong.MaxValue - 31, 0x7FC00000, 0x7F800000, 0x7C007E00,
    ];

    [Theory]
    [InlineData("llama", true)]
    [InlineData("gpt2", true)]
    [InlineData("llama", false)]
    public void ADamagedFileIsRefusedByNameOrLoads(string tokenizer, bool isTernary)
    {
        byte[] original = SmallFiles.Bytes(SmallFiles.Writer(tokenizer, isTernary));
        int head = original.AsSpan().IndexOf("blk.0.ffn_down.weight"u8) + 64;
        byte[] work = new byte[original.Length];
        Load(original).ShouldBeTrue("the undamaged file");
        int refused = 0;
        long largest = 0;
        var slowest = TimeSpan.Zero;
        for (int seed = 0; seed < MutationsPerFile; seed++)
        {
            original.CopyTo(work, 0);
            ReadOnlyMemory<byte> damaged = Damage(work, head, new Random(seed));
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            try
            {
                refused += Load(damaged) ? 0 : 1;
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed} of {tokenizer}, ternary {isTernary}, escaped as {e.GetType().Name}", e);
            }

            slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, Stopwatch.GetElapsedTime(start).Ticks));
            largest = Math.Max(largest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        output.WriteLine($"{refused} of {MutationsPerFile} refused; largest allocation {largest} bytes of a file of {original.Length}; slowest {slowest.TotalMilliseconds} ms");
        refused.ShouldBeGreaterThan(MutationsPerFile / 2, "otherwise the mutations miss what is checked");
        refused.ShouldBeLessThan(MutationsPerFile, "otherwise nothing but refusal is tested");
        largest.ShouldBeLessThan((long)LargestAllocationPerFileByte * original.Length);
        slowest.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void AFileCutAnywhereInItsHeadIsRefused()
    {
        byte[] original = SmallFiles.Bytes(SmallFiles.Writer("llama", isTernary: true));
        int head = original.AsSpan().IndexOf("blk.0.ffn_down.weight"u8) + 40;
        for (int length = 0; length < head; length++)
        {
            Load(original.AsMemory(0, length)).ShouldBeFalse($"{length} bytes");
        }
    }

    // Everything the product does with a file before a kernel runs.
    private static bool Load(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var device = new NullDevice();
            GgufFile file = GgufFile.Read(bytes, "damaged.gguf");
            foreach (GgufValue value in file.Metadata.Where(v => v.Type == GgufValueType.String))
            {
                _ = value.AsString();
            }

            using Backbone backbone = Backbone.Load(file, device, new BackboneOptions());
            ReadOnlySpan<byte> text = "x=1.25 door yes\n"u8;
            int[] tokens = new int[backbone.Tokenizer.MaxTokens(text.Length)];
            int count = backbone.Tokenizer.Encode(text, isStart: true, tokens);
            tokens.AsSpan(0, count).IndexOfAnyExceptInRange(0, backbone.Configuration.VocabularySize - 1).ShouldBe(-1, "ids stay within the vocabulary");
            return true;
        }
        catch (GgufFormatException e)
        {
            e.Message.ShouldStartWith("damaged.gguf: ");
            e.Message.ShouldContain("; ");
            return false;
        }
    }

    private static ReadOnlyMemory<byte> Damage(byte[] bytes, int head, Random random)
    {
        int rounds = 1 + random.Next(3);
        int length = bytes.Length;
        for (int i = 0; i < rounds; i++)
        {
            int at = random.Next(random.Next(4) == 0 ? bytes.Length - 8 : head - 8);
            switch (random.Next(7))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), HostileNumbers[random.Next(HostileNumbers.Length)]);
                    break;
                case 3:
                    BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), (uint)HostileNumbers[random.Next(HostileNumbers.Length)]);
                    break;
                case 4:
                    length = random.Next(bytes.Length);
                    break;
                case 5:
                    int size = random.Next(1, 64);
                    bytes.AsSpan(random.Next(head - size), size).CopyTo(bytes.AsSpan(Math.Min(at, bytes.Length - size)));
                    break;
                default:
                    BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8 + (8 * random.Next(2))), HostileNumbers[random.Next(HostileNumbers.Length)]);
                    break;
            }
        }

        return bytes.AsMemory(0, length);
    }
}
