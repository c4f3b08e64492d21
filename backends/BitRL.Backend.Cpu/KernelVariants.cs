using System.Runtime.Intrinsics;
using BitRL.Backend.Cpu.Arm;
using BitRL.Backend.Cpu.Lanes;
using BitRL.Backend.Cpu.Scalar;
using BitRL.Backend.Cpu.Table;
using BitRL.Backend.Cpu.Vectors;
using BitRL.Backend.Cpu.X86;

namespace BitRL.Backend.Cpu;

/// <summary>
/// Puts the kernel variants together. They differ in their products; all but the scalar one share the portable vector code for the rest.
/// Tables win where a load brings more sums than a multiplication could make: with 256 bits they do for many tokens, with 512 they do not
/// (perf/results has both).
/// </summary>
internal static class KernelVariants
{
    private const string Avx512Needs = "it needs AVX-512 with byte and word instructions";
    private const string Avx2Needs = "it needs AVX2";
    private const string AdvSimdNeeds = "it needs a 64-bit ARM";

    private static readonly TableCosts Avx2Costs = new(Build: 1000, Lookup: 9.0, Multiply: 0.71, TileTokens: 4);

    /// <summary>All variants, fastest first, whether or not this processor can run them.</summary>
    public static KernelSet[] All() =>
    [
        Make("avx512", "AVX-512 multiplication", Avx512Needs, Avx512Ternary.IsSupported, 100, new Avx512Ternary()) with { Dense = new Avx512Dense(), Rows = new VectorRows(wide: true) },
        Make("avx512-table", "AVX-512 tables", Avx512Needs, Avx512Ternary.IsSupported, 85, Tabled(new Avx512Ternary(), Wide, costs: null)) with { Dense = new Avx512Dense(), Rows = new VectorRows(wide: true) },
        Make("avx2", "AVX2, tables or multiplication", Avx2Needs, Avx2Ternary.IsSupported, 80, Tabled(new Avx2Ternary(), Narrow, Avx2Costs)),
        Make("avx2-multiply", "AVX2 multiplication", Avx2Needs, Avx2Ternary.IsSupported, 70, new Avx2Ternary()),
        Make("avx2-table", "AVX2 tables", Avx2Needs, Avx2Ternary.IsSupported, 65, Tabled(new Avx2Ternary(), Narrow, costs: null)),
        Make("advsimd-dot", "AdvSimd dot product", "it needs a 64-bit ARM with dot product (ARMv8.2)", DotProductTernary.IsSupported, 60, new DotProductTernary()),
        Make("advsimd", "AdvSimd multiplication", AdvSimdNeeds, AdvSimdTernary.IsSupported, 50, new AdvSimdTernary()),
        Make("advsimd-table", "AdvSimd tables", AdvSimdNeeds, AdvSimdTernary.IsSupported, 45, Tabled(new AdvSimdTernary(), new TableProduct<ShortVector128>(Vector128<int>.Count), costs: null)),
        ScalarKernels.Create(),
    ];

    private static TableProduct<ShortVector512> Wide => new(Vector512<int>.Count);

    private static TableProduct<ShortVector256> Narrow => new(Vector256<int>.Count);

    private static TableTernary Tabled(LaneTernary multiplication, ITableProduct table, TableCosts? costs) => new(multiplication, table, costs);

    private static KernelSet Make(string name, string title, string needs, bool isSupported, int score, ITernaryKernel ternary) => new()
    {
        Name = name,
        Title = title,
        Needs = needs,
        IsSupported = isSupported,
        Score = score,
        Ternary = ternary,
        Dense = new VectorDense(),
        Rows = new VectorRows(wide: false),
        Attention = new VectorAttention(),
    };
}
