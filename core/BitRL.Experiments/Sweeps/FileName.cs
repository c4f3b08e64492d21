namespace BitRL.Experiments.Sweeps;

/// <summary>Names of folders from names that people gave.</summary>
internal static class FileName
{
    /// <summary>The name with an underscore for whatever a file system or a shell might stumble over.</summary>
    public static string Of(string name)
    {
        string safe = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '=' or '+' ? c : '_'));
        return safe.StartsWith('.') ? "_" + safe[1..] : safe;
    }
}
