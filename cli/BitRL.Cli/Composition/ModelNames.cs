using BitRL.Contracts.Plugins;
using BitRL.Model.Weights;

namespace BitRL.Cli.Composition;

/// <summary>What <c>--model</c> may say: the name of a shipped backbone, <c>random</c> with a seed, or a path.</summary>
internal static class ModelNames
{
    /// <summary>The shipped ternary backbone.</summary>
    public const string Embedded = "embedded";

    /// <summary>Its full-precision twin.</summary>
    public const string EmbeddedFullPrecision = "embedded-fp";

    /// <summary>The shipped ternary backbone that also knows words: sentences said in a home.</summary>
    public const string Language = "language";

    /// <summary>Its full-precision twin.</summary>
    public const string LanguageFullPrecision = "language-fp";

    /// <summary>Random ternary weights in the shape of the shipped backbone: the control. <c>random:7</c> gives the seed.</summary>
    public const string Random = "random";

    /// <summary>The same for the language backbone: its shape and its tokens.</summary>
    public const string RandomLanguage = "random-language";

    private static readonly Dictionary<string, string> Shipped = new(StringComparer.OrdinalIgnoreCase)
    {
        [Embedded] = "bitrl-numeric-128x3.gguf",
        [EmbeddedFullPrecision] = "bitrl-numeric-128x3-fp.gguf",
        [Language] = "bitrl-language-128x3.gguf",
        [LanguageFullPrecision] = "bitrl-language-128x3-fp.gguf",
    };

    private static readonly Dictionary<string, string> Twins = new(StringComparer.OrdinalIgnoreCase)
    {
        [Embedded] = EmbeddedFullPrecision,
        [Language] = LanguageFullPrecision,
    };

    /// <summary>All names, for completion and help.</summary>
    public static IEnumerable<string> All => [.. Shipped.Keys, Random, RandomLanguage];

    /// <summary>Where the shipped backbones lie.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Models");

    /// <summary>Whether a name asks for random weights, in which shipped backbone's shape, and with which seed.</summary>
    /// <exception cref="CommandException">The seed is not a whole number.</exception>
    public static bool IsRandom(string model, out string shape, out ulong seed)
    {
        seed = 0;
        string[] parts = model.Split(':', 2);
        shape = string.Equals(parts[0], RandomLanguage, StringComparison.OrdinalIgnoreCase) ? Language : Embedded;
        if (shape == Embedded && !string.Equals(parts[0], Random, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        return parts.Length == 1 || ulong.TryParse(parts[1], out seed)
            ? true
            : throw new CommandException(ExitCode.Usage, $"the seed in '{model}' is not a whole number; write {parts[0]}:7");
    }

    /// <summary>The full-precision twin of a shipped ternary backbone; of anything else, itself.</summary>
    public static string TwinOf(string model) => Twins.GetValueOrDefault(model, model);

    /// <summary>Opens what a name means.</summary>
    /// <exception cref="CommandException">There is no such file.</exception>
    /// <exception cref="GgufFormatException">The file is damaged.</exception>
    public static GgufFile Open(string model) => IsRandom(model, out string shape, out ulong seed) ? RandomControl.Make(Find(shape), seed) : GgufFile.Open(Find(model));

    /// <summary>The file that a name means.</summary>
    /// <exception cref="CommandException">There is no such file.</exception>
    public static string Find(string model)
    {
        bool isShipped = Shipped.TryGetValue(model, out string? file);
        string path = isShipped ? Path.Combine(Folder, file!) : model;
        if (File.Exists(path))
        {
            return path;
        }

        if (isShipped)
        {
            throw new CommandException(ExitCode.InputOutput, $"the shipped backbone {path} is missing; build again (delete the folder artifacts), or give --model FILE.gguf");
        }

        bool isPath = model.Contains('/') || model.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase);
        throw Directory.Exists(path)
            ? new CommandException(ExitCode.InputOutput, $"the model '{path}' is a folder; give a GGUF file in it")
            : new CommandException(ExitCode.InputOutput, $"there is no model '{model}'{(isPath ? string.Empty : NearestNames.Question(model, All))}; give a GGUF file or one of {string.Join(", ", All)}");
    }
}
