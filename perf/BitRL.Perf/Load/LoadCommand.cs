using System.Globalization;
using BitRL.Perf.Kernels;

namespace BitRL.Perf.Load;

/// <summary>
/// <c>load [--subjects cpu,bitnetcpp,robots] [--workers 1,2] [--hogs 0,2,4] [--seconds S]</c>: how long calls take that threads share, beside so many other
/// programs that want a core each. Numbers of workers are measured by turns.
/// </summary>
internal static class LoadCommand
{
    private const int Rounds = 5;

    public static int Run(ReadOnlySpan<string> arguments)
    {
        string[] subjects = Option(arguments, "--subjects", string.Join(',', LoadSubject.Known)).Split(',');
        int[] workers = Numbers(arguments, "--workers", "1,2");
        int[] hogs = Numbers(arguments, "--hogs", "0,2,4");
        TimeSpan duration = TimeSpan.FromSeconds(double.Parse(Option(arguments, "--seconds", "4"), CultureInfo.InvariantCulture));
        Console.WriteLine(MachineDescription.Read());
        Console.WriteLine();
        Console.WriteLine(Distance());
        Console.WriteLine();
        Console.WriteLine("| what | workers | other programs | least, ms | median, ms | 99 of 100 within, ms | mean, ms |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (string subject in subjects)
        {
            foreach (int count in hogs)
            {
                Measure(subject, workers, count, duration);
            }
        }

        Console.WriteLine();
        Console.WriteLine(Distance());
        return 0;
    }

    private static string Distance() => string.Create(CultureInfo.InvariantCulture, $"From core to core and back: {CoreDistance.Measure():F0} ns");

    private static void Measure(string subject, int[] workers, int hogs, TimeSpan duration)
    {
        LoadSubject[] all = [.. workers.Select(count => LoadSubject.Create(subject, count))];
        LatencySamples[] samples = [.. all.Select(_ => new LatencySamples())];
        Array.ForEach(all, one => new LatencySamples().Measure(one.Call, duration / 4)); // compiles
        using (new Hogs(hogs))
        {
            for (int round = 0; round < Rounds; round++)
            {
                for (int i = 0; i < all.Length; i++)
                {
                    samples[i].Measure(all[i].Call, duration / Rounds);
                }
            }
        }

        for (int i = 0; i < all.Length; i++)
        {
            (double least, double median, double p99, double mean) = samples[i].Summarize();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {all[i].Name} | {all[i].Workers} | {hogs} | {least:F4} | {median:F4} | {p99:F3} | {mean:F4} |"));
            all[i].Dispose();
        }
    }

    private static int[] Numbers(ReadOnlySpan<string> arguments, string name, string otherwise) =>
        Array.ConvertAll(Option(arguments, name, otherwise).Split(','), text => int.Parse(text, CultureInfo.InvariantCulture));

    private static string Option(ReadOnlySpan<string> arguments, string name, string otherwise)
    {
        int place = arguments.IndexOf(name);
        return place >= 0 && place + 1 < arguments.Length ? arguments[place + 1] : otherwise;
    }
}
