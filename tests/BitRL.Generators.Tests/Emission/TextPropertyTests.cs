using System.Text;
using System.Text.Json;
using BitRL.Contracts.Observations;
using BitRL.Generators.Tests.Cases;
using BitRL.Generators.Tests.TestHost;
using CsCheck;
using Shouldly;
using Xunit;

namespace BitRL.Generators.Tests.Emission;

public sealed class TextPropertyTests
{
    private static readonly Gen<double> Real = Gen.OneOf(
        Gen.Double[-3, 3],
        Gen.Double[-1e18, 1e18],
        Gen.Double.Where(value => !double.IsNaN(value)),
        Gen.OneOf(double.PositiveInfinity, double.NegativeInfinity, -0.0, double.Epsilon, 9.995, -0.005, 1e15, -1e15, 1e-3));

    private static readonly Gen<EveryTypeObservation> Observations =
        from flag in Gen.Bool
        from weather in Gen.OneOf(Weather.Sunny, Weather.HeavyRain, Weather.Drizzle)
        from signed in Gen.OneOf(Gen.Long, Gen.Int[-300, 300].Select(value => (long)value), Gen.OneOf(long.MinValue, long.MaxValue))
        from unsigned in Gen.OneOf(Gen.ULong, Gen.OneOf(ulong.MinValue, ulong.MaxValue))
        from real in Real
        from other in Real
        select new EveryTypeObservation(
            flag,
            weather,
            unchecked((sbyte)signed),
            unchecked((byte)unsigned),
            unchecked((short)signed),
            unchecked((ushort)unsigned),
            unchecked((int)signed),
            unchecked((uint)unsigned),
            signed,
            unsigned,
            (float)real,
            other,
            real);

    [Fact]
    public void EveryPartIsOneLineWithoutLeadingWhiteSpace() =>
        Observations.Sample(observation =>
        {
            foreach (TextStyle style in Enum.GetValues<TextStyle>())
            {
                ShouldBeALine(Encoding.UTF8.GetString(EveryTypeObservation.Prefix(style)));
                ShouldBeALine(Written.Step(observation, style));
            }
        });

    /// <summary>Written into buffers of exactly the bound, so that one byte too many throws; and the bound is reached, so that it wastes nothing.</summary>
    [Fact]
    public void BoundsAreKeptAndReached()
    {
        Observations.Sample(observation =>
        {
            foreach (TextStyle style in Enum.GetValues<TextStyle>())
            {
                Written.Step(observation, style).Length.ShouldBeLessThanOrEqualTo(EveryTypeObservation.MaxStepBytes(style));
            }
        });
        EveryTypeObservation longest = Extremes.High with { SignedByte = -128, Short = -32768, Long = long.MinValue, Large = -1e17 };
        foreach (TextStyle style in Enum.GetValues<TextStyle>())
        {
            Encoding.UTF8.GetByteCount(Written.Step(longest, style)).ShouldBe(EveryTypeObservation.MaxStepBytes(style));
        }
    }

    [Fact]
    public void JsonPartsParseToTheClampedAndRoundedValues() =>
        Observations.Sample(observation =>
        {
            using JsonDocument step = JsonDocument.Parse(Written.Step(observation, TextStyle.Json));
            JsonElement root = step.RootElement;
            root.EnumerateObject().Select(property => property.Name).ShouldBe(EveryTypeObservation.Schema.Fields.Select(field => field.Name));
            root.GetProperty("flag").GetString().ShouldBe(observation.Flag ? "yes" : "no");
            root.GetProperty("signed_byte").GetSByte().ShouldBe(observation.SignedByte);
            root.GetProperty("long").GetInt64().ShouldBe(observation.Long);
            root.GetProperty("unsigned_long").GetUInt64().ShouldBe(observation.UnsignedLong);
            root.GetProperty("int").GetInt32().ShouldBe(Math.Clamp(observation.Int, -99, 1_000_000));
            root.GetProperty("float").GetDouble().ShouldBe(Math.Clamp(observation.Float, -1, 9.996f), 0.0050001);
            root.GetProperty("small").GetDouble().ShouldBe(Math.Clamp(observation.Small, 0, 1e-3), 0.50001e-9);
        });

    [Fact]
    public void JsonPrefixesParseToALegendOfEveryField()
    {
        Check<CartObservation>("Cart on a rail");
        Check<EveryTypeObservation>("Every type");
        Check<QuotedObservation>("""The "house" \ {0} é 😀""");
        Check<GlobalObservation>("global observation");
        Check<WorldObservation>("World");
        Check<ListObservation>("Lists");

        static void Check<T>(string title)
            where T : struct, IObservationText<T>
        {
            using JsonDocument prefix = JsonDocument.Parse(T.Schema.Prefix(TextStyle.Json));
            prefix.RootElement.GetProperty("observation").GetString().ShouldBe(title);
            prefix.RootElement.GetProperty("fields").EnumerateObject().Select(property => property.Name).ShouldBe(T.Schema.Fields.Select(field => field.Name));
        }
    }

    [Fact]
    public void JsonQuotesSurviveTheRoundTrip()
    {
        using JsonDocument step = JsonDocument.Parse(Written.Step(new QuotedObservation(1, 1), TextStyle.Json));
        step.RootElement.GetProperty("t\"out\\").GetDouble().ShouldBe(1);
    }

    [Fact]
    public void WritingAllocatesNothing()
    {
        byte[] buffer = new byte[2000];
        EveryTypeObservation observation = Extremes.High;
        var pole = new EpisodeObservation(1, 1, 0.25, 4);
        WriteAll(observation, pole, buffer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10_000; i++)
        {
            WriteAll(observation, pole, buffer);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static void WriteAll(in EveryTypeObservation observation, in EpisodeObservation pole, byte[] buffer)
    {
        for (TextStyle style = TextStyle.Sentence; style <= TextStyle.Json; style++)
        {
            observation.WriteEpisode(style, buffer);
            observation.WriteStep(style, buffer);
            _ = EveryTypeObservation.Prefix(style).Length + EveryTypeObservation.MaxStepBytes(style) + EveryTypeObservation.Schema.MaxStepBytes;
        }

        pole.WriteEpisode(TextStyle.Compact, buffer);
        pole.WriteStep(TextStyle.Sentence, buffer);
    }

    private static void ShouldBeALine(string text)
    {
        text.ShouldEndWith("\n");
        text.IndexOf('\n', StringComparison.Ordinal).ShouldBe(text.Length - 1);
        char.IsWhiteSpace(text[0]).ShouldBeFalse();
    }
}
