using System.Text;
using BitRL.Contracts.Observations;

namespace BitRL.Generators.Tests.TestHost;

/// <summary>What observations write, as strings.</summary>
internal static class Written
{
    /// <summary>Throws if the bytes are not valid UTF-8.</summary>
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Episode<T>(T observation, TextStyle style)
        where T : struct, IObservationText<T>
    {
        byte[] buffer = new byte[T.MaxEpisodeBytes(style)];
        return Utf8.GetString(buffer, 0, observation.WriteEpisode(style, buffer));
    }

    public static string Step<T>(T observation, TextStyle style)
        where T : struct, IObservationText<T>
    {
        byte[] buffer = new byte[T.MaxStepBytes(style)];
        return Utf8.GetString(buffer, 0, observation.WriteStep(style, buffer));
    }

    /// <summary>All parts in all styles that the type emits.</summary>
    public static string All<T>(T observation)
        where T : struct, IObservationText<T>
    {
        var text = new StringBuilder();
        foreach (TextStyle style in Enum.GetValues<TextStyle>().Where(T.Schema.Emits))
        {
            text.Append(Utf8.GetString(T.Prefix(style))).Append(Episode(observation, style)).Append(Step(observation, style)).Append('\n');
        }

        return text.ToString();
    }
}
