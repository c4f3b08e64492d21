using BenchmarkDotNet.Attributes;
using BitRL.Backend.Cpu;

namespace BitRL.Perf.Kernels;

/// <summary>Products with ternary matrices on one worker, by variant.</summary>
[MemoryDiagnoser]
public class TernaryBenchmarks
{
    private ProductBench? _bench;

    public static IEnumerable<string> Variants => CpuBackendProvider.SupportedKernels.Where(name => name != "scalar");

    public static IEnumerable<string> Shapes => ["32x2560x2560", "32x2560x6912", "32x6912x2560", "1x2560x2560", "56x128x256"];

    [ParamsSource(nameof(Variants))]
    public string Kernels { get; set; } = "";

    /// <summary>Tokens × inputs × outputs.</summary>
    [ParamsSource(nameof(Shapes))]
    public string Shape { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        int[] shape = Array.ConvertAll(Shape.Split('x'), int.Parse);
        _bench = new ProductBench(Kernels, shape[0], shape[1], shape[2]);
    }

    [GlobalCleanup]
    public void Cleanup() => _bench?.Dispose();

    [Benchmark]
    public void Multiply() => _bench!.Run();
}
