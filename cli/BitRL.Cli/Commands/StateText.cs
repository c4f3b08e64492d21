using System.Text;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;

namespace BitRL.Cli.Commands;

/// <summary>The whole text of a state, for people: static, per-episode and per-step part.</summary>
internal static class StateText
{
    public static string Read(IVectorEnvironment environment, int index, TextStyle style)
    {
        var schema = environment.Descriptor.Schema;
        byte[] buffer = new byte[Math.Max(schema.MaxEpisodeBytes, schema.MaxStepBytes)];
        var text = new StringBuilder(Encoding.UTF8.GetString(schema.Prefix(style).Span));
        text.Append(Encoding.UTF8.GetString(buffer, 0, environment.WriteEpisode(index, style, buffer)));
        text.Append(Encoding.UTF8.GetString(buffer, 0, environment.WriteStep(index, style, buffer)));
        return text.ToString();
    }
}
