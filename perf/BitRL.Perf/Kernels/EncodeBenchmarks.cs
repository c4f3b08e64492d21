using BenchmarkDotNet.Attributes;

namespace BitRL.Perf.Kernels;

/// <summary>All operations of an encode of the embedded backbone's shape on one worker.</summary>
[MemoryDiagnoser]
public class EncodeBenchmarks
{
    private EncodeBench? _bench;

    [Params(1, 4, 8)]
    public int Texts { get; set; }

    [Params(14, 50)]
    public int TokensEach { get; set; }

    [Params(true, false)]
    public bool Ternary { get; set; }

    [GlobalSetup]
    public void Setup() => _bench = new EncodeBench("auto", Texts, TokensEach, Ternary);

    [GlobalCleanup]
    public void Cleanup() => _bench?.Dispose();

    [Benchmark]
    public void Encode() => _bench!.Run();
}
