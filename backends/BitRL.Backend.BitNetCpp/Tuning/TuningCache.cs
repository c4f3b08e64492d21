using System.Globalization;
using System.Reflection;
using BitRL.Backend.BitNetCpp.Interop;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.BitNetCpp.Tuning;

/// <summary>
/// Remembers what was measured on this processor, one small text file a kernel variant. It is only ever a shortcut: a file that cannot be read, is
/// damaged or belongs to another processor or version counts as none, and one that cannot be written is not written. Thread-safe.
/// </summary>
/// <param name="folder">Where the files lie; null remembers nothing.</param>
/// <param name="processor">Whose times they are.</param>
internal sealed class TuningCache(string? folder, string processor)
{
    private const string FirstLine = "bitrl-kernels tuning 1";

    private static readonly string Version = typeof(TuningCache).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <summary>The user's cache folder, and this processor.</summary>
    public static TuningCache Standard()
    {
        string? root = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache && Path.IsPathRooted(cache)
            ? cache
            : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home ? Path.Combine(home, ".cache") : null;
        return new TuningCache(root is null ? null : Path.Combine(root, "bitrl"), $"{ProcessorName.Read()}, {Environment.ProcessorCount}");
    }

    /// <summary>What was measured for a variant before; null where nothing usable was.</summary>
    public NativeTuning? Find(string variant)
    {
        if (folder is null)
        {
            return null;
        }

        try
        {
            string[] lines = File.ReadAllLines(PathOf(variant));
            return lines is [FirstLine, var version, var cpu, var multiply, var table] && version == Version && cpu == processor
                ? Parse(multiply, table)
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>Keeps what was measured, if that can be done.</summary>
    public void Keep(string variant, in NativeTuning tuning)
    {
        if (folder is null)
        {
            return;
        }

        string temporary = $"{PathOf(variant)}.{Environment.ProcessId}";
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllLines(temporary, [FirstLine, Version, processor, Print(tuning.Multiply), Print(tuning.Table)]);
            File.Move(temporary, PathOf(variant), overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next start measures again.
        }
    }

    private static string Print(NativeTuning.Times times)
    {
        var words = new string[NativeTuning.Count];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = times[i].ToString(CultureInfo.InvariantCulture);
        }

        return string.Join(' ', words);
    }

    private static NativeTuning? Parse(string multiply, string table)
    {
        var tuning = default(NativeTuning);
        return Fill(multiply, ref tuning.Multiply) && Fill(table, ref tuning.Table) ? tuning : null;
    }

    private static bool Fill(string line, ref NativeTuning.Times times)
    {
        string[] words = line.Split(' ');
        for (int i = 0; i < words.Length && words.Length == NativeTuning.Count; i++)
        {
            times[i] = float.Parse(words[i], NumberStyles.Float, CultureInfo.InvariantCulture);
        }

        return words.Length == NativeTuning.Count;
    }

    private string PathOf(string variant) => Path.Combine(folder!, $"kernels-{variant}.txt");
}
