using System.Text.Json;

namespace BitRL.Model.Tests;

/// <summary>The committed golden data: tiny random models and their hidden states by a float64 reference.</summary>
internal static class GoldenFiles
{
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Golden", name);

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path(name));

    public static int[] TokenIds => JsonSerializer.Deserialize<int[]>(File.ReadAllText(Path("token_ids.json")))!;

    /// <summary>Hidden states, [tokens][hidden].</summary>
    public static double[][] HiddenStates(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path(name)));
        return document.RootElement.GetProperty("data").Deserialize<double[][]>()!;
    }
}
