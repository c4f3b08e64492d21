using Microsoft.CodeAnalysis.CSharp;

namespace BitRL.Generators.Emission;

/// <summary>Spelling of emitted C#.</summary>
internal static class CSharp
{
    /// <summary>An alias with <c>::</c> is as short as a using directive and, unlike one, cannot mean a type of the author's namespace.</summary>
    public const string ContractsAlias = "using Brl = global::BitRL.Contracts.Observations;";

    /// <summary>Qualifies a contract type.</summary>
    public const string Contracts = "Brl::";

    /// <summary>A string literal, escaped.</summary>
    public static string String(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>A UTF-8 literal, escaped.</summary>
    public static string Utf8(string text) => String(text) + "u8";

    /// <summary>Joins lines with line feeds.</summary>
    public static string Lines(IEnumerable<string> lines) => string.Join("\n", lines);

    /// <summary>Joins members with an empty line between.</summary>
    public static string Paragraphs(IEnumerable<string> members) => string.Join("\n\n", members);

    /// <summary>Moves lines that are not empty one level to the right. Literals hold no line break, so it cannot change one.</summary>
    public static string Indent(string code) => Lines(code.Split('\n').Select(line => line.Length > 0 ? "    " + line : line));
}
