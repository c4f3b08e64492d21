using System.Text.Json;
using BitRL.Backend.Cpu;

namespace BitRL.Perf.Kernels;

/// <summary><c>kernels [--json] [--seconds S] [--kernels NAME,…] [--shapes 32x2560x2560,…] [--small]</c>: speeds beside the ceiling that was measured between them.</summary>
internal static class KernelsCommand
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = false, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static int Run(ReadOnlySpan<string> arguments)
    {
        bool json = arguments.Contains("--json");
        double seconds = double.Parse(Option(arguments, "--seconds") ?? "2");
        string[] variants = Option(arguments, "--kernels")?.Split(',') ?? [.. CpuBackendProvider.SupportedKernels];
        TextWriter output = Console.Out;
        if (!arguments.Contains("--small"))
        {
            ProductReport report = ProductReport.Measure(variants, Shapes(Option(arguments, "--shapes")), TimeSpan.FromSeconds(seconds));
            output.WriteLine(json ? JsonSerializer.Serialize(report, Json) : report.ToMarkdown());
        }

        if (arguments.Contains("--shapes"))
        {
            return 0;
        }

        EncodeReport encode = EncodeReport.Measure(variants, TimeSpan.FromSeconds(seconds));
        output.WriteLine(json ? JsonSerializer.Serialize(encode, Json) : encode.ToMarkdown());
        return 0;
    }

    private static (int Tokens, int Inputs, int Outputs)[] Shapes(string? text) =>
        text is null
            ? ProductReport.DefaultShapes
            : [.. text.Split(',').Select(shape => Array.ConvertAll(shape.Split('x'), int.Parse)).Select(shape => (shape[0], shape[1], shape[2]))];

    private static string? Option(ReadOnlySpan<string> arguments, string name)
    {
        int index = arguments.IndexOf(name);
        return index >= 0 && index + 1 < arguments.Length ? arguments[index + 1] : null;
    }
}
