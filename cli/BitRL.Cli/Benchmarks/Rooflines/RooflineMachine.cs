namespace BitRL.Cli.Benchmarks.Rooflines;

/// <summary>What a machine can do at most, and what software is known to get out of it. Each figure says where it comes from.</summary>
/// <param name="Name">Which machine.</param>
/// <param name="PeakProducts">int8 multiply-adds of all cores at most.</param>
/// <param name="ReachedProducts">What a whole model reached.</param>
/// <param name="PeakMemory">Bytes through the memory bus at most.</param>
/// <param name="ReachedMemory">What a program reached.</param>
internal sealed record RooflineMachine(string Name, RooflineRate PeakProducts, RooflineRate ReachedProducts, RooflineRate PeakMemory, RooflineRate ReachedMemory)
{
    /// <summary>The machines of docs/roofline.md.</summary>
    public static IReadOnlyList<RooflineMachine> All { get; } =
    [
        new(
            "Pi 4",
            new(48, "computed: 4 × Cortex-A72, 1.5 GHz, smlal 8 a cycle"),
            new(12, "published: ternary and int8 engines, 10 to 12"),
            new(12.8, "computed: LPDDR4-3200, 32 bits"),
            new(5.6, "published: STREAM")),
        new(
            "Pi 5",
            new(307, "computed: 4 × Cortex-A76, 2.4 GHz, two sdot of 16 a cycle"),
            new(50, "published: llamafile 0.7, TinyLlama 1.1B Q8_0, 45 tokens/s of prompt"),
            new(17.1, "computed: LPDDR4X-4267, 32 bits"),
            new(9, "published: T-MAC, BitNet 3B, 11 tokens/s of decoding")),
        new(
            "Zen 3, 2 cores, AVX2",
            new(339, "measured: vpmaddubsw + vpaddw, 256 bits"),
            new(100, "measured: bitnet.cpp 1.0, 2B-4T, 32 tokens"),
            new(33, "measured: reading"),
            new(28, "measured: reading")),
        new(
            "Zen 5, 2 cores, AVX-512",
            new(889, "measured: vpmaddubsw + vpaddw, 512 bits"),
            new(882, "measured: backend bitnetcpp, 2B-4T, 32 tokens"),
            new(46, "measured: reading"),
            new(31, "measured: reading, beside other programs")),
    ];
}
