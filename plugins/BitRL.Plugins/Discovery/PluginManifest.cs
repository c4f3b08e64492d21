using System.Text.Json;

namespace BitRL.Plugins.Discovery;

/// <summary>
/// The optional <c>plugin.json</c> in a plugin's folder: <c>{"name":"…","assembly":"File.dll","enabled":true}</c>, every member optional.
/// It comes from strangers, so whatever is not exactly that is refused with a reason.
/// </summary>
/// <param name="Name">Name to show, or null.</param>
/// <param name="Assembly">File name of the plugin's assembly in its folder, or null.</param>
/// <param name="Enabled">Whether it may be loaded.</param>
internal sealed record PluginManifest(string? Name, string? Assembly, bool Enabled)
{
    public const string FileName = "plugin.json";

    /// <summary>Far more than the three members need; a larger file is not a manifest.</summary>
    public const int MaxBytes = 16 * 1024;

    private const int MaxNameLength = 64;

    private static readonly JsonDocumentOptions JsonOptions = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    /// <summary>Reads the manifest of a folder.</summary>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="InvalidDataException">The manifest is refused; the message says why and is for the user.</exception>
    public static PluginManifest? Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        using JsonDocument json = Parse(path);
        if (json.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw Refuse("must hold one JSON object");
        }

        PluginManifest manifest = new(null, null, Enabled: true);
        foreach (JsonProperty member in json.RootElement.EnumerateObject())
        {
            manifest = member.Name switch
            {
                "name" => manifest with { Name = CheckName(Text(member)) },
                "assembly" => manifest with { Assembly = CheckAssembly(Text(member)) },
                "enabled" => manifest with { Enabled = Flag(member) },
                _ => throw Refuse($"has the unknown member '{Printable(member.Name)}'; it may have name, assembly, enabled"),
            };
        }

        return manifest;
    }

    private static JsonDocument Parse(string path)
    {
        // The stream is read through a bound, not its length trusted: the path may be a pipe or grow meanwhile.
        byte[] buffer = new byte[MaxBytes + 1];
        using FileStream file = File.OpenRead(path);
        int length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        if (length > MaxBytes)
        {
            throw Refuse($"is larger than {MaxBytes} bytes");
        }

        try
        {
            ReadOnlyMemory<byte> utf8 = buffer.AsMemory(0, length);
            return JsonDocument.Parse(utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8, JsonOptions);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{FileName} is not valid JSON: {Printable(e.Message)}", e);
        }
    }

    private static string Text(JsonProperty member)
    {
        if (member.Value.ValueKind != JsonValueKind.String)
        {
            throw Refuse($"member '{member.Name}' must be a string");
        }

        try
        {
            return member.Value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Refuse($"member '{member.Name}' is not valid Unicode");
        }
    }

    private static bool Flag(JsonProperty member) => member.Value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Refuse($"member '{member.Name}' must be true or false"),
    };

    private static string CheckName(string name) =>
        name.Length is > 0 and <= MaxNameLength && name.All(IsNameCharacter)
            ? name
            : throw Refuse($"member 'name' must be 1 to {MaxNameLength} letters, digits, '.', '-' or '_'");

    // A file name of plain characters cannot leave the folder, whatever the operating system thinks of separators and drives.
    private static string CheckAssembly(string assembly) =>
        assembly.Length <= 255 && assembly.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && assembly[0] != '.' && assembly.All(IsNameCharacter)
            ? assembly
            : throw Refuse($"member 'assembly' is '{Printable(assembly)}'; it must be the name of a .dll in the same folder, without a path");

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_';

    private static string Printable(string text) =>
        new([.. text.Take(100).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c)]);

    private static InvalidDataException Refuse(string what) => new($"{FileName} {what}");
}
