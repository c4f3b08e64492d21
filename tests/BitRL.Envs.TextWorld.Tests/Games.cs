using System.IO.Compression;
using System.Reflection;
using System.Text;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;

namespace BitRL.Envs.TextWorld.Tests;

/// <summary>Games and recordings for tests.</summary>
internal static class Games
{
    /// <summary>The recorded games, one JSON object each.</summary>
    public static IReadOnlyList<byte[]> Recorded { get; } = ReadRecorded();

    public static CookingEnvironment Make(int count = 1, params (string Name, string Value)[] settings) =>
        (CookingEnvironment)new CookingProvider().Create(new EnvironmentOptions
        {
            Count = count,
            Settings = settings.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal).ToImmutable(),
        });

    public static CookingEnvironment Start(ulong seed, params (string Name, string Value)[] settings)
    {
        CookingEnvironment environment = Make(1, settings);
        environment.Reset([0], [seed]);
        return environment;
    }

    public static StepResult Type(this CookingEnvironment environment, string command) => environment.StepTyped(0, Encoding.UTF8.GetBytes(command));

    public static string Said(this CookingEnvironment environment) => Encoding.UTF8.GetString(environment.SeatOf(0).Feedback.Text.Span);

    public static string[] Commands(this CookingEnvironment environment, int index = 0) => [.. environment.SeatOf(index).Commands.ToArray().Select(CommandWriter.Text)];

    public static string Text(this CookingEnvironment environment, TextStyle style = TextStyle.Compact, int index = 0)
    {
        var buffer = new byte[environment.Descriptor.Schema.MaxStepBytes];
        return Encoding.UTF8.GetString(buffer, 0, environment.WriteStep(index, style, buffer));
    }

    public static string ActionText(this CookingEnvironment environment, int action, TextStyle style = TextStyle.Compact)
    {
        var buffer = new byte[environment.MaxActionBytes];
        return Encoding.UTF8.GetString(buffer, 0, environment.WriteAction(0, action, style, buffer));
    }

    private static System.Collections.Immutable.ImmutableDictionary<string, string> ToImmutable(this Dictionary<string, string> settings) =>
        System.Collections.Immutable.ImmutableDictionary.CreateRange(settings);

    private static List<byte[]> ReadRecorded()
    {
        using Stream file = Assembly.GetExecutingAssembly().GetManifestResourceStream("TextWorld-Cooking.games.jsonl.gz")!;
        using var lines = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        return [.. lines.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Encoding.UTF8.GetBytes)];
    }
}
