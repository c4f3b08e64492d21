using System.Text;
using BitRL.Generators.Tests.Cases;

namespace BitRL.Generators.Tests.TestHost;

/// <summary>Observations with texts and lists.</summary>
internal static class Worlds
{
    public static readonly WorldObservation Empty = default;

    public static readonly WorldObservation Some = new(
        Utf8("go to the red ball"),
        new[] { Thing(WorldObservation.Form.Ball, 3, 0.5), Thing(WorldObservation.Form.@checked, -2, -0.001) },
        [new WorldObservation.Person(Utf8("Ann \"A\""), true)],
        7,
        Utf8("taken"));

    /// <summary>Everything longer than its bound.</summary>
    public static readonly WorldObservation Full = new(
        Utf8(new string('"', 90)),
        Enumerable.Repeat(Thing(WorldObservation.Form.@checked, -99, -5), 9).ToArray(),
        [.. Enumerable.Repeat(new WorldObservation.Person(Utf8(new string('"', 90)), true), 9)],
        99,
        Utf8(new string('\\', 90)));

    public static readonly ListObservation Lists = new(
        new[] { Utf8("hall"), Utf8("bath; \"room\"") },
        [Lamp.On, Lamp.Off],
        new[] { 0.25f, 99 },
        [1, 200],
        new[] { true },
        Lamp.On);

    public static readonly ListObservation FullLists = new(
        Enumerable.Repeat(Utf8(new string('"', 90)), 9).ToArray(),
        [.. Enumerable.Repeat(Lamp.Off, 9)],
        Enumerable.Repeat(9.99f, 9).ToArray(),
        [.. Enumerable.Repeat((byte)255, 9)],
        Enumerable.Repeat(true, 9).ToArray(),
        Lamp.Off);

    public static ReadOnlyMemory<byte> Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static WorldObservation.Thing Thing(WorldObservation.Form form, int ahead, double light) => new(form, ahead, null) { Light = light };
}
