using System.Globalization;
using System.Text;
using BitRL.Model.Encoders;

namespace BitRL.Model.Tests.Encoders;

/// <summary>Seeded texts like those of an environment.</summary>
internal static class Texts
{
    public static readonly byte[] StaticPart = "Cart on a rail\n"u8.ToArray();

    public static TextParts[] Make(int count, int seed, int episodes = 0)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => new TextParts(
            episodes == 0 ? default : Encoding.UTF8.GetBytes($"goal={(i % episodes) * 1.25:0.00}\n"),
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"x={random.NextDouble():0.000} v={random.NextDouble() * 20 - 10:0.00} door={(random.Next(2) == 0 ? "yes" : "no")}{(random.Next(2) == 0 ? $" w={random.Next(300)}" : "")}\n"))))];
    }
}
