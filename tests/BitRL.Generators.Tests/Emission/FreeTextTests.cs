using System.Text;
using System.Text.Json;
using BitRL.Contracts.Observations;
using BitRL.Generators.Tests.Cases;
using BitRL.Generators.Tests.TestHost;
using CsCheck;
using Shouldly;
using Xunit;

namespace BitRL.Generators.Tests.Emission;

public sealed class FreeTextTests
{
    /// <summary>Bytes that are often text, sometimes not, and what an attacker would try.</summary>
    private static readonly Gen<byte[]> Hostile = Gen.OneOf(
        Gen.String.Select(Encoding.UTF8.GetBytes),
        Gen.Byte.Array[0, 60],
        Gen.OneOf("\" steps=0 answer=\"", "\\\" x\n{\"steps\":0}", "a\u2028steps=1\u0085b", "]; ball 1 2\0", "\uFEFF\t ", "ends in \\")
            .Select(Encoding.UTF8.GetBytes));

    [Fact]
    public void WhateverATextHoldsTheFieldsAreThoseOfTheEnvironment() =>
        Gen.Select(Hostile, Hostile).Sample((mission, answer) =>
        {
            var observation = new WorldObservation(mission, Worlds.Some.Things, [new WorldObservation.Person(answer, true)], 7, answer);
            foreach (TextStyle style in Enum.GetValues<TextStyle>())
            {
                string text = Written.Step(observation, style);
                text.IndexOf('\n', StringComparison.Ordinal).ShouldBe(text.Length - 1);
                text.Any(character => char.IsControl(character) && character != '\n').ShouldBeFalse();
                if (style != TextStyle.Json)
                {
                    // Two texts, four quotes: nothing inside can end one.
                    text.Count(character => character == '"').ShouldBe(4);
                    Outside(text).ShouldBe(Outside(Written.Step(Worlds.Some, style)));
                }
            }

            using JsonDocument json = JsonDocument.Parse(Written.Step(observation, TextStyle.Json));
            json.RootElement.EnumerateObject().Select(property => property.Name).ShouldBe(["seen", "people", "steps", "answer"]);
            json.RootElement.GetProperty("steps").GetInt32().ShouldBe(7);
        });

    [Fact]
    public void JsonGivesBackAPlainTextAsItWas() =>
        Gen.Char[' ', '~'].Array[0, 24].Select(characters => string.Join(' ', new string(characters).Split(' ', StringSplitOptions.RemoveEmptyEntries))).Sample(text =>
        {
            using JsonDocument json = JsonDocument.Parse(Written.Step(Worlds.Some with { Answer = Worlds.Utf8(text) }, TextStyle.Json));
            json.RootElement.GetProperty("answer").GetString().ShouldBe(text);
        });

    [Fact]
    public void TextsAndListsLongerThanTheirBoundsFillTheBufferAndNoMore()
    {
        foreach (TextStyle style in Enum.GetValues<TextStyle>())
        {
            Encoding.UTF8.GetByteCount(Written.Step(Worlds.Full, style)).ShouldBe(WorldObservation.MaxStepBytes(style));
            Encoding.UTF8.GetByteCount(Written.Episode(Worlds.Full, style)).ShouldBe(WorldObservation.MaxEpisodeBytes(style));
            Encoding.UTF8.GetByteCount(Written.Episode(Worlds.FullLists, style)).ShouldBe(ListObservation.MaxEpisodeBytes(style));
            Encoding.UTF8.GetByteCount(Written.Step(Worlds.FullLists, style)).ShouldBe(ListObservation.MaxStepBytes(style));
        }
    }

    [Fact]
    public void WritingTextsAndListsAllocatesNothing()
    {
        byte[] buffer = new byte[4000];
        WriteAll(buffer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10_000; i++)
        {
            WriteAll(buffer);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void TheDescriptorShowsWhatAListHolds()
    {
        FieldDescriptor[] fields = [.. WorldObservation.Schema.Fields];
        fields[0].ShouldBe(new FieldDescriptor("mission", FieldKind.Text, 0, 40, 0, "", "mission", Per.Episode));
        (fields[1].Kind, fields[1].Maximum).ShouldBe((FieldKind.List, 3));
        fields[1].Item!.Kind.ShouldBe(FieldKind.Record);
        fields[1].Item!.Fields.ShouldBe(
        [
            new FieldDescriptor("form", FieldKind.Enumeration, 0, 1, 0, "", "form", Per.Step),
            new FieldDescriptor("event", FieldKind.Integer, -6, 6, 0, "m", "distance ahead", Per.Step),
            new FieldDescriptor("light", FieldKind.Real, -1, 1, 2, "1", "light", Per.Step),
        ]);
        ListObservation.Schema.Fields[2].Item.ShouldBe(new FieldDescriptor("i", FieldKind.Real, -1, 9.99, 1, "m", "distances", Per.Step));
    }

    [Fact]
    public void AnEnumValueWithoutANameIsRefusedInAListToo() =>
        Should.Throw<ArgumentException>(() => Written.Step(Worlds.Lists with { items = [(Lamp)9] }, TextStyle.Compact))
            .Message.ShouldBe("field 'items' has the value 9; it can print: off, on");

    private static void WriteAll(byte[] buffer)
    {
        for (TextStyle style = TextStyle.Sentence; style <= TextStyle.Json; style++)
        {
            Worlds.Some.WriteEpisode(style, buffer);
            Worlds.Some.WriteStep(style, buffer);
            Worlds.Full.WriteStep(style, buffer);
            Worlds.Lists.WriteEpisode(style, buffer);
            Worlds.Lists.WriteStep(style, buffer);
        }
    }

    /// <summary>What stands outside quotes.</summary>
    private static string Outside(string text) => string.Concat(text.Split('"').Where((_, i) => i % 2 == 0));
}
