using System.Buffers;
using System.Text;
using BitRL.Contracts.Observations;
using BitRL.Model.Pretraining.Corpus;
using Shouldly;
using Xunit;

namespace BitRL.Model.Tests.Pretraining;

/// <summary>The corpus must read like what agents will read: its printer is held to the generated serializers, byte for byte.</summary>
public sealed class CorpusPrinterTests
{
    private static readonly string[][] MixedMembers = [[], ["sunny", "heavy_rain", "drizzle"], [], [], [], ["off", "eco"], [], []];

    [Theory]
    [InlineData(TextStyle.Compact)]
    [InlineData(TextStyle.Sentence)]
    [InlineData(TextStyle.Json)]
    public void MixedFieldsPrintAsTheGeneratedSerializerPrintsThem(TextStyle style)
    {
        var random = new CorpusRandom(11);
        for (int i = 0; i < 200; i++)
        {
            double mass = random.Uniform(0, 3);
            double level = random.Normal() * 2;
            double tilt = random.Normal() * 30;
            double push = random.Uniform(-24, 24);
            int clock = random.Between(-40, 120);
            bool door = random.Chance(0.5);
            var sky = (Weather)random.Below(3);
            var mode = (Mode)random.Below(2);
            CorpusValue[] values =
            [
                new(mass, ""), Word(MixedMembers[1][(int)sky]), new(level, ""), new(tilt, ""), Word(door ? "yes" : "no"), Word(MixedMembers[5][(int)mode]), new(clock, ""), new(push, ""),
            ];
            ShouldPrintAlike(new MixedObservation(mass, sky, level, tilt, door, mode, clock, push), MixedMembers, values, style);
        }
    }

    [Theory]
    [InlineData(TextStyle.Compact)]
    [InlineData(TextStyle.Sentence)]
    [InlineData(TextStyle.Json)]
    public void NumbersPrintAsTheGeneratedSerializerPrintsThem(TextStyle style)
    {
        foreach (double value in (double[])[0, -0.00004, 0.00005, 0.06, -1, 46.4995, double.PositiveInfinity])
        {
            ShouldPrintAlike(new NumbersObservation(value, value), [[], []], [new(value, ""), new(value, "")], style);
        }
    }

    [Fact]
    public void ValueEndsPointBehindEachValue()
    {
        CorpusSchema schema = SchemaOf<NumbersObservation>([[], []]);
        var ends = new int[2];
        var text = new ArrayBufferWriter<byte>();
        new CorpusPrinter().Write(schema, [new(0.05, ""), new(7, "")], Per.Step, TextStyle.Sentence, text, ends);
        string printed = Encoding.UTF8.GetString(text.WrittenSpan);
        printed[..ends[0]].ShouldEndWith("0.0500");
        printed[..ends[1]].ShouldEndWith("7.000");
    }

    private static CorpusValue Word(string word) => new(0, word);

    private static void ShouldPrintAlike<T>(T observation, string[][] members, CorpusValue[] values, TextStyle style)
        where T : struct, IObservationText<T>
    {
        CorpusSchema schema = SchemaOf<T>(members);
        var printed = new ArrayBufferWriter<byte>();
        var printer = new CorpusPrinter();
        printer.WriteStatic(schema, style, printed);
        printer.Write(schema, values, Per.Episode, style, printed, new int[values.Length]);
        printer.Write(schema, values, Per.Step, style, printed, new int[values.Length]);

        var generated = new ArrayBufferWriter<byte>();
        generated.Write(T.Prefix(style));
        generated.Advance(observation.WriteEpisode(style, generated.GetSpan(T.MaxEpisodeBytes(style) + 1)));
        generated.Advance(observation.WriteStep(style, generated.GetSpan(T.MaxStepBytes(style))));
        Encoding.UTF8.GetString(printed.WrittenSpan).ShouldBe(Encoding.UTF8.GetString(generated.WrittenSpan));
    }

    private static CorpusSchema SchemaOf<T>(string[][] members)
        where T : struct, IObservationText<T> =>
        new(T.Schema.Title, [.. T.Schema.Fields.Select((field, i) => new CorpusField(field, [.. members[i]], IsFreeText: false))]);
}
