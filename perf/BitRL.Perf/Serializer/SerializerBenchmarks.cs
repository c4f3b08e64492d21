using BenchmarkDotNet.Attributes;
using BitRL.Contracts.Observations;

namespace BitRL.Perf.Serializer;

/// <summary>What the generated serializers cost per observation: <c>--filter *Serializer*</c>. The allocated column must read "-".</summary>
[MemoryDiagnoser]
public class SerializerBenchmarks
{
    private readonly byte[] _buffer = new byte[Math.Max(NarrowObservation.Schema.MaxStepBytes, WideObservation.Schema.MaxStepBytes)];

    private readonly NarrowObservation _narrow = new(0.1234, -0.5678, 0.0349, 1.2509);

    private readonly WideObservation _wide = new(
        1.2468, -0.0312, -0.4211, 0.0978, 0.5523, -0.7211, 0.3021, -0.1093, 3.9102, -0.2233, 1.1029, -8.4312, 4.0021, 9.9999, -0.0004, 2.7182, -6.2831);

    [Params(TextStyle.Compact, TextStyle.Sentence, TextStyle.Json)]
    public TextStyle Style { get; set; }

    [Benchmark(Description = "4 fields")]
    public int Narrow() => _narrow.WriteStep(Style, _buffer);

    [Benchmark(Description = "17 fields")]
    public int Wide() => _wide.WriteStep(Style, _buffer);
}
