using System.Collections.Immutable;
using BitRL.Backend.Cpu;
using BitRL.Contracts.Backends;

namespace BitRL.Perf.Kernels;

/// <summary>One product with a ternary matrix on one worker, ready to run again and again.</summary>
internal sealed class ProductBench : IDisposable
{
    private readonly IComputeDevice _device;
    private readonly IComputeQueue _queue;
    private readonly QuantizedRows _rows;
    private readonly WeightMatrix _matrix;
    private readonly DeviceTensor _output;

    public ProductBench(string kernels, int tokens, int inputs, int outputs)
    {
        Kernels = kernels;
        Tokens = tokens;
        Inputs = inputs;
        Outputs = outputs;
        _device = Open(kernels, threads: 1);
        _queue = _device.CreateQueue(1);
        _rows = _device.CreateQuantizedRows(tokens, inputs);
        float[] ones = new float[inputs];
        Array.Fill(ones, 1f);
        _queue.RmsNormQuantize(_device.CreateTensor(TernaryInputs.Activations(tokens * inputs), tokens, inputs), _device.CreateTensor(ones, 1, inputs), 1e-5f, tokens, _rows);
        _matrix = _device.LoadTernary(TernaryInputs.Weights(outputs, inputs));
        _output = _device.CreateTensor(tokens, outputs);
    }

    public string Kernels { get; }

    public int Tokens { get; }

    public int Inputs { get; }

    public int Outputs { get; }

    public double MultiplyAdds => (double)Tokens * Inputs * Outputs;

    public static IComputeDevice Open(string kernels, int threads) =>
        new CpuBackendProvider().Open(new DeviceOptions { Threads = threads, Settings = ImmutableDictionary<string, string>.Empty.Add("kernels", kernels) });

    public void Run() => _queue.TernaryMatMul(_rows, _matrix, Tokens, _output, accumulate: false);

    public void Dispose() => _device.Dispose();
}
